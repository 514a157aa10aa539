import Concerns
import Deadlines
import Testing

/// No calendar moves a statutory clock.
private func never(_ day: CivilDate) -> Bool { false }

@Suite struct `The clocks of the law` {
  @Test(arguments: [
    // Opened on a Tuesday morning.
    ("2026-02-10T09:15:00Z", "2026-06-10T21:59:59Z"),
    // Over the turn of a year, and over the change back from summer time.
    ("2026-09-30T10:00:00Z", "2027-01-30T22:59:59Z"),
    // No such day four months on: the month's last, in an ordinary year and in a leap year.
    ("2026-10-31T10:00:00Z", "2027-02-28T22:59:59Z"),
    ("2027-10-31T10:00:00Z", "2028-02-29T22:59:59Z"),
    // A minute after midnight in Sweden is the next day, though not yet in UTC.
    ("2026-05-31T22:01:00Z", "2026-10-01T21:59:59Z"),
  ])
  func `give an inquiry four months by the calendar`(start: String, due: String) throws {
    #expect(ClockRule.inquiry.due(from: try #require(Moment(start)), by: never).text == due)
  }

  @Test(arguments: [
    // Over the night of 23 hours.
    ("2026-03-28T20:00:00Z", "2026-03-29T21:59:59Z"),
    // Over the night of 25 hours.
    ("2026-10-24T12:00:00Z", "2026-10-25T22:59:59Z"),
    // A Friday evening before a weekend: no office is waited for.
    ("2026-11-20T19:05:00Z", "2026-11-21T22:59:59Z"),
  ])
  func `give violence until the end of the next day`(start: String, due: String) throws {
    let rule = ClockRule.openingWithoutDelay
    #expect(rule.due(from: try #require(Moment(start)), by: never).text == due)
  }

  @Test(arguments: [
    ("2026-03-25T08:00:00Z", "2026-04-01T21:59:59Z"),
    ("2026-10-20T08:00:00Z", "2026-10-27T22:59:59Z"),
  ])
  func `give feedback a week, however many hours that is`(start: String, due: String) throws {
    #expect(ClockRule.feedback.due(from: try #require(Moment(start)), by: never).text == due)
  }

  @Test(arguments: [
    ("2026-01-31T08:00:00Z", "2026-02-28T22:59:59Z"),
    ("2026-03-15T08:00:00Z", "2026-04-15T21:59:59Z"),
    ("2026-12-24T22:59:59Z", "2027-01-24T22:59:59Z"),
  ])
  func `give another municipality a month`(start: String, due: String) throws {
    #expect(ClockRule.transferAnswer.due(from: try #require(Moment(start)), by: never).text == due)
  }

  @Test(arguments: ClockKind.allCases)
  func `have one rule each, which is found again by its kind`(kind: ClockKind) {
    #expect(ClockRule(of: kind).kind == kind)
    let isPromise = ClockRule(of: kind).review == .promised
    #expect(ClockRule(of: kind).citation.isEmpty == isPromise)
  }
}

@Suite struct `A decision` {
  private let now: Moment
  private let received: Moment

  init() throws {
    received = try #require(Moment("2026-02-10T09:15:00Z"))
    now = try #require(Moment("2026-02-13T10:00:00Z"))
  }

  @Test func `to open ends what waited for it and begins the four months`() throws {
    let running = try clocks([.protectionAssessment, .decisionToOpen, .openingWithoutDelay])
    let change = try #require(CaseOutcome.opened.change(of: running, at: now, naming: name))
    #expect(change.ended == [running[1].id, running[2].id])
    #expect(change.started.map(\.kind) == [.inquiry])
    #expect(change.started.map(\.due.text) == ["2026-06-13T21:59:59Z"])
  }

  @Test func `not to open begins nothing`() throws {
    let running = try clocks([.decisionToOpen])
    let change = try #require(CaseOutcome.notOpened.change(of: running, at: now, naming: name))
    #expect(change == ClockChange(ended: [running[0].id], started: []))
  }

  @Test(arguments: [
    (CaseOutcome.opened, "2026-02-20T22:59:59Z"), (.notOpened, "2026-02-20T22:59:59Z"),
    (.alreadyOpen, "2026-02-13T22:59:59Z"),
  ])
  func `sets when a reporter who has asked must be answered`(
    outcome: CaseOutcome, due: String
  ) throws {
    let running = try clocks([.decisionToOpen, .feedback])
    let change = try #require(outcome.change(of: running, at: now, naming: name))
    #expect(change.ended == running.map(\.id))
    #expect(change.started.filter { $0.kind == .feedback }.map(\.due.text) == [due])
  }

