package import Admission
package import Concerns
package import Wire

extension Router {
  /// Finds who is told that an emergency is declared: the unit's head, who owns that it is looked
  /// at, and the data protection officer.
  ///
  /// The unit is the one that speaks or, where that is outside the directory, the one that owns the
  /// conversation. Only who takes part in a conversation can declare one in it.
  ///
  /// - Throws: Also `ProblemCode.notDelegated` when nobody may decide so in that role on that day.
  package func declare(
    _ admitted: Admitted<SignedMessage>, in standing: ConversationStanding?,
    registry: Registry, at moment: Moment
  ) throws(Problem) -> Routed {
    let message = admitted.said
    let standing = try checkPart(of: message, in: standing, at: moment)
    if let recipient = message.handling.particulars.emergency?.recipient {
      guard isFunction(recipient, registry, on: LocalTime.date(at: moment)) else {
        throw Problem(.unknownUnit, frame: 3, pointer: "/emergency/for")
      }
    }
    let speaking = directory.unit(of: message.matter.unit)
    guard let unit = speaking ?? directory.unit(of: standing.owner.function),
      let head = unit.head, let officer = directory.dataProtectionOfficer
    else { throw Problem(.notDelegated, frame: 3, pointer: "/decision/by") }
    return tell(admitted, standing, unit, head, officer, registry, moment)
  }

  /// Finds who is told what was found of an emergency: its head and the data protection officer,
  /// but whoever tells it.
  ///
  /// - Parameter head: The function of the head that was told of the emergency; `nil` where there
  ///   is no such emergency.
  package func review(
    _ admitted: Admitted<SignedMessage>, toldTo head: FunctionID?,
    in standing: ConversationStanding?, registry: Registry, at moment: Moment
  ) throws(Problem) -> Routed {
    let standing = try checkPart(of: admitted.said, in: standing, at: moment)
    guard let head else {
      throw Problem(.emergencyUnknown, frame: 3, pointer: "/review/emergency")
    }
    // A directory that came later may have another head in its place.
    let unit = directory.unit(of: head) ?? directory.reception
    guard let officer = directory.dataProtectionOfficer,
      [head, unit.head, officer].contains(admitted.said.matter.unit)
    else { throw Problem(.unknownUnit, frame: 3, pointer: "/unit") }
    return tell(admitted, standing, unit, head, officer, registry, moment)
  }

  private func tell(
    _ admitted: Admitted<SignedMessage>, _ standing: ConversationStanding, _ unit: DirectoryUnit,
    _ head: FunctionID, _ officer: FunctionID, _ registry: Registry, _ moment: Moment
  ) -> Routed {
    let owner = Owner(
      unit: unit.id, function: head, controller: unit.board, reason: OwnershipReason.answering)
    let told = [recipient(head, .owner, registry), recipient(officer, .participant, registry)]
    return follow(
      admitted, standing, owner: owner,
      to: told.filter { $0.function != admitted.said.matter.unit }, moment)
  }

  /// Whether the sender takes part in the conversation, and may decide what it says it has.
  private func checkPart(
    of message: SignedMessage, in standing: ConversationStanding?, at moment: Moment
  ) throws(Problem) -> ConversationStanding {
    let agency = message.matter.unit.agency
    guard let standing = standing.map({ current($0, at: moment) }), !standing.origin.isConsent,
      standing.owner.function.agency == agency || standing.reporter.agency == agency
        || standing.circle.includes(agency)
    else { throw .unknownConversation }
    // Who is told follows from who answers; nobody is left out by name.
    guard message.handling.excluded.isEmpty else {
      throw Problem(.badHandling, frame: 3, pointer: "/excluded")
    }
    try checkGrounds(
      of: message.matter, message.handling, on: LocalTime.date(at: moment))
    return standing
  }
}
