package import Concerns

/// What the store decided about one write.
package enum Outcome: Hashable, Sendable {
  /// On disk, at this place.
  case recorded(EntryIndex)
  /// The same message was recorded before; nothing was written.
  case duplicate(StoredClaim)
  /// Another message was recorded under the same claim; nothing was written.
  case conflict
  /// The epoch of this name has moved on; nothing was written.
  case stale(Stand.Name)
  /// The row at this position was built on a version that no longer stands; nothing was written.
  case overtaken(row: Int)
  /// The disk is at its low-water mark and the write takes in something new; nothing was written.
  case full
}

/// What a store says after its commit: the batch is durable.
///
/// Not a value that vouches by itself: whoever writes a store is trusted to make one after its
/// commit and never else, and the conformance tests hold every store to it. Nobody but this module
/// takes one, and what it makes of one vouches.
package struct CommitMark: Hashable, Sendable {
  /// One for each write, in order.
  package let outcomes: [Outcome]
  /// Ledger time: never earlier than that of any commit before.
  package let time: Moment

  package init(outcomes: [Outcome], time: Moment) {
    self.outcomes = outcomes
    self.time = time
  }
}

/// Where a ledger ends.
package struct LedgerHead: Hashable, Sendable {
  package let last: EntryIndex
  package let time: Moment

  package init(last: EntryIndex, time: Moment) {
    self.last = last
    self.time = time
  }

  package static let empty = LedgerHead(last: .start, time: Moment(milliseconds: 0))
}
