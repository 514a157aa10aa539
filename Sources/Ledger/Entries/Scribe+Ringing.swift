import Concerns
import Deadlines
import Evidence
import Ringing
import Wire

extension Scribe {
  /// Seals whom is rung about what, or what came of it.
  ///
  /// It is no intake: on a nearly full disk people must be rung all the same.
  func seal(_ note: RingNote, using generator: inout some RandomNumberGenerator) -> Draft {
    let sheet = operatorSheet(.ring, at: note.at, using: &generator)
    let facts = StoredForm.bytes(of: note)
    return Draft(write: write(sheet, [.facts: facts], using: &generator))
  }
}

extension StoredForm {
  static func bytes(of note: RingNote) -> [UInt8] {
    let calls = note.calls.map { call in
      JSONValue.object([
        .init("clock", .string(Base64.url.encode(call.clock.bytes))),
        .init("kind", .string(call.kind.rawValue)),
        .init("round", .integer(Int64(call.round))),
        .init("to", .array(call.callees.map { .string($0.text) })),
      ])
    }
    return JSONValue.object([
      .init("v", .integer(1)), .init("outcome", .string(note.outcome.rawValue)),
      .init("calls", .array(calls)),
    ]).bytes
  }

  static func ringNote(_ bytes: [UInt8], at moment: Moment) throws(LedgerError) -> RingNote {
    let value = try read(bytes)
    let stored = value["calls"]?.array ?? []
    let calls = stored.compactMap(call(in:))
    guard let outcome = value["outcome"]?.string.flatMap(Rung.Outcome.init(rawValue:)),
      calls.count == stored.count
    else { throw .corrupt(table: "field") }
    return RingNote(calls, outcome, at: moment)
  }

  private static func call(in value: JSONValue) -> Call? {
    guard let clock = value["clock"]?.string.flatMap({ Base64.url.decode($0) }),
      let id = ClockID(bytes: clock),
      let kind = value["kind"]?.string.flatMap(ClockKind.init(rawValue:)),
      let round = value["round"]?.integer, let names = value["to"]?.array
    else { return nil }
    let callees = names.compactMap { $0.string.flatMap(Callee.init(_:)) }
    guard callees.count == names.count else { return nil }
    return Call(clock: id, kind: kind, round: Int(round), callees: callees)
  }
}
