package import Concerns

/// What the two clocks of a machine say at one instant.
package struct Instant: Hashable, Sendable {
  /// Right in the long run, but it may leap, and be put right again.
  package let wall: Moment
  /// How long the program has run: only ever goes on, and knows no date.
  package let elapsed: Duration

  package init(wall: Moment, elapsed: Duration) {
    self.wall = wall
    self.elapsed = elapsed
  }
}

/// The ledger's time: never set back, and never standing still.
///
/// A value: it reads no clock. Behind the wall clock it is not; ahead of it, which is so after a
/// leap that was put right, it goes on by the time that elapses, but slower, until they meet.
package struct LedgerTime: Sendable {
  /// How many quarters of the time that elapses go by while it is ahead.
  ///
  /// At four it would be ahead for ever; at none, leases and quotas would stand still. At three a
  /// lease lasts a third longer at most, and what was leapt is made good in four times as long.
  private static let quarters = 3

  /// The latest moment ever seen.
  package private(set) var moment: Moment
  /// Where it stood when it last agreed with the wall clock, or when the program started.
  private var anchor: (moment: Moment, elapsed: Duration)?

  /// Begins at the ledger's last known time.
  package init(at moment: Moment) { self.moment = moment }

  /// Goes on to an instant, and tells what time it is.
  package mutating func pass(to instant: Instant) -> Moment {
    // Counted from the anchor, not from the last call: many small steps must not round to nothing.
    let own = anchor.map { $0.moment + (instant.elapsed - $0.elapsed) * Self.quarters / 4 }
    moment = max(moment, instant.wall, own ?? moment)
    if anchor == nil || moment == instant.wall { anchor = (moment, instant.elapsed) }
    return moment
  }
}
