import Concerns
import Delivery
import Testing

@Suite struct `Recovered mailboxes` {
  @Test func `go on where the ledger stands`() throws {
    let offers = try [
      offer(1, thread: 5, attempts: 6, isParked: true), offer(2, thread: 5),
      offer(3, .acute, attempts: 2, notBefore: start + .seconds(4)), offer(4, .other),
    ]
    var post = Mailboxes(recovering: offers)
    #expect(post.census == Census(waiting: 3, underWay: 0, parked: 1))
    try post.seat(9)
    let first = post.deliver()
    #expect(numbers(first) == [2, 4])
    #expect(first.map(\.hasGap) == [true, false])
    #expect(post.nextDeadline(after: start) == start + .seconds(4))
    _ = post.tick(at: start + .seconds(4))
    #expect(post.deliver(at: start + .seconds(4)).map(\.attempt) == [3])
    #expect(post.parked() == [offers[0]])
  }

  @Test func `try once more what was tried often and not parked`() throws {
    var post = Mailboxes(recovering: [try offer(1, attempts: 6)])
    try post.seat(9)
    #expect(post.deliver().map(\.attempt) == [7])
    #expect(
      post.tick(at: start + .seconds(30))
        == [.parked(try offer(1, attempts: 7, isParked: true))])
  }

  @Test func `take each delivery once`() throws {
    var post = Mailboxes(recovering: [try offer(1), try offer(1)])
    #expect(!post.insert(try offer(1, .acute)))
    #expect(post.census == Census(waiting: 1, underWay: 0, parked: 0))
    try post.seat(9)
    #expect(post.next(at: start).map(\.lane) == [.report])
  }
}
