import Admission
import Concerns
import Delivery
import Filtering
import Ledger
import Routing
import Wire

extension BrokerCore {
  /// Sends a concern on to another unit, which owns it from the commit on.
  ///
  /// What was sent on twice goes to whoever heads the reception, and the answer says so.
  mutating func redirect(
    _ decide: ClientCommand.Decide, _ concern: StoredConcern, _ delivery: OpenDelivery,
    _ asker: Asker, at now: Moment
  ) {
    guard decide.version == Int64(delivery.standing.version) else {
      return refuse(Problem(.versionConflict), to: asker)
    }
    // Whoever has sent it on owns it no more, and whoever has acted keeps what it acted on.
    // An emergency is looked at by those who were told of it: nobody takes it away from them.
    guard delivery.isAnswerable, delivery.standing.acknowledged != .committed,
      !delivery.facts.kind.isEmergency,
      let member = admission.sessions[asker.session]?.peer.member,
      let asked = router.redirect(to: decide.to, registry: admission.registry, at: now)?.owner,
      asked.controller == board(of: delivery),
      !delivery.journey.bars(asked, in: router.directory),
      let (owner, disclosures) = destination(asked, delivery, concern, at: now)
    else { return refuse(Problem(.notPermitted), to: asker) }
    let siblings = siblings(of: delivery, among: disclosures.map(\.recipient))
    // What whoever is on duty tells at this moment goes first: it is over by that, or stays open.
    guard !delivery.isBroken, siblings.ended.allSatisfy(\.isSteady) else {
      return refuse(Problem(.stale), to: asker)
    }
    let ended = [delivery] + siblings.ended
    let fresh = disclosures.filter { !siblings.kept.contains($0.recipient) }
    let changes = ended.map { $0.next(.sentOn, at: now) }
    for (change, delivery) in zip(changes, ended) { begin(change, of: delivery) }
    let redirection = Redirection(
      change: changes[0], of: delivery.recipient.function,
      others: Array(changes.dropFirst()), owner: owner, disclosures: fresh,
      deliveries: fresh.map { _ in DeliveryID(using: &generator) }, lane: delivery.lane,
      thread: concern.facts.conversation, opening: reopening(delivery, at: now),
      because: .decided(by: member, decide.reason),
      after: delivery.journey.continued(
        from: delivery.recipient.function, inConflict: decide.reason == .conflictOfInterest),
      at: now)
    let isElsewhere = owner.function != asked.function
    record(
      .redirection(redirection),
      then: .redirection(redirection, concern, isElsewhere: isElsewhere, to: asker))
  }

  /// The board that answers for a delivery today: what it was taken in by may be another.
  private func board(of delivery: OpenDelivery) -> ControllerID {
    router.directory.unit(of: delivery.recipient.function)?.board
      ?? delivery.facts.owner.controller
  }

  /// Who owns what is sent on, and what each of those who receive it may see.
  ///
  /// - Returns: `nil` when nobody who could own it may see anything of it: whoever is excluded by
  ///   name cannot answer for it.
  private func destination(
    _ asked: Owner, _ delivery: OpenDelivery, _ concern: StoredConcern, at now: Moment
  ) -> (owner: Owner, disclosures: [Disclosure])? {
    let facts = facts(of: concern)
    let owners = router.destinations(
      asked: asked, after: delivery.journey, from: delivery.recipient.function,
      of: concern.ownershipFacts)
    for owner in owners {
      let disclosures = router.recipients(for: owner, registry: admission.registry, at: now)
        .map { filter.disclose(facts, to: $0, at: now) }.filter { $0.mask != 0 }
      if disclosures.contains(where: { $0.recipient.standing == .owner }) {
        return (owner, disclosures)
      }
    }
    return nil
  }

  /// What else of a concern is open: it ends with the delivery that is sent on.
  ///
  /// Only whoever is on duty for the new owner, too, keeps what it has, and gets no second one.
  private func siblings(
    of delivery: OpenDelivery, among recipients: [Recipient]
  ) -> (ended: [OpenDelivery], kept: Set<Recipient>) {
    let onDuty = Set(recipients.filter { $0.standing == .duty })
    let others = book.deliveries(of: delivery.key.entry)
      .filter { $0.key.delivery != delivery.key.delivery }
    return (
      others.filter { !onDuty.contains($0.recipient) },
      onDuty.intersection(others.map(\.recipient))
    )
  }

  /// What became of a redirection in the ledger.
  mutating func settle(
    _ redirection: Redirection, _ concern: StoredConcern, isElsewhere: Bool, _ asker: Asker,
    _ outcome: Kept, at now: Moment
  ) {
    let changes = [redirection.change] + redirection.others
    for change in changes { end(change, isKept: outcome.isRecorded, at: now) }
    guard outcome.isRecorded else { return refuse(Problem(.stale), to: asker) }
    enter(redirection, concern, outcome, decidedBy: asker.session, at: now)
    let decided = redirection.change.key.delivery
    let version = Int64(redirection.change.standing.version)
    answer(
      .decided(decided, version: version, to: isElsewhere ? redirection.owner.function : nil),
      to: asker)
  }

  /// Takes back what has ended, and puts what is recorded in its place into the mailboxes.
  mutating func enter(
    _ redirection: Redirection, _ concern: StoredConcern, _ outcome: Kept,
    decidedBy session: SessionNumber?, at now: Moment
  ) {
    guard case .recorded(let kept) = outcome, let place = kept.place else { return }
    withdraw(redirection.change.key.delivery, decidedBy: session)
    for change in redirection.others { withdraw(change.key.delivery, decidedBy: nil) }
    let entry = redirection.change.key.entry
    for change in [redirection.change] + redirection.others {
      keepers.callBack(change.key.delivery, of: entry)
    }
    let owner = redirection.disclosures.first { $0.recipient.standing == .owner }?.recipient
    keepers.bar(redirection.journey.conflicted, from: entry, ownedBy: owner?.function)
    reopen(redirection, at: now)
    for (ordinal, delivery) in redirection.deliveries.enumerated() {
      open(
        delivery, as: redirection.disclosures[ordinal], of: concern, place,
        ordinal: ordinal, placed: kept.recorded.index, after: redirection.journey)
    }
    setAsideUnregistered(among: redirection.deliveries, at: now)
  }

  /// Takes a delivery back from whoever holds it; whoever decided so knows it.
  private mutating func withdraw(_ delivery: DeliveryID, decidedBy session: SessionNumber?) {
    depart(delivery)
    guard case .recall(let holder, _) = mailboxes.withdraw(delivery),
      holder.number != session?.value
    else { return }
    recall(delivery, from: holder)
  }
}
