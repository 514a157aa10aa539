import Concerns
import Delivery
import Testing

@Suite struct `A parked delivery` {
  var post = Mailboxes()

  init() throws { try post.seat(9) }

  @Test mutating func `has been handed over six times, ever more slowly`() throws {
    post.insert(try offer(1))
    var now = start
    var waits: [Int64] = []
    for attempt in 1...6 {
      #expect(post.deliver(at: now).map(\.attempt) == [attempt])
      now = now + .seconds(30)
      let endings = post.tick(at: now)
      guard attempt < 6 else {
        #expect(
          endings
            == [.parked(try offer(1, attempts: 6, isParked: true))])
        break
      }
      let next = try #require(post.nextDeadline(after: now))
      waits.append(next.seconds - now.seconds)
      now = next
      #expect(post.tick(at: now).isEmpty)
    }
    #expect(waits == [1, 2, 4, 8, 16])
    #expect(now.seconds - start.seconds == 211)
    #expect(post.standing(of: try delivery(1)) == .parked)
    #expect(post.nextDeadline(after: now) == nil)
    #expect(post.next(at: now).isEmpty)
  }

  @Test mutating func `lets its thread go on with a gap until it is redriven`() throws {
    for number: UInt64 in 1...3 { post.insert(try offer(number, thread: 5)) }
    post.insert(try offer(4, thread: 6))
    #expect(post.deliver().map(\.hasGap) == [false, false])
    _ = post.withdraw(try delivery(4))
    let now = try post.wearOut(1)
    let second = try #require(post.deliver(at: now).first)
    #expect(second.delivery == (try delivery(2)))
    #expect(second.hasGap)
    #expect(post.redrive(try delivery(1)))
    #expect(post.deliver(at: now).isEmpty)
    _ = post.withdraw(try delivery(2))
    let first = try #require(post.deliver(at: now).first)
    #expect(first.delivery == (try delivery(1)))
    #expect(first.attempt == 1)
    #expect(!first.hasGap)
    _ = post.withdraw(try delivery(1))
    #expect(post.deliver(at: now).map(\.hasGap) == [false])
  }

  @Test mutating func `marks no gap for what is before it`() throws {
    post.insert(try offer(2, thread: 5, attempts: 6, isParked: true))
    post.insert(try offer(1, thread: 5))
    post.insert(try offer(3, thread: 5))
    let before = post.deliver()
    #expect(numbers(before) == [1])
    #expect(before.map(\.hasGap) == [false])
    _ = post.withdraw(try delivery(1))
    let after = post.deliver()
    #expect(numbers(after) == [3])
    #expect(after.map(\.hasGap) == [true])
  }

  @Test mutating func `comes before what waits in its thread when redriven`() throws {
    post.insert(try offer(1, thread: 5, isParked: true))
    post.insert(try offer(2, thread: 5))
    #expect(post.redrive(try delivery(1)))
    #expect(numbers(post.deliver()) == [1])
  }

  @Test mutating func `is redriven once, and nothing else is`() throws {
    post.insert(try offer(1, isParked: true))
    post.insert(try offer(2))
    #expect(!post.redrive(try delivery(2)))
    #expect(!post.redrive(try delivery(3)))
    #expect(post.redrive(try delivery(1)))
    #expect(!post.redrive(try delivery(1)))
    #expect(post.census == Census(waiting: 2, underWay: 0, parked: 0))
  }

  @Test mutating func `is no gap any more once it is withdrawn`() throws {
    post.insert(try offer(1, thread: 5, isParked: true))
    post.insert(try offer(2, thread: 5))
    #expect(post.withdraw(try delivery(1)) == .removed(try offer(1, thread: 5, isParked: true)))
    #expect(post.deliver().map(\.hasGap) == [false])
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func `is listed once, in the ledger's order, page by page`(limit: Int) throws {
    var post = post
    for number: UInt64 in [5, 3, 1, 7, 2] { post.insert(try offer(number, isParked: true)) }
    for number: UInt64 in [4, 6] { post.insert(try offer(number)) }
    var listed: [UInt64] = []
    var cursor: ParkedCursor?
    for _ in 0..<10 {
      let page = post.parked(after: cursor, limit: limit)
      #expect(page.count <= limit)
      guard let last = page.last else { break }
      listed += page.map(\.delivery.number)
      cursor = ParkedCursor(last)
    }
    #expect(listed == [1, 2, 3, 5, 7])
  }

  @Test mutating func `may go while its place in the list is a cursor`() throws {
    for number: UInt64 in 1...4 { post.insert(try offer(number, isParked: true)) }
    let cursor = try ParkedCursor(#require(post.parked(limit: 2).last))
    #expect(post.redrive(try delivery(2)))
    #expect(post.parked(after: cursor).map(\.delivery.number) == [3, 4])
    #expect(post.parked(limit: 0).isEmpty)
  }
}
