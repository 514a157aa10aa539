import Admission
import Routing
import Concerns
import Evidence
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `A report` {
  @Test func `is on disk, owned and timed when its receipt goes out`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    let letter = bench.letter(bench.wording())
    try bench.begin(
      .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
    try await bench.finish(.examine)
    #expect(bench.take(Bench.school).isEmpty)
    try await bench.finish(.record)
    let answers = bench.take(Bench.school)
    guard case .receipt(let proof, let leaf)? = answers.first else {
      Issue.record("no receipt: \(answers)")
      return
    }
    #expect(
      Attested.verify(
        leaf, proof: proof, for: .receipt, audience: Town.deployment,
        by: Town.receiptKey.verifyingKey) != nil)
    let noted = bench.host.store.noted
    #expect(noted.claims.count == 1)
    #expect(noted.clocks.count == 1)
    let delivery = try #require(noted.deliveries.keys.first)
    let parcel = try #require(try await bench.host.reader.parcel(delivery))
    #expect(parcel.facts.owner.function == Town.reception)
    #expect(parcel.recipient.standing == .owner)
  }

  @Test(arguments: [
    ("2026-11-19T09:00:00Z", Protection.none, [Town.reception]),
    ("2026-11-19T21:00:00Z", .none, [Town.reception, Town.onCall]),
    ("2026-11-19T21:00:00Z", .unknown, [Town.reception, Town.onCall]),
    ("2026-11-19T21:00:00Z", .marked, [Town.protectedDesk]),
    ("2026-11-19T09:00:00Z", .registered, [Town.protectedDesk]),
  ])
  func `reaches its owner and whoever is on duty, whole`(
    time: String, protection: Protection, functions: [FunctionID]
  ) async throws {
    var bench = try await Bench(at: Town.moment(time))
    let desks = [Bench.reception, Bench.protectedDesk, Bench.others]
    for member in [Bench.school] + desks { try await bench.greet(member) }
    let letter = try await bench.report { $0.protection = protection }
    let delivers = desks.flatMap { bench.take($0).delivers }
    #expect(delivers.map(\.function) == functions)
    for deliver in delivers {
      #expect(deliver.isWhole)
      #expect(deliver.view == letter.message.sectionBytes)
      #expect(deliver.envelope == letter.message.envelope.bytes)
    }
  }

  @Test func `of somebody who may not send it is refused with the kinds that are lawful`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.association)
    let letter = bench.letter(
      Wording(.reportMandatory, from: Town.association.unit, in: bench.conversation()),
      by: Town.association.agency)
    let answers = try await bench.publish(letter, from: Bench.association)
    guard case .problem(let problem, let refusal?)? = answers.first else {
      Issue.record("no signed refusal: \(answers)")
      return
    }
    #expect(problem.code == .kindNotLawful)
    #expect(
      problem.lawful == [
        .reportVoluntary, .consultationAnonymous, .concernAdult, .consentWithdraw, .correction,
        .reservationAcknowledge,
      ])
    #expect(
      Attested.verify(
        refusal.leaf, proof: refusal.proof, for: .receipt, audience: Town.deployment,
        by: Town.receiptKey.verifyingKey) != nil)
    let read = try ReceiptLeaf(reading: refusal.leaf)
    #expect(
      read.outcome == .refused(id: letter.id, digest: letter.digest, code: .kindNotLawful))
    #expect(bench.host.store.noted.claims.isEmpty)
  }

  @Test func `goes on to another unit, and comes from nobody else any more`() async throws {
    var bench = try await Bench()
    for member in [Bench.school, Bench.reception, Bench.others] { try await bench.greet(member) }
    let letter = try await bench.report()
    let old = try #require(bench.take(Bench.reception).delivers.first)
    let version = try #require(
      bench.host.store.noted.deliveries[old.delivery]?.standing.version)
    func decide(_ version: Int) -> ClientCommand {
      .decide(
        .init(
          delivery: old.delivery, version: Int64(version), to: Town.otherUnits[0],
          reason: .wrongUnit))
    }
    let early = try await bench.send(decide(version + 1), from: Bench.reception)
    #expect(early.codes == [.versionConflict])
    let answers = try await bench.send(decide(version), from: Bench.reception)
    #expect(answers == [.decided(old.delivery, version: Int64(version + 1))])
    let new = try #require(bench.take(Bench.others).delivers.first)
    #expect(new.function == Town.otherUnits[0])
    #expect(new.view == letter.message.sectionBytes)
    try await bench.wait(.seconds(40))
    #expect(bench.take(Bench.reception).delivers.isEmpty)
    // A later message of the conversation follows it.
    var later = Wording(.reportMandatory, from: Town.school.unit, in: letter.conversation)
    later.urgency = .acute
    try await bench.acknowledge([new], .received, from: Bench.others)
    try await bench.publish(bench.letter(later))
    #expect(bench.take(Bench.others).delivers.first?.lane == .acute)
  }

  @Test func `that nobody takes is parked, rings somebody, and can be redriven`() async throws {
    var bench = try await Bench()
    for member in [Bench.school, Town.operatorMember] { try await bench.greet(member, credit: 0) }
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    for _ in 0..<6 {
      try await bench.wait(.seconds(31))
      for member in [Bench.reception, Town.operatorMember] { try await bench.stayAwake(member) }
      try await bench.wait(.seconds(20))
      for member in [Bench.reception, Town.operatorMember] { try await bench.stayAwake(member) }
    }
    let delivers = bench.take(Bench.reception).delivers
    #expect(delivers.map(\.attempt) == [1, 2, 3, 4, 5, 6])
    #expect(bench.takeAlarms() == [.parked(Town.reception, .report)])
    let id = try #require(delivers.first?.delivery)
    bench.take(Town.operatorMember)
    let listed = try await bench.ask(["act": "parked.ls"])
    guard case .admin(let list)? = listed.first else {
      Issue.record("no list: \(listed)")
      return
    }
    #expect(list["parked"]?.array?.map { $0["delivery"]?.string } == [id.wire])
    try await bench.ask(["act": "parked.redrive", "delivery": id.wire])
    #expect(bench.take(Bench.reception).delivers.map(\.delivery) == [id])
    #expect(bench.host.store.noted.deliveries[id]?.standing.state == .leased)
  }

  @Test func `is called back from others when one machine has it`() async throws {
    var bench = try await Bench()
    for member in [Bench.school, Bench.reception] { try await bench.greet(member) }
    try await bench.greet(Bench.secondReception)
    _ = try await bench.report()
    let first = bench.take(Bench.reception).delivers + bench.take(Bench.secondReception).delivers
    let deliver = try #require(first.first)
    try await bench.wait(.seconds(31))
    try await bench.wait(.seconds(2))
    let ends = [Bench.reception, Bench.secondReception]
    let holder = try #require(ends.first { !bench.take($0).delivers.isEmpty })
    let other = try #require(ends.first { $0 != holder })
    try await bench.acknowledge([deliver], .received, from: other)
    #expect(bench.take(holder) == [.recall(deliver.delivery)])
    let told = try await bench.acknowledge([deliver], nil, from: holder).told
    #expect(told == [.init(delivery: deliver.delivery, state: .reached(.received))])
  }
}

