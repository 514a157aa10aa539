import Admission
import Concerns
import Delivery
import Ledger
import Routing

// An agency that the directory names may not be in the register yet. It owns what it owns, and
// gets nothing; as nobody can come for it, nobody would notice either.
extension BrokerCore {
  /// Parks what goes to an agency that nobody has registered, and rings.
  mutating func setAsideUnregistered(among deliveries: [DeliveryID], at now: Moment) {
    let strays = deliveries.compactMap { book[$0] }.filter { delivery in
      router.registered(delivery.recipient, in: admission.registry) == nil
        && delivery.standing.state == .waiting
    }
    if !strays.isEmpty { setAside(strays, at: now) }
  }

  /// Lets all wait again that was set aside for an agency; it is in the register now.
  mutating func bringOut(for agency: AgencyID, at now: Moment) {
    bringOut(book.parked(for: agency), at: now)
  }

  /// Lets wait again what a crash left set aside after its agency was registered.
  ///
  /// Whatever else was withheld and never handed over is tried once more, too: the policy may be
  /// another since the last start, and if it is not, that is told again.
  mutating func bringOutRegistered(among deliveries: [DeliveryID], at now: Moment) {
    let strays = deliveries.compactMap { book[$0] }.filter { delivery in
      delivery.standing.state == .parked && !delivery.wasHandedOver
        && router.registered(delivery.recipient, in: admission.registry) != nil
    }
    if !strays.isEmpty { bringOut(strays, at: now) }
  }

  private mutating func bringOut(_ deliveries: [OpenDelivery], at now: Moment) {
    let waiting = deliveries.filter { $0.isSteady && mailboxes.redrive($0.key.delivery) }
    move(waiting.map { $0.next(.waiting, attempts: $0.attemptsLeftCounted, at: now) })
  }
}
