package import Admission
package import Concerns
import Tables

// Everything that a conversation names may have ended meanwhile; whoever is there by now is meant.
extension Router {
  /// A conversation with those who are there now in the place of units that have ended.
  ///
  /// Where it is recorded stays: whoever it belongs to by now answers in a branch of it.
  func current(_ standing: ConversationStanding, at moment: Moment) -> ConversationStanding {
    let day = LocalTime.date(at: moment)
    let isThere = directory.unit(of: standing.owner.function)?.period.contains(day) ?? true
    let owner =
      isThere
      ? standing.owner
      : directory.heir(of: standing.owner.function, for: nil, on: day)
        ?? directory.owner(directory.reception, because: OwnershipReason.reception)
    let circle = standing.circle
    return ConversationStanding(
      origin: standing.origin, reporter: reached(standing.reporter, on: day), owner: owner,
      wantsFeedback: standing.wantsFeedback, hasFeedback: standing.hasFeedback,
      circle: Circle(
        parties: Set(circle.parties.map { reached($0, on: day) }),
        asked: Set(circle.asked.map { reached($0, on: day) }), inquiry: circle.inquiry),
      asked: standing.asked, version: standing.version, recorded: standing.recorded)
  }

  /// Those who may take over what a function had, the first before the others: whoever follows its
  /// unit, and the reception, so that nothing is ever without an owner.
  package func heirs(
    of function: FunctionID, for facts: OwnershipFacts?, at moment: Moment
  ) -> [Owner] {
    let heir = directory.heir(of: function, for: facts, on: LocalTime.date(at: moment))
    let last = directory.owner(directory.reception, because: OwnershipReason.reception)
    return heir.map { $0.function == last.function ? [$0] : [$0, last] } ?? [last]
  }

  /// Whoever receives what an owner owns at a moment.
  package func recipients(
    for owner: Owner, registry: Registry, at moment: Moment
  ) -> [Recipient] {
    receivers(for: owner, registry, moment)
  }

  /// Whoever receives now in the place of a party; `nil` when it leads nowhere.
  package func follower(
    of recipient: Recipient, registry: Registry, at moment: Moment
  ) -> Recipient? {
    directory.address(of: recipient.function, on: LocalTime.date(at: moment)).map {
      self.recipient($0, recipient.standing, registry)
    }
  }

  /// Where a function is reached on a day; where nobody follows it, at itself.
  func reached(_ function: FunctionID, on day: CivilDate) -> FunctionID {
    directory.address(of: function, on: day) ?? function
  }
}
