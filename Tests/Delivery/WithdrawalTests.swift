import Concerns
import Delivery
import Testing

@Suite struct `A withdrawal` {
  var post = Mailboxes()

  init() throws { post.insert(try offer(1)) }

  @Test mutating func `removes what waits`() throws {
    #expect(post.withdraw(try delivery(1)) == .removed(try offer(1)))
    #expect(post.withdraw(try delivery(1)) == .unknown)
    try post.seat(9)
    #expect(post.next(at: start).isEmpty)
    #expect(post.census == Census(waiting: 0, underWay: 0, parked: 0))
  }

  @Test mutating func `names the session that must discard what it has`() throws {
    try post.seat(9)
    _ = post.deliver()
    #expect(
      post.withdraw(try delivery(1))
        == .recall(SessionID(9), try offer(1, attempts: 1)))
    #expect(post.nextDeadline(after: start) == nil)
    #expect(post.standing(of: try delivery(1)) == nil)
    #expect(post.withdraw(try delivery(1)) == .unknown)
    #expect(post.release(try delivery(1), by: SessionID(9), at: start) == .refused(.unknown))
    #expect(post.census == Census(waiting: 0, underWay: 0, parked: 0))
  }

  @Test mutating func `names nobody once the lease has run out`() throws {
    try post.seat(9)
    _ = post.deliver()
    _ = post.tick(at: start + .seconds(30))
    #expect(
      post.withdraw(try delivery(1))
        == .removed(
          try offer(
            1, attempts: 1, notBefore: start + .seconds(31))))
    #expect(post.nextDeadline(after: start) == nil)
  }

  @Test mutating func `stops a hand-over that is being recorded and gives its credit back`() throws
  {
    try post.seat(9, messages: 1)
    _ = post.next(at: start)
    #expect(post.withdraw(try delivery(1)) == .removed(try offer(1)))
    #expect(post.confirm(try delivery(1), at: start) == .gone)
    post.insert(try offer(2))
    #expect(numbers(post.next(at: start)) == [2])
  }
}
