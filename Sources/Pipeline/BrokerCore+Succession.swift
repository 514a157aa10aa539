import Admission
import Concerns
import Delivery
import Evidence
import Filtering
import Ledger
import Routing

// When a unit ends, nobody sees anything under its names from that instant, and all that it had
// open goes to whoever follows it: one write each, so that nothing is lost, doubled or stopped by
// a crash. What a start finds with a unit that has ended goes the same way.
extension BrokerCore {
  /// Begins a new day of the calendar, if one has begun, and goes on with what is on its way.
  mutating func succeed(at now: Moment) {
    if successions.isDue(at: now) { beginDay(at: now) }
    for subject in successions.next() { fetch(subject, at: now) }
    guard let (day, count) = successions.conclude() else { return }
    let digest = Digest32(hashing: router.directory.bytes)
    record(.directory(DirectoryNote(digest, .performed(day, count: count), at: now)), then: .clock)
  }

  /// Whether a function's unit is not there: it sees nothing.
  func isAbsent(_ function: FunctionID) -> Bool { successions.absent.contains(function) }

  private mutating func beginDay(at now: Moment) {
    let today = LocalTime.date(at: now)
    let isFirst = successions.day == nil
    let since = successions.begin(today, by: router.directory)
    warn(on: today, always: isFirst)
    followKeepers(at: now)
    successions.add(book.deliveries(to: successions.absent).map { .delivery($0.key.delivery) })
    guard since != nil else { return }
    // Received or taken on: its owner's mailbox has it no more, and its clocks run.
    let received = clocksOf.keys.filter { entry in
      !book.deliveries(of: entry).contains { $0.recipient.standing == .owner }
    }
    successions.add(received.sorted().map { .concern($0) })
  }

  /// Tells that a unit is about to end, some days before, and at every start within the last.
  private mutating func warn(on today: CivilDate, always: Bool) {
    guard let day = router.directory.nextEnding(after: today) else { return }
    let left = day.daysSinceEpoch - today.daysSinceEpoch
    let isNear = always && left <= (Successions.notice.max() ?? 0)
    guard isNear || Successions.notice.contains(left) else { return }
    actions.other.append(.alarm(.reorganisation(day, days: left)))
  }

  private mutating func fetch(_ subject: Successions.Subject, at now: Moment) {
    switch subject {
    case .delivery(let delivery):
      guard let open = book[delivery] else {
        return successions.finish(subject, hasMoved: false)
      }
      fetch(open, for: subject, at: now)
    case .concern(let entry): actions.lookups.append(.holder(of: entry))
    }
  }

  private mutating func fetch(
    _ delivery: OpenDelivery, for subject: Successions.Subject, at now: Moment
  ) {
    let errand = Errand(delivery.key.delivery, .succeed(subject))
    if let concern = recent[delivery.key.entry] {
      succeed(subject, concern, delivery, at: now)
    } else {
      actions.lookups.append(.concern(delivery.key.entry, for: errand))
    }
  }

  /// Goes on with what its owner has received, now that it is known who that is.
  mutating func succeed(_ parcel: StoredParcel?, of entry: EntryIndex, at now: Moment) {
    let subject = Successions.Subject.concern(entry)
    guard let parcel, clocksOf[entry] != nil, isAbsent(parcel.recipient.function),
      !parcel.standing.state.isOpen
    else { return successions.finish(subject, hasMoved: false) }
    if known(parcel.key.delivery) == nil { departed.note(OpenDelivery(parcel)) }
    guard let delivery = known(parcel.key.delivery) else { return }
    fetch(delivery, for: subject, at: now)
  }

