import Concerns
import Deadlines
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

/// A municipality asks another to take a case over, in writing; it answers at once, and a month is
/// the end (SoL 29:10, 29:11).
@Suite struct `A request to take a case over` {
  /// Sent by the reception to its neighbour, who has been handed it.
  private struct Case {
    var bench: Bench
    let conversation: ConversationID
    let transfer: Letter
    let deliver: BrokerCommand.Deliver
    /// The report that the case began with, if it did.
    let report: BrokerCommand.Deliver?

    init(afterReport isReported: Bool = false, opened: Bool = false) async throws {
      bench = try await Bench.withNeighbours()
      var report: BrokerCommand.Deliver?
      if isReported {
        let letter = try await bench.report { $0.wantsFeedback = false }
        conversation = letter.conversation
        let found: BrokerCommand.Deliver = try #require(
          bench.take(Bench.reception).delivers.first)
        if opened { try await bench.rule(.outcome(.opened), of: found) }
        report = found
      } else {
        conversation = bench.conversation()
      }
      self.report = report
      transfer = bench.letter(
        bench.transfer(in: conversation), by: Bench.reception.agency)
      let answers = try await bench.publish(transfer, from: Bench.reception)
      #expect(answers.receipts.count == 1, "\(answers)")
      deliver = try #require(bench.take(Neighbours.otherMachine).delivers.first)
    }

    @discardableResult
    mutating func answer(_ answer: TransferAnswer) async throws -> [BrokerCommand] {
      try await bench.rule(.answered(answer), of: deliver, from: Neighbours.otherMachine)
    }

    func told(_ answer: TransferAnswer) -> BrokerCommand.Answered {
      .init(id: transfer.id, answer: answer)
    }