  @Test(arguments: CaseOutcome.allCases)
  func `is taken once`(outcome: CaseOutcome) throws {
    let left = ClockKind.allCases.filter { !outcome.ends.contains($0) }
    #expect(outcome.change(of: try clocks(left), at: now, naming: name) == nil)
    #expect(outcome.change(of: [], at: now, naming: name) == nil)
  }

  @Test(arguments: [
    (CaseOutcome.assessed, [ClockKind.protectionAssessment]), (.closed, [.inquiry]),
  ])
  func `ends no clock but its own`(outcome: CaseOutcome, kinds: [ClockKind]) throws {
    let running = try clocks(ClockKind.allCases)
    let change = try #require(outcome.change(of: running, at: now, naming: name))
    #expect(change.ended == running.filter { kinds.contains($0.kind) }.map(\.id))
    #expect(change.started.isEmpty)
  }

  @Test(arguments: [
    (
      TransferAnswer.takenOver,
      [
        ClockKind.decisionToOpen, .openingWithoutDelay, .transferAnswer, .passingOn,
      ]
    ),
    (.declined, [.transferAnswer]),
  ])
  func `of another municipality ends no inquiry that was opened (SoL 29:9)`(
    answer: TransferAnswer, kinds: [ClockKind]
  ) throws {
    let running = try clocks(ClockKind.allCases)
    let change = try #require(answer.change(of: running))
    #expect(change.ended == running.filter { kinds.contains($0.kind) }.map(\.id))
    #expect(change.started.isEmpty)
    #expect(answer.change(of: try clocks([.decisionToOpen, .inquiry])) == nil)
  }

  @Test func `is another's once a matter is passed on, and not after an inquiry was opened`() throws
  {
    let running = try clocks([.protectionAssessment, .decisionToOpen, .feedback, .passingOn])
    let change = try #require(PassedOn.change(of: running))
    #expect(change == ClockChange(ended: [running[1].id, running[3].id], started: []))
    #expect(PassedOn.change(of: try clocks([.protectionAssessment, .feedback])) == nil)
    #expect(PassedOn.change(of: try clocks([.decisionToOpen, .inquiry])) == nil)
  }

  private func clocks(_ kinds: [ClockKind]) throws -> [Clock] {
    kinds.map { Clock(id: name(), rule: ClockRule(of: $0), startedAt: received, by: never) }
  }
}

@Suite struct `An extension` {
  private let clock: Clock

  init() throws {
    let received = try #require(Moment("2026-02-10T09:15:00Z"))
    clock = Clock(id: name(), rule: .decisionToOpen, startedAt: received, by: never)
  }

  @Test func `moves its clock to the end of a later day, and keeps when it began`() throws {
    let day = try #require(CivilDate("2026-03-30"))
    let change = try #require(
      ExtensionReason.policeInterview.change(of: [clock], until: day, naming: name))
    #expect(change.ended == [clock.id])
    #expect(change.started.map(\.due.text) == ["2026-03-30T21:59:59Z"])
    #expect(change.started.map(\.startedAt) == [clock.startedAt])
    #expect(change.started.map(\.kind) == [.decisionToOpen])
    #expect(change.started.map(\.id) != [clock.id])
  }

  @Test(arguments: [
    // The day it is due, the day before, and more than a year on.
    "2026-02-24", "2026-02-23", "2027-02-26",
  ])
  func `goes no way but later, and no further than a year`(day: String) throws {
    let day = try #require(CivilDate(day))
    #expect(
      ExtensionReason.familyUnreached.change(of: [clock], until: day, naming: name) == nil)
  }

  @Test func `moves no clock for a reason that is not that clock's`() throws {
    let day = try #require(CivilDate("2026-03-30"))
    #expect(ExtensionReason.specialReasons.change(of: [clock], until: day, naming: name) == nil)
  }

  @Test func `has no word for lack of time, and none for a child's protection`() {
    let movable = Set(ExtensionReason.allCases.map(\.kind))
    #expect(movable == [.decisionToOpen, .inquiry])
  }
}

/// A name nobody else has.
private func name() -> ClockID {
  var generator = SystemRandomNumberGenerator()
  return ClockID(RandomUUID(using: &generator))
}
