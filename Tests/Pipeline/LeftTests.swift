import Concerns
import Ledger
import Simulation
import Testing
import Wire

/// What STATUS tells whoever told a no: exactly what had left, and what the no ended.
@Suite struct `What had left before a no` {
  /// A mailbox of the police without credit, and a yes to one cooperation or more.
  private static func bench(
    _ papers: [Paper] = [Bench.own], credit: Int64 = 0
  ) async throws -> (bench: Bench, cooperations: [ConversationID]) {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police, credit: credit)
    var cooperations: [ConversationID] = []
    for paper in papers {
      cooperations.append(bench.conversation())
      #expect(
        try await bench.record(paper, in: cooperations[cooperations.count - 1]).receipts.count == 1)
    }
    return (bench, cooperations)
  }

  /// Another yes of the same person to the same, on a sheet of its own.
  private static func another(_ sheet: UInt8, until: String = "2026-12-31") -> Paper {
    var paper = Bench.own
    (paper.sheet, paper.until) = (sheet, until)
    return paper
  }

  @Test func `is what only waited, too, and after a restart`() async throws {
    var (bench, cooperations) = try await Self.bench()
    try await bench.share()
    let no = try await bench.no(by: Paper.father, in: cooperations[0])
    let expected = [BrokerCommand.Left(party: Town.police.agency, handed: 0, withdrawn: 1)]
    #expect(try await bench.left(before: no) == expected)
    try await bench.restart()
    try await bench.greet(Bench.school)
    #expect(try await bench.left(before: no) == expected)
  }

  @Test func `is counted in several turns where there is much of it`() async throws {
    var (bench, cooperations) = try await Self.bench()
    let count = LeftCount.turnLimit + 3
    for _ in 0..<count { try await bench.share() }
    let no = try await bench.no(by: Paper.father, in: cooperations[0])
    #expect(
      try await bench.left(before: no)
        == [.init(party: Town.police.agency, handed: 0, withdrawn: count)])
  }

  @Test func `is ended by the no that left nothing open, and by none before it`() async throws {
    var (bench, cooperations) = try await Self.bench([Bench.own, Self.another(2)])
    try await bench.share()
    let first = try await bench.no(by: Paper.father, in: cooperations[0])
    #expect(try await bench.shares().map(\.standing.state) == [.waiting])
    let second = try await bench.no(by: Paper.father, in: cooperations[1])
    #expect(try await bench.shares().map(\.standing.state) == [.withdrawn])
    #expect(try await bench.left(before: first) == [])
    #expect(
      try await bench.left(before: second)
        == [.init(party: Town.police.agency, handed: 0, withdrawn: 1)])
  }

  @Test func `is ended by the first of two who say the same`() async throws {
    var (bench, cooperations) = try await Self.bench([Bench.paper])
    try await bench.share(of: Paper.child)
    let first = try await bench.no(by: Paper.mother, in: cooperations[0], on: Bench.paper)
    let again = try await bench.no(by: Paper.father, in: cooperations[0], on: Bench.paper)
    #expect(
      try await bench.left(before: first)
        == [.init(party: Town.police.agency, handed: 0, withdrawn: 1)])
    #expect(try await bench.left(before: again) == [])
  }

  /// The law shows it on a waiver; the ledger must know so after a restart.
  @Test func `is a concern about an adult, too`() async throws {
    var paper = Paper.own(Paper.father, to: [Town.reception])
    paper.form = .adult
    var (bench, cooperations) = try await Self.bench([paper])
    try await bench.greet(Bench.reception)
    var concern = Wording(.concernAdult, from: Town.school.unit, in: bench.conversation())
    (concern.purpose, concern.basis) = (.earlySupport, .waiver)
    (concern.role, concern.number) = (.adult, Paper.father.number)
    concern.told = [.identity]
    #expect(try await bench.publish(bench.letter(concern)).receipts.count == 1)
    #expect(
      try bench.take(Bench.reception).delivers.shown().map(\.kind).contains("concern.adult"))
    try await bench.restart()
    try await bench.greet(Bench.school)
    let no = try await bench.no(by: Paper.father, in: cooperations[0], on: paper)
    #expect(
      try await bench.left(before: no) == [.init(party: Town.board, handed: 1, withdrawn: 0)])
  }
}

extension Bench {
  /// Somebody says no at the school.
  mutating func no(
    by signatory: Paper.Human, in cooperation: ConversationID, on paper: Paper = Bench.own
  ) async throws -> Letter {
    let no = letter(
      Wording(signatory, takesBack: paper, from: Town.school.unit, in: cooperation))
    let answers = try await publish(no)
    #expect(answers.receipts.count == 1, "the no is not accepted: \(answers)")
    return no
  }

  /// What the school is told of a no that it told.
  mutating func left(before no: Letter) async throws -> [BrokerCommand.Left]? {
    let answers = try await send(.status(no.id), from: Bench.school)
    guard case .status(_, _, let left)? = answers.last else {
      Issue.record("STATUS has no answer: \(answers)")
      return nil
    }
    return left
  }
}
