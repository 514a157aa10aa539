import Routing
import Admission
import Concerns
import Deadlines
import Delivery
import Evidence
import Filtering
import Ledger
import Wire

extension BrokerCore {
  /// Takes what a recipient tells of its deliveries, and hands it to the ledger.
  mutating func acknowledge(_ telling: Telling, at now: Moment) throws(Problem) {
    let document = telling.document
    let elsewhere = Dictionary(
      uniqueKeysWithValues: telling.parcels.map { ($0.key.delivery, OpenDelivery($0)) })
    var items: [ReceiptLeaf.Item] = []
    var changes: [(change: StandingChange, of: OpenDelivery)] = []
    var clocks: RunningClocks = [:]
    var opened: RunningClocks = [:]
    var read: [OpenDelivery] = []
    for item in document.said.items {
      guard let delivery = known(item.delivery) ?? elsewhere[item.delivery],
        mayTell(document.member, of: delivery), delivery.mayMean(item)
      else {
        items.append(.init(delivery: item.delivery, state: .unknown))
        continue
      }
      guard !delivery.isBroken else { throw Problem(.busy) }
      let reached = AckState(delivery.standing.acknowledged)
      guard let told = item.state else {
        items.append(
          .init(delivery: item.delivery, state: reached.map { .reached($0) } ?? .recalled))
        if let change = delivery.recalled(at: now) { changes.append((change, delivery)) }
        continue
      }
      let highest = max(told, reached ?? told)
      items.append(.init(delivery: item.delivery, state: .reached(highest)))
      // Whoever opened it has read it, and still holds it until it says so itself.
      guard delivery.standing.state.isOpen || highest != reached else { continue }
      let change = delivery.next(delivery.told, acknowledged: Acknowledgement(highest), at: now)
      changes.append((change, delivery))
      // Only whoever owns it now can have acted; a late word of somebody else is noted, no more.
      // An emergency is not reviewed by being filed.
      let entry = delivery.key.entry
      if told == .committed, delivery.isAnswerable, !delivery.facts.kind.isEmergency {
        clocks[entry] = running([.protectionAssessment, .consultationAnswer], of: entry)
      }
      if told >= .read {
        let ended = endedByOpening(delivery)
        // Two deliveries of one concern may be told of together: each clock ends once.
        let known = opened[entry] ?? []
        if !ended.isEmpty { opened[entry] = known + ended.filter { !known.contains($0) } }
        read.append(delivery)
      }
    }
    // Only once nothing can be refused any more: what is marked as being taken is answered for.
    var taken: [Taken] = []
    for delivery in read { if let take = taking(delivery, at: now) { taken.append(take) } }
    let leaf = ReceiptLeaf(
      source: document.agency.id,
      outcome: .acknowledged(digest: document.said.digest, items: items), at: now,
      nonce: Salt(using: &generator))
    for (change, delivery) in changes { begin(change, of: delivery) }
    for (entry, ended) in clocks.merging(opened, uniquingKeysWith: +) { drop(ended, of: entry) }
    let note = AcknowledgementNote(
      document: document, changes: changes.map(\.change),
      ended: clocks.values.joined().sorted(), opened: opened.values.joined().sorted(),
      taken: taken, leaf: leaf.bytes, registerEpoch: filter.registerEpoch, at: now)
    clocks.merge(opened, uniquingKeysWith: +)
    record(.acknowledgement(note), then: .acknowledgement(items, note, clocks, telling))
  }

  /// Whether it is the member's, and was handed to somebody before: nobody has what never left.
  private func mayTell(_ member: MemberID, of delivery: OpenDelivery) -> Bool {
    delivery.wasHandedOver
      && admission.registry.members[member]?.functions.contains(delivery.recipient.function)
        == true
  }

