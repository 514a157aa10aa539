import Concerns
import Delivery
import Support
import Testing

@Suite struct `Mailboxes under random work` {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `lose nothing, double nothing and keep order and credit`(seed: UInt64) throws {
    var witness = Witness(seed: seed)
    for _ in 0..<400 { try witness.step() }
    #expect(witness.trace.count > 50)
    #expect(witness.parkings > 0)
    try witness.drain()
    #expect(witness.entries.values.allSatisfy { $0.state == .gone })
    #expect(witness.post.census == Census(waiting: 0, underWay: 0, parked: 0))
    #expect(witness.post.nextDeadline(after: start) == nil)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `keep the ledger's order however they came and whatever left`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let all = Array(1...200 as ClosedRange<UInt64>)
    var post = Mailboxes()
    for number in all.shuffled(using: &generator) { post.insert(try offer(number)) }
    let withdrawn = Set(all.shuffled(using: &generator).prefix(120))
    for number in withdrawn.sorted() { _ = post.withdraw(try delivery(number)) }
    try post.seat(9)
    #expect(numbers(post.next(at: start)) == all.filter { !withdrawn.contains($0) })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `do the same for the same seed`(seed: UInt64) throws {
    var (one, two) = (Witness(seed: seed), Witness(seed: seed))
    for _ in 0..<400 {
      try one.step()
      try two.step()
    }
    #expect(one.trace == two.trace)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `serve every lane of every function within a bound`(seed: UInt64) throws {
    var crowd = try Crowd(seed: seed)
    try crowd.work(turns: 3000)
    #expect(crowd.longestWait.count == 9)
    // Each session serves its lanes within two rounds of twelve, and its functions by turns.
    let bound = 24 * Crowd.names.count * Crowd.sessions
    #expect(crowd.longestWait.values.allSatisfy { $0 <= bound })
  }
}

/// Mailboxes in which every lane always has more, and readers that never have enough credit.
struct Crowd {
  struct Queue: Hashable {
    let function: FunctionID
    let lane: Lane
  }

  static let names = ["reception", "barn", "jour"]
  static let sessions = 3

  var post = Mailboxes()
  var generator: SplitMix64
  var number: UInt64 = 0
  var granted = [0, 0, 0]
  var served = 0
  var lastServed: [Queue: Int] = [:]
  /// Hand-overs to anybody between two from the same lane of the same function.
  var longestWait: [Queue: Int] = [:]

  init(seed: UInt64) throws {
    generator = SplitMix64(seed: seed)
    for name in Self.names {
      for lane in Lane.allCases {
        for _ in 0..<3 { try insert(lane, name) }
      }
    }
    // The first session reads everything, so that every lane of every function has a reader.
    for session in 0..<Self.sessions {
      let names = Self.names.filter { _ in session == 0 || generator.next() % 2 == 0 }
      try post.seat(UInt64(session), at: names, messages: 0)
    }
  }

  mutating func insert(_ lane: Lane, _ name: String) throws {
    number += 1
    post.insert(try offer(number, lane, to: name))
  }

  mutating func work(turns: Int) throws {
    for turn in 0..<turns {
      // Credit comes in drops, and to each session sooner or later.
      let session = turn % 2 == 0 ? 0 : Int(generator.next() % UInt64(Self.sessions))
      granted[session] += 1
      _ = post.credit(SessionID(UInt64(session)), messages: granted[session], bytes: 1 << 40)
      for handOver in post.deliver(limit: 1 + Int(generator.next() % 3)) { try note(handOver) }
    }
  }

  private mutating func note(_ handOver: HandOver) throws {
    served += 1
    let queue = Queue(function: handOver.function, lane: handOver.lane)
    let wait = served - (lastServed[queue] ?? 0)
    longestWait[queue] = max(longestWait[queue] ?? 0, wait)
    lastServed[queue] = served
    _ = post.withdraw(handOver.delivery)
    try insert(handOver.lane, String(handOver.function.text.split(separator: ".")[1]))
  }
}
