package import Admission
package import Concerns
package import Wire

extension Router {
  /// Finds who is told that a reservation is acknowledged: the unit that offered it, and whoever
  /// owns the conversation, where both answer to the same board.
  ///
  /// Whoever keeps a conversation of others for them is told nothing of what they do in it.
  ///
  /// - Parameter unit: The unit that offered it; `nil` where there is no such reservation.
  /// - Throws: `ProblemCode.unknownConversation` to whoever takes no part in the conversation.
  package func acknowledge(
    _ admitted: Admitted<SignedMessage>, offeredBy unit: FunctionID?,
    in standing: ConversationStanding?, registry: Registry, at moment: Moment
  ) throws(Problem) -> Routed {
    let message = admitted.said
    guard let standing, !standing.origin.isConsent,
      standing.circle.includes(message.matter.unit.agency)
    else { throw .unknownConversation }
    // Who is told follows from who offered; nobody is left out by name.
    guard message.handling.excluded.isEmpty else {
      throw Problem(.badHandling, frame: 3, pointer: "/excluded")
    }
    guard let unit else {
      throw Problem(.reservationUnknown, frame: 3, pointer: "/acknowledgement/reservation")
    }
    let owner = standing.owner
    var told = [recipient(unit, unit == owner.function ? .owner : .participant, registry)]
    if unit != owner.function, directory.unit(of: unit)?.board == owner.controller {
      told.append(recipient(owner.function, .owner, registry))
    }
    return follow(admitted, standing, owner: owner, to: told, moment)
  }
}
