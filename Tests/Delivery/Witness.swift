import Concerns
import Delivery
import Support
import Testing

/// Does random things to mailboxes and keeps its own plain account of what must be true.
///
/// The account knows nothing of queues: it looks through everything each time.
struct Witness {
  enum State: Equatable {
    case waiting
    case offered(SessionID?)
    case leased(SessionID)
    case parked
    case gone
  }

  struct Entry {
    let offer: Offer
    var state = State.waiting
    var attempts = 0
    var notBefore = start
  }

  struct Reader {
    let functions: [FunctionID]
    var granted = (messages: 0, bytes: 0)
    var used = (messages: 0, bytes: 0)

    var mayBeSent: Bool { used.messages < granted.messages && used.bytes < granted.bytes }
  }

  static let names = ["reception", "barn", "jour"]
  /// Low, so that parking is as common as all else.
  static let attemptLimit = 2

  var post: Mailboxes
  var generator: SplitMix64
  var now = start
  var entries: [UInt64: Entry] = [:]
  var readers: [SessionID: Reader] = [:]
  var sessionsOpened: UInt64 = 0
  var trace: [UInt64] = []
  var parkings = 0

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    var terms = LeaseTerms()
    terms.attemptLimit = Self.attemptLimit
    post = Mailboxes(terms: terms)
  }

  mutating func step() throws {
    switch generator.next() % 20 {
    case 0, 1, 2, 3: try insert()
    case 4: try open()
    case 5, 6, 7: grant()
    case 8: closeOldest(of: 3)
    case 9, 10, 11, 12: handOver()
    case 13: try settleSomething()
    case 14: try withdrawSomething()
    case 15: try claimOrRelease()
    case 16: redriveSomething()
    default: passTime()
    }
    compare()
  }

  /// Everything is in exactly one place, and it is the place that the account says.
  func compare() {
    for (number, entry) in entries {
      let standing = try? post.standing(of: delivery(number))
      switch entry.state {
      case .waiting: #expect(standing == .waiting)
      case .offered: #expect(standing == .offered)
      case .parked: #expect(standing == .parked)
      case .gone: #expect(standing == nil)
      case .leased(let session):
        guard case .leased(to: session, _) = standing else {
          Issue.record("delivery \(number) should be leased")
          continue
        }
      }
    }
    let states = entries.values.map(\.state)
    let census = Census(
      waiting: states.count { $0 == .waiting }, underWay: states.count(where: Self.isUnderWay),
      parked: states.count { $0 == .parked })
    #expect(post.census == census)
    #expect(
      post.parked().map(\.delivery.number)
        == entries.filter { $0.value.state == .parked }.keys.sorted().prefix(100).map(\.self))
  }

  static func isUnderWay(_ state: State) -> Bool {
    switch state {
    case .offered, .leased: true
    case .waiting, .parked, .gone: false
    }
  }

  func pick(_ isWanted: (Entry) -> Bool) -> UInt64? {
    // Sorted, since the account is a dictionary and the sequence must follow from the seed.
    entries.filter { isWanted($0.value) }.keys.min { $0 &* 0x9E37_79B9 < $1 &* 0x9E37_79B9 }
  }

  /// Others of the same mailbox and thread that are still here.
  func companions(of number: UInt64) -> [(number: UInt64, entry: Entry)] {
    guard let offer = entries[number]?.offer else { return [] }
    return entries.filter { other, entry in
      other != number && entry.state != .gone && entry.offer.thread == offer.thread
        && entry.offer.function == offer.function
    }.map { ($0.key, $0.value) }
  }

  mutating func note(_ ending: Ending) {
    switch ending {
    case .returned(let delivery, let attempts, let notBefore):
      entries[delivery.number]?.state = .waiting
      entries[delivery.number]?.notBefore = notBefore
      #expect(entries[delivery.number]?.attempts == attempts)
      #expect(attempts < Self.attemptLimit)
    case .parked(let offer):
      parkings += 1
      entries[offer.delivery.number]?.state = .parked
      #expect(offer.attempts == Self.attemptLimit)
    }
  }
}

