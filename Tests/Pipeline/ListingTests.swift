import Concerns
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `A list` {
  @Test func `calls leased only what somebody holds`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    #expect(try await states(&bench) == ["leased"])
    try await bench.send(.release(deliver.delivery), from: Bench.reception)
    #expect(
      bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .leased,
      "the end of a lease is not written down")
    #expect(try await states(&bench) == ["waiting"])
  }

  @Test func `calls what was opened and not taken waiting`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, credit: 0)
    _ = try await bench.report()
    let delivery = try #require(try await labels(&bench).first).delivery
    #expect(try await bench.send(.open(delivery), from: Bench.reception).delivers.count == 1)
    #expect(try await states(&bench) == ["waiting"])
  }

  private func states(_ bench: inout Bench) async throws -> [String] {
    try await labels(&bench).map(\.state)
  }

  private func labels(_ bench: inout Bench) async throws -> [BrokerCommand.Label] {
    let answers = try await bench.send(
      .list(.init(function: Town.reception, after: nil, limit: 10)), from: Bench.reception)
    guard case .list(let labels, _)? = answers.last else {
      Issue.record("no list: \(answers)")
      return []
    }
    return labels
  }
}