@Suite struct `Feedback` {
  @Test func `reaches the reporter alone, without a word on handling`() async throws {
    var bench = try await Bench()
    for member in [Bench.school, Bench.reception, Bench.association] {
      try await bench.greet(member)
    }
    let report = try await bench.report()
    bench.take(Bench.reception)
    let answer = bench.letter(
      Wording(.feedback, from: Town.reception, in: report.conversation), by: Town.board)
    #expect(try await bench.publish(answer, from: Bench.reception).receipts.count == 1)
    let deliver = try #require(bench.take(Bench.school).delivers.first)
    #expect(deliver.function == Town.school.unit)
    #expect(!deliver.isWhole)
    let view = try View(envelope: deliver.envelope, lines: deliver.view, isWhole: false)
    #expect(Set(view.sections.map(\.dataClass)) == [.matter, .outcome])
    #expect(bench.take(Bench.association).isEmpty)
    let second = bench.letter(
      Wording(.feedback, from: Town.reception, in: report.conversation), by: Town.board)
    #expect(try await bench.publish(second, from: Bench.reception).codes == [.notPermitted])
  }

  @Test func `to a reporter who is not bound is refused`() async throws {
    var bench = try await Bench()
    for member in [Bench.association, Bench.reception] { try await bench.greet(member) }
    let report = bench.letter(
      Wording(.reportVoluntary, from: Town.association.unit, in: bench.conversation()),
      by: Town.association.agency)
    try await bench.publish(report, from: Bench.association)
    bench.take(Bench.reception)
    let answer = bench.letter(
      Wording(.feedback, from: Town.reception, in: report.conversation), by: Town.board)
    #expect(try await bench.publish(answer, from: Bench.reception).codes == [.kindNotLawful])
    #expect(bench.take(Bench.association).delivers.isEmpty)
  }
}

