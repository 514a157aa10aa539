import Routing
import Concerns
import Delivery
import Ledger

// How deliveries stand. Nobody else writes to the ledger, so nothing of this is ever read back.
extension BrokerCore {
  /// A delivery that is open, or was settled a moment ago.
  func known(_ delivery: DeliveryID) -> OpenDelivery? { book[delivery] ?? departed[delivery] }

  /// A change goes to the ledger.
  mutating func begin(_ change: StandingChange, of delivery: OpenDelivery) {
    var delivery = known(change.key.delivery) ?? delivery
    delivery.begin(change)
    note(delivery)
  }

  /// The ledger has answered a change.
  mutating func end(_ change: StandingChange, isKept: Bool, at now: Moment) {
    guard var delivery = known(change.key.delivery) else { return }
    delivery.end(change, isKept: isKept)
    note(delivery)
    if !isKept { parkAgain(delivery, at: now) }
  }

  private mutating func note(_ delivery: OpenDelivery) {
    if book[delivery.key.delivery] == nil {
      departed.note(delivery)
    } else {
      book.note(delivery)
    }
  }

  /// A delivery that was settled leaves the mailboxes' side for good.
  mutating func depart(_ delivery: DeliveryID) {
    if let open = book.remove(delivery) { departed.note(open) }
  }

  /// Most standings in one entry; each has a leaf, and a write holds sixty-four.
  private static let standingsPerEntry = 64

  /// Records that deliveries are parked, or wait again.
  mutating func move(_ changes: [StandingChange]) {
    for change in changes {
      if let delivery = book[change.key.delivery] { begin(change, of: delivery) }
    }
    for start in stride(from: 0, to: changes.count, by: Self.standingsPerEntry) {
      let some = Array(changes[start..<min(start + Self.standingsPerEntry, changes.count)])
      record(.standing(some), then: .standing(some))
    }
  }

  /// What its mailbox has given up must be a human's on disk, too.
  private mutating func parkAgain(_ delivery: OpenDelivery, at now: Moment) {
    let id = delivery.key.delivery
    guard book[id] != nil, delivery.isSteady, delivery.standing.state != .parked,
      mailboxes.standing(of: id) == .parked
    else { return }
    move([delivery.next(.parked, at: now)])
    actions.other.append(.alarm(.parked(delivery.recipient.function, delivery.lane)))
  }
}