  /// What became of an acknowledgement in the ledger.
  mutating func settle(
    _ note: AcknowledgementNote, _ items: [ReceiptLeaf.Item], _ clocks: RunningClocks,
    _ telling: Telling, _ outcome: Kept, at now: Moment
  ) {
    let asker = telling.asker
    for change in note.changes { end(change, isKept: outcome.isRecorded, at: now) }
    take(note.taken, isKept: outcome.isRecorded)
    guard case .recorded(let kept) = outcome, let receipt = kept.receipt else {
      for (entry, ended) in clocks { restore(ended, of: entry) }
      return retry(telling, after: outcome, at: now)
    }
    for change in note.changes { leave(change.key.delivery, toldBy: asker.session) }
    for clock in note.ended + note.opened { end(clock) }
    // What was built on a change that was not kept may say too much: let it be asked again.
    // Not in a closure: that would take a copy of the whole broker.
    for (item, said) in zip(items, note.document.said.items)
    where !isOnDisk(item, toldNow: said.state != nil) {
      return refuse(Problem(.busy), to: asker)
    }
    answer(.receipt(receipt.proof, leaf: receipt.leaf), to: asker)
  }

  /// Judges again what the register overtook: its key or its machine may have been revoked.
  private mutating func retry(_ telling: Telling, after outcome: Kept, at now: Moment) {
    var telling = telling
    telling.attempt += 1
    guard case .stale = outcome, telling.attempt < Errand.attemptLimit else {
      return refuse(Problem(.busy), to: telling.asker)
    }
    do {
      try admission.check(telling.document, at: now)
      try acknowledge(telling, at: now)
    } catch {
      refuse(error, to: telling.asker, of: telling.document.member)
    }
  }

  /// Whether a delivery has come as far on disk as a receipt says, and is over if it was told of.
  private func isOnDisk(_ item: ReceiptLeaf.Item, toldNow: Bool) -> Bool {
    guard let state = item.state.reached, let delivery = known(item.delivery) else { return true }
    guard !toldNow || !delivery.kept.state.isOpen else { return false }
    return AckState(delivery.kept.acknowledged).map { $0 >= state } ?? false
  }

  /// A settled delivery leaves its mailbox; whoever else held it is told.
  private mutating func leave(_ delivery: DeliveryID, toldBy session: SessionNumber) {
    depart(delivery)
    guard case .recall(let holder, _) = mailboxes.withdraw(delivery),
      holder.number != session.value
    else { return }
    recall(delivery, from: holder)
  }

  mutating func recall(_ delivery: DeliveryID, from holder: SessionID) {
    let session = SessionNumber(holder.number)
    let number = admission.nextNumber(session)
    answer(.recall(delivery), to: Asker(session: session, number: number))
  }
}

extension OpenDelivery {
  /// Whether what was told can be of what was shown last; that it stopped, of whatever it had.
  ///
  /// Another view may hold more, and nobody has said to have that: it is handed over again.
  fileprivate func mayMean(_ item: AckDocument.Item) -> Bool {
    guard item.state != nil, let view else { return true }
    return item.view == view
  }

  /// That its recipient has stopped, once it was called back before anybody acknowledged it.
  ///
  /// `nil` for one that was not called back: were that settled, a recipient could make a concern
  /// vanish that no human has seen.
  fileprivate func recalled(at moment: Moment) -> StandingChange? {
    guard isCalledBack, standing.acknowledged == .none else { return nil }
    return next(told, acknowledged: .recalled, at: moment)
  }
}

extension AckState {
  /// The state as the ledger keeps it; `nil` for none.
  init?(_ acknowledgement: Acknowledgement) {
    switch acknowledgement {
    case .none, .recalled: return nil
    case .received: self = .received
    case .read: self = .read
    case .committed: self = .committed
    }
  }
}

extension Acknowledgement {
  init(_ state: AckState) {
    switch state {
    case .received: self = .received
    case .read: self = .read
    case .committed: self = .committed
    }
  }

  /// As a person opens it: read, unless it was further already.
  var opened: Acknowledgement {
    switch self {
    case .none, .received, .recalled, .read: .read
    case .committed: .committed
    }
  }
}
