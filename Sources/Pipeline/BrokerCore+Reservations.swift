import Admission
import Concerns
import Deadlines
import Filtering
import Ledger
import Routing
import Wire

// What is released to an association is offered first, without a word of what it is: the conditions
// alone. The register of reservations changes by messages, in turn with that of waivers.
extension BrokerCore {
  /// Routes and judges an offer, an acknowledgement or a release, and hands it to the ledger.
  mutating func acceptReservation(
    _ trial: Retrial, _ standing: ConversationStanding?, at now: Moment
  ) throws(Problem) {
    guard !isChangingConsents else { return consentsWaiting.append((trial, standing)) }
    let said = trial.admitted.said
    try said.checkAnonymous()
    let routed: Routed
    if let terms = said.handling.particulars.acknowledgement {
      let offered = filter.reservations[ReservationID(terms.reservation.uuid)]
      // One of another conversation is as unknown as none.
      let isHere = offered?.conversation == said.matter.conversation
      routed = try router.acknowledge(
        trial.admitted, offeredBy: isHere ? offered?.unit : nil, in: standing,
        registry: admission.registry, at: now)
    } else {
      routed = try router.route(
        trial.admitted, in: standing, registry: admission.registry, at: now,
        in: BrokerVoice(of: receiptKey), drawing: &generator)
    }
    try checkRoom(for: routed, at: now)
    let change = ReservationChange(
      said, persons: vault.pseudonyms(in: said.handling), at: now,
      due: ClockRule.reservationDue(from: now))
    guard let change else {
      preconditionFailure("a message under reservation offers, acknowledges or releases")
    }
    if let refusal = filter.refusal(of: change, at: now) {
      throw Problem(refusing: refusal, of: said.matter.kind)
    }
    let cleared = try clear(routed, at: now)
    isChangingConsents = true
    var ended: ClockID?
    if case .acknowledge(let id, _, _) = change { ended = clock(of: id) }
    keep(cleared, trial, reserving: .init(change: change, ended: ended), at: now)
  }

  /// What was recorded is so from the commit on; an acknowledgement ends the clock that waits.
  mutating func settle(
    _ reserved: NewConcern.Reserved, at index: EntryIndex, recorded moment: Moment
  ) {
    filter.reservations.apply(reserved.change, in: index.value, at: moment)
    if case .offer(let reservation) = reserved.change {
      reservationEntries[reservation.id] = index
    }
    if let clock = reserved.ended { end(clock) }
  }

  /// The clock that waits for an answer.
  func clock(of reservation: ReservationID) -> ClockID? {
    reservationEntries[reservation].flatMap { running([.reservationAnswer], of: $0).first }
  }

  /// Ends what nothing was released under, acknowledged or not, and rests on a yes that somebody
  /// has taken back.
  mutating func endUnwaivedReservations(at now: Moment) {
    for living in filter.reservations.living where !filter.isWaived(living, at: now) {
      end(living.id, at: now)
    }
  }

  /// Ends a reservation whose time has run out, when its clock says so.
  ///
  /// Not while an acknowledgement may be on its way to the ledger, which was in time: the clock
  /// rings once more, and nothing is acknowledged in between.
  mutating func expire(_ entry: EntryIndex, at now: Moment) {
    guard !isChangingConsents,
      let waiting = filter.reservations.unanswered.first(where: {
        reservationEntries[$0.id] == entry
      })
    else { return }
    end(waiting.id, at: now)
    for delivery in book.deliveries(of: entry) where delivery.isSteady {
      withdraw(delivery, at: now)
    }
  }

  /// Forgets a little of what was over long ago.
  ///
  /// Not while a change is on its way to the ledger: it was judged by the register as it is.
  mutating func weedReservations(at now: Moment) {
    guard !isChangingConsents else { return }
    let book = book
    let gone = filter.reservations.weed(at: now, limit: Self.weedingLimit) { entry in
      !book.deliveries(of: EntryIndex(entry)).isEmpty
    }
    for id in gone { reservationEntries[id] = nil }
  }

  private mutating func end(_ id: ReservationID, at now: Moment) {
    filter.reservations.end(id, at: now)
    guard let clock = clock(of: id) else { return }
    end(clock)
    record(.clock(ClockNote(clock: clock, event: .ended, at: now)), then: .clock)
  }
}
