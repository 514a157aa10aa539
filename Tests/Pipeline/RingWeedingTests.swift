import Concerns
import Deadlines
import Ledger
import Pipeline
import Ringing
import Simulation
import Testing
import Wire

/// Rounds of ringing, long after somebody has acted or nobody has.
@Suite struct `What was noted of rounds of ringing` {
  /// Past the days for which it is kept.
  static let longAfter = RingWeeding.retention + .seconds(86_400)

  @Test func `goes at a start, once it is old and nobody waits for anybody any more`()
    async throws
  {
    var bench = try await rung(minutes: 21)
    #expect(try await rings(in: bench).count == 10)
    try await bench.greet(Bench.reception, functions: [Town.onCall])
    let delivers = bench.take(Bench.reception).delivers
    try await bench.acknowledge(delivers, .read, from: Bench.reception)
    try await restart(&bench, after: Self.longAfter)
    #expect(bench.host.recovery.spentRings.count >= 10)
    try await bench.wait(.seconds(60))
    let left = try await rings(in: bench)
    #expect(left.allSatisfy { !bench.host.recovery.spentRings.contains($0) })
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test func `stays while it is young`() async throws {
    var bench = try await rung(minutes: 21)
    let before = try await rings(in: bench)
    try await restart(&bench, after: .seconds(86_400))
    #expect(bench.host.recovery.spentRings.isEmpty)
    #expect(Set(before).isSubset(of: Set(try await rings(in: bench))))
  }

  @Test func `is not forgotten of a clock that still runs: no round is rung twice`()
    async throws
  {
    var bench = try await rung(minutes: 21)
    // A year on nobody has opened, and the broker was away.
    try await restart(&bench, after: .seconds(365 * 86_400))
    try await bench.wait(.seconds(60))
    let acute = bench.takeRings().filter { $0.kind == .opening }
    #expect(acute.map(\.round) == [6])
    #expect(try await rings(in: bench).count < 10)
    try await restart(&bench, after: .seconds(60))
    #expect(bench.host.recovery.rung.values.contains { $0.round == 6 })
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  /// An acute report that nobody opens for so long, rung for and reached each time.
  private func rung(minutes: Int) async throws -> Bench {
    var bench = try await Bench(at: Town.moment("2026-11-20T18:20:00Z"))
    try await bench.greet(Bench.school)
    _ = try await bench.report { $0.urgency = .acute }
    for _ in 0..<minutes {
      let calls = bench.takeRings()
      if !calls.isEmpty { try await bench.tell(.rang(calls, .reached)) }
      try await bench.wait(.seconds(60))
    }
    let calls = bench.takeRings()
    if !calls.isEmpty { try await bench.tell(.rang(calls, .reached)) }
    return bench
  }

  /// Starts the broker anew after a while, its ledger's time brought up to that by a first word.
  private func restart(_ bench: inout Bench, after pause: Duration) async throws {
    bench.now = bench.now + pause
    try await bench.restart()
    try await bench.greet(Bench.school)
    _ = try await bench.report()
    bench.takeRings()
    try await bench.restart()
  }

  private func rings(in bench: Bench) async throws -> [EntryIndex] {
    try await bench.host.store.entries(
      of: .ring, after: .start, limit: LedgerPage.limit, fields: []
    ).map(\.index)
  }
}
