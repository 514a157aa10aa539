import Concerns
import Ledger
import Simulation
import Testing
import Wire

@Suite struct `A withdrawal that comes by the wire` {
  @Test func `told to any party reaches every other, and says that sharing has stopped`()
    async throws
  {
    var bench = try await Bench.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    for member in [Bench.police, Bench.reception] {
      try await bench.acknowledge(bench.take(member).delivers, .received, from: member)
    }
    // The police know of the school alone; the board is told all the same.
    let answers = try await bench.withdraw(
      Paper(to: [Town.school.unit]), by: Paper.father, in: conversation,
      from: Town.police.unit, told: Bench.police)
    #expect(answers.receipts.count == 1)
    #expect(answers.delivers.isEmpty)
    for party in [Bench.school, Bench.reception] {
      let shown = try bench.take(party).delivers.shown()
      #expect(shown.map(\.kind) == ["consent.withdraw"])
      #expect(shown.map(\.classes) == [[.matter]])
    }
    #expect(bench.take(Bench.association).delivers.isEmpty)
  }

  @Test func `is answered alike whether a stranger asks, nobody signed, or there is nothing`()
    async throws
  {
    var bench = try await Bench.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    for member in [Bench.police, Bench.reception] { bench.take(member) }
    let answers = [
      try await bench.withdraw(by: Paper.young, in: conversation),
      try await bench.withdraw(by: Paper.father, in: bench.conversation()),
      try await bench.withdraw(
        by: Paper.father, in: conversation, from: Town.association.unit,
        told: Bench.association),
      try await bench.withdraw(by: Paper.father, in: try await bench.report().conversation),
    ]
    #expect(answers.map(\.codes) == Array(repeating: [.consentUnknown], count: 4))
    #expect(Set(answers.map(\.problems)).count == 1)
    #expect(bench.take(Bench.police).delivers.isEmpty)
    #expect(try await bench.withdraw(by: Paper.father, in: conversation).receipts.count == 1)
  }

  @Test func `holds after a restart, and what rests on no waiver goes on`() async throws {
    var bench = try await Bench.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    try await bench.withdraw(by: Paper.mother, in: conversation)
    try await bench.restart()
    for member in [Bench.school, Bench.police] { try await bench.greet(member) }
    // Both still stand in the police's mailbox, and their basis is what it was.
    let delivers = bench.take(Bench.police).delivers
    #expect(try delivers.shown().map(\.kind) == ["consent.record"])
    var paper = Bench.paper
    paper.sheet = 2
    #expect(try await bench.record(paper, in: conversation).codes == [.consentWithdrawn])
    let other = bench.conversation()
    #expect(try await bench.record(paper, in: other).receipts.count == 1)
  }

  @Test func `counts on a disk that takes in nothing new`() async throws {
    var bench = try await Bench(
      faults: Dictionary(uniqueKeysWithValues: (Bench.keys + 3...60).map { ($0, .lowWater) }))
    try await bench.greet(Bench.school, credit: 0)
    let conversation = bench.conversation()
    #expect(try await bench.record(in: conversation).receipts.count == 1)
    let report = bench.letter(bench.wording())
    #expect(try await bench.publish(report).codes == [.intakeClosed])
    #expect(try await bench.withdraw(by: Paper.father, in: conversation).receipts.count == 1)
  }

  @Test func `can be told again, by somebody else who signed`() async throws {
    var bench = try await Bench.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    for signatory in [Paper.mother, Paper.father] {
      #expect(try await bench.withdraw(by: signatory, in: conversation).receipts.count == 1)
    }
  }
}

