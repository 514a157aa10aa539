import Concerns
import Delivery
import Testing

@Suite struct `A thread` {
  var post = Mailboxes()

  init() throws { try post.seat(9) }

  @Test(arguments: [[1, 2, 3], [3, 2, 1], [2, 3, 1]] as [[UInt64]])
  func `goes in the ledger's order, one at a time`(arrival: [UInt64]) throws {
    var post = post
    for number in arrival { post.insert(try offer(number, thread: 5)) }
    for number: UInt64 in 1...3 {
      #expect(numbers(post.deliver()) == [number])
      #expect(post.deliver().isEmpty)
      _ = post.withdraw(try delivery(number))
    }
    #expect(post.census == Census(waiting: 0, underWay: 0, parked: 0))
  }

  @Test mutating func `holds nothing else up`() throws {
    post.insert(try offer(1, thread: 5))
    post.insert(try offer(2, thread: 5))
    post.insert(try offer(3, thread: 6))
    post.insert(try offer(4, to: "barn", thread: 5))
    try post.seat(8, at: ["barn"])
    #expect(numbers(post.deliver()).sorted() == [1, 3, 4])
  }

  @Test mutating func `waits while its first rests`() throws {
    post.insert(try offer(1, thread: 5))
    post.insert(try offer(2, thread: 5))
    _ = post.deliver()
    _ = post.tick(at: start + .seconds(30))
    #expect(post.next(at: start + .seconds(30)).isEmpty)
    _ = post.tick(at: start + .seconds(31))
    #expect(numbers(post.next(at: start + .seconds(31))) == [1])
  }

  @Test mutating func `lets an earlier one in before one that returns`() throws {
    post.insert(try offer(2, thread: 5))
    _ = post.deliver()
    post.insert(try offer(1, thread: 5))
    #expect(post.deliver().isEmpty)
    _ = post.release(try delivery(2), by: SessionID(9), at: start)
    #expect(numbers(post.deliver()) == [1])
  }

  @Test mutating func `closes up when one in its middle is withdrawn`() throws {
    for number: UInt64 in 1...3 { post.insert(try offer(number, thread: 5)) }
    #expect(post.withdraw(try delivery(2)) == .removed(try offer(2, thread: 5)))
    _ = post.deliver()
    _ = post.withdraw(try delivery(1))
    #expect(numbers(post.deliver()) == [3])
  }
}
