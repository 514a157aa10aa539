import Concerns
import Deadlines
import Ledger
import Simulation
import Testing
import Wire

/// A unit that asked another municipality to take a case over, and that has ended since.
@Suite struct `The answer to a transfer` {
  private struct Case {
    var bench: Bench
    let transfer: Letter
    let deliver: BrokerCommand.Deliver

    init(successor: String? = "familjeratt") async throws {
      bench = try await Bench(
        directory: LastNight.directory(successor: successor, hasTurn: false),
        acts: Neighbours.acts)
      try await bench.greet(Bench.others, functions: [Town.ending])
      try await bench.greet(
        Neighbours.otherMachine, functions: [Neighbours.otherReception])
      var wording = Wording(.transfer, from: Town.ending, in: bench.conversation())
      (wording.purpose, wording.basis) = (.childProtection, .requestForTransfer)
      wording.particulars = Particulars(
        parties: [Neighbours.otherReception],
        decision: Bench.decision(
          by: "norrkoping-socialnamnd.enhetschef", under: .requestForTransfer))
      wording.told = [.identity, .narrative]
      transfer = bench.letter(wording, by: Town.board)
      let answers = try await bench.publish(transfer, from: Bench.others)
      #expect(answers.receipts.count == 1, "\(answers)")
      deliver = try #require(bench.take(Neighbours.otherMachine).delivers.first)
    }

    /// The neighbour answers, who has come back if need be.
    mutating func answer() async throws {
      try await bench.greet(
        Neighbours.otherMachine, functions: [Neighbours.otherReception])
      let version = try bench.version(of: deliver.delivery)
      let answers = try await bench.send(
        .rule(
          .init(delivery: deliver.delivery, version: version, word: .answered(.takenOver))),
        from: Neighbours.otherMachine)
      #expect(answers.codes == [])
    }

    /// The last day of the unit that asked passes.
    mutating func pass(to moment: Moment = OnCallNight.midnight) async throws {
      bench.now = moment
      try await bench.wait(.seconds(1))
      for member in [Bench.others, Bench.reception] { bench.take(member) }
    }

    var told: BrokerCommand {
      .answered(.init(id: transfer.id, answer: .takenOver))
    }

    var status: ClientCommand { .status(transfer.id) }
  }

  @Test func `is told to whoever follows the unit that asked, and to nobody else`() async throws {
    var asked = try await Case()
    try await asked.pass()
    try await asked.bench.greet(Bench.others, functions: [Town.following])
    try await asked.bench.greet(Bench.reception)
    for member in [Bench.others, Bench.reception] { asked.bench.take(member) }
    try await asked.answer()
    #expect(asked.bench.take(Bench.others) == [asked.told])
    #expect(asked.bench.take(Bench.reception).isEmpty)
  }

  @Test func `waits for whoever follows, though the unit had not ended when it came`()
    async throws
  {
    var asked = try await Case()
    try await asked.bench.send(.bye, from: Bench.others)
    try await asked.answer()
    try await asked.pass()
    let others = try await asked.bench.hello(
      Bench.reception, reading: [Town.reception], connection: 2)
    #expect(!others.contains(asked.told))
    let answers = try await asked.bench.hello(
      Bench.others, reading: [Town.following], connection: 2)
    #expect(answers.contains(asked.told))
  }

  @Test(arguments: [false, true])
  func `is in the status that whoever follows asks for`(isStartedAnew: Bool) async throws {
    var asked = try await Case()
    try await asked.answer()
    try await asked.pass()
    if isStartedAnew { try await asked.bench.restart() }
    try await asked.bench.greet(Bench.others, functions: [Town.following])
    let answers = try await asked.bench.send(asked.status, from: Bench.others)
    #expect(
      answers == [.answeredStatus(.init(id: asked.transfer.id, answer: .takenOver), .accepted)])
    try await asked.bench.greet(Bench.reception)
    #expect(
      try await asked.bench.send(asked.status, from: Bench.reception) == [
        .status(asked.transfer.id, .accepted)
      ])
  }

  /// Whether the answer is among what somebody hears who comes back.
  private static func hears(_ asked: inout Case, _ function: FunctionID) async throws -> Bool {
    let answers = try await asked.bench.hello(Bench.others, reading: [function], connection: 2)
    #expect(answers.codes == [])
    return answers.contains(asked.told)
  }

  @Test func `waits over a restart for whoever asked, and is told them once`() async throws {
    var asked = try await Case()
    try await asked.bench.send(.bye, from: Bench.others)
    try await asked.answer()
    for isTold in [true, false, false] {
      try await asked.bench.restart()
      #expect(try await Self.hears(&asked, Town.ending) == isTold)
    }
  }

  @Test func `is not told again after a restart to whoever was there`() async throws {
    var asked = try await Case()
    try await asked.answer()
    #expect(asked.bench.take(Bench.others) == [asked.told])
    try await asked.bench.restart()
    #expect(try await Self.hears(&asked, Town.ending) == false)
  }

  @Test func `waits over a restart for whoever follows`() async throws {
    var asked = try await Case()
    try await asked.bench.send(.bye, from: Bench.others)
    try await asked.answer()
    try await asked.pass()
    try await asked.bench.restart()
    #expect(try await Self.hears(&asked, Town.following))
  }

  @Test func `is in the status alone, when a season has passed`() async throws {
    var asked = try await Case()
    try await asked.bench.send(.bye, from: Bench.others)
    try await asked.answer()
    try await asked.pass(to: asked.bench.now + UntoldAnswer.memory)
    try await asked.bench.restart()
    #expect(try await Self.hears(&asked, Town.following) == false)
    try await asked.bench.greet(Bench.others, functions: [Town.following])
    let answers = try await asked.bench.send(asked.status, from: Bench.others)
    #expect(
      answers == [.answeredStatus(.init(id: asked.transfer.id, answer: .takenOver), .accepted)])
  }
}
