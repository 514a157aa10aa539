import Concerns
import Deadlines
import Ringing
import Testing

@Suite struct `The bell of what is acute` {
  private let line: CallLine
  private let clock: Clock
  private let start: Moment

  init() throws {
    // A Friday evening, twenty past seven in Sweden.
    start = try #require(Moment("2026-11-20T18:20:00Z"))
    line = try Line.night
    clock = Line.clock(.opening, at: start)
  }

  @Test(arguments: [
    (0, ["soc.jour"]), (299, ["soc.jour"]), (300, ["soc.jour", "soc.stallforetradare"]),
    (600, ["soc.jour", "soc.stallforetradare", "soc.beredskap"]),
    (900, ["soc.jour", "soc.stallforetradare", "soc.beredskap", "person"]),
    // A broker that stood still for a day rings everybody at once.
    (86_400, ["soc.jour", "soc.stallforetradare", "soc.beredskap", "person"]),
  ])
  func `goes down the line by the time that has passed`(seconds: Int, callees: [String]) throws {
    let call = try #require(self.call(at: .seconds(seconds), after: nil))
    #expect(call.callees.map(\.text) == callees)
    #expect(call.round == 1)
    #expect(call.clock == clock.id)
  }

  @Test(arguments: [(1, false), (299, false), (300, true), (301, true)])
  func `rings every five minutes`(seconds: Int, rings: Bool) throws {
    let last = Rung(
      round: 7, at: start, callees: line.all, outcome: .reached)
    let next = call(at: .seconds(seconds), after: last)
    #expect((next != nil) == rings)
    if let next { #expect(next.round == 8) }
  }

  @Test func `rings on although nobody was reached`() throws {
    let last = Rung(round: 1, at: start, callees: line.all, outcome: .unreached)
    #expect(call(at: .seconds(10), after: last) == nil)
    #expect(call(at: .seconds(300), after: last)?.round == 2)
  }

  @Test func `rings the same round again when nobody knows whether it rang`() throws {
    let callees = [Callee.function(line.duty)]
    let last = Rung(round: 3, at: start, callees: callees, outcome: .begun)
    let again = try #require(self.call(at: .seconds(1), after: last))
    #expect(again.round == 3)
    #expect(again.callees == callees)
    #expect(again.name == "\(clock.id.uuid.text)-3")
  }

  @Test func `rings at once whoever comes on duty`() throws {
    let morning = CallLine(duty: try Line.function("dag"), deputies: [], onCall: line.onCall)
    let last = Rung(round: 4, at: start + .seconds(60), callees: line.all, outcome: .reached)
    let call = Bell.call(
      for: clock, along: morning, after: last, isOfficeOpen: true, at: start + .seconds(90))
    #expect(call?.callees.first == .function(morning.duty))
    #expect(call?.round == 5)
    // And whoever is fetched further down the line waits for its round.
    let heard = Rung(
      round: 1, at: start + .seconds(299), callees: [.function(line.duty)], outcome: .reached)
    #expect(self.call(at: .seconds(301), after: heard) == nil)
  }

  @Test func `rings nobody twice in a round`() throws {
    let one = CallLine(duty: line.duty, deputies: [line.duty], onCall: line.duty)
    let call = Bell.call(
      for: clock, along: one, after: nil, isOfficeOpen: false, at: start + .seconds(900))
    #expect(call?.callees == [.function(line.duty), .person])
  }

  @Test(arguments: [true, false])
  func `asks no office`(isOfficeOpen: Bool) throws {
    let call = Bell.call(
      for: clock, along: line, after: nil, isOfficeOpen: isOfficeOpen, at: start)
    #expect(call?.round == 1)
  }

  private func call(at duration: Duration, after last: Rung?) -> Call? {
    Bell.call(for: clock, along: line, after: last, isOfficeOpen: false, at: start + duration)
  }
}

@Suite struct `The bell of a term` {
  private let start: Moment
  private let line: CallLine

  init() throws {
    start = try #require(Moment("2026-02-10T09:15:00Z"))
    line = try Line.night
  }

  @Test(arguments: [
    ClockKind.decisionToOpen, .consultationAnswer, .emergencyReview, .inquiry, .feedback,
    .transferAnswer, .reservationAnswer, .passingOn, .dutyAcceptance,
  ])
  func `does not ring at night when it can wait`(kind: ClockKind) throws {
    let clock = Line.clock(kind, at: start)
    let late = clock.rings(at: .overdue)
    #expect(
      Bell.call(for: clock, along: line, after: nil, isOfficeOpen: false, at: late) == nil)
    let call = try #require(
      Bell.call(for: clock, along: line, after: nil, isOfficeOpen: true, at: late))
    #expect(call.round == 3)
    #expect(!call.callees.contains(.person), "a term wakes nobody at home")
  }

  @Test(arguments: [ClockKind.protectionAssessment, .openingWithoutDelay, .checkIn])
  func `rings at any hour when somebody may need protection`(kind: ClockKind) throws {
    let clock = Line.clock(kind, at: start)
    let late = clock.rings(at: .overdue)
    let call = Bell.call(
      for: clock, along: line, after: nil, isOfficeOpen: false, at: late)
    #expect(call?.callees == line.all)
  }

  @Test func `rings once for each level`() throws {
    let clock = Line.clock(.protectionAssessment, at: start)
    #expect(call(clock, at: start, after: nil) == nil, "its term has just begun")
    let warning = try #require(self.call(clock, at: clock.rings(at: .warning), after: nil))
    #expect(warning.round == 1)
    #expect(warning.callees == [.function(line.duty)])
    let heard = rung(warning, at: clock.rings(at: .warning), .reached)
    #expect(call(clock, at: clock.due + .seconds(-1), after: heard) == nil)
    let due = try #require(self.call(clock, at: clock.due, after: heard))
    #expect(due.round == 2)
    let last = Rung(round: 3, at: clock.due, callees: [], outcome: .reached)
    #expect(call(clock, at: clock.due + .seconds(9_000_000), after: last) == nil)
  }

  @Test func `rings a level again until somebody is reached`() throws {
    let clock = Line.clock(.protectionAssessment, at: start)
    let first = try #require(self.call(clock, at: clock.due, after: nil))
    let missed = rung(first, at: clock.due, .unreached)
    #expect(call(clock, at: clock.due + .seconds(299), after: missed) == nil)
    #expect(call(clock, at: clock.due + .seconds(300), after: missed) == first)
  }

  private func call(_ clock: Clock, at now: Moment, after last: Rung?) -> Call? {
    Bell.call(for: clock, along: line, after: last, isOfficeOpen: false, at: now)
  }

  private func rung(_ call: Call, at moment: Moment, _ outcome: Rung.Outcome) -> Rung {
    Rung(round: call.round, at: moment, callees: call.callees, outcome: outcome)
  }
}

/// Whom the tests ring.
enum Line {
  static var night: CallLine {
    get throws {
      CallLine(
        duty: try function("jour"), deputies: [try function("stallforetradare")],
        onCall: try function("beredskap"))
    }
  }

  static func function(_ name: String) throws -> FunctionID {
    try #require(FunctionID("soc." + name))
  }

  static func clock(_ kind: ClockKind, at moment: Moment) -> Clock {
    var generator = SystemRandomNumberGenerator()
    return Clock(
      id: ClockID(RandomUUID(using: &generator)), rule: ClockRule(of: kind), startedAt: moment
    ) { _ in true }
  }
}

extension CallLine {
  var all: [Callee] {
    ([duty] + deputies + [onCall]).map { .function($0) } + [.person]
  }
}