    mutating func running() async throws -> Set<ClockKind> {
      try await bench.restart()
      return Set(bench.host.recovery.clocks.map(\.clock.kind))
    }
  }

  @Test(arguments: TransferAnswer.allCases)
  func `is answered, and whoever asked is told at once`(answer: TransferAnswer) async throws {
    var asked = try await Case()
    #expect(try await asked.answer(answer).codes == [])
    #expect(asked.bench.take(Bench.reception) == [.answered(asked.told(answer))])
    for member in Bench.everyone where member != Bench.reception {
      #expect(asked.bench.take(member).isEmpty, "\(member) asked nothing")
    }
    #expect(try await asked.running().isEmpty)
  }

  @Test func `is answered once`() async throws {
    var asked = try await Case()
    try await asked.answer(.declined)
    #expect(try await asked.answer(.takenOver).codes == [.notPermitted])
    try await asked.bench.restart()
    try await asked.bench.greet(
      Neighbours.otherMachine, functions: [Neighbours.otherReception])
    #expect(try await asked.answer(.takenOver).codes == [.notPermitted])
  }

  @Test func `tells its answer to whoever asks how far it has come, over a restart`() async throws {
    var asked = try await Case()
    let status = ClientCommand.status(asked.transfer.id)
    guard case .status? = try await asked.bench.send(status, from: Bench.reception).last else {
      Issue.record("nothing is answered yet")
      return
    }
    try await asked.answer(.takenOver)
    asked.bench.take(Bench.reception)
    try await asked.bench.restart()
    try await asked.bench.greet(Bench.reception)
    let answers = try await asked.bench.send(status, from: Bench.reception)
    #expect(answers == [.answeredStatus(asked.told(.takenOver), .accepted)])
  }

  @Test func `tells its answer to nobody else of the agency that asked, over a restart`()
    async throws
  {
    var asked = try await Case()
    try await asked.answer(.takenOver)
    for _ in 0..<2 {
      try await asked.bench.greet(Bench.others)
      let status = ClientCommand.status(asked.transfer.id)
      let answers = try await asked.bench.send(status, from: Bench.others)
      #expect(answers == [.status(asked.transfer.id, .accepted)])
      try await asked.bench.restart()
    }
  }

  @Test func `tells whoever asked when they come back`() async throws {
    var asked = try await Case()
    try await asked.bench.send(.bye, from: Bench.reception)
    asked.bench.take(Bench.reception)
    try await asked.answer(.declined)
    #expect(asked.bench.take(Bench.reception).isEmpty)
    let answers = try await asked.bench.hello(
      Bench.reception, reading: [Town.reception], connection: 2)
    #expect(answers.filter { $0 == .answered(asked.told(.declined)) }.count == 1)
    // Once: whoever comes after that asks how far it has come.
    let later = try await asked.bench.hello(
      Bench.secondReception, reading: [Town.reception], connection: 3)
    #expect(!later.contains(.answered(asked.told(.declined))))
  }

  @Test func `is answered by whoever is asked, and by nobody else`() async throws {
    var asked = try await Case()
    let answers = try await asked.bench.rule(.answered(.takenOver), of: asked.deliver)
    #expect(answers.codes == [.unknownDelivery])
    let word = ClientCommand.Ruling.Word.outcome(.opened)
    let decided = try await asked.bench.rule(
      word, of: asked.deliver, from: Neighbours.otherMachine)
    #expect(decided.codes == [.notPermitted], "it is no report of theirs")
    #expect(try await asked.running() == [.transferAnswer])
  }

  @Test func `is no word about a report`() async throws {
    var asked = try await Case(afterReport: true)
    let report = try #require(asked.report)
    #expect(
      try await asked.bench.rule(.answered(.takenOver), of: report).codes == [.notPermitted])
  }

  @Test func `leaves all as it was until it is answered, and where it is declined`() async throws {
    var asked = try await Case(afterReport: true)
    let before: Set<ClockKind> = [.protectionAssessment, .decisionToOpen]
    #expect(try await asked.running() == before.union([.transferAnswer]))
    try await asked.bench.greet(
      Neighbours.otherMachine, functions: [Neighbours.otherReception])
    try await asked.answer(.declined)
    #expect(try await asked.running() == before)
  }

  @Test func `takes the decision along once it is taken over`() async throws {
    var asked = try await Case(afterReport: true)
    try await asked.answer(.takenOver)
    // What was owed at receipt is still owed.
    #expect(try await asked.running() == [.protectionAssessment])
  }

  @Test func `leaves an inquiry where it was opened (SoL 29:9)`() async throws {
    var asked = try await Case(afterReport: true, opened: true)
    try await asked.answer(.takenOver)
    #expect(try await asked.running() == [.protectionAssessment, .inquiry])
  }

  @Test func `rings at whoever asked when the month ends, and may be answered later`() async throws
  {
    var asked = try await Case()
    func ringing() -> [ClockLevel] {
      asked.bench.takeAlarms().compactMap { alarm in
        guard case .clock(Town.reception, .transferAnswer, let level) = alarm else { return nil }
        return level
      }
    }
    // From the nineteenth of November to the end of the nineteenth of December.
    try await asked.bench.wait(.seconds(22 * 86_400))
    #expect(ringing() == [])
    try await asked.bench.wait(.seconds(2 * 86_400))
    #expect(ringing() == [.warning])
    try await asked.bench.wait(.seconds(7 * 86_400))
    #expect(ringing() == [.due])
    try await asked.bench.greet(
      Neighbours.otherMachine, functions: [Neighbours.otherReception])
    #expect(try await asked.answer(.takenOver).codes == [])
  }
}

extension Bench {
  /// The reception asks the neighbour to take a case over.
  fileprivate func transfer(in conversation: ConversationID) -> Wording {
    var wording = Wording(.transfer, from: Town.reception, in: conversation)
    (wording.purpose, wording.basis) = (.childProtection, .requestForTransfer)
    wording.particulars = Particulars(
      parties: [Neighbours.otherReception],
      decision: Bench.decision(
        by: "norrkoping-socialnamnd.enhetschef", under: .requestForTransfer))
    wording.told = [.identity, .narrative]
    return wording
  }

  @discardableResult
  fileprivate mutating func rule(
    _ word: ClientCommand.Ruling.Word, of deliver: BrokerCommand.Deliver,
    from member: MemberID = Bench.reception
  ) async throws -> [BrokerCommand] {
    let version = try version(of: deliver.delivery)
    return try await send(
      .rule(.init(delivery: deliver.delivery, version: version, word: word)), from: member)
  }
}