extension Witness {
  mutating func insert() throws {
    let number = UInt64(entries.count + 1)
    let lane = Lane.allCases[Int(generator.next() % 3)]
    let name = Self.names[Int(generator.next() % 3)]
    let offer = try offer(
      number, lane, to: name, thread: generator.next() % 8, bytes: Int(generator.next() % 9000))
    let isNew = post.insert(offer)
    #expect(isNew)
    entries[number] = Entry(offer: offer)
  }

  mutating func open() throws {
    sessionsOpened += 1
    let names = Self.names.filter { _ in generator.next() % 2 == 0 }
    try post.seat(sessionsOpened, at: names, messages: 0)
    var reader = Reader(functions: try names.map(function))
    reader.granted.bytes = 1 << 40
    if sessionsOpened % 2 == 0 {
      // Every second one is short of bytes rather than of messages.
      _ = post.close(SessionID(sessionsOpened), at: now)
      sessionsOpened += 1
      _ = post.open(
        SessionID(sessionsOpened), functions: reader.functions)
      reader.granted.bytes = 0
    }
    readers[SessionID(sessionsOpened)] = reader
  }

  mutating func grant() {
    for session in readers.keys.sorted(by: { $0.number < $1.number }) {
      guard var reader = readers[session] else { continue }
      reader.granted.messages += Int(generator.next() % 4)
      reader.granted.bytes += Int(generator.next() % 20_000)
      readers[session] = reader
      #expect(
        post.credit(session, messages: reader.granted.messages, bytes: reader.granted.bytes)
          == .granted)
    }
  }

  /// Closes the oldest session, if there are so many.
  mutating func closeOldest(of count: Int) {
    guard readers.count >= count,
      let session = readers.keys.min(by: { $0.number < $1.number })
    else { return }
    readers[session] = nil
    for (number, entry) in entries where entry.state == .offered(session) {
      entries[number]?.state = .offered(nil)
    }
    let leased = entries.filter { $0.value.state == .leased(session) }.count
    let endings = post.close(session, at: now)
    #expect(endings.count == leased)
    for ending in endings { note(ending) }
  }

  mutating func handOver() {
    let limit = Int(generator.next() % 6)
    for ending in post.tick(at: now) { note(ending) }
    let chosen = post.next(at: now, limit: limit)
    for handOver in chosen { check(handOver, isCharged: true) }
    if chosen.count < limit { checkNothingIsLeft() }
    for number in entries.keys.sorted() {
      guard case .offered(let session) = entries[number]?.state else { continue }
      finish(number, session)
    }
  }

  /// Confirms most hand-overs, retracts some and leaves some to be decided later.
  private mutating func finish(_ number: UInt64, _ session: SessionID?) {
    guard let entry = entries[number] else { return }
    let delivery = entry.offer.delivery
    switch generator.next() % 8 {
    case 0:
      post.retract(delivery, .waits(from: nil))
      entries[number]?.state = .waiting
      refund(entry, session)
    case 1: return
    default:
      entries[number]?.attempts += 1
      switch post.confirm(delivery, at: now) {
      case .leased:
        guard let session else {
          Issue.record("a closed session has no lease")
          return
        }
        entries[number]?.state = .leased(session)
      case .ended(let ending):
        #expect(session == nil)
        note(ending)
      case .gone: Issue.record("what is offered is not gone")
      }
    }
  }

  private mutating func refund(_ entry: Entry, _ session: SessionID?) {
    guard let session else { return }
    readers[session]?.used.messages -= 1
    readers[session]?.used.bytes -= entry.offer.byteCount
  }

  mutating func check(_ handOver: HandOver, isCharged: Bool) {
    let number = handOver.delivery.number
    trace.append(number)
    let reader = readers[handOver.session]
    #expect(entries[number]?.state == .waiting)
    #expect(handOver.attempt == (entries[number]?.attempts ?? 0) + 1)
    #expect(!isCharged || reader?.functions.contains(handOver.function) == true)
    #expect(!isCharged || reader?.mayBeSent == true)
    let companions = companions(of: number)
    #expect(!companions.contains { Self.isUnderWay($0.entry.state) })
    #expect(!companions.contains { $0.entry.state == .waiting && $0.number < number })
    #expect(
      handOver.hasGap == companions.contains { $0.entry.state == .parked && $0.number < number })
    entries[number]?.state = .offered(handOver.session)
    guard isCharged else { return }
    readers[handOver.session]?.used.messages += 1
    readers[handOver.session]?.used.bytes += entries[number]?.offer.byteCount ?? 0
  }

  /// Whatever could go has gone: no work is left beside a session that could do it.
  private func checkNothingIsLeft() {
    for (number, entry) in entries where entry.state == .waiting && entry.notBefore <= now {
      let companions = companions(of: number)
      guard !companions.contains(where: { Self.isUnderWay($0.entry.state) }),
        !companions.contains(where: { $0.entry.state == .waiting && $0.number < number })
      else { continue }
      #expect(
        !readers.values.contains {
          $0.mayBeSent && $0.functions.contains(entry.offer.function)
        })
    }
  }
}