  /// Gives a delivery to whoever follows its recipient.
  mutating func succeed(
    _ subject: Successions.Subject, _ concern: StoredConcern, _ delivery: OpenDelivery,
    at now: Moment
  ) {
    // Gone another way, or done: what has a case number and no clock is the case system's alone.
    // While a clock runs, somebody who is there must see it, and tell what was decided.
    let isCommitted = delivery.standing.acknowledged == .committed
    let isDone = isCommitted && clocksOf[delivery.key.entry, default: []].isEmpty
    let isOver = delivery.isCalledBack || isDone
    guard !isOver, delivery.standing.state.isOpen || delivery.recipient.standing == .owner else {
      return successions.finish(subject, hasMoved: false)
    }
    let others = book.deliveries(of: delivery.key.entry)
      .filter { $0.key.delivery != delivery.key.delivery }
    guard let passage = passage(of: delivery, beside: others, concern, at: now) else {
      if delivery.standing.state != .parked { setAside([delivery], at: now) }
      return successions.finish(subject, hasMoved: false)
    }
    guard !delivery.isBroken, passage.ended.allSatisfy(\.isSteady) else {
      return successions.putBack(subject)
    }
    let ended = [delivery] + passage.ended
    let changes = ended.map { $0.next(.sentOn, at: now) }
    for (change, delivery) in zip(changes, ended) { begin(change, of: delivery) }
    let note = Redirection(
      change: changes[0], of: delivery.recipient.function, others: Array(changes.dropFirst()),
      owner: passage.owner, disclosures: passage.disclosures,
      deliveries: passage.disclosures.map { _ in DeliveryID(using: &generator) },
      lane: delivery.lane, thread: concern.facts.conversation,
      opening: delivery.recipient.standing == .owner && !isCommitted
        ? reopening(delivery, at: now) : nil,
      because: .ended(by: LocalTime.date(at: now)), after: delivery.journey, at: now)
    record(.redirection(note), then: .succession(note, concern, subject))
  }

  /// Who owns it from now on, what each new recipient may see, and what else of it ends.
  private struct Passage {
    let owner: Owner
    let disclosures: [Disclosure]
    var ended: [OpenDelivery] = []
  }

  /// - Returns: `nil` when nobody who could follow may see anything of it: then a human must look.
  private func passage(
    of delivery: OpenDelivery, beside others: [OpenDelivery], _ concern: StoredConcern,
    at now: Moment
  ) -> Passage? {
    let (registry, facts) = (admission.registry, facts(of: concern))
    func shown(to recipients: [Recipient]) -> [Disclosure] {
      recipients.filter { recipient in !others.contains { $0.recipient == recipient } }
        .map { filter.disclose(facts, to: $0, at: now) }.filter { $0.mask != 0 }
    }
    switch delivery.recipient.standing {
    case .owner:
      let heirs = router.heirs(
        of: delivery.recipient.function, for: concern.ownershipFacts, after: delivery.journey,
        at: now)
      for owner in heirs {
        let recipients = router.recipients(for: owner, registry: registry, at: now)
        let disclosures = shown(to: recipients)
        guard disclosures.contains(where: { $0.recipient.standing == .owner }) else { continue }
        let onDuty = others.filter { $0.recipient.standing == .duty }
        return Passage(
          owner: owner, disclosures: disclosures,
          ended: onDuty.filter { !recipients.contains($0.recipient) })
      }
      return nil
    case .duty:
      let owner = others.first { $0.recipient.standing == .owner }?.recipient.function
      // Whoever follows the owner gets its own; this one ends with it.
      let heirs = router.heirs(
        of: owner ?? concern.facts.owner.function, for: concern.ownershipFacts,
        after: delivery.journey, at: now)
      let onDuty = router.recipients(for: heirs[0], registry: registry, at: now)
        .filter { $0.standing == .duty }
      return Passage(owner: heirs[0], disclosures: shown(to: onDuty))
    case .participant, .reporter:
      guard let follower = router.follower(of: delivery.recipient, registry: registry, at: now)
      else { return nil }
      let disclosures = shown(to: [follower])
      return disclosures.isEmpty
        ? nil : Passage(owner: concern.facts.owner, disclosures: disclosures)
    }
  }

  /// What became of it in the ledger: from the commit on it is another's.
  mutating func settle(
    _ note: Redirection, _ concern: StoredConcern, _ subject: Successions.Subject,
    _ outcome: Kept, at now: Moment
  ) {
    for change in [note.change] + note.others { end(change, isKept: outcome.isRecorded, at: now) }
    guard outcome.isRecorded else { return successions.putBack(subject) }
    enter(note, concern, outcome, decidedBy: nil, at: now)
    successions.finish(subject, hasMoved: true)
  }
}
