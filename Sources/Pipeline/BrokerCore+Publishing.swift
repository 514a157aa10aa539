import Delivery
import Admission
import Concerns
import Consents
import Contacts
import Deadlines
import Evidence
import Filtering
import Ledger
import Ringing
import Routing
import Wire

extension BrokerCore {
  mutating func judge(_ examination: Examination, at now: Moment) {
    switch examination {
    case .publish(let examined, let number, let standing):
      let asker = Asker(
        session: examined.candidate.session, number: number,
        load: .init(examined.candidate.said, of: examined.candidate.member))
      let trial: Retrial
      do {
        let admitted = try admission.admit(examined, at: now)
        trial = Retrial(admitted: admitted, asker: asker, attempt: 0)
      } catch {
        let candidate = examined.candidate
        return refuse(candidate.said, of: candidate.member, error, asker, at: now)
      }
      consider(trial, standing, at: now)
    case .acknowledge(let examined, let number, let elsewhere, let parcels):
      let asker = Asker(
        session: examined.candidate.session, number: number, isCounted: true,
        load: .init(examined.candidate.said, of: examined.candidate.member))
      // What left its mailbox while the signature was checked has to be looked up, too.
      let left = examined.candidate.said.items.map(\.delivery).filter {
        book[$0] == nil && departed[$0] == nil && !elsewhere.contains($0)
      }
      if !left.isEmpty {
        actions.inquiries.append(
          .acknowledge(examined.candidate, number: number, elsewhere: elsewhere + left))
        return
      }
      do {
        let admitted = try admission.admit(examined, at: now)
        try acknowledge(
          Telling(document: admitted, parcels: parcels, asker: asker), at: now)
      } catch {
        refuse(error, to: asker, of: examined.candidate.member)
      }
    case .duty(let examined, let number): judge(examined, number, at: now)
    }
  }

  private mutating func judge(
    _ examined: Examined<DutyDocument>, _ number: Int64, at now: Moment
  ) {
    let candidate = examined.candidate
    let asker = Asker(
      session: candidate.session, number: number, isCounted: true,
      load: .init(candidate.said, of: candidate.member))
    do {
      try change(try admission.admit(examined, at: now), for: asker, at: now)
    } catch {
      refuse(error, to: asker, of: candidate.member)
    }
  }

  /// Accepts an admitted message, or finds out first whether it was accepted before.
  ///
  /// A message that comes twice gets the same answer twice, although the law, its conversation or
  /// the directory may have moved on since.
  private mutating func consider(
    _ trial: Retrial, _ standing: ConversationStanding?, at now: Moment
  ) {
    do {
      try accept(trial, standing, at: now)
    } catch {
      actions.lookups.append(.claim(trial, error))
    }
  }

  /// Routes and filters an admitted message, and hands it to the ledger.
  private mutating func accept(
    _ trial: Retrial, _ standing: ConversationStanding?, at now: Moment
  ) throws(Problem) {
    let admitted = trial.admitted
    guard !admitted.said.matter.kind.isConsent else {
      return try acceptConsent(trial, standing, at: now)
    }
    guard !admitted.said.matter.kind.isEmergency else {
      return try acceptEmergency(trial, standing, at: now)
    }
    guard !admitted.said.matter.kind.isUnderReservation else {
      return try acceptReservation(trial, standing, at: now)
    }
    try admitted.said.checkContact()
    try admitted.said.checkAnonymous()
    let routed = try router.route(
      admitted, in: standing, registry: admission.registry, at: now,
      in: BrokerVoice(of: receiptKey),
      drawing: &generator)
    try checkRoom(for: routed, at: now)
    keep(try clear(routed, at: now), trial, at: now)
  }

  /// Decides what each recipient may see.
  mutating func clear(_ routed: Routed, at now: Moment) throws(Problem) -> Cleared {
    do {
      return try filter.clear(
        routed, persons: vault.pseudonyms(in: routed.admitted.said.handling),
        areas: router.directory.areas, at: now)
    } catch {
      // The filter itself is never short of anything: our policy leaves a report without an owner.
      if error.code == .busy {
        actions.other.append(.alarm(.unanswerable(routed.owner.function)))
      }
      throw error
    }
  }

  /// Hands an accepted message to the ledger.
  mutating func keep(
    _ cleared: Cleared, _ trial: Retrial, changing consent: NewConcern.Consent? = nil,
    declaring emergency: NewConcern.Emergency? = nil,
    reserving reserved: NewConcern.Reserved? = nil, at now: Moment
  ) {
    let admitted = trial.admitted
    let reference = Reference(using: &generator)
    let envelope = admitted.said.envelope
    let leaf = ReceiptLeaf(
      source: envelope.source,
      outcome: .accepted(
        id: envelope.id, digest: admitted.said.digest, reference: reference,
        answerable: cleared.routed.entrance),
      at: now, nonce: Salt(using: &generator))
    let concern = NewConcern(
      cleared: cleared, reference: reference,
      deliveries: cleared.disclosures.map { _ in DeliveryID(using: &generator) },
      clocks: freshClocks(for: cleared, at: now), leaf: leaf.bytes,
      consent: consent, emergency: emergency, reservation: reserved, at: now)
    record(.concern(concern), then: .concern(concern, trial))
  }