@Suite struct `What a waiver has opened` {
  /// A cooperation in which something is on its way to the police, by the law as it is shipped.
  private static func shared(
    withCredit credit: Bool
  ) async throws -> (bench: Bench, cooperation: ConversationID) {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police, credit: credit ? 100 : 0)
    let cooperation = bench.conversation()
    try await bench.record(Bench.own, in: cooperation)
    let told = bench.take(Bench.police).delivers
    if credit { try await bench.acknowledge(told, .received, from: Bench.police) }
    try await bench.share()
    return (bench, cooperation)
  }

  private static func delivery(_ bench: Bench) async throws -> StoredParcel {
    let shares = try await bench.shares()
    #expect(shares.count == 1)
    return try #require(shares.first)
  }

  @Test func `is called back while it waits`() async throws {
    var (bench, cooperation) = try await Self.shared(withCredit: false)
    let queued = try await Self.delivery(bench)
    #expect(queued.standing.state == .waiting)
    try await bench.withdraw(Bench.own, by: Paper.father, in: cooperation)
    #expect(bench.host.store.noted.deliveries[queued.key.delivery]?.standing.state == .withdrawn)
    var delivers = try await bench.send(
      .credit(.init(messages: 100, bytes: 1 << 30)), from: Bench.police
    ).delivers
    // That there was a waiver is still told, and then that it has ended; one at a time.
    for kind in ["consent.record", "consent.withdraw"] {
      #expect(try delivers.shown().map(\.kind) == [kind])
      delivers = try await bench.acknowledge(delivers, .received, from: Bench.police).delivers
    }
    #expect(delivers.isEmpty)
  }

  @Test func `ends where it is leased, and its recipient may still say what it had`()
    async throws
  {
    var (bench, cooperation) = try await Self.shared(withCredit: true)
    let leased = bench.take(Bench.police).delivers
    #expect(try leased.shown().map(\.kind) == ["collaboration.share"])
    #expect(
      try leased.map(Bench.sight) == [Sight(Town.police.unit, [.matter, .identity, .school])])
    try await bench.withdraw(Bench.own, by: Paper.father, in: cooperation)
    let answers = bench.take(Bench.police)
    let recalled = answers.compactMap { if case .recall(let id) = $0 { id } else { nil } }
    #expect(recalled == leased.map(\.delivery))
    let told = try await bench.acknowledge(leased, .received, from: Bench.police).told
    #expect(told.map(\.state) == [.reached(.received)])
    let id = try #require(leased.first?.delivery)
    let standing = bench.host.store.noted.deliveries[id]?.standing
    #expect(standing?.state == .withdrawn)
    #expect(standing?.acknowledged == .received)
    try await bench.wait(.seconds(31))
    #expect(bench.take(Bench.police).delivers.allSatisfy { $0.delivery != id })
  }

  /// How far the hand-over had come when the no was on disk.
  enum Meeting: CaseIterable, Sendable { case before, between, after }

  @Test(arguments: Meeting.allCases)
  func `is never handed over once the no is on disk`(meeting: Meeting) async throws {
    var (bench, cooperation) = try await Self.shared(withCredit: false)
    let queued = try await Self.delivery(bench)
    let credit = ClientCommand.credit(.init(messages: 100, bytes: 1 << 30))
    let wording = Wording(
      Paper.father, takesBack: Bench.own, from: Town.school.unit, in: cooperation)
    let no = bench.letter(wording)
    // Decided before the no is read, and recorded on either side of it.
    if meeting == .before { try bench.begin(credit, from: Bench.police) }
    try bench.begin(
      .publish(.init(proof: no.proof, message: no.message)), from: Bench.school)
    try await bench.finish(.examine)
    if meeting == .between { try bench.begin(credit, from: Bench.police) }
    try await bench.settleAll()
    if meeting == .after { try await bench.send(credit, from: Bench.police) }
    try await bench.settleAll()
    let noted = bench.host.store.noted
    let wasHandedOver = noted.handOvers.contains { $0.delivery == queued.key.delivery }
    #expect(wasHandedOver == (meeting == .before))
    #expect(noted.deliveries[queued.key.delivery]?.standing.state == .withdrawn)
    let commands = bench.take(Bench.police)
    let shown = commands.delivers.filter { $0.delivery == queued.key.delivery }
    #expect(shown.count == (meeting == .before ? 1 : 0))
    #expect(noted.faults.isEmpty)
  }

  @Test func `ends after a restart, too, when the broker stopped in between`() async throws {
    var (bench, cooperation) = try await Self.shared(withCredit: false)
    let queued = try await Self.delivery(bench)
    let no = bench.letter(
      Wording(Paper.father, takesBack: Bench.own, from: Town.school.unit, in: cooperation))
    try bench.begin(
      .publish(.init(proof: no.proof, message: no.message)), from: Bench.school)
    try await bench.finish(.examine)
    // It is on disk, and the broker stops before it has heard so.
    try await bench.host.perform(.record)
    #expect(bench.host.store.noted.deliveries[queued.key.delivery]?.standing.state == .waiting)
    try await bench.restart()
    try await bench.settleAll()
    #expect(bench.host.store.noted.deliveries[queued.key.delivery]?.standing.state == .withdrawn)
    try await bench.greet(Bench.police)
    #expect(try bench.take(Bench.police).delivers.shown().map(\.kind) == ["consent.record"])
  }

  @Test func `is counted by party for whoever told the no, and for nobody else`() async throws {
    var (bench, cooperation) = try await Self.shared(withCredit: true)
    let no = bench.letter(
      Wording(Paper.father, takesBack: Bench.own, from: Town.school.unit, in: cooperation))
    try await bench.publish(no)
    for isAnew in [false, true] {
      if isAnew {
        try await bench.restart()
        for member in [Bench.school, Bench.police] { try await bench.greet(member) }
      }
      guard
        case .status(_, _, let left)? = try await bench.send(.status(no.id), from: Bench.school)
          .last
      else {
        Issue.record("STATUS has no answer")
        return
      }
      #expect(left == [.init(party: Town.police.agency, handed: 1, withdrawn: 1)])
      let others = try await bench.send(.status(no.id), from: Bench.police)
      #expect(others.codes == [.unknownMessage])
    }
    let report = try await bench.report()
    guard
      case .status(_, _, nil)? = try await bench.send(.status(report.id), from: Bench.school)
        .last
    else {
      Issue.record("a report tells what had left")
      return
    }
  }

  @Test func `is listed as what has stopped`() async throws {
    var (bench, cooperation) = try await Self.shared(withCredit: false)
    try await bench.withdraw(Bench.own, by: Paper.father, in: cooperation)
    let answers = try await bench.send(
      .list(.init(function: Town.police.unit, after: nil, limit: 20)), from: Bench.police)
    guard case .list(let labels, _)? = answers.first else {
      Issue.record("answered \(answers)")
      return
    }
    #expect(labels.map(\.state) == ["waiting", "withdrawn", "waiting"])
  }

  @Test func `is not what a duty has sent`() async throws {
    var bench = try await Bench.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    bench.take(Bench.reception)
    // About the same child, and still with the board when the no comes.
    let report = try await bench.report { $0.number = Paper.child.number }
    let leased = bench.take(Bench.reception).delivers
    #expect(try leased.shown().map(\.kind) == ["report.mandatory"])
    try await bench.withdraw(by: Paper.father, in: conversation)
    let answers = bench.take(Bench.reception)
    #expect(!answers.contains { if case .recall = $0 { true } else { false } })
    let told = try await bench.acknowledge(leased, .committed, from: Bench.reception).told
    #expect(told.map(\.state) == [.reached(.committed)])
    let again = bench.letter(bench.wording())
    #expect(try await bench.publish(again).receipts.count == 1)
    #expect(report.kind == .reportMandatory)
  }
}
