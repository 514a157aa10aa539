package import Admission
package import Concerns
package import Wire

extension Router {
  /// Finds who is told of a waiver that is recorded, or of one that is taken back.
  ///
  /// The cooperation is the conversation, which any of its parties may go on with: the register
  /// says who they are. The unit that speaks answers for it; reception does when that unit is
  /// outside the directory, so that whatever cannot be handed over has somebody on duty.
  ///
  /// - Parameter functions: Whom it goes to: those that a waiver names, or everybody around the
  ///   table of one that is taken back.
  package func route(
    _ admitted: Admitted<SignedMessage>, to functions: [FunctionID],
    in standing: ConversationStanding?, registry: Registry, at moment: Moment
  ) throws(Problem) -> Routed {
    let (matter, handling) = (admitted.said.matter, admitted.said.handling)
    // Who learns of it follows from who takes part; nobody is left out by name.
    guard handling.excluded.isEmpty else {
      throw Problem(.badHandling, frame: 3, pointer: "/excluded")
    }
    guard handling.parties.allSatisfy({ isKnown($0, in: registry) }) else {
      throw Problem(.badHandling, frame: 3, pointer: "/to")
    }
    if let waiver = handling.waiver {
      try checkDecisions(under: waiver, registry, on: LocalTime.date(at: moment))
    }
    let owner = owner(speaking: matter.unit)
    let day = LocalTime.date(at: moment)
    let recipients = Set(functions.map { reached($0, on: day) }).sorted()
      .map { recipient($0, .participant, registry) }
    guard let standing = standing.map({ current($0, at: moment) }) else {
      return begin(admitted, owner: owner, to: recipients, at: moment)
    }
    guard standing.origin.isConsent else { throw .unknownConversation }
    return follow(admitted, standing, owner: owner, to: recipients, moment)
  }

  /// Whether a function can be addressed: somebody is registered who speaks for it.
  private func isKnown(_ function: FunctionID, in registry: Registry) -> Bool {
    registry.agencies[function.agency]?.functions.contains(function) == true
  }

  /// Refuses a decision in place of a signature that no board might take.
  ///
  /// *Why:* it stands in for a guardian who was not asked, or who said no; anybody's word for it
  /// would open what a court or a board alone may. Both are public data.
  private func checkDecisions(
    under waiver: WaiverTerms, _ registry: Registry, on today: CivilDate
  ) throws(Problem) {
    for given in waiver.persons.flatMap(\.signatures) {
      guard case .decision(let citation, let board, _) = given.capacity else { continue }
      guard mayDecide(citation, board, registry, on: given.signed ?? today) else {
        throw Problem(.notDelegated, frame: 3, pointer: "/waiver/persons")
      }
    }
  }

  /// Whether a board might take the decision: the directory's own by a delegation of that day;
  /// another, whose delegations nobody here knows, if it is registered as social services.
  private func mayDecide(
    _ citation: SubstituteCitation, _ board: AgencyID, _ registry: Registry, on day: CivilDate
  ) -> Bool {
    guard board == directory.agency else {
      return registry.agencies[board]?.party == .socialServices
    }
    return directory.delegations.contains { $0.covers(citation, by: board, on: day) }
  }

  private func owner(speaking function: FunctionID) -> Owner {
    guard let unit = directory.unit(of: function) else {
      return directory.owner(directory.reception, because: OwnershipReason.conveyed)
    }
    return directory.owner(unit, because: OwnershipReason.spoken)
  }
}
