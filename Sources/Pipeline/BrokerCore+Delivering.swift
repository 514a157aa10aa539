import Admission
import Concerns
import Delivery
import Filtering
import Ledger
import Policy
import Routing
import Wire

extension BrokerCore {
  /// Offers what waits to whoever has credit; each hand-over is recorded before it is sent.
  mutating func deliver(at now: Moment) {
    for handOver in mailboxes.next(at: now) {
      bring(Errand(handOver.delivery, .push(handOver)), at: now)
    }
  }

  /// Goes on once the contents are at hand.
  mutating func bring(_ errand: Errand, at now: Moment) {
    guard let delivery = subject(of: errand) else {
      mailboxes.retract(errand.delivery, .removed)  // Settled meanwhile: nobody is to have it.
      return abandon(errand, Problem(.stale))
    }
    if let concern = recent[delivery.key.entry] {
      carry(errand, concern, delivery, at: now)
    } else {
      actions.lookups.append(.concern(delivery.key.entry, for: errand))
    }
  }

  /// The delivery that an errand is about; only a decision may be about one that is settled.
  func subject(of errand: Errand) -> OpenDelivery? {
    errand.mayBeSettled ? known(errand.delivery) : book[errand.delivery]
  }

  /// Asks the filter anew, and records the hand-over with its answer.
  mutating func carry(
    _ errand: Errand, _ concern: StoredConcern, _ delivery: OpenDelivery, at now: Moment
  ) {
    if case .redirect(let decide, let asker) = errand.purpose {
      return redirect(decide, concern, delivery, asker, at: now)
    }
    if case .rule(let ruling, let asker) = errand.purpose {
      return rule(ruling, delivery, asker, at: now)
    }
    if case .choose(let choose, let asker) = errand.purpose {
      return self.choose(choose, concern, delivery, asker, at: now)
    }
    if case .known(let asker) = errand.purpose {
      return seek(concern, delivery, asker, at: now)
    }
    if case .review = errand.purpose { return review(concern, delivery, at: now) }
    if case .succeed(let subject) = errand.purpose {
      return succeed(subject, concern, delivery, at: now)
    }
    // It is on its way to whoever follows, and nobody is shown it here any more.
    guard !isAbsent(delivery.recipient.function) else { return postpone(errand, at: now) }
    guard let member = member(for: errand) else { return abandon(errand, Problem(.noSession)) }
    guard delivery.isSteady, !overtakes(errand) else { return postpone(errand, at: now) }
    // By what its agency is registered as now, whatever was presumed when the concern came.
    guard let recipient = router.registered(delivery.recipient, in: admission.registry) else {
      return withhold(errand, delivery, at: now)
    }
    let disclosure = filter.disclose(facts(of: concern), to: recipient, at: now)
    guard disclosure.mask != 0 else {
      abandon(errand, Problem(.notPermitted))
      return stopSharing(delivery, at: now)
    }
    let change =
      errand.handOver.map { delivery.next(.leased, attempts: $0.attempt, at: now) }
      ?? delivery.next(
        delivery.standing.state, acknowledged: delivery.standing.acknowledged.opened,
        at: now)
    begin(change, of: delivery)
    var consignment = Consignment(
      errand: errand, concern: concern, delivery: delivery, change: change)
    if errand.isOpening {
      consignment.opened = beginEnding(endedByOpening(delivery), of: delivery)
      consignment.taken = taking(delivery, at: now)
    }
    let recorded = recent.disclosure(of: errand.delivery, in: delivery.key.entry)
    let note = HandOverNote(
      change: change, disclosure: disclosure, member: member,
      isAsRecorded: recorded.map(disclosure.repeats) ?? false, opened: consignment.opened,
      taken: consignment.taken)
    record(.handOver(note), then: .handOver(consignment))
  }

  func facts(of concern: StoredConcern) -> Facts {
    Facts(
      concern.payload.message,
      sender: Participant(
        party: concern.facts.sender, isBound: concern.facts.isSenderBound,
        isWalled: router.directory.isWalled(concern.payload.message.matter.unit)),
      in: router.surroundings(of: concern.payload.message),
      persons: vault.pseudonyms(in: concern.payload.message.handling),
      areas: router.directory.areas)
  }

  private func member(for errand: Errand) -> MemberID? {
    switch errand.purpose {
    case .push(let handOver), .claim(let handOver, _):
      admission.sessions[SessionNumber(handOver.session.number)]?.peer.member
    case .open(let asker), .redirect(_, let asker), .rule(_, let asker), .choose(_, let asker),
      .known(let asker):
      admission.sessions[asker.session]?.peer.member
    case .review, .succeed: nil
    }
  }

  /// Whether one before it in its thread was given up, and that is not on disk yet.
  ///
  /// What was under way about that one may fail, and its parking is then recorded later: after a
  /// crash in between, it would be handed over behind this one.
  private func overtakes(_ errand: Errand) -> Bool {
    guard let handOver = errand.handOver, handOver.hasGap else { return false }
    return mailboxes.parked(before: errand.delivery).contains { earlier in
      book[earlier].map { $0.kept.state != .parked } ?? false
    }
  }

  /// Nothing can be built on how it stands: whoever is next waits until the ledger has answered.
  private mutating func postpone(_ errand: Errand, at now: Moment) {
    if errand.handOver != nil {
      mailboxes.retract(errand.delivery, .waits(from: now + Self.endingPause))
    }
    if let asker = errand.asker { refuse(Problem(.stale), to: asker) }
  }

