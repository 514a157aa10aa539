import Concerns
import Delivery
import Testing

@Suite struct `A lease` {
  var post = Mailboxes()

  init() throws {
    post.insert(try offer(1))
    try post.seat(9)
    _ = post.deliver()
  }

  @Test(arguments: [(29_999, false), (30_000, true), (31_000, true)])
  func `returns to the mailbox at its deadline`(milliseconds: Int, isOver: Bool) throws {
    var post = post
    let now = start + .milliseconds(milliseconds)
    let expected = Ending.returned(
      try delivery(1), attempts: 1, notBefore: now + .seconds(1))
    #expect(post.tick(at: now) == (isOver ? [expected] : []))
    #expect((post.standing(of: try delivery(1)) == .waiting) == isOver)
  }

  @Test mutating func `names its deadline, and the past as now`() {
    #expect(post.nextDeadline(after: start) == start + .seconds(30))
    #expect(post.nextDeadline(after: start + .seconds(40)) == start + .seconds(40))
  }

  @Test(arguments: zip([1, 2, 3, 4, 5, 6, 7, 1000], [1, 2, 4, 8, 16, 30, 30, 30]))
  func `is followed by a pause that grows`(attempts: Int, seconds: Int) {
    #expect(LeaseTerms().pause(after: attempts) == .seconds(seconds))
  }

  @Test mutating func `is not given again before the pause is over`() throws {
    let end = start + .seconds(30)
    _ = post.tick(at: end)
    #expect(post.next(at: end).isEmpty)
    #expect(post.tick(at: end + .milliseconds(999)).isEmpty)
    #expect(post.next(at: end + .milliseconds(999)).isEmpty)
    #expect(post.tick(at: end + .seconds(1)).isEmpty)
    #expect(post.next(at: end + .seconds(1)).map(\.attempt) == [2])
  }

  @Test mutating func `ends when it is given back, as an attempt`() throws {
    #expect(
      post.release(try delivery(1), by: SessionID(9), at: start)
        == .ended(.returned(try delivery(1), attempts: 1, notBefore: start + .seconds(1))))
    #expect(post.release(try delivery(1), by: SessionID(9), at: start) == .refused(.notYours))
    #expect(post.tick(at: start + .seconds(30)).isEmpty)
  }

  @Test mutating func `cannot be given back by another`() throws {
    try post.seat(8)
    #expect(post.release(try delivery(1), by: SessionID(8), at: start) == .refused(.notYours))
    #expect(post.release(try delivery(1), by: SessionID(7), at: start) == .refused(.noSession))
    #expect(post.release(try delivery(2), by: SessionID(9), at: start) == .refused(.unknown))
    #expect(post.census.underWay == 1)
  }

  @Test mutating func `returns when its session closes`() throws {
    #expect(
      post.close(SessionID(9), at: start)
        == [.returned(try delivery(1), attempts: 1, notBefore: start + .seconds(1))])
    #expect(post.close(SessionID(9), at: start).isEmpty)
    try post.seat(8)
    _ = post.tick(at: start + .seconds(1))
    #expect(post.next(at: start + .seconds(1)).map(\.session) == [SessionID(8)])
  }

  @Test mutating func `that settles has no deadline left`() throws {
    _ = post.withdraw(try delivery(1))
    #expect(post.nextDeadline(after: start) == nil)
    #expect(post.tick(at: start + .seconds(60)).isEmpty)
  }

  @Test mutating func `returns with all others of a closing session in the ledger's order`() throws
  {
    for number: UInt64 in [4, 2, 3] {
      post.insert(try offer(number, number == 4 ? .acute : .other))
    }
    _ = post.deliver()
    let returned = post.close(SessionID(9), at: start).map { ending in
      switch ending {
      case .returned(let delivery, _, _): delivery.number
      case .parked(let offer): offer.delivery.number
      }
    }
    #expect(returned == [1, 2, 3, 4])
  }
}
