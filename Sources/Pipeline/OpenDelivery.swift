import Concerns
import Evidence
import Ledger
import Routing

/// A delivery that is not settled: where it lies in the ledger, and where it stands.
struct OpenDelivery: Sendable {
  let key: DeliveryKey
  let recipient: Recipient
  let facts: ConcernFacts
  let thread: Keyed
  let lane: Lane
  let accepted: Moment
  var standing: DeliveryStanding
  /// The digest of what was last sent; what an acknowledgement must name.
  var view: Digest32?

  init(
    key: DeliveryKey, recipient: Recipient, facts: ConcernFacts, thread: Keyed, lane: Lane,
    accepted: Moment, standing: DeliveryStanding
  ) {
    self.key = key
    self.recipient = recipient
    self.facts = facts
    self.thread = thread
    self.lane = lane
    self.accepted = accepted
    self.standing = standing
  }

  init(_ parcel: StoredParcel) {
    self.init(
      key: parcel.key, recipient: parcel.recipient, facts: parcel.facts, thread: parcel.thread,
      lane: parcel.lane, accepted: parcel.accepted, standing: parcel.standing)
  }

  /// Whether it has left the broker once: each hand-over moves it, and nothing else does before.
  var wasHandedOver: Bool {
    standing.version > 1 && !(standing.state == .parked && standing.attempts == 0)
  }

  /// Whether what becomes of it is what becomes of the concern.
  ///
  /// A delivery that was settled before anybody told of it was sent on: others are answerable.
  var isAnswerable: Bool {
    recipient.standing == .owner
      && !(standing.state == .settled && standing.acknowledged == .none)
  }

  /// The next standing of this delivery.
  func next(
    _ state: DeliveryState, acknowledged: Acknowledgement? = nil, attempts: Int? = nil,
    at moment: Moment
  ) -> StandingChange {
    StandingChange(
      key: key,
      standing: DeliveryStanding(
        state: state, attempts: attempts ?? standing.attempts, notBefore: standing.notBefore,
        acknowledged: acknowledged ?? standing.acknowledged, version: standing.version + 1,
        at: moment))
  }
}
