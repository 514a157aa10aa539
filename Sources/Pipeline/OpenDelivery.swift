import Concerns
import Consents
import Evidence
import Filtering
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
  /// How often people had sent the concern on when it came here, and who is not to have it.
  let journey: Journey
  /// As it will stand when the ledger has kept all that is under way: what comes next builds on it.
  private(set) var standing: DeliveryStanding
  /// As it stands on disk.
  private(set) var kept: DeliveryStanding
  /// Changes that the ledger has not answered.
  private var underWay = 0
  /// Whether one of them was not kept, so that all built on it will not be kept either.
  private(set) var isBroken = false
  /// The persons whose waivers it rests on, and their cooperations; none when it rests on none.
  private(set) var waived: Set<PersonPseudonym>
  private(set) var waivers: Set<CooperationID>
  /// The emergencies that it rests on.
  private(set) var emergencies: Set<EmergencyID>
  /// Until when the latest answer about it holds, if what opened it may end; `nil` once that is
  /// past, or before anybody has asked.
  var holdsUntil: Moment?
  /// Which sections were shown last, one bit each; `nil` when it was not this broker that showed.
  private(set) var shown: UInt64?
  /// The digest of what was last sent; what an acknowledgement must name.
  var view: Digest32?

  init(
    key: DeliveryKey, recipient: Recipient, facts: ConcernFacts, thread: Keyed, lane: Lane,
    accepted: Moment, standing: DeliveryStanding, waived: Set<PersonPseudonym>,
    waivers: Set<CooperationID>, emergencies: Set<EmergencyID>, holdsUntil: Moment? = nil,
    journey: Journey
  ) {
    self.key = key
    self.recipient = recipient
    self.facts = facts
    self.thread = thread
    self.lane = lane
    self.accepted = accepted
    self.standing = standing
    self.waived = waived
    self.waivers = waivers
    self.emergencies = emergencies
    self.holdsUntil = holdsUntil
    self.journey = journey
    kept = standing
  }

  init(_ parcel: StoredParcel) {
    self.init(
      key: parcel.key, recipient: parcel.recipient, facts: parcel.facts, thread: parcel.thread,
      lane: parcel.lane, accepted: parcel.accepted, standing: parcel.standing,
      waived: parcel.waived, waivers: parcel.waivers, emergencies: parcel.emergencies,
      journey: parcel.journey)
  }

  /// It was handed over: what it rests on from now on is what was shown.
  mutating func rest(on disclosure: Disclosure) {
    (waived, waivers) = (disclosure.waived, disclosure.waivers)
    emergencies = disclosure.emergencies
    (holdsUntil, shown) = (disclosure.basis.validUntil, disclosure.mask)
  }

  /// Whether whoever has it may see no less of it now, on the same waivers and emergencies.
  func isShown(as disclosure: Disclosure) -> Bool {
    guard let shown, shown & ~disclosure.mask == 0 else { return false }
    return waived == disclosure.waived && waivers == disclosure.waivers
      && emergencies == disclosure.emergencies
  }

  /// Whether what opened it may end while it waits.
  var mayClose: Bool { !waived.isEmpty || !emergencies.isEmpty }

  /// Whether the ledger has a hand-over of it: each counts as an attempt, and an opening as read.
  ///
  /// By what is kept, not by what is under way: nobody is sent anything before it is kept.
  var wasHandedOver: Bool { kept.attempts > 0 || kept.acknowledged != .none }

  /// How many attempts stay counted when it waits anew: one says that somebody has had it.
  var attemptsLeftCounted: Int { min(standing.attempts, 1) }

  /// Whether the concern was sent on to somebody else, and this delivery of it ended so.
  var isSentOn: Bool {
    switch standing.state {
    case .sentOn: true
    // So it was written before the state had a name of its own.
    case .settled: standing.acknowledged == .none
    case .waiting, .leased, .parked, .withdrawn: false
    }
  }

  /// Whether the broker has ended it, whatever its recipient did: it may have been called back.
  var isCalledBack: Bool { isSentOn || standing.state == .withdrawn }

  /// Whether what the ledger has of it still holds when all that is under way is kept: nothing
  /// calls it back, and nothing failed.
  var isStaying: Bool { !isBroken && !isCalledBack }

  /// Whether what becomes of it is what becomes of the concern.
  var isAnswerable: Bool { recipient.standing == .owner && !isSentOn }

  /// Whether something may be built on how it stands; nothing is, on an end.
  var isSteady: Bool { !isBroken && standing.state.isOpen }

  /// How it stands when its recipient has told of it: what was called back stays so.
  var told: DeliveryState {
    if standing.state == .withdrawn { return .withdrawn }
    return isSentOn ? .sentOn : .settled
  }

  /// A change goes to the ledger.
  mutating func begin(_ change: StandingChange) {
    standing = change.standing
    underWay += 1
  }

  /// The ledger has answered a change, in the order they went.
  mutating func end(_ change: StandingChange, isKept: Bool) {
    underWay -= 1
    if isKept { kept = change.standing } else { isBroken = true }
    guard isBroken, underWay == 0 else { return }
    standing = kept
    isBroken = false
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
