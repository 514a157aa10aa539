import Concerns
import DequeModule

/// All mailboxes of a broker: what waits, who may have it next, who has it until when.
///
/// A value without clock or I/O; moments are handed in. A delivery goes
/// `waiting` → `offered` (``next(at:limit:)``; the hand-over is being recorded) → `leased`
/// (``confirm(_:at:)``; frames may go) → settled, whereupon it leaves. A lease that ends otherwise
/// counts as an attempt: the delivery rests and waits again, or is parked after the last attempt.
/// It never leaves but by ``withdraw(_:)``, once the ledger has it settled or sent on, or by a
/// retraction that says so.
///
/// Within one mailbox and thread deliveries go in the ledger's order, one at a time. Every call
/// costs the logarithm of what waits, save where its comment says otherwise.
///
///     var mailboxes = Mailboxes(recovering: offers)
///     _ = mailboxes.open(session, functions: [function])
///     _ = mailboxes.credit(session, messages: 10, bytes: 1 << 20)
///     for handOver in mailboxes.next(at: now) { record(handOver) }  // then confirm or retract
package struct Mailboxes: Sendable {
  /// How long leases last and when to give up.
  package let terms: LeaseTerms
  /// What bounds each step.
  package let limits: MailboxLimits

  var parcels = Slots<Parcel>()
  var parcelNumbers: [DeliveryID: Parcel.Number] = [:]
  /// Where each parcel stands in the one queue it is in.
  var positions: [Int32] = []
  var mailboxes = Slots<Mailbox>()
  var mailboxNumbers: [FunctionID: Mailbox.Number] = [:]
  var threads = Slots<MailThread>()
  var sessions = Slots<Session>()
  var sessionNumbers: [SessionID: Session.Number] = [:]
  /// Leased parcels by the end of the lease, resting ones by the end of the rest.
  var timers = ParcelQueue()
  var parked = ParkedList()
  /// Sessions to serve next, for each lane.
  ///
  /// INVARIANT: a session that may be sent something and reads a mailbox with something ready in a
  /// lane stands here once. Others may stand here too; they are dropped when their turn comes.
  var rotation = PerLane(Deque<Session.Number>())
  var round = LaneRound()
  var arrivals: UInt64 = 0
  var underWay = 0

  /// Begins with what the ledger has unsettled, in the ledger's order; cost is linear.
  package init(
    recovering offers: some Collection<Offer> = [], terms: LeaseTerms = .init(),
    limits: MailboxLimits = .init()
  ) {
    self.terms = terms
    self.limits = limits
    parcels.reserveCapacity(offers.count)
    parcelNumbers.reserveCapacity(offers.count)
    positions.reserveCapacity(offers.count)
    for offer in offers { insert(offer) }
  }

  /// Puts a recorded delivery in its mailbox. Never refused: what is recorded must be delivered.
  ///
  /// - Returns: Whether it was new; a second insertion changes nothing.
  @discardableResult
  package mutating func insert(_ offer: Offer) -> Bool {
    guard parcelNumbers[offer.delivery] == nil else { return false }
    let mailbox = mailbox(of: offer.function)
    let parcel = parcels.insert(
      Parcel(
        offer: offer, arrival: arrivals, mailbox: mailbox,
        thread: thread(offer.thread, in: mailbox)))
    if Int(parcel.raw) == positions.count { positions.append(0) }
    parcelNumbers[offer.delivery] = parcel
    arrivals += 1
    mailboxes[mailbox].count += 1
    if offer.isParked { shelve(parcel) } else { enqueue(parcel) }
    return true
  }

  private mutating func mailbox(of function: FunctionID) -> Mailbox.Number {
    if let number = mailboxNumbers[function] { return number }
    let number = mailboxes.insert(Mailbox(function))
    mailboxNumbers[function] = number
    return number
  }

  /// Finds the mailboxes of functions, each once and in order, or makes them.
  mutating func mailboxes(of functions: [FunctionID]) -> [Mailbox.Number] {
    var numbers: [Mailbox.Number] = []
    for function in functions {
      let number = mailbox(of: function)
      if !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }

  private mutating func thread(
    _ id: ThreadID, in mailbox: Mailbox.Number
  ) -> MailThread.Number {
    if let number = mailboxes[mailbox].threads[id] { return number }
    let number = threads.insert(MailThread(id: id, mailbox: mailbox))
    mailboxes[mailbox].threads[id] = number
    return number
  }

  /// Frees a mailbox in which nothing lies and which nobody reads.
  mutating func dismissIfIdle(_ mailbox: Mailbox.Number) {
    guard mailboxes[mailbox].count == 0, mailboxes[mailbox].sessions.isEmpty else { return }
    mailboxNumbers[mailboxes[mailbox].function] = nil
    mailboxes.remove(mailbox)
  }
}