  /// Whether every mailbox of the directory has room: one answer for all, because which of them
  /// is full would tell a sender who owns its concern. A reporter's own, which no directory has, is
  /// asked when it is to be answered. The operator is told.
  mutating func checkRoom(for routed: Routed, at now: Moment) throws(Problem) {
    let known = router.directory.functions
    let lane = routed.lane
    let functions = known + routed.recipients.map(\.function).filter { !known.contains($0) }
    guard !functions.allSatisfy(mailboxes.hasRoom) else { return }
    for function in functions where !mailboxes.hasRoom(for: function) {
      let crowding = Crowding(function: function, lane: lane)
      if let rung = crowded[crowding], now - rung < Crowding.pause { continue }
      crowded[crowding] = now
      actions.other.append(.alarm(.mailboxFull(function, lane)))
    }
    throw Problem(.busy)
  }

  /// The clocks that start with the receipt.
  private mutating func freshClocks(for cleared: Cleared, at now: Moment) -> [Clock] {
    let routed = cleared.routed
    guard !routed.isAnswer else { return [] }
    let handling = routed.told.handling
    var rules = ClockRule.started(
      by: routed.told.matter.kind, grounds: handling.grounds,
      isForAnother: router.directory.isForAnother(handling))
    let isForTheBoard = cleared.disclosures.contains { $0.recipient.standing.mayOpen }
    if routed.lane == .acute, isForTheBoard { rules.append(.opening) }
    let fresh = rules.map {
      Clock(
        id: ClockID(RandomUUID(using: &generator)), rule: $0, startedAt: now,
        by: WorkingDays.contains)
    }
    guard routed.asksForFeedback else { return fresh }
    let decision = fresh.first { $0.kind == .decisionToOpen } ?? undecided(routed)
    let id = ClockID(RandomUUID(using: &generator))
    return fresh + [.feedback(id, before: decision, at: now)]
  }

  /// Answers a refusal that is known to be about this message, signed where it is recorded.
  mutating func refuse(_ trial: Retrial, _ problem: Problem, at now: Moment) {
    let admitted = trial.admitted
    refuse(admitted.said, of: admitted.member, problem, trial.asker, at: now)
  }

  private mutating func refuse(
    _ message: SignedMessage, of member: MemberID, _ problem: Problem, _ asker: Asker,
    at now: Moment
  ) {
    admission.answered(asker.session)
    guard admission.recordsRefusal(of: member, at: now) else { return deny(problem, to: asker) }
    let leaf = ReceiptLeaf(
      source: message.envelope.source,
      outcome: .refused(id: message.envelope.id, digest: message.digest, code: problem.code),
      at: now, nonce: Salt(using: &generator))
    let refusal = Refusal(member: member, code: problem.code, leaf: leaf.bytes, at: now)
    record(.refusal(refusal), then: .refusal(problem, to: asker))
  }

  /// Fetches the receipt of a message that was accepted before.
  mutating func repeatAnswer(_ trial: Retrial, _ problem: Problem, at now: Moment) {
    let refusal = Refusal(
      member: trial.admitted.member, code: problem.code, leaf: nil,
      repeated: trial.admitted.said, at: now)
    record(.refusal(refusal), then: .repetition(problem, trial))
  }

  mutating func settle(_ problem: Problem, _ trial: Retrial, _ outcome: Kept) {
    switch outcome {
    case .duplicate(let receipt): acknowledge(receipt, trial.asker)
    case .conflict: reject(trial, Problem(.idReused, frame: 2, pointer: "/id"))
    case .recorded, .stale, .overtaken, .full: reject(trial, problem)
    }
  }

  /// What became of a message in the ledger, told to its sender and to the mailboxes.
  mutating func settle(
    _ concern: NewConcern, _ trial: Retrial, _ outcome: Kept, at now: Moment
  ) {
    if let consent = concern.consent { settle(consent, of: concern, outcome) }
    defer { if concern.changesRegister { passTurn(at: now) } }
    switch outcome {
    case .recorded(let kept):
      // A no is kept on a full disk, too, and says nothing of whether there is room again.
      if !concern.cleared.facts.kind.takesBack { intakeTrial = nil }
      if let emergency = concern.emergency { settle(emergency, at: kept.recorded.index) }
      if let reserved = concern.reservation {
        settle(reserved, at: kept.recorded.index, recorded: concern.at)
      }
      enter(concern, kept, at: now)
      if let emergency = concern.emergency { review(unfounded: emergency.change, at: now) }
      if case .withdraw? = concern.consent?.change {
        review(concern.consent?.raised ?? [], at: now)
        endUnwaivedReservations(at: now)
      }
      if let receipt = kept.receipt { acknowledge(receipt, trial.asker) }
    case .duplicate(let receipt): acknowledge(receipt, trial.asker)
    case .conflict: reject(trial, Problem(.idReused, frame: 2, pointer: "/id"))
    case .stale, .overtaken:
      guard trial.attempt < Errand.attemptLimit else { return reject(trial, Problem(.busy)) }
      actions.lookups.append(
        .conversation(
          Retrial(
            admitted: trial.admitted, asker: trial.asker, attempt: trial.attempt + 1)))
    case .full:
      if intakeTrial == nil { actions.other.append(.alarm(.intakeClosed)) }
      intakeTrial = now + Self.intakePause
      admission.answered(trial.asker.session)
      deny(Problem(.intakeClosed), to: trial.asker)
    }
  }

