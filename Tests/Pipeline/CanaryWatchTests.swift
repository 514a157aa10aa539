import Concerns
import Delivery
import Ledger
import Pipeline
import Policy
import Simulation
import Testing
import Wire

@Suite struct `A broker with canaries` {
  @Test func `asks them at its start, before it answers anybody`() async throws {
    let law = try CanaryLaw.law([.dropped("withhold-behind-the-wall")])
    var bench = try await Bench(law: law)
    try await bench.hello(Bench.school, connection: 1)
    #expect(bench.passed.map(\.text) == ["canary-family-counselling"])
    #expect(bench.takeAlarms().map(\.canary) == ["canary-family-counselling"])
    #expect(bench.take(Bench.school).isEmpty)
  }

  @Test func `closes within a minute when one passes, and says nothing more`() async throws {
    // The law loses a rule at midnight, in eight and a half hours.
    let law = try CanaryLaw.law([
      .changed(
        "withhold-behind-the-wall", "from: 2024-01-01", "from: 2024-01-01\n    until: 2026-11-19")
    ])
    var bench = try await Bench(at: Town.moment("2026-11-19T22:50:00Z"), law: law)
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    for _ in 0..<19 {
      try await bench.wait(.seconds(30))
      for member in [Bench.school, Bench.reception] { try await bench.stayAwake(member) }
    }
    #expect(bench.passed.isEmpty)
    bench.take(Bench.school)
    _ = try await bench.report()
    #expect(!bench.take(Bench.reception).delivers.isEmpty)
    bench.take(Bench.school)

    for _ in 0..<3 where bench.passed.isEmpty { try await bench.wait(.seconds(30)) }
    #expect(bench.now <= Town.moment("2026-11-19T23:01:00Z"))
    #expect(bench.passed.map(\.text) == ["canary-family-counselling"])
    #expect(bench.takeAlarms().last?.canary == "canary-family-counselling")

    let kept = bench.host.store.noted.deliveries.count
    #expect(try await bench.publish(bench.letter(bench.wording())).isEmpty)
    #expect(try await bench.send(.ping, from: Bench.school).isEmpty)
    try await bench.wait(.seconds(600))
    #expect(bench.take(Bench.reception).isEmpty && bench.take(Bench.school).isEmpty)
    #expect(bench.host.store.noted.deliveries.count == kept)
    #expect(bench.takeAlarms().isEmpty && bench.passed.count == 1)
  }

  @Test func `goes on for a day, and records none of them`() async throws {
    var bench = try await Bench(law: try CanaryLaw.law())
    let last = bench.host.store.look { $0.last }
    for _ in 0..<(24 * 6) { try await bench.wait(.seconds(600)) }
    #expect(bench.passed.isEmpty && bench.takeAlarms().isEmpty)
    // Nobody is there, and the bell rings for them; nothing else was recorded.
    let rounds = Int64(bench.host.store.noted.rounds)
    #expect(rounds > 0)
    #expect(bench.host.store.look { $0.last.value } == last.value + rounds)
    #expect(bench.host.pipeline.census == Census(waiting: 0, underWay: 0, parked: 0))
  }
}

extension Alarm {
  /// The canary that it is about; `nil` for any other alarm.
  fileprivate var canary: String? {
    if case .canary(let id) = self { id.text } else { nil }
  }
}
