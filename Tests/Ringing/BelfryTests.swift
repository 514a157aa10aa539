import Concerns
import Deadlines
import Ringing
import Testing

@Suite struct `A belfry` {
  private let start: Moment
  private let owner: FunctionID
  private let line: CallLine

  init() throws {
    start = try #require(Moment("2026-11-20T18:20:00Z"))
    owner = try Line.function("mottagning")
    line = try Line.night
  }

  @Test func `asks who answers, and then rings at once`() throws {
    var belfry = Belfry()
    let clock = Line.clock(.opening, at: start)
    belfry.hang(clock, at: start)
    #expect(belfry.next == start)
    let first = belfry.due(at: start, along: along)
    #expect(first.unknown == [clock.id])
    #expect(first.calls.isEmpty)
    belfry.note(owner: owner, of: clock.id, at: start)
    let second = belfry.due(at: start, along: along)
    #expect(second.calls.map(\.callees) == [[.function(line.duty)]])
    #expect(second.unknown.isEmpty)
  }

  @Test func `asks again when the answer was lost`() throws {
    var belfry = Belfry()
    let clock = Line.clock(.opening, at: start)
    belfry.hang(clock, at: start)
    _ = belfry.due(at: start, along: along)
    #expect(belfry.due(at: start + .seconds(59), along: along).unknown.isEmpty)
    #expect(belfry.due(at: start + .seconds(60), along: along).unknown == [clock.id])
  }

  @Test func `hands a round out once, and the next after five minutes`() throws {
    var (belfry, clock) = ringing()
    let call = try #require(belfry.due(at: start, along: along).calls.first)
    #expect(belfry.due(at: start + .seconds(60), along: along).calls.isEmpty)
    belfry.note(.reached, of: call, at: start + .seconds(2))
    #expect(belfry.due(at: start + .seconds(299), along: along).calls.isEmpty)
    let next = belfry.due(at: start + .seconds(360), along: along).calls
    #expect(next.map(\.round) == [2])
    #expect(next.map(\.clock) == [clock.id])
  }

  @Test func `rings on when whoever rings has died`() throws {
    var (belfry, _) = ringing()
    #expect(belfry.due(at: start, along: along).calls.count == 1)
    #expect(belfry.due(at: start + .seconds(299), along: along).calls.isEmpty)
    #expect(belfry.due(at: start + .seconds(360), along: along).calls.map(\.round) == [2])
  }

  @Test func `is silent once somebody has acted`() throws {
    var (belfry, clock) = ringing()
    belfry.silence(clock.id)
    #expect(belfry.due(at: start + .seconds(86_400), along: along).calls.isEmpty)
    #expect(belfry.next == nil)
    #expect(belfry.count == 0)
  }

  @Test(arguments: [(Rung.Outcome.begun, [5]), (.reached, []), (.unreached, [])])
  func `rings after a restart what was on its way, and nothing twice`(
    outcome: Rung.Outcome, rounds: [Int]
  ) throws {
    var belfry = Belfry()
    let clock = Line.clock(.opening, at: start)
    let last = Rung(
      round: 5, at: start + .seconds(1000), callees: [.function(line.duty)], outcome: outcome)
    belfry.hang(clock, after: last, at: start + .seconds(1001))
    belfry.note(owner: owner, of: clock.id, at: start + .seconds(1001))
    let calls = belfry.due(at: start + .seconds(1001), along: along).calls
    #expect(calls.map(\.round) == rounds)
    #expect(belfry.due(at: start + .seconds(1302), along: along).calls.map(\.round) == [6])
  }

  @Test func `asks anew who answers when it is somebody else's`() throws {
    var (belfry, clock) = ringing()
    _ = belfry.due(at: start, along: along)
    belfry.pass([clock.id], at: start + .seconds(301))
    #expect(belfry.due(at: start + .seconds(301), along: along).unknown == [clock.id])
  }

  @Test func `looks in between only at what has changed, and at all on the minute`() throws {
    var belfry = Belfry()
    let clocks = (0..<100).map { _ in Line.clock(.opening, at: start) }
    for clock in clocks {
      belfry.hang(clock, at: start)
      belfry.note(owner: owner, of: clock.id, at: start)
    }
    var asked = 0
    func look(at now: Moment) -> Int {
      asked = 0
      _ = belfry.due(at: now) { _, _ in
        asked += 1
        return (line, false)
      }
      return asked
    }
    #expect(look(at: start) == 100)
    let later = Line.clock(.opening, at: start)
    belfry.hang(later, at: start + .seconds(1))
    belfry.note(owner: owner, of: later.id, at: start + .seconds(1))
    #expect(look(at: start + .seconds(1)) == 1)
    #expect(belfry.next == start + .seconds(60))
    #expect(look(at: start + .seconds(59)) == 0)
    // The round of each is under way, whoever is on duty now.
    #expect(look(at: start + .seconds(60)) == 0)
    #expect(look(at: start + .seconds(301)) == 101)
  }

  @Test func `asks for no line while nothing of a term is due`() throws {
    var belfry = Belfry()
    let clock = Line.clock(.feedback, at: start)
    belfry.hang(clock, at: start)
    belfry.note(owner: owner, of: clock.id, at: start)
    let calls = belfry.due(at: start) { _, _ in
      Issue.record("nobody is to be rung")
      return (line, true)
    }.calls
    #expect(calls.isEmpty)
  }

  @Test func `takes no notice of what comes of an older round`() throws {
    var (belfry, _) = ringing()
    let first = try #require(belfry.due(at: start, along: along).calls.first)
    let second = try #require(
      belfry.due(at: start + .seconds(360), along: along).calls.first)
    belfry.note(.reached, of: first, at: start + .seconds(361))
    // The second is still under way: it is not handed out again, and its end is awaited.
    #expect(belfry.due(at: start + .seconds(420), along: along).calls.isEmpty)
    belfry.note(.unreached, of: second, at: start + .seconds(421))
    #expect(belfry.due(at: start + .seconds(721), along: along).calls.map(\.round) == [3])
  }

  /// A belfry with one acute bell whose owner is known.
  private func ringing() -> (Belfry, Clock) {
    var belfry = Belfry()
    let clock = Line.clock(.opening, at: start)
    belfry.hang(clock, at: start)
    belfry.note(owner: owner, of: clock.id, at: start)
    return (belfry, clock)
  }

  private func along(
    _ function: FunctionID, _ clock: ClockID
  ) -> (CallLine, isOfficeOpen: Bool) { (line, false) }
}
