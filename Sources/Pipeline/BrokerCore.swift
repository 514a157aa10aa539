package import Admission
package import Concerns
import Contacts
package import Deadlines
package import Delivery
import DequeModule
package import Evidence
package import Filtering
package import Ledger
import Ringing
package import Routing
package import Wire

/// The whole broker as one pure step: an event goes in, actions come out.
///
/// No clock, no I/O, no task. Given the same events, moments and random numbers it does the same,
/// so that a run can be replayed from its seed.
package struct BrokerCore: Sendable {
  var admission: Doorkeeper
  let router: Router
  var filter: Filter
  var mailboxes: Mailboxes
  var clocks: Clocks
  let vault: Vault
  /// The key that receipts verify under, told to every member.
  let receiptKey: VerifyingKey
  /// The server key that takes the present one's place, told to every member.
  let successor: BrokerCommand.Welcome.Successor?
  var generator: any RandomNumberGenerator & Sendable

  /// Deliveries that are not settled.
  var book = Book()
  /// Deliveries that were settled a moment ago.
  var departed = Departed()
  var recent = RecentConcerns()
  /// Which clocks run for a concern.
  var clocksOf: [EntryIndex: [ClockID]] = [:]
  /// Questions that name nobody and wait for an answer, by the conversation they are kept in.
  var questions: [Keyed: EntryIndex] = [:]
  /// Clocks of decisions, and of reporters who ask about them, by their conversation.
  var courses: [Keyed: [ClockID]] = [:]
  /// What each clock runs for.
  var concernOf: [ClockID: EntryIndex] = [:]
  /// The clocks that somebody may have to be rung about.
  var belfry = Belfry()
  /// Entries about rounds that a start found nobody needs any more.
  var spentRings: ArraySlice<EntryIndex>
  /// Whom nobody could tell yet that nobody has opened what it sent.
  var untold = Untold()
  /// Who keeps what until a hand-over list is accepted.
  var keepers: Keepers
  /// What is being taken at this moment: the ledger has not answered.
  var beingTaken: Set<EntryIndex> = []
  /// Whether a list, or its acceptance, is on its way to the ledger.
  var isChangingDuty = false
  /// Whether somebody waits for who last knew a person.
  var isSeeking = false
  /// Whom nobody could tell yet what another municipality answered.
  var answers = Answers()
  var pending: Deque<Pending> = []
  /// Requests of each session that need the ledger and have no answer yet.
  var unanswered: [SessionNumber: Int] = [:]
  var underWay: UnderWay
  var isActing = false
  /// By which functions the parties of each cooperation are reached.
  var seating: Seating
  /// What was handed over on a waiver.
  var sharings: Sharings
  /// Where each emergency was declared.
  var emergencyEntries: [EmergencyID: EntryIndex]
  /// Where each reservation was offered.
  var reservationEntries: [ReservationID: EntryIndex]
  /// Early contacts, and which words open them.
  var contacts: ContactRegister
  /// Whether a change of the register of waivers, or of emergencies, is on its way to the ledger.
  var isChangingConsents = false
  /// Those that wait for their turn to change it; each counts as under way.
  var consentsWaiting: Deque<(Retrial, ConversationStanding?)> = []
  /// What time it is for all but members' clocks.
  var ledgerTime: LedgerTime
  /// What the wall clock said last: only members' clocks are compared with it.
  var wall: Moment
  /// While the disk is full: when the next message is let through to see if there is room again.
  var intakeTrial: Moment?
  /// When each mailbox was last said to be full.
  var crowded: [Crowding: Moment] = [:]
  /// Counts for the operator, since the start.
  var refusals = RefusalTally()
  var turnedAway: [KnockRefusal: Int] = [:]
  var started: Moment?
  /// The last place that the ledger gave.
  var lastIndex: EntryIndex
  /// Deliveries read back that nobody has looked at since: some may have nobody to come for them.
  var recovered: [DeliveryID]
  var canaries = CanaryWatch()
  var successions: Successions
  var attendance = Attendance()
  var roll = RollCall()
  /// A drill of the bell that is on its way.
  var drill: Drill?
  /// Whether there is anything to ring with; without it every ring fails, and a drill says why.
  package var hasBell = true
  var planning = Planning()
  /// What the step in progress wants done.
  var actions = Actions()

  /// What one step gathers: each kind in one batch, because a thread boundary costs per batch.
  struct Actions: Sendable {
    var other: [Action] = []
    var inquiries: [Inquiry] = []
    var entries: [Entry] = []
    var lookups: [Lookup] = []

    mutating func take() -> [Action] {
      var actions = other
      if !inquiries.isEmpty { actions.append(.examine(inquiries)) }
      if !lookups.isEmpty { actions.append(.look(lookups)) }
      if !entries.isEmpty { actions.append(.record(entries)) }
      self = Actions()
      return actions
    }
  }

  package init(
    admission: Doorkeeper, router: Router, filter: Filter, vault: Vault, receiptKey: VerifyingKey,
    recovery: Recovery, terms: LeaseTerms = .init(), limits: MailboxLimits = .init(),
    underWay: UnderWay = .init(), successor: BrokerCommand.Welcome.Successor? = nil,
    generator: any RandomNumberGenerator & Sendable
  ) {
    self.admission = admission
    self.router = router
    self.filter = filter
    self.filter.consents = recovery.consents
    self.filter.emergencies = recovery.emergencies
    self.filter.reservations = recovery.reservations
    emergencyEntries = recovery.emergencyEntries
    reservationEntries = recovery.reservationEntries
    seating = recovery.seating
    contacts = recovery.contacts
    keepers = recovery.keepers
    sharings = recovery.sharings
    spentRings = recovery.spentRings[...]
    self.vault = vault
    self.receiptKey = receiptKey
    self.successor = successor
    self.underWay = underWay
    self.generator = generator
    clocks = Clocks(at: recovery.head.time)
    lastIndex = recovery.head.last
    successions = Successions(performed: recovery.directories.performed)
    ledgerTime = LedgerTime(at: recovery.head.time)
    wall = recovery.head.time
    mailboxes = Mailboxes(
      recovering: recovery.parcels.map(Self.offer), terms: terms, limits: limits)
    recovered = recovery.parcels.map(\.key.delivery)
    for parcel in recovery.parcels { book.note(OpenDelivery(parcel)) }
    untold.told = recovery.told
    for answer in recovery.answers { answers.keep(Answers.Waiting(answer)) }
    for (clock, rung, entry, conversation) in recovery.clocks {
      if clock.kind == .opening || rung != nil {
        belfry.hang(clock, after: recovery.rung[clock.id], at: recovery.head.time)
      }
      if clock.kind == .opening, let rung, rung >= .due { untold.ask(clock.id) }
      if clock.kind.isOfCourse { courses[conversation, default: []].append(clock.id) }
      if clock.kind == .consultationAnswer { questions[conversation] = entry }
      clocks.start(clock, rung: rung)
      clocksOf[entry, default: []].append(clock.id)
      concernOf[clock.id] = entry
    }
  }

  /// Takes one event and says what is to be done about it.
  ///
  /// - Parameter instant: What the clocks say. Time never goes back in here nor stands still,
  ///   whatever the wall clock does.
  package mutating func step(_ event: Event, at instant: Instant) -> [Action] {
    // What leaks says nothing more, to anybody.
    guard !canaries.isSilenced else { return [] }
    wall = instant.wall
    let rings = clocks.tick(ledgerTime.pass(to: instant))
    let now = clocks.time
    if started == nil {
      started = now
      // A yes may have been taken back just before the broker ended.
      endUnwaivedReservations(at: now)
    }
    let passed = askCanaries(at: now)
    guard passed.isEmpty else {
      return passed.map { .alarm(.canary($0)) } + [.close(canaries: passed)]
    }
    for ring in rings { self.ring(ring, at: now) }
    if !recovered.isEmpty {
      setAsideUnregistered(among: recovered, at: now)
      bringOutRegistered(among: recovered, at: now)
      review(recovered: recovered, at: now)
      recovered = []
    }
    succeed(at: now)
    switch event {
    case .received(let peer, let frames): receive(frames, from: peer, at: now)
    case .overlong(let peer): turnAway(Problem(.tooLarge), 0, peer, at: now)
    case .unreachable(let peer): lose(peer, at: now)
    case .examined(let examinations):
      for examination in examinations { judge(examination, at: now) }
    case .recorded(let kept):
      for outcome in kept { settle(outcome, at: now) }
    case .found(let discoveries):
      for discovery in discoveries { learn(discovery, at: now) }
    case .turnedAway(let counts): turnedAway = counts
    case .rang(let calls, let outcome): note(outcome, of: calls, at: now)
    case .tick: pass(at: now)
    }
    if roll.isDue(at: now) { callRoll(at: now) }
    deliver(at: now)
    ringBells(at: now)
    return actions.take()
  }

  /// The ledger's time: never earlier than any moment seen.
  package var time: Moment { clocks.time }

  /// When time alone makes something happen next.
  package var nextDeadline: Moment? {
    [
      clocks.next, book.nextExpiry, belfry.next, mailboxes.nextDeadline(after: clocks.time),
    ].compactMap(\.self).min()
  }

  /// Who may connect, by CURVE key.
  package var access: Action {
    .admit(
      members: admission.registry.accessTable, operators: admission.registry.operatorTable)
  }

  /// Counts for the operator: whole-broker totals that say nothing about anybody.
  package var census: Census { mailboxes.census }

  /// A delivery read back, as its mailbox needs it.
  static func offer(_ parcel: StoredParcel) -> Offer {
    offer(
      parcel.key, parcel.recipient, thread: parcel.thread, lane: parcel.lane,
      place: parcel.place.number, byteCount: parcel.byteCount, standing: parcel.standing)
  }

  static func offer(
    _ key: DeliveryKey, _ recipient: Recipient, thread: Keyed, lane: Lane, place: Int64,
    byteCount: Int, standing: DeliveryStanding
  ) -> Offer {
    guard let thread = ThreadID(bytes: thread.hash.bytes.prefix(16)) else {
      preconditionFailure("sixteen bytes are a thread")
    }
    return Offer(
      delivery: key.delivery, function: recipient.function, thread: thread, lane: lane,
      index: UInt64(place), byteCount: byteCount,
      attempts: standing.attempts, isParked: standing.state == .parked)
  }

  /// Hands an entry to the ledger, and notes what to do once it is kept.
  mutating func record(_ entry: Entry, then next: Pending) {
    actions.entries.append(entry)
    pending.append(next)
  }

  /// Sends a command to a session, if it is still open.
  ///
  /// - Returns: Whether there was still a session to send it to.
  @discardableResult
  mutating func answer(_ command: BrokerCommand, to asker: Asker) -> Bool {
    if let load = asker.load { underWay.end(load) }
    if asker.isCounted, let count = unanswered[asker.session] {
      unanswered[asker.session] = count > 1 ? count - 1 : nil
    }
    guard let session = admission.sessions[asker.session] else { return false }
    actions.other.append(.send(session.peer, command.frames(asker.number)))
    return true
  }

  /// Answers a refusal that the ledger is not to hear of: it has just turned something down itself.
  mutating func deny(_ problem: Problem, to asker: Asker) {
    refusals.note(problem.code, isRecorded: false)
    answer(.problem(problem, refusal: nil), to: asker)
  }
}