@Suite struct `An operator's act` {
  @Test func `to revoke a key holds from the next message on`() async throws {
    var bench = try await Bench()
    for member in [Bench.school, Town.operatorMember] { try await bench.greet(member, credit: 0) }
    _ = try await bench.report()
    let old = Town.key(of: Town.school.agency)
    let new = Town.key(number: 77)
    #expect(
      try await bench.ask([
        "act": "key.add", "agency": "skola", "key": new.verifyingKey.wire,
      ]).codes.isEmpty)
    #expect(
      try await bench.ask([
        "act": "key.revoke", "agency": "skola", "keyid": old.verifyingKey.id.text,
      ]).codes.isEmpty)
    #expect(bench.cuts.isEmpty)  // A signing key says nothing about the connection.
    #expect(try await bench.publish(bench.letter(bench.wording())).codes == [.keyRevoked])
    let renewed = bench.letter(bench.wording(), key: new)
    #expect(try await bench.publish(renewed).receipts.count == 1)
  }

  @Test func `to remove an operator cuts the operators' door`() async throws {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    try await bench.ask(["act": "member.remove", "id": Town.operatorMember.text])
    #expect(bench.cuts == [.operators])
    #expect(try await bench.send(.ping, from: Town.operatorMember).codes == [.noSession])
  }

  @Test func `to remove a machine ends its sessions`() async throws {
    var bench = try await Bench()
    for member in [Bench.secondSchool, Town.operatorMember] {
      try await bench.greet(member, credit: 0)
    }
    try await bench.ask(["act": "member.remove", "id": "skola/m2"])
    #expect(bench.cuts == [.members])
    #expect(try await bench.send(.ping, from: Bench.secondSchool).codes == [.noSession])
    let answers = try await bench.send(
      .hello(.init(time: bench.now, software: "bench", functions: [])),
      from: Bench.secondSchool)
    #expect(answers.codes == [.notPermitted])
  }

  @Test func `is nobody else's`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    let answers = try await bench.send(
      .admin(.object([.init("act", .string("agency.ls"))])), from: Bench.school)
    #expect(answers.codes == [.notPermitted])
  }

  @Test func `outlives a restart`() async throws {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    let key = Town.key(number: 78).verifyingKey
    bench.now = bench.now + .milliseconds(1500)
    try await bench.ask(["act": "key.add", "agency": "skola", "key": key.wire])
    let before = try await bench.ask(["act": "key.ls", "agency": "skola"])
    try await bench.restart()
    try await bench.greet(Town.operatorMember, credit: 0)
    bench.take(Town.operatorMember)
    #expect(try await bench.ask(["act": "key.ls", "agency": "skola"]) == before)
  }
}

@Suite struct `What may not be shown any more` {
  /// The law of a town in which mandatory reports are shown until the day they came, no longer.
  private static let laws = [
    "    from: 2025-07-01\n    effect: show\n    kinds: [report.mandatory]",
    "    from: 2026-01-15\n    effect: show\n    kinds: [report.mandatory]",
    "    from: 2024-01-01\n    effect: show\n    kinds: [\n      report.mandatory,",
  ]

  @Test func `is parked where a human finds it`() async throws {
    var bench = try await Bench(policy: { text in
      Self.laws.reduce(text) { text, law in
        text.replacing(law, with: law.replacing("effect", with: "until: 2026-11-19\n    effect"))
      }
    })
    for member in [Bench.school, Town.operatorMember] { try await bench.greet(member, credit: 0) }
    _ = try await bench.report()
    bench.now = Town.moment("2026-11-20T10:00:00Z")
    try await bench.settleAll()
    try await bench.greet(Bench.reception)
    #expect(bench.take(Bench.reception).delivers.isEmpty)
    #expect(bench.alarms.contains(.withheld(Town.reception)))
    try await bench.greet(Town.operatorMember, credit: 0)
    bench.take(Town.operatorMember)
    let listed = try await bench.ask(["act": "parked.ls"])
    guard case .admin(let list)? = listed.first else {
      Issue.record("no list: \(listed)")
      return
    }
    #expect(list["parked"]?.array?.count == 1)
  }
}
