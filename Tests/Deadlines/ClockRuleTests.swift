import Concerns
import Deadlines
import Testing

/// No calendar moves a statutory clock.
private func never(_ day: CivilDate) -> Bool { false }

@Suite struct `The clock of the protection assessment` {
  let rule = ClockRule.protectionAssessment

  @Test(arguments: [
    // Tuesday 10.15.
    ("2026-02-10T09:15:00Z", "2026-02-10T22:59:59Z"),
    // Monday 08.40.
    ("2026-03-02T07:40:00Z", "2026-03-02T22:59:59Z"),
    // Friday 19.05: late.
    ("2026-03-20T18:05:00Z", "2026-03-21T22:59:59Z"),
    // Saturday, the hour of 21: late, in summer time.
    ("2026-05-09T19:00:00Z", "2026-05-10T21:59:59Z"),
    // Wednesday 15.20, on paper.
    ("2026-04-08T13:20:00Z", "2026-04-08T21:59:59Z"),
  ])
  func `is due at the end of the day, or of the next if it starts late`(
    start: String, due: String
  ) throws {
    #expect(rule.due(from: try #require(Moment(start)), by: never).text == due)
  }

  @Test(arguments: [
    // Thursday 16.59.59 and 17.00.00.
    ("2026-02-12T15:59:59Z", "2026-02-12T22:59:59Z"),
    ("2026-02-12T16:00:00Z", "2026-02-13T22:59:59Z"),
    // Friday 15.59.59 and 16.00.00.
    ("2026-02-13T14:59:59Z", "2026-02-13T22:59:59Z"),
    ("2026-02-13T15:00:00Z", "2026-02-14T22:59:59Z"),
    // Sunday 16.30: no Friday.
    ("2026-02-15T15:30:00Z", "2026-02-15T22:59:59Z"),
    // Midnight and the second before.
    ("2026-02-12T22:59:59Z", "2026-02-13T22:59:59Z"),
    ("2026-02-12T23:00:00Z", "2026-02-13T22:59:59Z"),
  ])
  func `takes 17.00 for late, and 16.00 on a Friday`(start: String, due: String) throws {
    #expect(rule.due(from: try #require(Moment(start)), by: never).text == due)
  }

  @Test(arguments: [
    // Into and through the day of 23 hours.
    ("2026-03-28T16:00:00Z", "2026-03-29T21:59:59Z"),
    ("2026-03-28T23:30:00Z", "2026-03-29T21:59:59Z"),
    ("2026-03-29T14:59:59Z", "2026-03-29T21:59:59Z"),
    ("2026-03-29T15:00:00Z", "2026-03-30T21:59:59Z"),
    // Into and through the day of 25 hours, both times it is half past two included.
    ("2026-10-24T15:00:00Z", "2026-10-25T22:59:59Z"),
    ("2026-10-25T00:30:00Z", "2026-10-25T22:59:59Z"),
    ("2026-10-25T01:30:00Z", "2026-10-25T22:59:59Z"),
    ("2026-10-25T16:00:00Z", "2026-10-26T22:59:59Z"),
  ])
  func `follows the wall clock when it changes`(start: String, due: String) throws {
    #expect(rule.due(from: try #require(Moment(start)), by: never).text == due)
  }

  @Test func `cites its provision and admits what nobody has settled`() {
    #expect(rule.citation.first == "SoL 20:1")
    #expect(rule.review == .needsLegalReview)
    #expect(ClockRule.active.first == rule)
  }
}

@Suite struct `The clock of the decision to open` {
  @Test(arguments: [
    ("2026-02-10T09:15:00Z", "2026-02-24T22:59:59Z"),
    ("2026-03-02T07:40:00Z", "2026-03-16T22:59:59Z"),
    // Over the change to summer time, to Good Friday.
    ("2026-03-20T18:05:00Z", "2026-04-03T21:59:59Z"),
    ("2026-05-09T19:00:00Z", "2026-05-23T21:59:59Z"),
    // Over the change back.
    ("2026-10-20T08:00:00Z", "2026-11-03T22:59:59Z"),
  ])
  func `is due fourteen days on, however many hours that is`(start: String, due: String) throws {
    #expect(ClockRule.decisionToOpen.due(from: try #require(Moment(start)), by: never).text == due)
  }
}

