import Concerns
import Ledger
import Simulation
import Testing
import Wire

extension Bench {
  /// A waiver of the school's, towards the police and the board.
  static let paper = Paper(to: [Town.police.unit, Town.reception])

  /// Everybody around the table, and the operator.
  static func table(under change: ((String) -> String)? = nil) async throws -> Bench {
    var bench = try await Bench(policy: change)
    for member in [Bench.school, Bench.police, Bench.reception, Bench.association] {
      try await bench.greet(member)
    }
    return bench
  }

  @discardableResult
  mutating func record(
    _ paper: Paper = Self.paper, in conversation: ConversationID,
    from unit: FunctionID = Town.school.unit, by member: MemberID = Bench.school
  ) async throws -> [BrokerCommand] {
    try await publish(
      letter(Wording(paper, from: unit, in: conversation), by: member.agency), from: member)
  }

  @discardableResult
  mutating func withdraw(
    _ paper: Paper = Self.paper, by signatory: Paper.Human, in conversation: ConversationID,
    from unit: FunctionID = Town.school.unit, told member: MemberID = Bench.school
  ) async throws -> [BrokerCommand] {
    let wording = Wording(signatory, takesBack: paper, from: unit, in: conversation)
    return try await publish(letter(wording, by: member.agency), from: member)
  }
}

extension [BrokerCommand] {
  /// The refusals, whole.
  var problems: [Problem] {
    compactMap { if case .problem(let problem, _) = $0 { problem } else { nil } }
  }
}

extension [BrokerCommand.Deliver] {
  /// What each of them is, and which classes it shows.
  func shown() throws -> [(kind: String?, classes: [DataClass])] {
    try map { deliver in
      let view = try View(
        envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
      let matter = view.sections.first { $0.dataClass == .matter }
      return (try matter?.readBody()["kind"]?.string, view.sections.map(\.dataClass))
    }
  }
}

@Suite struct `A waiver that comes by the wire` {
  @Test func `is recorded, and its parties learn that sharing holds and no more`() async throws {
    var bench = try await Bench.table()
    #expect(try await bench.record(in: bench.conversation()).receipts.count == 1)
    for party in [Bench.police, Bench.reception] {
      let shown = try bench.take(party).delivers.shown()
      #expect(shown.map(\.kind) == ["consent.record"])
      #expect(shown.map(\.classes) == [[.matter]])
    }
    #expect(bench.take(Bench.school).delivers.isEmpty)
    #expect(bench.take(Bench.association).delivers.isEmpty)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let code: ProblemCode
    let change: @Sendable (inout Paper) -> Void
    var testDescription: String { code.rawValue }
  }

  static let refusals = [
    Refusal(code: .consentHalfSigned) { $0.signed = [Paper.mother] },
    Refusal(code: .consentHalfSigned) {
      ($0.person, $0.signed) = (Paper.young, [Paper.mother, Paper.father])
    },
    Refusal(code: .consentUnsigned) { $0.signed = [] },
    Refusal(code: .consentExpired) { $0.until = "2026-11-18" },
    Refusal(code: .consentTooGeneral) { $0.classes = DataClass.allCases },
    Refusal(code: .consentGuardianWithheld) { $0.notice = .mustNotBeTold },
    Refusal(code: .consentCustodyUnknown) { $0.custody = .unknown },
  ]

  @Test(arguments: refusals)
  func `is refused by name, and nobody hears of it`(refusal: Refusal) async throws {
    var bench = try await Bench.table()
    var paper = Bench.paper
    refusal.change(&paper)
    let conversation = bench.conversation()
    #expect(try await bench.record(paper, in: conversation).codes == [refusal.code])
    #expect(bench.take(Bench.police).delivers.isEmpty)
    // Nothing of it stays: the same cooperation can begin as it should.
    var whole = Bench.paper
    whole.sheet = 2
    #expect(try await bench.record(whole, in: conversation).receipts.count == 1)
  }

  @Test func `is refused when the paper was signed for less, or by somebody else's`()
    async throws
  {
    var bench = try await Bench.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    var wider = Bench.paper
    wider.classes.append(.pupilHealth)
    #expect(try await bench.record(wider, in: conversation).codes == [.consentWidened])
    var borrowed = Bench.paper
    borrowed.parties = [Town.school.unit]
    let answers = try await bench.record(
      borrowed, in: conversation, from: Town.police.unit, by: Bench.police)
    #expect(answers.codes == [.consentWrongAuthority])
    borrowed.sheet = 2
    let own = try await bench.record(
      borrowed, in: conversation, from: Town.police.unit, by: Bench.police)
    #expect(own.receipts.count == 1)
  }

  @Test func `is answered alike when the same bytes come twice`() async throws {
    var bench = try await Bench.table()
    let letter = bench.letter(
      Wording(Bench.paper, from: Town.school.unit, in: bench.conversation()))
    let first = try await bench.publish(letter)
    bench.take(Bench.police)
    let second = try await bench.publish(letter)
    #expect(first.receipts.count == 1)
    #expect(first.receipts == second.receipts)
    #expect(bench.take(Bench.police).delivers.isEmpty)
  }

  @Test func `waits for the one before it, and is judged by what that came to`() async throws {
    var bench = try await Bench.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    let no = bench.letter(
      Wording(
        Paper.father, takesBack: Bench.paper, from: Town.school.unit, in: conversation))
    var paper = Bench.paper
    paper.sheet = 2
    let yes = bench.letter(Wording(paper, from: Town.school.unit, in: conversation))
    bench.take(Bench.school)
    for letter in [no, yes] {
      try bench.begin(
        .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
      try await bench.finish(.examine)
    }
    try await bench.settleAll()
    let answers = bench.take(Bench.school)
    #expect(answers.receipts.count == 1)
    #expect(answers.codes == [.consentWithdrawn])
  }

  @Test func `begins no report's conversation, and goes on with none`() async throws {
    var bench = try await Bench.table()
    let report = try await bench.report()
    #expect(try await bench.record(in: report.conversation).codes == [.unknownConversation])
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    let later = bench.letter(
      Wording(.reportMandatory, from: Town.school.unit, in: conversation))
    #expect(try await bench.publish(later).codes == [.unknownConversation])
    let question = bench.letter(
      Wording(.feedbackRequest, from: Town.school.unit, in: conversation))
    #expect(try await bench.publish(question).codes == [.unknownConversation])
  }

  @Test(arguments: ["nowhere.desk", "polis.finns-inte"])
  func `goes to nobody whom nobody has registered`(name: String) async throws {
    var bench = try await Bench.table()
    var paper = Bench.paper
    paper.parties.append(Town.name(name, FunctionID.init(_:)))
    #expect(try await bench.record(paper, in: bench.conversation()).codes == [.badHandling])
    #expect(bench.take(Bench.police).delivers.isEmpty)
  }
}
