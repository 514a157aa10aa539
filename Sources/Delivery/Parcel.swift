import Concerns

/// A delivery as its mailbox keeps it.
struct Parcel: Sendable {
  typealias Number = Slots<Parcel>.Number

  /// Where a parcel lies. All but `behind` and `parked` are for the first of a thread.
  enum Place: Sendable {
    /// After an earlier one of its thread. Moves to `ready` or `resting` when that one ends.
    case behind
    /// In the mailbox's queue for the lane. Moves to `offered`.
    case ready(Lane)
    /// Among the timers until its moment. Moves to `ready`, or to `offered` when claimed.
    case resting
    /// Chosen, its hand-over not yet recorded. Moves to `leased`, or back to wait.
    case offered(Hold)
    /// With a session, and among the timers. Moves back to wait, or to `parked`.
    case leased(Hold)
    /// Tried often enough. Moves back to wait when redriven.
    case parked
  }

  /// Who a parcel is handed to.
  struct Hold: Sendable {
    /// `nil` once the session has closed while the hand-over was being recorded.
    var session: Session.Number?
    let until: Moment
    /// Whether it used credit. A claim does not: it answers a request.
    let isCharged: Bool
  }

  var offer: Offer
  /// The order of insertion, which settles ties.
  let arrival: UInt64
  let mailbox: Mailbox.Number
  let thread: MailThread.Number
  var place: Place = .behind
  /// Where it stands in its session's list of what it holds.
  var heldAt = 0

  var rank: ParcelQueue.Rank { .init(index: offer.index, arrival: arrival) }
  var cursor: ParkedCursor { .init(offer) }

  /// Whether somebody has it or is about to.
  var isUnderWay: Bool {
    switch place {
    case .offered, .leased: true
    case .behind, .ready, .resting, .parked: false
    }
  }
}
