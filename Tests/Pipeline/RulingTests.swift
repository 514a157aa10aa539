import Concerns
import Deadlines
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

/// A report that the reception has been handed.
private struct Case {
  var bench: Bench
  let deliver: BrokerCommand.Deliver
  let letter: Letter

  init(_ change: (inout Wording) -> Void = { _ in }) async throws {
    bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    letter = try await bench.report {
      $0.wantsFeedback = false
      change(&$0)
    }
    deliver = try #require(bench.take(Bench.reception).delivers.first)
  }

  @discardableResult
  mutating func rule(
    _ word: ClientCommand.Ruling.Word, version: Int64? = nil
  ) async throws -> [BrokerCommand] {
    let known = try bench.version(of: deliver.delivery)
    return try await bench.send(
      .rule(.init(delivery: deliver.delivery, version: version ?? known, word: word)),
      from: Bench.reception)
  }

  /// The clocks that a start finds, but for the assessment's.
  mutating func terms() async throws -> [ClockKind: Moment] {
    try await bench.restart()
    let running = bench.host.recovery.clocks.map(\.clock)
    let terms = running.filter { $0.kind != .protectionAssessment }
    return Dictionary(terms.map { ($0.kind, $0.due) }) { first, second in
      Issue.record("two clocks of a kind run")
      return max(first, second)
    }
  }
}

@Suite struct `The terms of a report` {
  @Test func `run from its receipt, over a restart`() async throws {
    var report = try await Case()
    #expect(
      try await report.terms() == [.decisionToOpen: Town.moment("2026-12-03T22:59:59Z")])
  }

  @Test(arguments: [Ground.violence, .honour])
  func `are shorter where violence is spoken of`(ground: Ground) async throws {
    var report = try await Case { $0.grounds = [ground] }
    let terms = try await report.terms()
    #expect(terms[.openingWithoutDelay] == Town.moment("2026-11-20T22:59:59Z"))
  }

  @Test func `do not end when a case system commits`() async throws {
    var report = try await Case()
    try await report.bench.acknowledge([report.deliver], .committed, from: Bench.reception)
    #expect(report.bench.host.store.noted.clocks.isEmpty)
    #expect(try await report.terms().keys.sorted { $0.rawValue < $1.rawValue } == [.decisionToOpen])
  }
}

@Suite struct `A decision that a board tells` {
  @Test func `to open ends the fortnight and begins four months`() async throws {
    var report = try await Case { $0.grounds = [.violence] }
    let answers = try await report.rule(.outcome(.opened))
    #expect(
      answers == [
        .decided(
          report.deliver.delivery, version: try report.bench.version(of: report.deliver.delivery))
      ])
    #expect(try await report.terms() == [.inquiry: Town.moment("2027-03-19T22:59:59Z")])
  }

  @Test func `is taken once`() async throws {
    var report = try await Case()
    try await report.rule(.outcome(.notOpened))
    #expect(try await report.rule(.outcome(.notOpened)).codes == [.notPermitted])
    #expect(try await report.rule(.outcome(.opened)).codes == [.notPermitted])
    #expect(try await report.terms().isEmpty)
  }

  @Test func `may be told of what is settled`() async throws {
    var report = try await Case()
    try await report.bench.acknowledge([report.deliver], .committed, from: Bench.reception)
    try await report.bench.restart()
    try await report.bench.greet(Bench.reception)
    let answers = try await report.rule(.outcome(.alreadyOpen))
    #expect(answers.codes.isEmpty)
    #expect(try await report.terms().isEmpty)
  }

  @Test func `ends the assessment, too, when that is what was made`() async throws {
    var report = try await Case()
    try await report.rule(.outcome(.assessed))
    #expect(report.bench.host.store.noted.clocks.isEmpty)
    #expect(try await report.terms().count == 1)
  }

  @Test func `on another version changes nothing`() async throws {
    var report = try await Case()
    #expect(try await report.rule(.outcome(.opened), version: 77).codes == [.versionConflict])
    #expect(try await report.terms().keys.first == .decisionToOpen)
  }

  @Test func `is the owner's alone`() async throws {
    var report = try await Case()
    let ruling = ClientCommand.rule(
      .init(delivery: report.deliver.delivery, version: 2, word: .outcome(.opened)))
    try await report.bench.greet(Bench.others)
    #expect(
      try await report.bench.send(ruling, from: Bench.others).codes == [.unknownDelivery])
    try await report.bench.redirect(report.deliver.delivery, to: Town.otherUnits[0])
    let late = try await report.rule(.outcome(.opened))
    #expect(late.codes == [.notPermitted], "it has sent the report on")
    #expect(try await report.terms().keys.first == .decisionToOpen)
  }

  @Test func `moves a term for a reason that the law knows`() async throws {
    var report = try await Case()
    let day = try #require(CivilDate("2026-12-18"))
    try await report.rule(.extended(.policeInterview, until: day))
    #expect(
      try await report.terms() == [.decisionToOpen: Town.moment("2026-12-18T22:59:59Z")])
  }

  @Test func `moves none that does not run`() async throws {
    var report = try await Case()
    let day = try #require(CivilDate("2027-12-18"))
    #expect(try await report.rule(.extended(.specialReasons, until: day)).codes == [.notPermitted])
  }
}

@Suite struct `A reporter who asks for feedback` {
  @Test func `is answered a week after the decision, whenever that is`() async throws {
    var report = try await Case { $0.wantsFeedback = true }
    let before = try await report.terms()
    #expect(before.count == 2)
    #expect(before[.feedback] == Town.moment("2026-12-10T22:59:59Z"))
    try await report.bench.greet(Bench.reception)
    try await report.rule(.outcome(.notOpened))
    #expect(try await report.terms() == [.feedback: Town.moment("2026-11-26T22:59:59Z")])
  }

  @Test func `is answered at once where an inquiry ran already`() async throws {
    var report = try await Case { $0.wantsFeedback = true }
    try await report.rule(.outcome(.alreadyOpen))
    #expect(try await report.terms() == [.feedback: Town.moment("2026-11-19T22:59:59Z")])
  }
}
