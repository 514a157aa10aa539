import Concerns
import Deadlines
import Ringing
import Wire

extension LedgerReader {
  /// What was rung last about clocks that run, and which entries about rounds can go.
  ///
  /// An entry goes once it is old and holds nothing that is the last of a clock that runs: neither
  /// that its last round was begun, nor what came of that.
  func recoverRings(into recovery: inout Recovery) async throws(LedgerError) {
    let running = Set(recovery.clocks.map(\.clock.id))
    var rung: [ClockID: Rung] = [:]
    var last: [ClockID: [EntryIndex]] = [:]
    var old: [EntryIndex] = []
    let deadline = recovery.head.time + (.zero - RingWeeding.retention)
    try await eachPlacedEntry(of: .ring) { facts, at, index throws(LedgerError) in
      if at < deadline { old.append(index) }
      let note = try StoredForm.ringNote(facts, at: at)
      for call in note.calls where running.contains(call.clock) {
        if note.outcome == .begun {
          rung[call.clock] = Rung(
            round: call.round, at: at, callees: call.callees, outcome: .begun)
          last[call.clock] = [index]
        } else if rung[call.clock]?.round == call.round {
          rung[call.clock]?.outcome = note.outcome
          last[call.clock]?.append(index)
        }
      }
    }
    recovery.rung = rung
    let needed = Set(last.values.joined())
    recovery.spentRings = Array(
      old.lazy.filter { !needed.contains($0) }.prefix(RingWeeding.startLimit))
  }
}
