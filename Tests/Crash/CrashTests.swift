import Foundation
import Testing

/// How often the broker is killed: few in every test run, as many as one likes by hand.
private let kills = Int(ProcessInfo.processInfo.environment["CRASH_KILLS"] ?? "") ?? 50
private let seed =
  UInt64(ProcessInfo.processInfo.environment["CRASH_SEED"] ?? "") ?? 20_261_121

@Suite(.serialized) struct `A broker that is killed` {
  @Test(.timeLimit(.minutes(max(20, kills / 10))))
  func `keeps every promise and shows nobody too much`() async throws {
    let stage = Stage()
    try await stage.prepare()
    let clock = ContinuousClock()
    let began = clock.now
    let outcome = try await Run(stage: stage, kills: kills, seed: seed).perform()
    report(outcome, clock.now - began)
    let (figures, findings) = (outcome.figures, outcome.findings)
    #expect(findings.isEmpty, "\(Set(findings).sorted()), seed \(seed), \(stage.folder)")
    #expect(outcome.missing == 0)
    #expect(outcome.undelivered == 0)
    // A run in which nothing was at stake has shown nothing.
    #expect(figures.receipts >= kills && figures.resent > 0 && figures.acknowledged > 0)
    if findings.isEmpty { try stage.strike() }
  }

  private func report(_ outcome: Run.Outcome, _ time: Duration) {
    let restarts = outcome.restarts.sorted()
    let figures = outcome.figures
    print(
      """
      crash: \(kills) kills and \(outcome.duringStart) during a start, seed \(seed), \
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
