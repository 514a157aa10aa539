import Concerns
import Delivery
import Testing

@Suite struct `A claim` {
  var post = Mailboxes()

  init() throws {
    for number: UInt64 in 1...2 { post.insert(try offer(number, .other, thread: 5)) }
    post.insert(try offer(3))
    try post.seat(9, messages: 0)
  }

  @Test mutating func `takes a delivery without credit, out of turn`() throws {
    guard case .offered(let handOver) = post.claim(try delivery(1), by: SessionID(9), at: start)
    else {
      Issue.record("what waits can be claimed")
      return
    }
    #expect(handOver.delivery == (try delivery(1)))
    #expect(handOver.session == SessionID(9))
    #expect(handOver.leaseUntil == start + .seconds(30))
    #expect(post.claim(try delivery(1), by: SessionID(9), at: start) == .refused(.beingOffered))
    #expect(post.confirm(try delivery(1), at: start) == .leased)
    #expect(post.credit(SessionID(9), messages: 1, bytes: 1 << 40) == .granted)
    #expect(numbers(post.next(at: start)) == [3])
  }

  @Test mutating func `takes a delivery that rests`() throws {
    _ = post.claim(try delivery(3), by: SessionID(9), at: start)
    _ = post.confirm(try delivery(3), at: start)
    _ = post.release(try delivery(3), by: SessionID(9), at: start)
    guard case .offered(let handOver) = post.claim(try delivery(3), by: SessionID(9), at: start)
    else {
      Issue.record("what rests can be claimed")
      return
    }
    #expect(handOver.attempt == 2)
    #expect(post.nextDeadline(after: start) == nil)
  }

  @Test mutating func `keeps the order of a thread`() throws {
    #expect(post.claim(try delivery(2), by: SessionID(9), at: start) == .refused(.behind))
  }

  @Test mutating func `is refused for what another has or nobody can have`() throws {
    try post.seat(8)
    _ = post.deliver()
    let end = start + .seconds(30)
    #expect(post.claim(try delivery(1), by: SessionID(9), at: start) == .refused(.held(until: end)))
    #expect(post.claim(try delivery(1), by: SessionID(8), at: start) == .refused(.held(until: end)))
    #expect(post.claim(try delivery(1), by: SessionID(6), at: start) == .refused(.noSession))
    #expect(post.claim(try delivery(4), by: SessionID(9), at: start) == .refused(.unknown))
    post.insert(try offer(4, isParked: true))
    #expect(post.claim(try delivery(4), by: SessionID(9), at: start) == .refused(.parked))
  }

  @Test mutating func `that was retracted takes no credit back`() throws {
    _ = post.claim(try delivery(1), by: SessionID(9), at: start)
    post.retract(try delivery(1), .waits(from: nil))
    #expect(post.next(at: start).isEmpty)
  }
}
