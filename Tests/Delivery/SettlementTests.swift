import Concerns
import Delivery
import Testing

@Suite struct `A settlement` {
  var post = Mailboxes()

  init() throws {
    post.insert(try offer(1))
    try post.seat(9)
  }

  @Test(arguments: [RecipientWord.received, .read, .committed])
  func `ends a delivery for good`(word: RecipientWord) throws {
    var post = post
    _ = post.deliver()
    let settled = post.acknowledge(try delivery(1), by: try member("desk"), word)
    #expect(settled == .settled(try offer(1, attempts: 1, holders: [try member("desk")])))
    #expect(post.standing(of: try delivery(1)) == nil)
    #expect(post.acknowledge(try delivery(1), by: try member("desk"), word) == .unknown)
    #expect(post.next(at: start).isEmpty)
  }

  @Test mutating func `cannot be had by calling back what nobody called back`() throws {
    _ = post.deliver()
    #expect(post.acknowledge(try delivery(1), by: try member("desk"), .recalled) == .notRecalled)
    #expect(post.census.underWay == 1)
  }

  @Test mutating func `takes a member that was handed it`() throws {
    let (desk, ada) = (try member("desk"), try member("ada"))
    #expect(post.acknowledge(try delivery(1), by: desk, .received) == .notYours)
    _ = post.next(at: start)
    #expect(post.acknowledge(try delivery(1), by: desk, .received) == .notYours)
    _ = post.confirm(try delivery(1), at: start)
    #expect(post.acknowledge(try delivery(1), by: ada, .received) == .notYours)
    #expect(post.acknowledge(try delivery(2), by: desk, .received) == .unknown)
    #expect(post.census.underWay == 1)
  }

  @Test mutating func `takes the late word of one that once held it`() throws {
    _ = post.deliver()
    _ = post.close(SessionID(9), at: start)
    try post.seat(8, "ada")
    _ = post.tick(at: start + .seconds(1))
    #expect(post.deliver(at: start + .seconds(1)).map(\.session) == [SessionID(8)])
    guard
      case .settled(let offer) = post.acknowledge(try delivery(1), by: try member("desk"), .read)
    else {
      Issue.record("a late word settles")
      return
    }
    #expect(offer.holders == [try member("desk"), try member("ada")])
    #expect(post.release(try delivery(1), by: SessionID(8), at: start) == .refused(.unknown))
  }

  @Test mutating func `stops a hand-over that is being recorded`() throws {
    let old = try member("old")
    post.insert(try offer(2, attempts: 1, holders: [old]))
    #expect(numbers(post.next(at: start)) == [1, 2])
    guard case .settled = post.acknowledge(try delivery(2), by: old, .received) else {
      Issue.record("a holder from before a restart may settle")
      return
    }
    #expect(post.confirm(try delivery(2), at: start) == .gone)
    #expect(post.census == Census(waiting: 0, underWay: 1, parked: 0))
  }

  @Test(arguments: RecipientWord.allCases, RecipientWord.allCases)
  func `is only ever raised afterwards`(word: RecipientWord, recorded: RecipientWord) {
    let order: [RecipientWord] = [.received, .recalled, .read, .committed]
    let isMore =
      (order.firstIndex(of: word) ?? 0) > (order.firstIndex(of: recorded) ?? 0)
    #expect(word.judged(against: recorded) == (isMore ? .raised : .alreadyThere(recorded)))
  }
}

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
        == .recall(SessionID(9), try offer(1, attempts: 1, holders: [try member("desk")])))
    #expect(post.nextDeadline(after: start) == nil)
    #expect(post.acknowledge(try delivery(1), by: try member("desk"), .recalled) == .unknown)
  }

  @Test mutating func `names those who had it before`() throws {
    try post.seat(9)
    _ = post.deliver()
    _ = post.tick(at: start + .seconds(30))
    #expect(
      post.withdraw(try delivery(1))
        == .removed(
          try offer(
            1, attempts: 1, notBefore: start + .seconds(31), holders: [try member("desk")])))
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