extension Witness {
  mutating func settleSomething() throws {
    guard
      let number = pick({
        switch $0.state {
        case .leased, .parked: true
        case .waiting, .offered, .gone: false
        }
      })
    else { return }
    switch post.withdraw(try delivery(number)) {
    case .recall(let session, _): #expect(entries[number]?.state == .leased(session))
    case .removed: #expect(entries[number]?.state == .parked)
    case .unknown: Issue.record("what is leased or parked is here")
    }
    entries[number]?.state = .gone
  }

  mutating func withdrawSomething() throws {
    guard let number = pick({ $0.state != .gone }), let entry = entries[number] else { return }
    switch post.withdraw(try delivery(number)) {
    case .recall(let session, _): #expect(entry.state == .leased(session))
    case .removed:
      if case .offered(let session) = entry.state { refund(entry, session) }
    case .unknown: Issue.record("what is here can be withdrawn")
    }
    entries[number]?.state = .gone
  }

  mutating func claimOrRelease() throws {
    guard let session = readers.keys.max(by: { $0.number < $1.number }) else { return }
    if let number = pick({ $0.state == .leased(session) }) {
      guard case .ended(let ending) = post.release(try delivery(number), by: session, at: now)
      else {
        Issue.record("a holder gives back")
        return
      }
      return note(ending)
    }
    guard let number = pick({ $0.state == .waiting }),
      case .offered(let handOver) = post.claim(try delivery(number), by: session, at: now)
    else { return }
    check(handOver, isCharged: false)
    post.retract(try delivery(number), .waits(from: nil))
    entries[number]?.state = .waiting
    entries[number]?.notBefore = now
  }

  mutating func redriveSomething() {
    guard let number = pick({ $0.state == .parked }), let entry = entries[number] else { return }
    let isRedriven = post.redrive(entry.offer.delivery)
    #expect(isRedriven)
    entries[number]?.state = .waiting
    entries[number]?.attempts = 0
    entries[number]?.notBefore = now
  }

  mutating func passTime() {
    now = now + .milliseconds(Int64(generator.next() % 40_000))
    for ending in post.tick(at: now) { note(ending) }
  }

  /// Lets one good reader take everything, in order to see that nothing got stuck.
  mutating func drain() throws {
    for _ in readers { closeOldest(of: 1) }
    for number in entries.keys.sorted() {
      guard case .offered = entries[number]?.state else { continue }
      post.retract(try delivery(number), .waits(from: nil))
    }
    for (_, entry) in entries where entry.state == .parked {
      let isRedriven = post.redrive(entry.offer.delivery)
      #expect(isRedriven)
    }
    try post.seat(.max, at: Self.names, messages: 1 << 40)
    for _ in 0...entries.count {
      now = now + .seconds(60)
      _ = post.tick(at: now)
      for handOver in post.deliver(at: now) {
        guard case .recall(SessionID(.max), _) = post.withdraw(handOver.delivery) else {
          Issue.record("what was handed over is leased")
          return
        }
        #expect(entries[handOver.delivery.number]?.state != .gone)
        entries[handOver.delivery.number]?.state = .gone
      }
    }
  }
}
