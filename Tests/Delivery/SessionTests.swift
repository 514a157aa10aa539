import Concerns
import Delivery
import Testing

@Suite struct `A session` {
  @Test func `that reads several functions gets from each by turns, one credit at a time`() throws {
    var post = Mailboxes()
    for number: UInt64 in 1...6 { post.insert(try offer(number, to: "reception")) }
    for number: UInt64 in 7...9 { post.insert(try offer(number, to: "barn")) }
    try post.seat(9, at: ["reception", "barn", "reception"], messages: 0)
    var order: [UInt64] = []
    for messages in 1...9 {
      #expect(post.credit(SessionID(9), messages: messages, bytes: 1 << 40) == .granted)
      order += numbers(post.deliver())
    }
    #expect(order == [1, 7, 2, 8, 3, 9, 4, 5, 6])
  }

  @Test func `is opened once`() throws {
    var post = Mailboxes()
    try post.seat(9)
    #expect(
      post.open(SessionID(9), functions: []) == .refused(.alreadyOpen))
    post.insert(try offer(1))
    #expect(post.next(at: start).count == 1)
  }

  @Test func `gets nothing once it is closed, and its place passes on`() throws {
    var post = Mailboxes()
    try post.seat(1)
    post.insert(try offer(1))
    _ = post.close(SessionID(1), at: start)
    #expect(post.next(at: start).isEmpty)
    try post.seat(2, at: ["barn"])
    #expect(post.next(at: start).isEmpty)
    try post.seat(3)
    #expect(post.next(at: start).map(\.session) == [SessionID(3)])
  }
}

@Suite struct `A limit` {
  @Test func `refuses sessions beyond it until one closes`() throws {
    var limits = MailboxLimits()
    limits.sessions = 2
    var post = Mailboxes(limits: limits)
    try post.seat(1)
    try post.seat(2)
    #expect(post.open(SessionID(3), functions: []) == .refused(.tooManySessions))
    _ = post.close(SessionID(1), at: start)
    #expect(post.open(SessionID(3), functions: []) == .granted)
  }

  @Test func `refuses a session that reads too much or where too many read`() throws {
    var limits = MailboxLimits()
    (limits.functionsPerSession, limits.sessionsPerMailbox) = (2, 1)
    var post = Mailboxes(limits: limits)
    let names = try ["a", "b", "c"].map(function)
    #expect(post.open(SessionID(1), functions: names) == .refused(.tooManyFunctions))
    #expect(post.open(SessionID(1), functions: [names[0]]) == .granted)
    #expect(
      post.open(SessionID(2), functions: [names[1], names[0]])
        == .refused(.crowded(names[0])))
    #expect(post.open(SessionID(2), functions: [names[1]]) == .granted)
  }

  @Test func `stops a session that settles nothing, whatever its credit`() throws {
    var limits = MailboxLimits()
    limits.unsettledPerSession = 3
    var post = Mailboxes(limits: limits)
    for number: UInt64 in 1...5 { post.insert(try offer(number)) }
    try post.seat(9)
    #expect(numbers(post.deliver()) == [1, 2, 3])
    #expect(post.claim(try delivery(5), by: SessionID(9), at: start) == .refused(.tooManyUnsettled))
    _ = post.withdraw(try delivery(2))
    #expect(numbers(post.deliver()) == [4])
  }

  @Test func `makes intake busy and still takes what is recorded`() throws {
    var limits = MailboxLimits()
    (limits.deliveriesPerMailbox, limits.mailboxes) = (2, 1)
    var post = Mailboxes(limits: limits)
    let reception = try function("reception")
    #expect(post.hasRoom(for: reception))
    post.insert(try offer(1))
    #expect(post.hasRoom(for: reception))
    #expect(!post.hasRoom(for: try function("barn")))
    post.insert(try offer(2))
    #expect(!post.hasRoom(for: reception))
    #expect(post.insert(try offer(3)))
    #expect(post.insert(try offer(4, to: "barn")))
    #expect(post.count(in: reception) == 3)
    for number: UInt64 in 1...4 { _ = post.withdraw(try delivery(number)) }
    #expect(post.count(in: reception) == 0)
    #expect(post.hasRoom(for: try function("jour")))
  }

  @Test func `bounds a call, whatever was asked for`() throws {
    var limits = MailboxLimits()
    limits.handOversPerCall = 3
    limits.deadlinesPerTick = 2
    var post = Mailboxes(limits: limits)
    for number: UInt64 in 1...4 { post.insert(try offer(number)) }
    try post.seat(9)
    #expect(post.deliver().count == 3)
    let end = start + .seconds(30)
    #expect(post.tick(at: end).count == 2)
    #expect(post.nextDeadline(after: end) == end)
    #expect(post.tick(at: end).count == 1)
    #expect(post.nextDeadline(after: end) == end + .seconds(1))
  }
}
