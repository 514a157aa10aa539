import Concerns
import Delivery
import Testing

@Suite struct `A lane` {
  var post = Mailboxes()

  @Test mutating func `that is acute goes first however much waits`() throws {
    for number in 1...500 { post.insert(try offer(UInt64(number), .other)) }
    post.insert(try offer(501, .acute))
    try post.seat(9)
    #expect(numbers(post.next(at: start, limit: 1)) == [501])
    #expect(numbers(post.next(at: start, limit: 1)) == [1])
  }

  @Test(arguments: [1, 5, 120])
  func `is served by weight`(limit: Int) throws {
    var post = post
    try post.fill(each: 200)
    try post.seat(9)
    var lanes: [Lane] = []
    for _ in 0..<120 / limit { lanes += post.next(at: start, limit: limit).map(\.lane) }
    #expect(lanes.filter { $0 == .acute }.count == 80)
    #expect(lanes.filter { $0 == .report }.count == 30)
    #expect(lanes.filter { $0 == .other }.count == 10)
  }

  @Test mutating func `that is acute waits for four others at most`() throws {
    try post.fill(each: 200)
    try post.seat(9)
    let lanes = post.next(at: start, limit: 120).map(\.lane)
    let pauses = lanes.split(separator: .acute).map(\.count)
    #expect(pauses.max() == 4)
    #expect(lanes.prefix(8).allSatisfy { $0 == .acute })
  }

  @Test mutating func `gives its whole turn away when nothing waits in it`() throws {
    for number in 1...50 { post.insert(try offer(UInt64(number), .other)) }
    try post.seat(9)
    #expect(numbers(post.next(at: start)) == Array(1...50))
  }

  @Test mutating func `owes nothing for turns that passed nobody over`() throws {
    for number in 1...8 { post.insert(try offer(UInt64(number), .acute)) }
    try post.seat(9)
    _ = post.next(at: start)
    post.insert(try offer(9, .other))
    post.insert(try offer(10, .acute))
    #expect(numbers(post.next(at: start)) == [10, 9])
  }

  @Test mutating func `owes nothing once whom it passed over has left`() throws {
    for number in 1...9 { post.insert(try offer(UInt64(number), .acute)) }
    post.insert(try offer(10, .other))
    try post.seat(9)
    #expect(numbers(post.next(at: start, limit: 8)) == Array(1...8))
    _ = post.withdraw(try delivery(10))
    #expect(numbers(post.next(at: start)) == [9])
    post.insert(try offer(11, .other))
    post.insert(try offer(12, .acute))
    #expect(numbers(post.next(at: start)) == [12, 11])
  }

  @Test mutating func `is not starved by another session's lane while credit is scarce`() throws {
    // The reception has acute work without end and credit for one at a time; the archive's
    // plentiful turns in the lane of others must not count as the reception's.
    var number: UInt64 = 1
    post.insert(try offer(number, .other))
    try post.seat(8, at: ["archive"], messages: 100_000)
    try post.seat(9, messages: 0)
    var rounds = 0
    while post.standing(of: try delivery(1)) == .waiting, rounds < 100 {
      rounds += 1
      for (lane, name) in [(Lane.acute, "reception"), (.other, "archive"), (.other, "archive")] {
        number += 1
        post.insert(try offer(number, lane, to: name))
      }
      #expect(post.credit(SessionID(9), messages: rounds, bytes: 1 << 40) == .granted)
      _ = post.next(at: start)
    }
    #expect(rounds == 9)
  }

  @Test mutating func `is lent to what comes first in a thread`() throws {
    post.insert(try offer(1, .report))
    post.insert(try offer(2, .other, thread: 5))
    post.insert(try offer(3, .acute, thread: 5))
    try post.seat(9)
    let first = try #require(post.next(at: start, limit: 1).first)
    #expect(first.delivery == (try delivery(2)))
    #expect(first.lane == .other)
    #expect(numbers(post.next(at: start)) == [1])
    _ = post.confirm(try delivery(2), at: start)
    _ = post.withdraw(try delivery(2))
    #expect(numbers(post.next(at: start)) == [3])
  }

  @Test mutating func `is lent no longer than what called for it waits`() throws {
    for number: UInt64 in 1...3 {
      post.insert(try offer(number, number == 2 ? .acute : .other, thread: 5))
    }
    post.insert(try offer(4, .report))
    try post.seat(9, messages: 2)
    for number: UInt64 in 1...2 {
      #expect(numbers(post.deliver(limit: 1)) == [number])
      _ = post.withdraw(try delivery(number))
    }
    try post.seat(8)
    #expect(numbers(post.next(at: start)) == [4, 3])
  }

  @Test mutating func `is taken back when what called for it is withdrawn`() throws {
    post.insert(try offer(1, .report))
    post.insert(try offer(2, .other, thread: 5))
    post.insert(try offer(3, .acute, thread: 5))
    _ = post.withdraw(try delivery(3))
    try post.seat(9)
    #expect(numbers(post.next(at: start)) == [1, 2])
  }
}

extension Mailboxes {
  /// Puts that many into each lane.
  fileprivate mutating func fill(each count: Int) throws {
    var number: UInt64 = 0
    for lane in [Lane.other, .report, .acute] {
      for _ in 0..<count {
        number += 1
        insert(try offer(number, lane))
      }
    }
  }
}
