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
    let circle = standing.circle
    var current = standing
    if !isThere {
      let journey = Journey(conflicted: standing.conflicted)
      current.owner =
        heirs(of: standing.owner.function, for: nil, after: journey, at: moment)[0]
    }
    current.reporter = reached(standing.reporter, on: day)
    current.circle = Circle(
      parties: Set(circle.parties.map { reached($0, on: day) }),
      asked: Set(circle.asked.map { reached($0, on: day) }), inquiry: circle.inquiry)
    return current
  }

  /// Those who may take over what a function had, the first before the others: whoever follows its
  /// unit, and the reception, so that nothing is ever without an owner.
  ///
  /// Whoever has let it go for a conflict of interest comes after everybody else. Only who protects
  /// somebody does not: the desk lets go to whom it says, and no rule lets go for it.
  ///
  /// - Returns: At least one.
  package func heirs(
    of function: FunctionID, for facts: OwnershipFacts?, after journey: Journey,
    at moment: Moment
  ) -> [Owner] {
    let heir = directory.heir(of: function, for: facts, on: LocalTime.date(at: moment))
    if let heir, facts.map(directory.needsProtection) == true { return [heir] }
    let last = directory.owner(directory.reception, because: OwnershipReason.reception)
    let heirs = heir.map { $0.function == last.function ? [$0] : [$0, last] } ?? [last]
    let barred = heirs.filter { journey.bars($0, in: directory) }
    guard !barred.isEmpty else { return heirs }
    let free = (heirs + directory.substitutes).filter { owner in
      !journey.bars(owner, in: directory)
    }
    return free + barred
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

  /// Who hears on a day what a function was to be told: itself, or whoever follows its unit; where
  /// nobody does, the reception of the same authority, which gets what it had open, too.
  package func listener(for function: FunctionID, on day: CivilDate) -> FunctionID {
    if let address = directory.address(of: function, on: day) { return address }
    let reception = directory.reception.function
    return reception.agency == function.agency ? reception : function
  }

  /// Where a function is reached on a day; where nobody follows it, at itself.
  func reached(_ function: FunctionID, on day: CivilDate) -> FunctionID {
    directory.address(of: function, on: day) ?? function
  }
}
