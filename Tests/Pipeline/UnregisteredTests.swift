import Admission
import Concerns
import Evidence
import Ledger
import Pipeline
import Routing
import Simulation
import Testing
import Wire

@Suite struct `A board that nobody has registered` {
  /// The town before its board was added.
  private static var acts: [RegistryAct] {
    Town.acts.filter { act in
      switch act {
      case .addAgency(let agency): agency.id != Town.board
      case .addMember(let member): member.id.agency != Town.board
      case .addKey(_, let agency, _, _): agency != Town.board
      case .removeMember, .retireKey, .revokeKey: true
      }
    }
  }

  private static func town() async throws -> Bench {
    var bench = try await Bench(at: Town.moment("2026-11-19T09:00:00Z"), acts: acts)
    try await bench.greet(Bench.school)
    try await bench.greet(Town.operatorMember, credit: 0)
    return bench
  }

  /// The operator registers the board with one machine and greets for it.
  private static func enroll(
    _ bench: inout Bench, as party: Party, isBound: Bool = true, credit: Int64 = 100
  ) async throws {
    for request in requests(as: party, isBound: isBound) {
      let answers = try await bench.send(.admin(request), from: Town.operatorMember)
      #expect(answers.codes.isEmpty)
    }
    try await bench.greet(Bench.reception, credit: credit)
  }

  /// What an operator asks for: the board, then its machine, then its key.
  private static func requests(as party: Party, isBound: Bool = true) -> [JSONValue] {
    func names(_ functions: [FunctionID]) -> JSONValue {
      .array(functions.map { .string($0.text) })
    }
    let functions = Town.directory.functions(of: Town.board)
    let requests: [[JSONValue.Member]] = [
      [
        .init("act", .string("agency.add")), .init("id", .string(Town.board.text)),
        .init("name", .string("Nämnden")), .init("party", .string(party.rawValue)),
        .init("bound", .bool(isBound)), .init("functions", names(functions)),
      ],
      [
        .init("act", .string("member.add")), .init("id", .string(Bench.reception.text)),
        .init("curveKey", .string(Town.curveKey(90))), .init("functions", names(functions)),
      ],
      [
        .init("act", .string("key.add")), .init("agency", .string(Town.board.text)),
        .init("key", .string(Town.key(of: Town.board).verifyingKey.wire)),
      ],
    ]
    return requests.map { .object($0) }
  }

  @Test func `owns a report all the same, and gets nothing`() async throws {
    var bench = try await Self.town()
    _ = try await bench.report()
    let noted = bench.host.store.noted
    #expect(noted.deliveries.values.map(\.standing.state) == [.parked])
    #expect(noted.clocks.count == 1)
    #expect(bench.takeAlarms() == [.withheld(Town.reception)])
  }

  @Test func `gets what waited for it once it is registered`() async throws {
    var bench = try await Self.town()
    let letter = try await bench.report()
    try await Self.enroll(&bench, as: .socialServices)
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    #expect(deliver.view == letter.message.sectionBytes)
    #expect(deliver.attempt == 1)
    let answers = try await bench.acknowledge([deliver], .committed, from: Bench.reception)
    #expect(answers.told.map(\.state) == [.reached(.committed)])
    #expect(bench.host.store.noted.clocks.isEmpty)
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test func `gets what the law shows to whatever it is registered as`() async throws {
    var bench = try await Self.town()
    _ = try await bench.report()
    _ = bench.takeAlarms()
    try await Self.enroll(&bench, as: .civilSociety, isBound: false)
    #expect(bench.take(Bench.reception).delivers.isEmpty)
    #expect(bench.takeAlarms() == [.withheld(Town.reception)])
    #expect(bench.host.store.noted.deliveries.values.map(\.standing.state) == [.parked])
  }

  @Test func `is told of after a crash, too`() async throws {
    var bench = try await Self.town()
    let letter = bench.letter(bench.wording())
    try bench.begin(
      .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
    try await bench.finish(.examine)
    try await bench.host.perform(.record)
    // Recorded, and nobody has been rung yet.
    try await bench.restart()
    try await bench.settleAll()
    #expect(bench.takeAlarms() == [.withheld(Town.reception)])
    #expect(bench.host.store.noted.deliveries.values.map(\.standing.state) == [.parked])
    try await bench.restart()
    try await bench.settleAll()
    #expect(bench.takeAlarms().isEmpty)
  }

  @Test func `gets what waited for it after a crash in the middle of its registration`()
    async throws
  {
    var bench = try await Self.town()
    let letter = try await bench.report()
    let requests = Self.requests(as: .socialServices)
    try bench.begin(.admin(requests[0]), from: Town.operatorMember)
    // The act is recorded and in force; that the delivery waits again is not.
    try await bench.finish(.record)
    #expect(bench.host.hasWork(.record))
    try await bench.restart()
    try await bench.settleAll()
    _ = bench.takeAlarms()
    try await bench.greet(Town.operatorMember, credit: 0)
    for request in requests.dropFirst() {
      #expect(try await bench.send(.admin(request), from: Town.operatorMember).codes.isEmpty)
    }
    try await bench.greet(Bench.reception)
    let delivers = bench.take(Bench.reception).delivers
    #expect(delivers.map(\.view) == [letter.message.sectionBytes])
    #expect(bench.takeAlarms().isEmpty)
  }

  @Test func `cannot tell of what waits for it and was never handed over`() async throws {
    var bench = try await Self.town()
    _ = try await bench.report()
    try await Self.enroll(&bench, as: .socialServices, credit: 0)
    let noted = bench.host.store.noted
    #expect(noted.deliveries.values.map(\.standing.state) == [.waiting])
    let delivery = try #require(noted.deliveries.keys.first)
    let document = AckDocument([
      .init(
        delivery: delivery, view: Digest32(hashing: Array("unseen".utf8)), state: .committed,
        caseNumber: nil)
    ])
    let proof = Proof.sign(
      [document.bytes], for: .ack, audience: Town.deployment, with: Town.key(of: Town.board))[0]
    let answers = try await bench.send(
      .acknowledge(.init(proof: proof, document: document)), from: Bench.reception)
    #expect(answers.told.map(\.state) == [.unknown])
    #expect(bench.host.store.noted.clocks.count == 1)
    #expect(bench.host.store.noted.deliveries.values.map(\.standing.state) == [.waiting])
  }
}
