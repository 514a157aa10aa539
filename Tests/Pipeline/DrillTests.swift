import Concerns
import Deadlines
import Ledger
import Pipeline
import Ringing
import Simulation
import Testing
import Wire

@Suite struct `A drill` {
  private static let friday = "2026-11-20T18:20:00Z"

  private static func begin() async throws -> Bench {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    return bench
  }

  private static func request(_ round: Int64, at moment: String = friday) -> ClientCommand {
    .admin(
      .object([
        .init("act", .string("bell.drill")), .init("round", .integer(round)),
        .init("at", .string(moment)),
      ]))
  }

  private static func answer(_ answers: [BrokerCommand]) -> JSONValue? {
    if case .admin(let value)? = answers.first { value } else { nil }
  }

  @Test func `rings as on a Friday evening, and tells once it is known what came of it`()
    async throws
  {
    var bench = try await Self.begin()
    #expect(try await bench.send(Self.request(1), from: Town.operatorMember).isEmpty)
    let calls = bench.takeRings()
    #expect(calls.map(\.kind) == [.drill])
    #expect(calls.map(\.callees) == [[.function(Town.onCall)]])
    try await bench.tell(.rang(calls, .reached))
    let answer = try #require(Self.answer(bench.take(Town.operatorMember)))
    #expect(answer["outcome"]?.string == "reached")
    #expect(answer["bell"]?.bool == true)
    #expect(answer["after"]?.string == Self.friday)
    #expect(answer["to"]?.array?.compactMap(\.string) == [Town.onCall.text])
  }

  @Test func `ends with a person, fifteen minutes later`() async throws {
    var bench = try await Self.begin()
    try await bench.send(Self.request(4), from: Town.operatorMember)
    let calls = bench.takeRings()
    #expect(calls.first?.callees.last == .person)
    try await bench.tell(.rang(calls, .unreached))
    let answer = try #require(Self.answer(bench.take(Town.operatorMember)))
    #expect(answer["after"]?.string == "2026-11-20T18:35:00Z")
    #expect(answer["outcome"]?.string == "unreached")
    #expect(bench.takeAlarms().contains(.unrung(.drill)))
  }

  @Test func `without a bell rings nobody, keeps nothing and says why`() async throws {
    var bench = try await Self.begin()
    bench.host.hasBell = false
    let before = bench.host.store.noted.last
    let answers = try await bench.send(Self.request(4), from: Town.operatorMember)
    let answer = try #require(Self.answer(answers))
    #expect(answer["bell"]?.bool == false)
    #expect(answer["outcome"]?.string == "unreached")
    #expect(answer["to"]?.array?.last?.string == "person", "it says whom it would ring")
    #expect(bench.takeRings().isEmpty)
    #expect(!bench.takeAlarms().contains(.unrung(.drill)))
    #expect(bench.host.store.noted.last == before)
    // Nothing is on its way: the next one is answered, too.
    #expect(try await bench.send(Self.request(1), from: Town.operatorMember).codes.isEmpty)
  }

  @Test func `leaves rounds on record, and no concern, clock or delivery`() async throws {
    var bench = try await Self.begin()
    let before = bench.host.store.noted
    try await bench.send(Self.request(1), from: Town.operatorMember)
    try await bench.tell(.rang(bench.takeRings(), .reached))
    let after = bench.host.store.noted
    #expect(after.last.value == before.last.value + 2, "before it rang, and what came of it")
    #expect(after.claims.isEmpty && after.deliveries.isEmpty && after.clocks.isEmpty)
    #expect(after.openings.isEmpty)
    // A start finds nothing to go on with.
    try await bench.restart()
    try await bench.settleAll()
    #expect(bench.takeRings().isEmpty)
  }

  @Test func `waits for the one that is on its way`() async throws {
    var bench = try await Self.begin()
    try await bench.send(Self.request(1), from: Town.operatorMember)
    #expect(try await bench.send(Self.request(2), from: Town.operatorMember).codes == [.busy])
    try await bench.tell(.rang(bench.takeRings(), .reached))
    bench.take(Town.operatorMember)
    try await bench.send(Self.request(2), from: Town.operatorMember)
    #expect(bench.takeRings().map(\.round) == [2])
  }

  @Test func `tells whoever waits for one of which nothing is heard any more`() async throws {
    var bench = try await Self.begin()
    try await bench.send(Self.request(1), from: Town.operatorMember)
    let began = bench.now
    while bench.now < began + Bell.pause {
      try await bench.wait(.seconds(30))
      try await bench.stayAwake(Town.operatorMember)
    }
    bench.takeRings()
    #expect(bench.take(Town.operatorMember).codes.isEmpty)
    #expect(try await bench.send(Self.request(2), from: Town.operatorMember).codes == [.busy])
    // That was the first one's answer: the second rings.
    let calls = bench.takeRings()
    #expect(calls.map(\.round) == [2])
    try await bench.tell(.rang(calls, .reached))
    #expect(Self.answer(bench.take(Town.operatorMember))?["round"]?.integer == 2)
  }

  @Test(
    arguments: [
      (["act": "bell.drill"], "/round"), (["act": "bell.drill", "round": "1"], "/round"),
    ] as [(KeyValuePairs<String, String>, String)])
  func `is refused without a round`(
    request: KeyValuePairs<String, String>, pointer: String
  ) async throws {
    var bench = try await Self.begin()
    let answers = try await bench.ask(request)
    #expect(answers.problems == [Problem(.badRequest, frame: 2, pointer: pointer)])
    #expect(bench.takeRings().isEmpty)
  }

  @Test func `is an operator's alone`() async throws {
    var bench = try await Self.begin()
    try await bench.greet(Bench.reception, credit: 0)
    let answers = try await bench.send(Self.request(1), from: Bench.reception)
    #expect(answers.codes == [.notPermitted])
    #expect(bench.takeRings().isEmpty)
  }
}
