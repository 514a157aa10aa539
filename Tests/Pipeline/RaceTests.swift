import Concerns
import Evidence
import Ledger
import Simulation
import Testing
import Wire

@Suite struct `A race` {
  @Test func `between an acknowledgement and a new hand-over leaves the delivery settled`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try bench.begin(
      Bench.acknowledgement(of: [deliver], .received, by: Bench.reception), from: Bench.reception)
    try await bench.finish(.examine)
    // Before the ledger has answered, the lease runs out and the delivery is due again.
    try bench.begin(after: .seconds(31))
    try bench.begin(after: .seconds(2))
    try await bench.settleAll()
    #expect(bench.host.store.noted.faults.isEmpty)
    #expect(
      bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .settled)
  }

  @Test func `between an acknowledgement and a lease that ends parks nothing`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    for _ in 0..<5 {
      try await bench.wait(.seconds(31))
      try await bench.stayAwake(Bench.reception)
      try await bench.wait(.seconds(20))
      try await bench.stayAwake(Bench.reception)
    }
    let deliver = try #require(bench.take(Bench.reception).delivers.last)
    #expect(deliver.attempt == 6)
    try bench.begin(
      Bench.acknowledgement(of: [deliver], .received, by: Bench.reception), from: Bench.reception)
    try await bench.finish(.examine)
    try bench.begin(after: .seconds(31))
    try await bench.settleAll()
    #expect(bench.host.store.noted.faults.isEmpty)
    #expect(
      bench.host.store.noted.deliveries[deliver.delivery]?.standing.state == .settled)
  }

  /// Whoever reads a thread is never handed the next while a crash could still bring back the last.
  @Test func `between a word that is refused and a lease that ends keeps the thread's order`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    let conversation = bench.conversation()
    for _ in 0..<2 {
      try await bench.publish(
        bench.letter(Wording(.reportMandatory, from: Town.school.unit, in: conversation)))
    }
    for _ in 0..<5 {
      try await bench.wait(.seconds(31))
      try await bench.stayAwake(Bench.reception)
      try await bench.wait(.seconds(20))
      try await bench.stayAwake(Bench.reception)
    }
    try await bench.greet(Town.operatorMember)
    let first = try #require(bench.take(Bench.reception).delivers.last)
    #expect(first.attempt == 6)
    try bench.begin(
      Bench.acknowledgement(of: [first], .received, by: Bench.reception), from: Bench.reception)
    try bench.endKey(of: Town.board)
    // The act is recorded first, so that the word is refused when the lease has run out.
    try await bench.finish(.examine)
    try bench.begin(after: .seconds(31))
    while bench.host.hasWork(.look) { try await bench.finish(.look) }
    while bench.host.hasWork(.record) {
      try await bench.finish(.record)
      #expect(bench.take(Bench.reception).delivers.isEmpty)
    }
    try await bench.wait(.seconds(2))
    let next = bench.take(Bench.reception).delivers
    #expect(next.map(\.hasGap) == [true])
    #expect(next.first?.delivery != first.delivery)
    #expect(bench.host.store.noted.deliveries[first.delivery]?.wasParked == true)
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test func `between two copies of an acknowledgement answers both alike`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let command = Bench.acknowledgement(of: [deliver], .read, by: Bench.reception)
    try bench.begin(command, from: Bench.reception)
    try bench.begin(command, from: Bench.reception)
    try await bench.finish(.examine)
    try await bench.finish(.record)
    try await bench.settleAll()
    let told = bench.take(Bench.reception).told
    #expect(
      told == [.init(delivery: deliver.delivery, state: .reached(.read))].flatMap { [$0, $0] })
  }

  @Test func `between two words about what is settled never lets the word fall`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.acknowledge([deliver], .received, from: Bench.reception)
    for state in [AckState.committed, .received] {
      try bench.begin(
        Bench.acknowledgement(of: [deliver], state, by: Bench.reception), from: Bench.reception)
    }
    // Both are looked up before either is recorded.
    try await bench.host.perform(.examine)
    try await bench.host.perform(.examine)
    try await bench.settleAll()
    let told = bench.take(Bench.reception).told
    #expect(told.map(\.state) == [.reached(.committed), .reached(.committed)])
  }

  @Test func `between two answers to one report lets one of them through`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    let report = try await bench.report()
    bench.take(Bench.reception)
    for outcome in [FeedbackOutcome.opened, .notOpened] {
      var wording = Wording(.feedback, from: Town.reception, in: report.conversation)
      wording.outcome = outcome
      let letter = bench.letter(wording, by: Town.board)
      try bench.begin(
        .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.reception)
      try await bench.finish(.examine)
    }
    try await bench.finish(.record, batches: 2)
    try await bench.settleAll()
    let answers = bench.take(Bench.reception)
    #expect(answers.receipts.count == 1)
    #expect(answers.codes == [.notPermitted])
    #expect(bench.take(Bench.school).delivers.count == 1)
  }

  @Test func `between two beginnings of one conversation keeps it with the first`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.association)
    let conversation = bench.conversation()
    let first = bench.letter(Wording(.reportMandatory, from: Town.school.unit, in: conversation))
    let second = bench.letter(
      Wording(.reportVoluntary, from: Town.association.unit, in: conversation),
      by: Town.association.agency)
    try bench.begin(
      .publish(.init(proof: first.proof, message: first.message)), from: Bench.school)
    try bench.begin(
      .publish(.init(proof: second.proof, message: second.message)), from: Bench.association)
    try await bench.finish(.examine)
    try await bench.finish(.examine)
    try await bench.finish(.record, batches: 2)
    try await bench.settleAll()
    #expect(bench.take(Bench.school).receipts.count == 1)
    #expect(bench.take(Bench.association).codes == [.unknownConversation])
  }

  @Test(arguments: [true, false])
  func `between an acknowledgement and the end of its key or machine is lost by it`(
    isKey: Bool
  ) async throws {
    var bench = try await Bench()
    for member in [Bench.school, Town.operatorMember] { try await bench.greet(member) }
    try await bench.greet(Bench.reception, credit: 1)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try bench.begin(
      Bench.acknowledgement(of: [deliver], .committed, by: Bench.reception),
      from: Bench.reception)
    let key = Town.key(of: Town.board).verifyingKey.id
    let request: KeyValuePairs =
      isKey
      ? ["act": "key.revoke", "agency": Town.board.text, "keyid": key.text]
      : ["act": "member.remove", "id": Bench.reception.text]
    try bench.begin(
      .admin(.object(request.map { .init($0.key, .string($0.value)) })), from: Town.operatorMember)
    // The act is recorded first; the acknowledgement was judged before anybody knew.
    try await bench.finish(.examine)
    try await bench.settleAll()
    let answers = bench.take(Bench.reception)
    #expect(answers.receipts.isEmpty)
    #expect(answers.codes == (isKey ? [.keyRevoked] : []))
    let noted = bench.host.store.noted
    #expect(noted.clocks.count == 1)
    #expect(noted.deliveries[deliver.delivery]?.standing.acknowledged == Acknowledgement.none)
    // Whoever may still speak for the board can tell of it.
    try await bench.greet(Bench.secondReception)
    try await bench.wait(.seconds(31))
    try await bench.wait(.seconds(2))
    #expect(bench.take(Bench.secondReception).delivers.map(\.delivery) == [deliver.delivery])
    #expect(noted.faults.isEmpty)
  }

  @Test func `between an acknowledgement and somebody else's new key is not lost`() async throws {
    var bench = try await Bench()
    for member in [Bench.school, Bench.reception, Town.operatorMember] {
      try await bench.greet(member)
    }
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try bench.begin(
      Bench.acknowledgement(of: [deliver], .committed, by: Bench.reception),
      from: Bench.reception)
    try bench.begin(
      .admin(
        .object([
          .init("act", .string("key.add")), .init("agency", .string("skola")),
          .init("key", .string(Town.key(number: 79).verifyingKey.wire)),
        ])), from: Town.operatorMember)
    try await bench.finish(.examine)
    try await bench.settleAll()
    let answers = bench.take(Bench.reception)
    #expect(answers.told == [.init(delivery: deliver.delivery, state: .reached(.committed))])
    #expect(bench.host.store.noted.clocks.isEmpty)
  }

  @Test func `between a message and the end of its key is lost by the message`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Town.operatorMember)
    let letter = bench.letter(bench.wording())
    try bench.begin(
      .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
    try bench.endKey(of: Town.school.agency)
    // The act is recorded first; the message was judged before anybody knew.
    try await bench.finish(.examine)
    try await bench.settleAll()
    let answers = bench.take(Bench.school)
    #expect(answers.codes == [.keyRevoked])
    #expect(answers.receipts.isEmpty)
  }

  /// Of a no that nobody is told of nothing rests on the law or on a person; its key still counts.
  @Test func `between a no that goes to nobody and the end of its key is lost by the no`()
    async throws
  {
    var bench = try await Bench(policy: { law in
      law.replacing(
        "    kinds: [consent.record, consent.withdraw]\n    senders: any\n",
        with: "    kinds: [consent.record]\n    senders: any\n")
    })
    for member in [Bench.school, Town.operatorMember] { try await bench.greet(member) }
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    let letter = bench.letter(
      Wording(Paper.father, takesBack: Bench.paper, from: Town.school.unit, in: conversation))
    try bench.begin(
      .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
    try bench.endKey(of: Town.school.agency)
    try await bench.finish(.examine)
    try await bench.settleAll()
    let answers = bench.take(Bench.school)
    #expect(answers.codes == [.keyRevoked])
    #expect(answers.receipts.isEmpty)
  }
}

extension Bench {
  /// An operator revokes an agency's key, and nothing has come of it yet.
  mutating func endKey(of agency: AgencyID) throws {
    let key = Town.key(of: agency).verifyingKey.id
    try begin(
      .admin(
        .object([
          .init("act", .string("key.revoke")), .init("agency", .string(agency.text)),
          .init("keyid", .string(key.text)),
        ])), from: Town.operatorMember)
  }
}