/// By the calendar of weekdays; the red days are `Routing`'s, and tested with it.
@Suite struct `The clock of a consultation` {
  let rule = ClockRule.consultationAnswer

  private func isWeekday(_ day: CivilDate) -> Bool { day.weekday < 6 }

  @Test(arguments: [
    // Wednesday 13.00.
    ("2026-03-11T12:00:00Z", "2026-03-12T22:59:59Z"),
    // Wednesday, the last second and the one after it.
    ("2026-03-11T22:59:59Z", "2026-03-12T22:59:59Z"),
    ("2026-03-11T23:00:00Z", "2026-03-13T22:59:59Z"),
    // Friday, Saturday, Sunday: Monday.
    ("2026-03-13T07:00:00Z", "2026-03-16T22:59:59Z"),
    ("2026-03-14T12:00:00Z", "2026-03-16T22:59:59Z"),
    ("2026-03-15T21:00:00Z", "2026-03-16T22:59:59Z"),
    // Over the night when the clock changes.
    ("2026-03-27T12:00:00Z", "2026-03-30T21:59:59Z"),
  ])
  func `is due at the end of the next working day`(start: String, due: String) throws {
    #expect(rule.due(from: try #require(Moment(start)), by: isWeekday).text == due)
  }

  @Test func `goes by the calendar that it is handed`() throws {
    let start = try #require(Moment("2026-03-11T12:00:00Z"))
    let friday = try #require(CivilDate("2026-03-13"))
    #expect(rule.due(from: start) { $0 == friday }.text == "2026-03-13T22:59:59Z")
    // One without a working day holds nothing for ever.
    #expect(rule.due(from: start, by: never).text == "2026-03-22T22:59:59Z")
  }

  @Test func `is a promise, started by a question and by nothing else`() {
    #expect(rule.citation.isEmpty)
    #expect(rule.review == .promised)
    #expect(ClockRule(of: .consultationAnswer) == rule)
    let started = Kind.allCases.filter { ClockRule.started(by: $0).contains(rule) }
    #expect(started == [.consultationAnonymous])
    #expect(ClockRule.started(by: .reportVoluntary) == ClockRule.active)
    #expect(ClockRule.started(by: .feedback).isEmpty)
  }
}

@Suite struct `A morning's hand-over` {
  @Test(arguments: [
    // Friday evening; the night to Monday; Monday before nine, and at nine.
    ("2026-11-20T18:20:00Z", "2026-11-23T08:00:00Z"),
    ("2026-11-23T01:00:00Z", "2026-11-23T08:00:00Z"),
    ("2026-11-23T07:59:59Z", "2026-11-23T08:00:00Z"),
    ("2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"),
    // Good Friday follows, and Easter Monday; clocks are turned on the Sunday before.
    ("2026-04-02T19:00:00Z", "2026-04-07T07:00:00Z"),
    ("2026-03-28T23:30:00Z", "2026-03-30T07:00:00Z"),
    ("2026-10-24T22:30:00Z", "2026-10-26T08:00:00Z"),
    // New Year's Day is a Friday.
    ("2026-12-31T22:00:00Z", "2027-01-04T08:00:00Z"),
  ])
  func `is due at nine on the next working day`(start: String, due: String) throws {
    let start = try #require(Moment(start))
    let rule = ClockRule.dutyAcceptance
    let found = rule.due(from: start) { $0.weekday < 6 && !Self.isRed($0) }
    #expect(found == Moment(due))
  }

  private static func isRed(_ day: CivilDate) -> Bool {
    ["2026-04-03", "2026-04-06", "2027-01-01"].contains(day.text)
  }

  @Test func `is due in the end though no day is a working day`() throws {
    let start = try #require(Moment("2026-11-20T18:20:00Z"))
    #expect(
      ClockRule.dutyAcceptance.due(from: start) { _ in false } == Moment("2026-11-21T08:00:00Z"))
  }
}