  /// Tries again with what the ledger knows now.
  mutating func retry(_ trial: Retrial, _ standing: ConversationStanding?, at now: Moment) {
    do {
      // Judged where it is accepted: its key may have been revoked by what overtook it.
      try admission.check(trial.admitted, at: now)
    } catch {
      return refuse(trial, error, at: now)
    }
    consider(trial, standing, at: now)
  }

  private mutating func reject(_ trial: Retrial, _ problem: Problem) {
    admission.answered(trial.asker.session)
    refuse(problem, to: trial.asker, of: trial.admitted.member)
  }

  private mutating func acknowledge(_ receipt: Receipt, _ asker: Asker) {
    admission.answered(asker.session)
    answer(.receipt(receipt.proof, leaf: receipt.leaf), to: asker)
  }

  /// Puts a recorded message into its mailboxes and starts its clocks.
  private mutating func enter(_ concern: NewConcern, _ kept: KeptEntry, at now: Moment) {
    guard let place = kept.place, let stored = kept.concern else {
      preconditionFailure("a recorded message has a place")
    }
    let index = stored.index
    recent.insert(stored, concern.deliveries, concern.cleared.disclosures)
    if let contact = Contact(stored) { contacts.note(contact) }
    for (ordinal, delivery) in concern.deliveries.enumerated() {
      let disclosure = concern.cleared.disclosures[ordinal]
      open(
        delivery, as: disclosure, of: stored, place, ordinal: ordinal, placed: index,
        after: concern.cleared.routed.journey(to: disclosure.recipient))
    }
    setAsideUnregistered(among: concern.deliveries, at: now)
    for clock in concern.clocks { clocks.start(clock) }
    if !concern.clocks.isEmpty { clocksOf[index] = concern.clocks.map(\.id) }
    for clock in concern.clocks {
      concernOf[clock.id] = index
      if clock.kind == .opening { belfry.hang(clock, at: now) }
    }
    note(concern, at: index, in: place.conversation, at: now)
    noteCourse(of: concern, in: place.conversation, at: now)
  }

  /// Puts one recorded delivery into its mailbox.
  mutating func open(
    _ delivery: DeliveryID, as disclosure: Disclosure, of concern: StoredConcern,
    _ place: EntryPlace, ordinal: Int, placed index: EntryIndex, after journey: Journey
  ) {
    let key = DeliveryKey(
      delivery: delivery, entry: concern.index, controller: place.controller,
      generation: place.generation, conversation: place.conversation)
    let standing = DeliveryStanding(
      state: .waiting, attempts: 0, notBefore: concern.at, acknowledged: .none, version: 1,
      at: concern.at)
    let thread = place.threads[ordinal]
    book.note(
      OpenDelivery(
        key: key, recipient: disclosure.recipient, facts: concern.facts, thread: thread,
        lane: concern.facts.lane, accepted: concern.at, standing: standing,
        waived: disclosure.waived, waivers: disclosure.waivers,
        emergencies: disclosure.emergencies, holdsUntil: disclosure.basis.validUntil,
        journey: journey))
    sharings.note(concern.index, on: disclosure.waivers)
    mailboxes.insert(
      Self.offer(
        key, disclosure.recipient, thread: thread, lane: concern.facts.lane,
        place: RowPlace(index: index, ordinal: ordinal).number,
        byteCount: concern.payload.message.deliveryByteCount, standing: standing))
  }
}

/// A mailbox that is full, and how urgent what was turned away is.
///
/// There are as many as the directory has functions, times three.
struct Crowding: Hashable, Sendable {
  let function: FunctionID
  let lane: Lane

  /// How long the same alarm is not repeated: senders try again each second, a human in minutes.
  static let pause: Duration = .seconds(600)
}

extension SignedMessage {
  /// About how many bytes a whole delivery of it takes on the wire, padding included.
  var deliveryByteCount: Int {
    let payload = envelope.bytes.count + sections.reduce(1024) { $0 + $1.line.count }
    return (payload / Header.paddingUnit + 1) * Header.paddingUnit
  }
}
