import Concerns
import Consents
import Delivery
import Filtering
import Ledger
import Routing

// What a waiver opened ends with the waiver: what waits is called back, what is leased ends, and
// what a duty opened goes on.
extension BrokerCore {
  /// Asks anew about all that rests on a waiver of one of these persons and is not settled.
  mutating func review(_ persons: [PersonPseudonym], at now: Moment) {
    for delivery in book.resting(on: Set(persons)) {
      bring(Errand(delivery.key.delivery, .review), at: now)
    }
  }

  /// Asks anew about what was read back: its waiver, or emergency, may have ended just before the
  /// broker did.
  mutating func review(recovered deliveries: [DeliveryID], at now: Moment) {
    for delivery in deliveries where book[delivery]?.mayClose == true {
      bring(Errand(delivery, .review), at: now)
    }
  }

  /// Most deliveries that are asked about at once: each may cost a look into the ledger, and at a
  /// midnight all of them come due together. The rest follows in the next step.
  private static let expiriesPerStep = 256

  /// Asks anew about what a day, a birthday or an agreement may have closed, as soon as it has.
  ///
  /// Nobody else finds it: whoever is to have it may be away, and nobody was told.
  mutating func reviewExpired(at now: Moment) {
    for delivery in book.takeExpired(by: now, atMost: Self.expiriesPerStep) {
      bring(Errand(delivery, .review), at: now)
    }
  }

  /// How long until what cannot be asked about now is asked about again: longer than a commit.
  private static let reviewPause: Duration = .seconds(1)

  /// Ends, or calls back, what a waiver no longer opens.
  ///
  /// What is just being handed over is found stale by the ledger, and is asked about anew there.
  mutating func review(_ concern: StoredConcern, _ delivery: OpenDelivery, at now: Moment) {
    let id = delivery.key.delivery
    let standing = mailboxes.standing(of: id)
    guard delivery.isSteady, standing != .offered else {
      return book.note(holdsUntil: now + Self.reviewPause, of: id)
    }
    let disclosure = filter.disclose(facts(of: concern), to: delivery.recipient, at: now)
    guard disclosure.mask == 0 else {
      book.note(holdsUntil: disclosure.basis.validUntil, of: id)
      // Less may be seen of it than somebody has before them, or on other grounds: it comes anew.
      if case .leased(let holder, _) = standing, !delivery.isShown(as: disclosure) {
        callBack(id, from: holder, at: now)
      }
      return
    }
    stopSharing(delivery, at: now)
  }

  private mutating func callBack(
    _ delivery: DeliveryID, from holder: SessionID, at now: Moment
  ) {
    recall(delivery, from: holder)
    guard case .ended(let ending) = mailboxes.release(delivery, by: holder, at: now) else { return }
    conclude([ending], at: now)
  }

  /// Nothing may be shown any more.
  ///
  /// A named party that had it by a waiver that somebody has taken back, or in an emergency that
  /// was found to be none, has nothing left to do, and its delivery ends: people know of that. What
  /// a waiver or an emergency opened that ran out, or an agreement that did, or another law, nobody
  /// was told of, so that a human must know; and of anything else, because somebody still answers
  /// for it.
  mutating func stopSharing(_ delivery: OpenDelivery, at now: Moment) {
    guard delivery.recipient.standing == .participant,
      filter.consents.isHeld(delivery.waived, in: delivery.waivers)
        || filter.emergencies.hasEnded(any: delivery.emergencies)
    else {
      if delivery.standing.state != .parked { setAside([delivery], at: now) }
      return
    }
    withdraw(delivery, at: now)
  }

  /// Ends a delivery whose recipient has nothing left to do.
  mutating func withdraw(_ delivery: OpenDelivery, at now: Moment) {
    let change = delivery.next(.withdrawn, at: now)
    begin(change, of: delivery)
    if case .recall(let holder, _) = mailboxes.withdraw(change.key.delivery) {
      recall(change.key.delivery, from: holder)
    }
    record(.standing([change]), then: .withdrawal(change))
  }

  /// What became of the end of a delivery in the ledger.
  mutating func settle(withdrawal change: StandingChange, _ outcome: Kept, at now: Moment) {
    let delivery = change.key.delivery
    end(change, isKept: outcome.isRecorded, at: now)
    guard outcome.isRecorded else { return bring(Errand(delivery, .review), at: now) }
    depart(delivery)
  }
}
