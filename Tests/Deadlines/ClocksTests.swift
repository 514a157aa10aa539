import Concerns
import Deadlines
import Testing

@Suite struct `Running clocks` {
  let start: Moment
  let due: Moment

  init() throws {
    start = try #require(Moment("2026-02-10T09:15:00Z"))
    due = try #require(Moment("2026-02-10T22:59:59Z"))
  }

  @Test func `ring once per level, at their moments`() throws {
    var clocks = Clocks(at: start)
    let clock = try clock(1)
    let isStarted = clocks.start(clock)
    #expect(isStarted)
    #expect(clocks.tick(start).isEmpty)
    #expect(clocks.tick(due + .seconds(-4 * 3600 - 1)).isEmpty)
    #expect(clocks.tick(due + .seconds(-4 * 3600)).map(\.level) == [.warning])
    #expect(clocks.tick(due + .seconds(-1)).isEmpty)
    #expect(clocks.tick(due) == [Ring(clock: clock, level: .due, meant: due)])
    #expect(clocks.tick(due).isEmpty)
    #expect(clocks.tick(due + .seconds(3600)).map(\.level) == [.overdue])
    #expect(clocks.tick(due + .seconds(1_000_000)).isEmpty)
    #expect(clocks.count == 1)
    #expect(clocks.next == nil)
  }

  @Test func `never ring after they are stopped`() throws {
    var clocks = Clocks(at: start)
    let clock = try clock(1)
    clocks.start(clock)
    _ = clocks.tick(due + .seconds(-3600))
    #expect(clocks.stop(clock.id) == clock)
    #expect(clocks.stop(clock.id) == nil)
    #expect(clocks.next == nil)
    #expect(clocks.tick(due + .seconds(7200)).isEmpty)
  }

  @Test func `ring what was missed, in order, after a standstill`() throws {
    var clocks = Clocks(at: start)
    let late = Clock(
      id: try id(2), rule: .protectionAssessment, startedAt: start + .seconds(9 * 3600)
    ) { _ in false }
    clocks.start(late)
    clocks.start(try clock(1))
    let rings = clocks.tick(late.due + .seconds(3600))
    #expect(rings.map(\.level) == [.warning, .due, .overdue, .warning, .due, .overdue])
    #expect(rings.map(\.clock.id) == [try id(1), try id(1), try id(1), late.id, late.id, late.id])
    #expect(rings.map(\.meant) == rings.map(\.meant).sorted())
  }

  @Test func `neither ring twice nor lose time when the wall clock steps back`() throws {
    var clocks = Clocks(at: start)
    clocks.start(try clock(1))
    #expect(clocks.tick(due).map(\.level) == [.warning, .due])
    #expect(clocks.tick(start).isEmpty)
    #expect(clocks.time == due)
    #expect(clocks.tick(due + .seconds(3600)).map(\.level) == [.overdue])
  }

  @Test func `ring at once when they start after their moment`() throws {
    var clocks = Clocks(at: due + .seconds(10))
    clocks.start(try clock(1))
    #expect(clocks.tick(start).map(\.level) == [.warning, .due])
  }

  @Test(arguments: [
    (ClockLevel?.none, [ClockLevel.warning, .due, .overdue]), (.warning, [.due, .overdue]),
    (.due, [.overdue]), (.overdue, []),
  ])
  func `ring only what has not rung before a restart`(
    rung: ClockLevel?, expected: [ClockLevel]
  ) throws {
    var clocks = Clocks(at: start)
    clocks.start(try clock(1), rung: rung)
    #expect(clocks.tick(due + .seconds(3600)).map(\.level) == expected)
  }

  @Test func `go on as they were when started again`() throws {
    var clocks = Clocks(at: start)
    clocks.start(try clock(1))
    _ = clocks.tick(due)
    let isStarted = clocks.start(try clock(1))
    #expect(!isStarted)
    #expect(clocks.tick(due + .seconds(1)).isEmpty)
  }

  @Test func `warn no earlier than they start`() throws {
    let clock = Clock(
      id: try id(1), rule: .protectionAssessment, startedAt: start, due: start + .seconds(60))
    #expect(clock.rings(at: .warning) == start)
  }

  @Test(arguments: [0, 1, 2])
  func `ring alike in whatever order they were started`(seed: Int) throws {
    var clocks = Clocks(at: start)
    let order = (0..<500).sorted { ($0 * 7919 + seed) % 503 < ($1 * 7919 + seed) % 503 }
    for number in order {
      clocks.start(
        Clock(
          id: try id(number), rule: .protectionAssessment, startedAt: start,
          due: due + .seconds(number % 50)))
    }
    for number in 0..<400 { clocks.stop(try id(number)) }
    let rings = clocks.tick(due + .seconds(49))
    let expected = (400..<500).sorted { ($0 % 50, $0) < ($1 % 50, $1) }
    #expect(rings.count == 200)
    #expect(rings.filter { $0.level == .due }.map(\.clock.id) == (try expected.map(id)))
  }

  private func clock(_ number: Int) throws -> Clock {
    Clock(id: try id(number), rule: .protectionAssessment, startedAt: start) { _ in false }
  }

  private func id(_ number: Int) throws -> ClockID {
    let digits = String(number, radix: 16)
    let padded = String(repeating: "0", count: 12 - digits.count) + digits
    return ClockID(try #require(RandomUUID("00000000-0000-4000-8000-" + padded)))
  }
}
