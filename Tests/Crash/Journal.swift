import AdapterKit
import Concerns
import ZeroMQ

/// What the members know: what they sent, what was promised them, what they got.
///
/// It outlives every broker, and after each death says what the next one must still know.
actor Journal: LoopBound {
  /// A message and where it must end.
  struct Sent: Sendable {
    let prepared: PreparedConcern
    let kind: Kind
    let sender: Party
    let owner: Party
    /// Sections of the document; the message has two more.
    let sections: Int
  }

  /// A promise of the broker's.
  struct Promise: Sendable {
    let sent: Sent
    let published: Published
  }

  /// What was counted, for the line of figures.
  struct Figures: Sendable {
    var receipts = 0
    var asked = 0
    var resent = 0
    var deliveries = 0
    var acknowledged = 0
  }

  /// Promises kept at hand to be tested after a start: the last ones are those a crash could cost.
  private static let recentLimit = 24
  /// Promised and not delivered at once. Those who read have the same two cores as those who send;
  /// without this the last start of a series reads tens of thousands that nobody has had.
  private static let openLimit = 256

  nonisolated let loop: PollLoop
  private(set) var figures = Figures()
  /// Everything that must not have happened and did, in words.
  private(set) var findings: [String] = []
  private var recent: [Promise] = []
  private var sent: [MessageID: Sent] = [:]
  private var promised: [MessageID: Promise] = [:]
  private var delivered: Set<MessageID> = []
  private var waitingForRoom: [CheckedContinuation<Void, Never>] = []
  private var ended = 0
  private var isOver = false
  private var waiting:
    (test: @Sendable (isolated Journal) -> Bool, CheckedContinuation<Bool, Never>)?
  private var timer: TimerID?

  init(loop: PollLoop) { self.loop = loop }

  func find(_ finding: String) { findings.append(finding) }

  /// Notes a message before it is sent: it may be delivered before its receipt is known.
  func note(_ message: Sent) { sent[message.prepared.id] = message }

  func note(_ published: Published, for message: Sent) {
    figures.receipts += 1
    let promise = Promise(sent: message, published: published)
    if promised.updateValue(promise, forKey: published.id) == nil,
      !delivered.contains(published.id)
    {
      undelivered += 1
    }
    recent.append(promise)
    if recent.count > Self.recentLimit { recent.removeFirst() }
    look()
  }

  /// Judges a delivery by what was sent: the right mailbox, and not a section too many or too few.
  func note(_ referral: Referral, to party: Party) {
    figures.deliveries += 1
    guard let message = sent[referral.id] else {
      return find("\(party) got a message that nobody sent")
    }
    if message.owner != party {
      find("\(party) got what \(message.sender) sent for \(message.owner)")
    }
    let isRight =
      party.isOwner
      ? referral.isWhole && referral.sections.count == message.sections + 2
      : !referral.isWhole && Set(referral.sections.map(\.dataClass)) == [.matter, .outcome]
    if !isRight { find("\(party) was shown other sections than the law gives it") }
    if delivered.insert(referral.id).inserted, promised[referral.id] != nil { undelivered -= 1 }
    if undelivered < Self.openLimit { makeRoom() }
    look()
  }

  /// Notes that the broker has signed for an acknowledgement, and that what it called for is sent.
  func noteAcknowledged() {
    figures.acknowledged += 1
    look()
  }

  func noteAsked() { figures.asked += 1 }

  /// Compares a receipt for bytes that had one before.
  func noteResent(_ published: Published, of promise: Promise) {
    figures.resent += 1
    if published.leaf != promise.published.leaf {
      find("the same bytes got another receipt after a restart")
    }
  }

  /// The promises since the last time, each to be tested against the broker that runs now.
  func takeRecent() -> [Promise] {
    defer { recent = [] }
    return recent
  }

  /// How many messages each mailbox must have had in the end.
  var accepted: [Party: Int] {
    promised.values.reduce(into: [:]) { $0[$1.sent.owner, default: 0] += 1 }
  }

  /// Accepted, and not with its owner.
  private(set) var undelivered = 0

  /// Waits until those who read have kept pace.
  func waitForRoom() async {
    guard undelivered >= Self.openLimit, !isOver else { return }
    await withCheckedContinuation { waitingForRoom.append($0) }
  }

  /// Lets whoever waits go: nobody reads any more.
  func end() {
    isOver = true
    makeRoom()
  }

  private func makeRoom() {
    for waiting in waitingForRoom { waiting.resume() }
    waitingForRoom = []
  }

  /// Waits for so many more receipts.
  ///
  /// - Returns: False if the time is over before.
  func waitForReceipts(_ count: Int, atMost limit: Duration) async -> Bool {
    let goal = figures.receipts + count
    return await wait(atMost: limit) { $0.figures.receipts >= goal }
  }

  /// Notes that a sender sends nothing more.
  func noteEnd() {
    ended += 1
    look()
  }

  /// Waits until nobody sends any more, every accepted message has reached its owner, and the
  /// broker has that signed.
  func waitUntilAllDelivered(atMost limit: Duration) async -> Bool {
    await wait(atMost: limit) {
      $0.ended == Party.senders.count && $0.undelivered == 0
        && $0.figures.acknowledged >= $0.figures.deliveries
    }
  }

  /// Lets time pass.
  func pass(_ time: Duration) async { _ = await wait(atMost: time) { _ in false } }

  private func wait(
    atMost limit: Duration, until test: @escaping @Sendable (isolated Journal) -> Bool
  ) async -> Bool {
    precondition(waiting == nil, "one waits at a time")
    return await withCheckedContinuation { continuation in
      waiting = (test, continuation)
      timer = after(limit) { journal in
        journal.timer = nil
        journal.end(false)
      }
      look()
    }
  }

  private func look() {
    guard let waiting, waiting.test(self) else { return }
    end(true)
  }

  private func end(_ isReached: Bool) {
    if let timer { cancel(timer) }
    timer = nil
    waiting?.1.resume(returning: isReached)
    waiting = nil
  }
}
