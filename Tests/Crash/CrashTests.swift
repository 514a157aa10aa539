import Foundation
import Testing

/// How often the broker is killed: few in every test run, as many as one likes by hand.
private let allKills = Int(ProcessInfo.processInfo.environment["CRASH_KILLS"] ?? "") ?? 50
private let firstSeed =
  UInt64(ProcessInfo.processInfo.environment["CRASH_SEED"] ?? "") ?? 20_261_121

/// The kills of one ledger; a test prints its seed, and that alone repeats its orders.
struct Series: CustomTestStringConvertible {
  let kills: Int
  let seed: UInt64

  /// Most kills of one ledger: nothing in it is ever settled for good, so each start reads more.
  private static let longest = 100

  var testDescription: String { "\(kills) times, seed \(seed)" }

  /// As many series as the kills take.
  static let all = stride(from: 0, to: allKills, by: longest).map { done in
    Self(kills: min(longest, allKills - done), seed: firstSeed + UInt64(done / longest))
  }
}

@Suite(.serialized) struct `A broker that is killed` {
  @Test(.timeLimit(.minutes(20)), arguments: Series.all)
  func `keeps every promise and shows nobody too much`(_ series: Series) async throws {
    let stage = Stage()
    try await stage.prepare()
    let clock = ContinuousClock()
    let began = clock.now
    let (kills, seed) = (series.kills, series.seed)
    let outcome = try await Run(stage: stage, kills: kills, seed: seed).perform()
    report(outcome, of: series, clock.now - began)
    let (figures, findings) = (outcome.figures, outcome.findings)
    #expect(findings.isEmpty, "\(Set(findings).sorted()), seed \(seed), \(stage.folder)")
    #expect(outcome.missing == 0)
    #expect(outcome.undelivered == 0)
    // A run in which nothing was at stake has shown nothing.
    #expect(figures.receipts >= kills && figures.resent > 0 && figures.acknowledged > 0)
    if findings.isEmpty { try stage.strike() }
  }

  private func report(_ outcome: Run.Outcome, of series: Series, _ time: Duration) {
    let restarts = outcome.restarts.sorted()
    let figures = outcome.figures
    print(
      """
      crash: \(series.kills) kills and \(outcome.duringStart) during a start, seed \(series.seed), \
      \(time); \(figures.receipts) receipts, \(outcome.missing) without their concern in \
      \(figures.asked) questions; \(figures.resent) resent; \(figures.deliveries) deliveries, \
      \(outcome.findings.count) findings; \(outcome.undelivered) undelivered, \
      \(outcome.redriven) redriven; ready after \(restarts[restarts.count / 2]), at most \
      \(restarts.last ?? .zero)
      """)
  }
}

@Suite struct `A broker that is asked to stop` {
  @Test(.timeLimit(.minutes(20)))
  func `stops by itself`() async throws {
    let stage = Stage()
    let broker = try BrokerProcess(folder: stage.folder)
    try await broker.ready()
    let status = await broker.stop()
    #expect(status == 0)
    if status == nil { await broker.kill() }
    try stage.strike()
  }
}
