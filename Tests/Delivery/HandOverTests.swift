import Concerns
import Delivery
import Testing

@Suite struct `A hand-over` {
  var post = Mailboxes()

  @Test mutating func `says what to record and to send`() throws {
    post.insert(try offer(1, .acute, thread: 5, attempts: 2))
    try post.seat(9)
    let handOver = try #require(post.next(at: start).first)
    #expect(handOver.delivery == (try delivery(1)))
    #expect(handOver.function == (try function("reception")))
    #expect(handOver.thread == (try thread(5)))
    #expect(handOver.lane == .acute)
    #expect(handOver.session == SessionID(9))
    #expect(handOver.attempt == 3)
    #expect(handOver.leaseUntil == start + .seconds(30))
    #expect(!handOver.hasGap)
  }

  @Test mutating func `is chosen once and leased when confirmed`() throws {
    post.insert(try offer(1))
    try post.seat(9)
    #expect(numbers(post.next(at: start)) == [1])
    #expect(post.standing(of: try delivery(1)) == .offered)
    #expect(post.next(at: start).isEmpty)
    #expect(post.confirm(try delivery(1), at: start) == .leased)
    #expect(
      post.standing(of: try delivery(1)) == .leased(to: SessionID(9), until: start + .seconds(30)))
    #expect(post.next(at: start).isEmpty)
  }

  @Test mutating func `that was retracted waits again and gives its credit back`() throws {
    post.insert(try offer(1))
    try post.seat(9, messages: 1)
    _ = post.next(at: start)
    post.retract(try delivery(1), .waits(from: nil))
    #expect(post.standing(of: try delivery(1)) == .waiting)
    let again = try #require(post.next(at: start).first)
    #expect(again.attempt == 1)
  }

  @Test mutating func `that was retracted until a moment rests until then`() throws {
    post.insert(try offer(1))
    try post.seat(9)
    _ = post.next(at: start)
    post.retract(try delivery(1), .waits(from: start + .seconds(5)))
    #expect(post.next(at: start).isEmpty)
    #expect(post.nextDeadline(after: start) == start + .seconds(5))
    #expect(post.tick(at: start + .seconds(5)).isEmpty)
    #expect(numbers(post.next(at: start + .seconds(5))) == [1])
  }

  @Test mutating func `that was retracted for good leaves its thread to the next`() throws {
    post.insert(try offer(1, thread: 5))
    post.insert(try offer(2, thread: 5))
    try post.seat(9, messages: 1)
    #expect(numbers(post.next(at: start)) == [1])
    post.retract(try delivery(1), .removed)
    #expect(post.standing(of: try delivery(1)) == nil)
    #expect(numbers(post.next(at: start)) == [2])
  }

  @Test mutating func `can be confirmed or retracted only while offered`() throws {
    post.insert(try offer(1))
    #expect(post.confirm(try delivery(1), at: start) == .gone)
    #expect(post.confirm(try delivery(2), at: start) == .gone)
    post.retract(try delivery(1), .removed)
    #expect(post.standing(of: try delivery(1)) == .waiting)
    try post.seat(9)
    _ = post.deliver()
    #expect(post.confirm(try delivery(1), at: start) == .gone)
    post.retract(try delivery(1), .removed)
    #expect(post.census == Census(waiting: 0, underWay: 1, parked: 0))
  }

  @Test mutating func `whose session closed meanwhile counts and is not sent`() throws {
    post.insert(try offer(1))
    try post.seat(9)
    _ = post.next(at: start)
    #expect(post.close(SessionID(9), at: start).isEmpty)
    #expect(post.standing(of: try delivery(1)) == .offered)
    #expect(
      post.confirm(try delivery(1), at: start)
        == .ended(.returned(try delivery(1), attempts: 1, notBefore: start + .seconds(1))))
    #expect(post.census == Census(waiting: 1, underWay: 0, parked: 0))
  }

  @Test mutating func `goes by the limit of the call, and the rest in the next`() throws {
    for number in 1...5 { post.insert(try offer(UInt64(number))) }
    try post.seat(9)
    #expect(numbers(post.next(at: start, limit: 2)) == [1, 2])
    #expect(numbers(post.next(at: start, limit: 2)) == [3, 4])
    #expect(numbers(post.next(at: start, limit: 2)) == [5])
    #expect(post.next(at: start, limit: 0).isEmpty)
  }

  @Test mutating func `does not happen for a function nobody reads`() throws {
    post.insert(try offer(1, to: "barn"))
    try post.seat(9)
    #expect(post.next(at: start).isEmpty)
    #expect(post.standing(of: try delivery(1)) == .waiting)
  }
}
