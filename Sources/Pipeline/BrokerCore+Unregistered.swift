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
    let waiting = book.parked(for: agency)
      .filter { $0.isSteady && mailboxes.redrive($0.key.delivery) }
    move(waiting.map { $0.next(.waiting, attempts: 0, at: now) })
  }
}
