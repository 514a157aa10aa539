import Concerns
import Delivery
import Testing

@Suite struct `Credit` {
  var post = Mailboxes()
  let session = SessionID(9)

  init() throws {
    for number: UInt64 in 1...10 { post.insert(try offer(number, bytes: 4096)) }
    #expect(
      post.open(session, functions: [try function("reception")])
        == .granted)
  }

  @Test mutating func `is needed before anything goes`() {
    #expect(post.next(at: start).isEmpty)
  }

  @Test(arguments: [
    (0, 1 << 20, 0), (3, 1 << 20, 3), (100, 1 << 20, 10), (100, 0, 0), (100, 1, 1),
    (100, 4096, 1), (100, 4097, 2), (100, 8192, 2), (1, 100_000, 1),
  ])
  func `bounds messages, and bytes save for the last`(
    messages: Int, bytes: Int, expected: Int
  ) {
    var post = post
    #expect(post.credit(session, messages: messages, bytes: bytes) == .granted)
    #expect(post.next(at: start).count == expected)
  }

  @Test mutating func `counts from the start of the session`() {
    #expect(post.credit(session, messages: 2, bytes: 1 << 20) == .granted)
    #expect(post.deliver().count == 2)
    #expect(post.credit(session, messages: 2, bytes: 1 << 20) == .granted)
    #expect(post.deliver().isEmpty)
    #expect(post.credit(session, messages: 3, bytes: 1 << 20) == .granted)
    #expect(post.deliver().count == 1)
  }

  @Test(arguments: [(4, 1000), (5, 999), (0, 0), (-1, 2000)])
  func `never falls`(messages: Int, bytes: Int) {
    var post = post
    #expect(post.credit(session, messages: 5, bytes: 1000) == .granted)
    #expect(post.credit(session, messages: messages, bytes: bytes) == .refused(.creditFell))
    #expect(post.next(at: start).count == 1)
  }

  @Test mutating func `is not given back by what leaves its mailbox`() throws {
    #expect(post.credit(session, messages: 1, bytes: 1 << 20) == .granted)
    let first = try #require(post.deliver().first)
    _ = post.withdraw(first.delivery)
    #expect(post.next(at: start).isEmpty)
  }

  @Test mutating func `belongs to an open session`() {
    #expect(post.credit(SessionID(1), messages: 5, bytes: 5) == .refused(.noSession))
    _ = post.close(session, at: start)
    #expect(post.credit(session, messages: 5, bytes: 5) == .refused(.noSession))
  }

  @Test mutating func `shares a function between its sessions by turns`() throws {
    try post.seat(1, messages: 3)
    try post.seat(2, messages: 100)
    let sessions = post.next(at: start).map(\.session.number)
    #expect(sessions == [1, 2, 1, 2, 1, 2, 2, 2, 2, 2])
  }
}
