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
    let owner = owner(speaking: matter.unit)
    let recipients = functions.map { recipient($0, .participant, registry) }
    guard let standing else {
      return begin(admitted, owner: owner, to: recipients, at: moment)
    }
    guard standing.origin.isConsent else { throw .unknownConversation }
    return follow(admitted, standing, owner: owner, to: recipients, moment)
  }

  /// Whether a function can be addressed: somebody is registered who speaks for it.
  private func isKnown(_ function: FunctionID, in registry: Registry) -> Bool {
    registry.agencies[function.agency]?.functions.contains(function) == true
  }

  private func owner(speaking function: FunctionID) -> Owner {
    guard let unit = directory.unit(of: function) else {
      return directory.owner(directory.reception, because: OwnershipReason.conveyed)
    }
    return directory.owner(unit, because: OwnershipReason.spoken)
  }
}
