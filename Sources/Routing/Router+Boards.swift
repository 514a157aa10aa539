import Admission
import Concerns
import Tables
import Wire

// Several boards in one municipality must on request tell each other whether somebody is current in
// a case (SoL 15:8). What is asked is owned by the unit that asks, which gets the answer.
extension Router {
  /// Refuses a question that does not go from one board of the directory to another.
  ///
  /// Which boards there are is public, so the answer may say what is wrong.
  func checkBoards(of message: SignedMessage, on day: CivilDate) throws(Problem) {
    guard let asking = unit(message.matter.unit, on: day) else {
      throw Problem(.notPermitted, frame: 3, pointer: "/unit")
    }
    for (index, party) in message.handling.parties.enumerated() {
      let asked = reached(party, on: day)
      guard let unit = unit(asked, on: day), unit.board != asking.board else {
        throw Problem(.notPermitted, frame: 3, pointer: "/to/\(index)")
      }
      // Of somebody protected only the desk may know, and another board than its own it could not
      // answer for.
      guard directory.needsProtection(message.handling) else { continue }
      let desk = directory.protectedDesk
      guard desk.board == unit.board, receiving(for: asked, message.handling) == desk.function
      else { throw Problem(.notPermitted, frame: 3, pointer: "/persons/0/protection") }
    }
  }

  /// Routes the one word of a board to the unit that asked, or whoever answers for it by now.
  ///
  /// Whichever unit of the asked board speaks: the board answers. It does so once.
  func answer(
    _ admitted: Admitted<SignedMessage>, in standing: ConversationStanding?,
    _ registry: Registry, _ moment: Moment
  ) throws(Problem) -> Routed {
    let (matter, handling) = (admitted.said.matter, admitted.said.handling)
    let day = LocalTime.date(at: moment)
    guard let standing, standing.origin == .currentRequest, matter.unit != standing.reporter
    else { throw .unknownConversation }
    let asked = standing.circle.parties.subtracting([standing.reporter])
    let boards = asked.compactMap { unit(reached($0, on: day), on: day)?.board }
    guard let unit = unit(matter.unit, on: day), boards.contains(unit.board) else {
      throw .unknownConversation
    }
    guard !standing.hasFeedback else { throw Problem(.notPermitted) }
    try checkGrounds(of: matter, handling, on: day)
    return follow(
      admitted, standing, owner: standing.owner,
      to: receivers(for: standing.owner, registry, moment), moment)
  }

  /// A unit of the directory that is in force; `nil` for one of somebody else.
  private func unit(_ function: FunctionID, on day: CivilDate) -> DirectoryUnit? {
    directory.unit(of: function).flatMap { $0.period.contains(day) ? $0 : nil }
  }
}
