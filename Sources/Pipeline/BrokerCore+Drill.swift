import Admission
import Concerns
import Deadlines
import Ledger
import Ringing
import Routing
import Wire

/// A round of a drill that is on its way, and who waits to hear of it.
struct Drill: Sendable {
  let call: Call
  let asker: Asker
  let began: Moment
  /// As if it were then.
  let moment: Moment
}

// A drill goes the way of a real ring: by the line of this instant, through the ledger and whoever
// rings. No clock runs for it, no message is made, and it says nothing of anybody.
extension BrokerCore {
  /// Rings one round as if something acute had come, and answers once it is known what came of it.
  mutating func drill(
    _ request: JSONValue, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    // One at a time; whoever was to ring may have died.
    if let drill, now < drill.began + Bell.pause { throw Problem(.busy) }
    guard let round = request["round"]?.integer, (1...Int64(Self.drillRounds)).contains(round)
    else { throw Problem(.badRequest, frame: 2, pointer: "/round") }
    var begin = now
    if let value = request["at"] {
      guard let moment = value.string.flatMap(Moment.init(_:)) else {
        throw Problem(.badRequest, frame: 2, pointer: "/at")
      }
      begin = moment
    }
    let owner = try drilled(request["unit"], on: LocalTime.date(at: begin))
    let moment = begin + Bell.pause * Int(round - 1)
    let (line, isOpen) = router.directory.line(for: owner, at: moment)
    let clock = Clock(
      id: ClockID(RandomUUID(using: &generator)), rule: .opening, startedAt: begin
    ) { _ in false }
    let call = Bell.call(for: clock, along: line, after: nil, isOfficeOpen: isOpen, at: moment)
    let trial = Call(
      clock: clock.id, kind: .drill, round: Int(round), callees: call?.callees ?? [])
    // Nothing to try: it is told whom it would be about, and no ledger keeps that.
    guard hasBell else {
      answer(Self.word(of: trial, at: moment, .unreached, hasBell: false), to: asker)
      return
    }
    let asker = try counted(asker)
    if let drill { refuse(Problem(.busy), to: drill.asker) }
    drill = Drill(call: trial, asker: asker, began: now, moment: moment)
    record(.ring(RingNote([trial], .begun, at: now)), then: .drill)
  }

  /// Duty, deputies, on call, a person: after the fourth there is nobody more to ring.
  private static let drillRounds = 4

  /// The function that would own it: a unit's, or the reception's.
  private func drilled(_ value: JSONValue?, on day: CivilDate) throws(Problem) -> FunctionID {
    guard let value else {
      let nobody = OwnershipFacts(
        municipality: nil, area: .unknown, protection: .unknown, target: .unknown,
        grounds: [.unknown])
      return router.directory.ownership(of: nobody, on: day).function
    }
    guard let unit = router.directory.units.first(where: { $0.id.text == value.string }) else {
      throw Problem(.badRequest, frame: 2, pointer: "/unit")
    }
    return unit.function
  }

  /// What is on record is rung.
  mutating func settleDrill(_ outcome: Kept) {
    guard let drill else { return }
    guard outcome.isRecorded else {
      self.drill = nil
      return refuse(Problem(.busy), to: drill.asker)
    }
    actions.other.append(.ring([drill.call]))
  }

  /// Tells what came of it to whoever asked for it.
  mutating func concludeDrill(_ outcome: Rung.Outcome, of call: Call) {
    guard let drill, drill.call == call else { return }
    self.drill = nil
    answer(Self.word(of: call, at: drill.moment, outcome, hasBell: true), to: drill.asker)
  }

  private static func word(
    of call: Call, at moment: Moment, _ outcome: Rung.Outcome, hasBell: Bool
  ) -> BrokerCommand {
    .admin(
      .object([
        .init("act", .string("bell.drill")), .init("round", .integer(Int64(call.round))),
        .init("after", .string(moment.text)),
        .init("to", .array(call.callees.map { .string($0.text) })),
        .init("outcome", .string(outcome.rawValue)), .init("bell", .bool(hasBell)),
      ]))
  }
}
