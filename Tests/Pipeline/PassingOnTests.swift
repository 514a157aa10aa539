import Concerns
import Deadlines
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// A child who lives in a municipality that is not connected: ours until somebody there has it.
@Suite struct `A report about somebody who lives elsewhere` {
  private static let elsewhere = Town.name("0583", MunicipalityCode.init(_:))

  /// Handed to whoever owns it, with what a start finds running.
  private struct Case {
    var bench: Bench
    private(set) var deliver: BrokerCommand.Deliver
    private let conversation: ConversationID

    init(_ change: (inout Wording) -> Void = { _ in }) async throws {
      bench = try await Bench()
      try await bench.greet(Bench.school)
      try await bench.greet(Bench.reception)
      conversation = try await bench.report {
        Self.fill(&$0)
        change(&$0)
      }.conversation
      deliver = try #require(bench.take(Bench.reception).delivers.first)
    }

    private static func fill(_ wording: inout Wording) {
      wording.wantsFeedback = false
      wording.municipality = "0583"
    }

    /// Has the reception handed one more report of the same conversation: the case goes on with it.
    mutating func goOn() async throws {
      try await bench.acknowledge([deliver], .received, from: Bench.reception)
      let conversation = conversation
      _ = try await bench.report {
        Self.fill(&$0)
        $0.conversation = conversation
      }
      deliver = try #require(bench.take(Bench.reception).delivers.first)
    }

    @discardableResult
    mutating func rule(_ word: ClientCommand.Ruling.Word) async throws -> [BrokerCommand] {
      let known = try bench.version(of: deliver.delivery)
      return try await bench.send(
        .rule(.init(delivery: deliver.delivery, version: known, word: word)),
        from: Bench.reception)
    }

    /// The clocks that a start finds.
    mutating func running() async throws -> Set<ClockKind> {
      try await bench.restart()
      return Set(bench.host.recovery.clocks.map(\.clock.kind))
    }

    static func passed(
      to municipality: MunicipalityCode = elsewhere
    ) -> ClientCommand.Ruling.Word {
      .passedOn(
        PassedOn(
          to: municipality, way: .telephone, worker: Town.name("anst-12", WorkerID.init(_:))))
    }
  }

  @Test func `is the reception's, which has a working day to pass it on`() async throws {
    var report = try await Case()
    #expect(report.deliver.function == Town.reception)
    try await report.bench.restart()
    let clock = report.bench.host.recovery.clocks.map(\.clock).first { $0.kind == .passingOn }
    #expect(clock?.due == Town.moment("2026-11-20T22:59:59Z"))
  }

  @Test(arguments: [
    (home: "0581", area: "unknown"), ("unknown", "unknown"), ("0583", "protected"),
  ])
  func `is not one about somebody from here, from nowhere known or from nowhere to be known`(
    home: String, area: String
  ) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    _ = try await bench.report { ($0.municipality, $0.area) = (home, area) }
    try await bench.restart()
    #expect(!bench.host.recovery.clocks.map(\.clock.kind).contains(.passingOn))
  }

  @Test func `is decided on no more here once somebody there has it, over a restart`() async throws
  {
    var report = try await Case()
    let answers = try await report.rule(Case.passed())
    #expect(
      answers == [
        .decided(
          report.deliver.delivery, version: try report.bench.version(of: report.deliver.delivery))
      ])
    // Whether the child needs protection now is still to be assessed by whoever received it.
    #expect(try await report.running() == [.protectionAssessment])
    #expect(report.bench.take(Bench.school).isEmpty, "the sender is told nothing of it")
  }

  @Test func `is passed on once`() async throws {
    var report = try await Case()
    try await report.rule(Case.passed())
    #expect(try await report.rule(Case.passed()).codes == [.notPermitted])
  }

  @Test func `is finished here where an inquiry was opened here (SoL 29:9)`() async throws {
    var report = try await Case()
    try await report.rule(.outcome(.opened))
    #expect(try await report.rule(Case.passed()).codes == [.notPermitted])
    #expect(try await report.running() == [.protectionAssessment, .inquiry])
  }

  @Test(arguments: [false, true])
  func `is finished here, too, where an inquiry was opened of an earlier one of its conversation`(
    isStartedAnew: Bool
  ) async throws {
    var report = try await Case()
    try await report.rule(.outcome(.opened))
    try await report.goOn()
    if isStartedAnew {
      try await report.bench.restart()
      try await report.bench.greet(Bench.reception)
    }
    #expect(try await report.rule(Case.passed()).codes == [.notPermitted])
    #expect(try await report.running().contains(.passingOn))
  }

  @Test func `is passed on, where an inquiry was opened of another conversation`() async throws {
    var report = try await Case()
    try await report.rule(.outcome(.opened))
    let other = try await report.bench.report {
      ($0.wantsFeedback, $0.municipality) = (false, "0583")
    }
    let deliver = try #require(
      report.bench.take(Bench.reception).delivers.last {
        $0.view == other.message.sectionBytes
      })
    let answers = try await report.bench.send(
      .rule(
        .init(
          delivery: deliver.delivery, version: try report.bench.version(of: deliver.delivery),
          word: Case.passed())), from: Bench.reception)
    #expect(answers.codes == [])
  }

  @Test func `is not passed on to the municipality that has it`() async throws {
    var report = try await Case()
    let answers = try await report.rule(Case.passed(to: Town.directory.municipality))
    #expect(answers.problems == [Problem(.badHeader, frame: 1, pointer: "/municipality")])
    #expect(try await report.running().contains(.passingOn))
  }

  @Test func `is passed on by its owner alone`() async throws {
    var report = try await Case()
    try await report.bench.greet(Bench.others)
    let answers = try await report.bench.send(
      .rule(.init(delivery: report.deliver.delivery, version: 1, word: Case.passed())),
      from: Bench.others)
    #expect(answers.codes == [.unknownDelivery])
    #expect(try await report.running().contains(.passingOn))
  }

  @Test func `still owes its reporter an answer`() async throws {
    var report = try await Case { $0.wantsFeedback = true }
    try await report.rule(Case.passed())
    #expect(try await report.running() == [.protectionAssessment, .feedback])
  }
}
