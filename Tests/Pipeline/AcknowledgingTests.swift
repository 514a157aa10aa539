import Concerns
import Ledger
import Simulation
import Testing
import Wire

@Suite struct `An acknowledgement` {
  @Test(arguments: AckState.allCases)
  func `ends the delivery for good`(state: AckState) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let answers = try await bench.acknowledge([deliver], state, from: Bench.reception)
    #expect(answers.told == [.init(delivery: deliver.delivery, state: state)])
    #expect(
      bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .settled)
    try await bench.wait(.seconds(40))
    #expect(bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test(arguments: AckState.allCases)
  func `ends also what a person has opened`(state: AckState) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.send(.open(deliver.delivery), from: Bench.reception)
    let answers = try await bench.acknowledge([deliver], state, from: Bench.reception)
    #expect(answers.told == [.init(delivery: deliver.delivery, state: max(state, .read))])
    #expect(
      bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .settled)
  }
}
