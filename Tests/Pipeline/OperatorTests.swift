import Concerns
import Deadlines
import Delivery
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `An operator` {
  /// What an act was answered with; a refusal fails the test.
  private func value(_ answers: [BrokerCommand]) throws -> JSONValue {
    guard case .admin(let value)? = answers.last, answers.count == 1 else {
      Issue.record("no answer: \(answers)")
      return .null
    }
    return value
  }

  private func status(_ bench: inout Bench) async throws -> JSONValue {
    try value(try await bench.ask(["act": "broker.status"]))
  }

  @Test func `sees refusals by code, those beyond the limit too, and no small count`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Town.operatorMember, credit: 0)
    let before = try await status(&bench)
    #expect(before["refusals"]?.array == [])
    let unknown = try #require(DeliveryID(wire: "AAAAAAAAAAAAAAAAAAAAAA"))
    for _ in 0..<67 { try await bench.send(.claim(unknown), from: Bench.school) }
    try await bench.send(
      .hello(.init(time: bench.now + .seconds(900), software: "bench", functions: [])),
      from: Bench.secondSchool)
    let refusals = try #require(try await status(&bench)["refusals"]?.array)
    #expect(
      refusals == [
        .object([.init("code", .string("clock-skew")), .init("unrecorded", .integer(0))]),
        .object([
          .init("code", .string("unknown-delivery")), .init("count", .integer(67)),
          .init("unrecorded", .integer(7)),
        ]),
      ])
    #expect(!refusals.contains { $0["member"] != nil || $0["agency"] != nil })
  }

  @Test func `sees who was turned away at the door, by reason, and nothing else of them`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    try await bench.tell(.turnedAway([.wrongMechanism: 2, .unknownKey: 7]))
    let strangers = try await status(&bench)["strangers"]?.array
    #expect(
      strangers == [
        .object([.init("reason", .string("unknown-key")), .init("count", .integer(7))]),
        .object([.init("reason", .string("wrong-mechanism")), .init("count", .integer(2))]),
      ])
  }

  @Test func `sees how far the ledger has come, also after a restart`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Town.operatorMember, credit: 0)
    let before = try #require(try await status(&bench)["ledgerIndex"]?.integer)
    _ = try await bench.report()
    let after = try #require(try await status(&bench)["ledgerIndex"]?.integer)
    #expect(after == before + 1)
    let told = bench.now.text
    bench.now = bench.now + .seconds(5)
    try await bench.restart()
    try await bench.greet(Town.operatorMember, credit: 0)
    let anew = try await status(&bench)
    #expect(anew["ledgerIndex"]?.integer == after)
    #expect(try #require(anew["since"]?.string) > told)
  }

  /// A bench whose reception has let so many deliveries go by in vain.
  private func parked(_ count: Int, faults: [Int: FaultPlan.Fault] = [:]) async throws -> Bench {
    var bench = try await Bench(faults: faults)
    try await bench.greet(Bench.school, credit: 0)
    for _ in 0..<count { _ = try await bench.report() }
    try await bench.greet(Bench.reception)
    for _ in 0..<6 {
      try await bench.wait(.seconds(31))
      try await bench.stayAwake(Bench.reception)
      try await bench.wait(.seconds(20))
      try await bench.stayAwake(Bench.reception)
    }
    bench.take(Bench.reception)
    try await bench.greet(Town.operatorMember, credit: 0)
    return bench
  }

  @Test func `reads what is parked page by page, in the order of the ledger`() async throws {
    var bench = try await parked(5)
    func page(_ after: String?, _ limit: Int64) async throws -> JSONValue {
      let members: [JSONValue.Member] =
        [.init("act", .string("parked.ls")), .init("limit", .integer(limit))]
        + (after.map { [.init("after", .string($0))] } ?? [])
      return try value(
        try await bench.send(.admin(.object(members)), from: Town.operatorMember))
    }
    func names(_ page: JSONValue) -> [String] {
      page["parked"]?.array?.compactMap { $0["delivery"]?.string } ?? []
    }
    let whole = try await page(nil, 5)
    #expect(names(whole).count == 5)
    #expect(whole["next"] == nil)
    let first = try await page(nil, 2)
    // What the page ended with is redriven before the next is asked for.
    try await bench.ask(["act": "parked.redrive", "delivery": try #require(names(first).last)])
    let second = try await page(first["next"]?.string, 2)
    let third = try await page(second["next"]?.string, 2)
    #expect(names(first) + names(second) + names(third) == names(whole))
    #expect(third["next"] == nil)
  }

  @Test(arguments: [
    (JSONValue.Member("limit", .integer(0)), "/limit"), (.init("limit", .integer(101)), "/limit"),
    (.init("limit", .string("5")), "/limit"), (.init("after", .string("7")), "/after"),
    (.init("after", .string("x.AAAAAAAAAAAAAAAAAAAAAA")), "/after"),
  ])
  func `is told what is wrong with a page`(member: JSONValue.Member, pointer: String) async throws {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    let answers = try await bench.send(
      .admin(.object([.init("act", .string("parked.ls")), member])), from: Town.operatorMember)
    guard case .problem(let problem, _)? = answers.first else {
      Issue.record("no problem: \(answers)")
      return
    }
    #expect(problem.code == .badRequest)
    #expect(problem.pointer == pointer)
  }

  @Test func `is answered that something is redriven only when that is on disk`() async throws {
    var bench = try await parked(1)
    let list = try value(try await bench.ask(["act": "parked.ls"]))
    let name = try #require(list["parked"]?.array?.first?["delivery"]?.string)
    let request = JSONValue.object([
      .init("act", .string("parked.redrive")), .init("delivery", .string(name)),
    ])
    try bench.begin(.admin(request), from: Town.operatorMember)
    #expect(bench.take(Town.operatorMember).isEmpty)
    #expect(bench.take(Bench.reception).delivers.isEmpty)
    try await bench.finish(.record)
    let answer = try value(bench.take(Town.operatorMember))
    #expect(answer["delivery"]?.string == name)
    try await bench.settleAll()
    #expect(bench.take(Bench.reception).delivers.map(\.delivery.wire) == [name])
  }

  @Test func `is rung for a full mailbox once, with function and lane; the sender is not told`()
    async throws
  {
    var limits = MailboxLimits()
    limits.deliveriesPerMailbox = 2
    var bench = try await Bench(limits: limits)
    try await bench.greet(Bench.school)
    _ = try await bench.report()
    _ = try await bench.report()
    #expect(bench.takeAlarms().isEmpty)
    for _ in 0..<3 {
      #expect(try await bench.publish(bench.letter(bench.wording())).codes == [.busy])
    }
    #expect(bench.takeAlarms() == [.mailboxFull(Town.reception, .report)])
    var acute = bench.wording()
    acute.urgency = .acute
    #expect(try await bench.publish(bench.letter(acute)).codes == [.busy])
    #expect(bench.takeAlarms() == [.mailboxFull(Town.reception, .acute)])
    try await bench.wait(.seconds(600))
    try await bench.greet(Bench.school)
    try await bench.publish(bench.letter(bench.wording()))
    #expect(bench.takeAlarms() == [.mailboxFull(Town.reception, .report)])
  }
}

@Suite struct `The mailbox of a reporter` {
  @Test func `takes no more answers than it has room for, and keeps no report out`() async throws {
    var limits = MailboxLimits()
    limits.deliveriesPerMailbox = 1
    var bench = try await Bench(limits: limits)
    try await bench.greet(Bench.school, credit: 0)
    try await bench.greet(Bench.reception)
    for expected in [[], [ProblemCode.busy]] {
      let report = try await bench.report { $0.wantsFeedback = true }
      let deliver = try #require(bench.take(Bench.reception).delivers.first)
      try await bench.acknowledge([deliver], .received, from: Bench.reception)
      let answer = bench.letter(
        Wording(.feedback, from: Town.reception, in: report.conversation), by: Town.board)
      #expect(try await bench.publish(answer, from: Bench.reception).codes == expected)
    }
    #expect(bench.takeAlarms() == [.mailboxFull(Town.school.unit, .other)])
  }
}

@Suite struct `A clock that runs out` {
  @Test func `names the function that answers for the concern`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    _ = try await bench.report()
    try await bench.wait(.seconds(9 * 3600))
    let alarms = bench.takeAlarms()
    #expect(
      alarms == [
        .clock(Town.reception, .protectionAssessment, .warning),
        .clock(Town.reception, .protectionAssessment, .due),
      ])
  }

  @Test func `names the function that it was sent on to, also after a restart`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    try await bench.greet(Bench.others)
    _ = try await bench.report()
    let old = try #require(bench.take(Bench.reception).delivers.first)
    let version = try #require(
      bench.host.store.noted.deliveries[old.delivery]?.standing.version)
    let decided = try await bench.send(
      .decide(
        .init(
          delivery: old.delivery, version: Int64(version), to: Town.otherUnits[0],
          reason: .wrongUnit)), from: Bench.reception)
    #expect(decided.codes.isEmpty)
    let new = try #require(bench.take(Bench.others).delivers.first)
    try await bench.acknowledge([new], .received, from: Bench.others)
    try await bench.restart()
    try await bench.wait(.seconds(9 * 3600))
    #expect(
      bench.takeAlarms().first
        == .clock(Town.otherUnits[0], .protectionAssessment, .warning))
  }

  @Test func `rings nobody when somebody acted while it was found out whom to ring`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try bench.begin(
      Bench.acknowledgement(of: [deliver], .committed, by: Bench.reception),
      from: Bench.reception)
    try await bench.finish(.examine)
    try bench.begin(after: .seconds(9 * 3600))
    try await bench.finish(.record)
    try await bench.settleAll()
    #expect(bench.takeAlarms().isEmpty)
  }
}
