import Concerns
import Delivery
import Evidence
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `A refusal of somebody who has a session` {
  private func bench() async throws -> (Bench, BrokerCommand.Deliver) {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    try await bench.greet(Bench.others)
    _ = try await bench.report()
    return (bench, try #require(bench.take(Bench.reception).delivers.first))
  }

  /// Expects that one thing more is in the ledger, and this code the only answer.
  private func expectKept(
    _ code: ProblemCode, in bench: inout Bench,
    of act: (inout Bench) async throws -> [BrokerCommand]
  ) async throws {
    let before = try await bench.host.store.head().last
    #expect(try await act(&bench).codes == [code])
    #expect(try await bench.host.store.head().last == before.next)
  }

  @Test func `is kept for an acknowledgement that somebody else has signed`() async throws {
    var (bench, deliver) = try await bench()
    try await expectKept(.badSignature, in: &bench) {
      try await $0.acknowledge(
        [deliver], .read, from: Bench.reception, key: Town.key(of: Bench.school.agency))
    }
    #expect(bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .leased)
  }

  @Test func `is kept for what another has settled`() async throws {
    var (bench, deliver) = try await bench()
    try await bench.acknowledge([deliver], .received, from: Bench.reception)
    try await expectKept(.unknownDelivery, in: &bench) {
      try await $0.send(.open(deliver.delivery), from: Bench.others)
    }
    try await expectKept(.unknownDelivery, in: &bench) {
      try await $0.redirect(deliver.delivery, to: Town.onCall, from: Bench.others)
    }
  }

  @Test func `is kept for sending on what may not be sent on`() async throws {
    var (bench, deliver) = try await bench()
    let stranger = try #require(FunctionID("elsewhere.reception"))
    try await expectKept(.notPermitted, in: &bench) {
      try await $0.redirect(deliver.delivery, to: stranger)
    }
    try await expectKept(.versionConflict, in: &bench) {
      try await $0.send(
        .decide(
          .init(delivery: deliver.delivery, version: 99, to: Town.onCall, reason: .wrongUnit)),
        from: Bench.reception)
    }
  }

  @Test func `is kept for a look at a message that nobody sent`() async throws {
    var (bench, _) = try await bench()
    let id = bench.letter(bench.wording()).id
    try await expectKept(.unknownMessage, in: &bench) {
      try await $0.send(.status(id), from: Bench.school)
    }
  }

  @Test func `makes room for the next request, though it is only counted`() async throws {
    var (bench, _) = try await bench()
    let id = bench.letter(bench.wording()).id
    for _ in 0..<130 {
      #expect(try await bench.send(.status(id), from: Bench.school).codes == [.unknownMessage])
    }
  }
}
