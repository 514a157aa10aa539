import Concerns
import Evidence
import Ledger
import Pipeline
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
    #expect(answers.told == [.init(delivery: deliver.delivery, state: .reached(state))])
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
    #expect(answers.told == [.init(delivery: deliver.delivery, state: .reached(max(state, .read)))])
    #expect(
      bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .settled)
  }

  @Test func `of whoever is on duty alone is no more than read to the sender`() async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T21:00:00Z"))
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, functions: [Town.onCall])
    let letter = try await bench.report()
    let delivers = bench.take(Bench.reception).delivers
    #expect(delivers.map(\.function) == [Town.onCall])
    try await bench.acknowledge(delivers, .committed, from: Bench.reception)
    #expect(
      try await bench.send(.status(letter.id), from: Bench.school) == [.status(letter.id, .read)])
    #expect(bench.host.store.noted.clocks.count == 1)
    try await bench.greet(Bench.secondReception, functions: [Town.reception])
    let owners = bench.take(Bench.secondReception).delivers
    try await bench.acknowledge(owners, .committed, from: Bench.secondReception)
    #expect(
      try await bench.send(.status(letter.id), from: Bench.school) == [
        .status(letter.id, .committed)
      ])
    #expect(bench.host.store.noted.clocks.isEmpty)
  }
}

@Suite struct `An answer to a recall` {
  @Test func `is kept where the delivery was sent on before anybody acknowledged it`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    try await bench.greet(Bench.secondReception, credit: 0)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let standing = try #require(bench.host.store.noted.deliveries[deliver.delivery]?.standing)
    try await bench.send(
      .decide(
        .init(
          delivery: deliver.delivery, version: Int64(standing.version), to: Town.onCall,
          reason: .moved)), from: Bench.secondReception)
    #expect(bench.take(Bench.reception).contains(.recall(deliver.delivery)))
    for _ in 0..<2 {
      let told = try await bench.acknowledge([deliver], nil, from: Bench.reception).told
      #expect(told == [.init(delivery: deliver.delivery, state: .recalled)])
    }
    let kept = bench.host.store.noted.deliveries[deliver.delivery]?.standing
    #expect(kept?.acknowledged == .recalled)
    #expect(kept?.state == .sentOn)
    #expect(kept?.version == standing.version + 2, "recorded once")
  }

  @Test func `ends nothing that was not called back`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let told = try await bench.acknowledge([deliver], nil, from: Bench.reception).told
    #expect(told == [.init(delivery: deliver.delivery, state: .recalled)])
    #expect(bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .leased)
    try await bench.wait(.seconds(31))
    try await bench.wait(.seconds(2))
    #expect(bench.take(Bench.reception).delivers.map(\.delivery) == [deliver.delivery])
  }
}

@Suite struct `Acknowledging many` {
  @Test func `in one document stays within what the ledger writes at once`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, credit: 1000)
    for _ in 0..<AckDocument.itemLimit { _ = try await bench.report() }
    let delivers = bench.take(Bench.reception).delivers
    #expect(delivers.count == AckDocument.itemLimit)
    let answers = try await bench.acknowledge(delivers, .committed, from: Bench.reception)
    #expect(answers.told.count == AckDocument.itemLimit)
    #expect(answers.told.allSatisfy { $0.state == .reached(.committed) })
    #expect(bench.host.store.noted.clocks.isEmpty)
  }

  @Test func `of which both belong to one report ends its clock once`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    try await bench.greet(Bench.secondReception, credit: 0)
    _ = try await bench.report { $0.protection = .none }
    let old = try #require(bench.take(Bench.reception).delivers.first)
    let version = try #require(
      bench.host.store.noted.deliveries[old.delivery]?.standing.version)
    let decided = try await bench.send(
      .decide(
        .init(
          delivery: old.delivery, version: Int64(version), to: Town.onCall, reason: .moved)),
      from: Bench.reception)
    let new = try #require(decided.delivers.first)
    let answers = try await bench.acknowledge([old, new], .committed, from: Bench.reception)
    #expect(answers.told.last?.state == .reached(.committed))
    #expect(bench.host.store.noted.clocks.isEmpty)
  }
}

@Suite struct `A delivery that was never handed over` {
  @Test func `cannot be acknowledged by whoever knows its name`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, credit: 0)
    _ = try await bench.report()
    let id = try #require(bench.host.store.noted.deliveries.keys.first)
    let answers = try await bench.tell([(id, Digest32(hashing: [0]))])
    #expect(answers.told == [.init(delivery: id, state: .unknown)])
    #expect(bench.host.store.noted.deliveries[id]?.standing.state == .waiting)
  }
}

@Suite struct `An acknowledgement of a view that was not shown last` {
  @Test func `is unknown, and costs the others of the document nothing`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    _ = try await bench.report()
    let delivers = bench.take(Bench.reception).delivers
    let (right, other) = (try #require(delivers.first), try #require(delivers.last))
    let answers = try await bench.tell(
      [(right.delivery, right.digest), (other.delivery, Digest32(hashing: [0]))])
    #expect(
      answers.told == [
        .init(delivery: right.delivery, state: .reached(.received)),
        .init(delivery: other.delivery, state: .unknown),
      ])
    #expect(bench.host.store.noted.deliveries[right.delivery]?.standing.state == .settled)
    #expect(bench.host.store.noted.deliveries[other.delivery]?.standing.state == .leased)
  }
}

@Suite struct `Deliveries given up at once` {
  @Test func `are all parked, however many`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, credit: 10_000)
    for _ in 0..<70 { _ = try await bench.report() }
    for _ in 0..<6 {
      try await bench.wait(.seconds(31))
      try await bench.stayAwake(Bench.reception)
      try await bench.wait(.seconds(20))
      try await bench.stayAwake(Bench.reception)
    }
    #expect(bench.host.store.noted.parkings == 70)
    #expect(bench.alarms.count { $0 == .parked(Town.reception, .report) } == 70)
  }
}

extension Bench {
  /// The reception says that it has received these, each in the view named.
  fileprivate mutating func tell(
    _ views: [(delivery: DeliveryID, view: Digest32)]
  ) async throws -> [BrokerCommand] {
    let document = AckDocument(
      views.map { .init(delivery: $0.delivery, view: $0.view, state: .received) })
    let proof = Proof.sign(
      [document.bytes], for: .ack, audience: Town.deployment, with: Town.key(of: Town.board))[0]
    return try await send(
      .acknowledge(.init(proof: proof, document: document)), from: Bench.reception)
  }
}