  /// Longer than a commit takes; short beside a lease.
  private static let endingPause: Duration = .seconds(1)

  /// Nothing may be shown any more: a human must know, because somebody still owns it.
  private mutating func withhold(_ errand: Errand, _ delivery: OpenDelivery, at now: Moment) {
    abandon(errand, Problem(.notPermitted))
    guard delivery.standing.state != .parked else { return }
    setAside([delivery], at: now)
  }

  /// Parks what may not be handed over, and rings.
  mutating func setAside(_ deliveries: [OpenDelivery], at now: Moment) {
    for delivery in deliveries {
      switch mailboxes.withdraw(delivery.key.delivery) {
      case .recall(let holder, var offer):
        recall(delivery.key.delivery, from: holder)
        offer.isParked = true
        mailboxes.insert(offer)
      case .removed(var offer):
        offer.isParked = true
        mailboxes.insert(offer)
      case .unknown: break
      }
      actions.other.append(.alarm(.withheld(delivery.recipient.function)))
    }
    move(deliveries.map { $0.next(.parked, at: now) })
  }

  /// Gives an errand up: the mailbox gets its parcel back, an asker gets an answer.
  mutating func abandon(_ errand: Errand, _ problem: Problem) {
    if errand.handOver != nil { mailboxes.retract(errand.delivery, .waits(from: nil)) }
    if case .succeed(let subject) = errand.purpose {
      successions.finish(subject, hasMoved: false)
    }
    if let asker = errand.asker { refuse(problem, to: asker) }
  }

  /// What became of a hand-over in the ledger; only now may frames go.
  mutating func settle(_ consignment: Consignment, _ outcome: Kept, at now: Moment) {
    let (errand, delivery) = (consignment.errand, consignment.delivery)
    take([consignment.taken].compactMap(\.self), isKept: outcome.isRecorded)
    guard case .recorded(let kept) = outcome else {
      end(consignment.change, isKept: false, at: now)
      restore(consignment.opened, of: delivery.key.entry)
      return retry(errand, at: now)
    }
    guard let recorded = kept.handOver else {
      preconditionFailure("what was recorded for a consignment is its hand-over")
    }
    end(consignment.change, isKept: true, at: now)
    for clock in consignment.opened { end(clock) }
    book.note(recorded.disclosure, of: errand.delivery)
    sharings.note(recorded.concern, on: recorded.disclosure.waivers)
    var hasGap = false
    if let handOver = errand.handOver {
      hasGap = handOver.hasGap
      switch mailboxes.confirm(errand.delivery, at: now) {
      case .leased: break
      case .ended(let ending): return conclude([ending], at: now)
      case .gone:
        if let asker = errand.asker { refuse(Problem(.stale), to: asker) }
        return
      }
    }
    guard recorded.time < recorded.disclosure.basis.validUntil, !isLeaving(errand.delivery)
    else { return outdate(errand, at: now) }
    let dispatch = Dispatch(
      recorded, of: consignment.concern,
      attempt: errand.handOver?.attempt ?? max(delivery.standing.attempts, 1),
      lease: mailboxes.terms.period, thread: delivery.thread, lane: delivery.lane, hasGap: hasGap)
    // What went to nobody has shown nothing: what was shown before it still counts.
    guard send(dispatch.command, for: errand) else { return }
    book.note(dispatch.view.digest, shownIn: errand.delivery)
  }

  /// Whether it is being called back, though the ledger has not answered that yet.
  private func isLeaving(_ delivery: DeliveryID) -> Bool { known(delivery)?.isCalledBack == true }

  /// What was decided holds no more when it is on disk, and nobody is shown it: midnight has passed
  /// and another day's law must be asked, or the concern is on its way to another unit.
  private mutating func outdate(_ errand: Errand, at now: Moment) {
    if let asker = errand.asker { refuse(Problem(.stale), to: asker) }
    guard let session = errand.handOver?.session,
      case .ended(let ending) = mailboxes.release(errand.delivery, by: session, at: now)
    else { return }
    conclude([ending], at: now)
  }

  /// - Returns: Whether there was still a session to send it to.
  private mutating func send(_ command: BrokerCommand, for errand: Errand) -> Bool {
    if let asker = errand.asker { return answer(command, to: asker) }
    guard let handOver = errand.handOver else { return false }
    let session = SessionNumber(handOver.session.number)
    let number = admission.nextNumber(session)
    return answer(command, to: Asker(session: session, number: number))
  }

  /// The basis no longer stood: asks anew, a few times.
  private mutating func retry(_ errand: Errand, at now: Moment) {
    var errand = errand
    errand.attempt += 1
    guard errand.attempt < Errand.attemptLimit else { return abandon(errand, Problem(.stale)) }
    bring(errand, at: now)
  }

  /// What became of leases that ended: those given up for now are a human's.
  mutating func conclude(_ endings: [Ending], at now: Moment) {
    var changes: [StandingChange] = []
    for ending in endings {
      // A return is not recorded: a crash returns everything, and the attempts are on disk.
      // Neither is the parking of what is being settled; if that fails, it is parked then.
      guard case .parked(let offer) = ending, let delivery = book[offer.delivery],
        delivery.isSteady
      else { continue }
      changes.append(delivery.next(.parked, attempts: offer.attempts, at: now))
      actions.other.append(.alarm(.parked(offer.function, offer.lane)))
    }
    move(changes)
  }
}
