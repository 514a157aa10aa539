import Ledger
import Concerns
import DequeModule

/// Deliveries that were settled a moment ago, as they stand with all that is under way.
///
/// What is read from disk may be older than what was decided since; here the latest is known.
struct Departed: Sendable {
  /// Far more than can be settled while a look-up is under way.
  static let limit = 8192

  private var deliveries: [DeliveryID: OpenDelivery] = [:]
  private var order: Deque<DeliveryID> = []

  subscript(_ delivery: DeliveryID) -> OpenDelivery? { deliveries[delivery] }

  /// Takes a delivery in, or takes note of how it stands now.
  mutating func note(_ delivery: OpenDelivery) {
    let id = delivery.key.delivery
    guard deliveries.updateValue(delivery, forKey: id) == nil else { return }
    order.append(id)
    if order.count > Self.limit, let oldest = order.popFirst() { deliveries[oldest] = nil }
  }
}
