import Concerns
import Deadlines
import Testing

@Suite struct `What ends by itself` {
  private let start = Moment(seconds: 1_790_000_000)

  @Test(arguments: [(9, false), (10, true), (11, true)])
  func `is found at its moment, once`(seconds: Int, isFound: Bool) {
    var expiries = Expiries<Int>()
    expiries.set(start + .seconds(10), for: 1)
    #expect(expiries.next == start + .seconds(10))
    #expect(expiries.take(by: start + .seconds(seconds), atMost: 8) == (isFound ? [1] : []))
    #expect(expiries.next == (isFound ? nil : start + .seconds(10)))
    #expect(expiries.take(by: start + .seconds(12), atMost: 8) == (isFound ? [] : [1]))
  }

  @Test func `is found with the earliest first, however it was put in`() {
    var expiries = Expiries<Int>()
    for (name, seconds) in [(1, 30), (2, 10), (3, 20), (4, 10)] {
      expiries.set(start + .seconds(seconds), for: name)
    }
    #expect(expiries.take(by: start + .seconds(60), atMost: 3) == [2, 4, 3])
    #expect(expiries.next == start + .seconds(30), "the rest is still there")
    #expect(expiries.take(by: start + .seconds(60), atMost: 3) == [1])
  }

  @Test func `is found at the last moment said, or never`() {
    var expiries = Expiries<Int>()
    expiries.set(start + .seconds(10), for: 1)
    expiries.set(start + .seconds(20), for: 1)
    expiries.set(start + .seconds(15), for: 2)
    expiries.set(nil, for: 2)
    #expect(expiries.next == start + .seconds(20))
    #expect(expiries.take(by: start + .seconds(19), atMost: 8).isEmpty)
    #expect(expiries.take(by: start + .seconds(20), atMost: 8) == [1])
  }

  @Test func `is kept apart from what was said before, however often it changes`() {
    var expiries = Expiries<Int>()
    for step in 1...1000 { expiries.set(start + .seconds(step), for: step % 3) }
    #expect(expiries.next == start + .seconds(998))
    #expect(expiries.take(by: start + .seconds(1000), atMost: 8) == [2, 0, 1])
  }
}
