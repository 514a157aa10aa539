import Concerns
import Consents
import Deadlines
import Evidence
import Filtering
import Ledger
import Routing

/// Deliveries that are not settled, by name and by the concern that they deliver.
struct Book: Sendable {
  private var deliveries: [DeliveryID: OpenDelivery] = [:]
  private var names: [EntryIndex: [DeliveryID]] = [:]
  /// When what opened a delivery may end by itself.
  private var expiries = Expiries<DeliveryID>()

  subscript(_ delivery: DeliveryID) -> OpenDelivery? { deliveries[delivery] }

  /// All that is open of one concern, in the order it was put in: a few at most.
  func deliveries(of entry: EntryIndex) -> [OpenDelivery] {
    (names[entry] ?? []).compactMap { deliveries[$0] }
  }

  /// All that is parked for an agency, in the ledger's order. Looks at everything that is open.
  func parked(for agency: AgencyID) -> [OpenDelivery] {
    deliveries.values
      .filter { $0.standing.state == .parked && $0.recipient.function.agency == agency }
      .sorted { ($0.key.entry, $0.key.delivery) < ($1.key.entry, $1.key.delivery) }
  }

  /// All that is open for some functions, in the ledger's order. Looks at everything that is open.
  func deliveries(to functions: Set<FunctionID>) -> [OpenDelivery] {
    guard !functions.isEmpty else { return [] }
    return deliveries.values.filter { functions.contains($0.recipient.function) }
      .sorted { ($0.key.entry, $0.key.delivery) < ($1.key.entry, $1.key.delivery) }
  }

  /// All that rests on a waiver of one of these persons, in the ledger's order. Looks at everything
  /// that is open.
  func resting(on persons: Set<PersonPseudonym>) -> [OpenDelivery] {
    deliveries.values
      .filter { !$0.waived.isDisjoint(with: persons) }
      .sorted { ($0.key.entry, $0.key.delivery) < ($1.key.entry, $1.key.delivery) }
  }

  /// All that rests on an emergency, in the ledger's order. Looks at everything that is open.
  func resting(on emergency: EmergencyID) -> [OpenDelivery] {
    deliveries.values
      .filter { $0.emergencies.contains(emergency) }
      .sorted { ($0.key.entry, $0.key.delivery) < ($1.key.entry, $1.key.delivery) }
  }

  /// When the next delivery must be asked about because of time alone.
  var nextExpiry: Moment? { expiries.next }

  /// Deliveries whose opening may have ended by now, each once, the earliest first.
  mutating func takeExpired(by now: Moment, atMost limit: Int) -> [DeliveryID] {
    let expired = expiries.take(by: now, atMost: limit)
    for id in expired { deliveries[id]?.holdsUntil = nil }
    return expired
  }

  /// Takes note of until when an answer about a delivery holds.
  mutating func note(holdsUntil moment: Moment, of delivery: DeliveryID) {
    deliveries[delivery]?.holdsUntil = moment
    expire(delivery)
  }

  private mutating func expire(_ delivery: DeliveryID) {
    let open = deliveries[delivery]
    expiries.set(open?.mayClose == true ? open?.holdsUntil : nil, for: delivery)
  }

  /// Puts a delivery in, or takes note of how it stands now.
  mutating func note(_ delivery: OpenDelivery) {
    let id = delivery.key.delivery
    defer { expire(id) }
    guard deliveries.updateValue(delivery, forKey: id) == nil else { return }
    names[delivery.key.entry, default: []].append(id)
  }

  /// Takes note of what was shown last; an acknowledgement must name it.
  mutating func note(_ view: Digest32, shownIn delivery: DeliveryID) {
    deliveries[delivery]?.view = view
  }

  /// Takes note of what a delivery rests on since it was last handed over.
  mutating func note(_ disclosure: Disclosure, of delivery: DeliveryID) {
    deliveries[delivery]?.rest(on: disclosure)
    expire(delivery)
  }

  mutating func remove(_ delivery: DeliveryID) -> OpenDelivery? {
    guard let removed = deliveries.removeValue(forKey: delivery) else { return nil }
    let entry = removed.key.entry
    expire(delivery)
    names[entry]?.removeAll { $0 == delivery }
    if names[entry]?.isEmpty == true { names[entry] = nil }
    return removed
  }
}
