import Concerns
import Deadlines
import Testing

@Suite struct `The time of a ledger` {
  private let start = Moment(seconds: 1_800_000_000)
  private static let day = Duration.seconds(86_400)

  /// A time whose wall clock has leapt a day ahead and was put right at once.
  private func leapt() -> LedgerTime {
    var time = LedgerTime(at: start)
    #expect(time.pass(to: Instant(wall: start, elapsed: .zero)) == start)
    #expect(time.pass(to: Instant(wall: start + Self.day, elapsed: .zero)) == start + Self.day)
    #expect(time.pass(to: Instant(wall: start, elapsed: .zero)) == start + Self.day)
    return time
  }

  @Test(arguments: [0, 1, 86_400])
  func `is the wall clock's while that goes on`(seconds: Int) {
    var time = LedgerTime(at: start)
    _ = time.pass(to: Instant(wall: start, elapsed: .seconds(7)))
    let wall = start + .seconds(seconds)
    #expect(time.pass(to: Instant(wall: wall, elapsed: .seconds(7 + seconds))) == wall)
  }

  @Test func `goes on by what elapses, slower, while it is ahead`() {
    var time = leapt()
    let later = time.pass(to: Instant(wall: start + .seconds(40), elapsed: .seconds(40)))
    #expect(later == start + Self.day + .seconds(30))
  }

  @Test func `loses nothing in small steps`() {
    var time = leapt()
    for step in 1...1000 {
      let passed = Duration.microseconds(step * 400)
      _ = time.pass(to: Instant(wall: start + passed, elapsed: passed))
    }
    #expect(time.moment == start + Self.day + .milliseconds(300))
  }

  @Test(arguments: [(4, 4), (5, 5), (3, 3.25)])
  func `meets the wall clock again`(days: Int, expected: Double) {
    var time = leapt()
    let passed = Self.day * days
    let now = time.pass(to: Instant(wall: start + passed, elapsed: passed))
    #expect(now == start + Self.day * expected)
    // Where they have met they stay together.
    let after = passed + .seconds(1)
    let next = time.pass(to: Instant(wall: start + after, elapsed: after))
    #expect((next == start + after) == (days > 3))
  }

  @Test func `is not set back by a restart, and goes on from there`() {
    var time = LedgerTime(at: start)
    let wall = start + .seconds(-3600)
    #expect(time.pass(to: Instant(wall: wall, elapsed: .seconds(5))) == start)
    let later = time.pass(to: Instant(wall: wall + .seconds(8), elapsed: .seconds(13)))
    #expect(later == start + .seconds(6))
  }
}
