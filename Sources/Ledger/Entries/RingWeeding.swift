package import Concerns
import Evidence

/// Entries about rounds of ringing that go, because nobody needs them any more.
///
/// What is left of them is their leaves in the audit tree, whose statements go with them, and a
/// leaf that says which went.
package struct RingWeeding: Hashable, Sendable {
  /// How long a round is kept that is not the last of a clock that runs.
  ///
  /// A quarter: within that somebody asks why nobody had opened. A start reads every one of them
  /// once, some thousands at the size of a town.
  package static let retention: Duration = .seconds(90 * 86_400)
  /// Most entries of one write: that many rows and the leaf are one small transaction.
  package static let limit = 128
  /// Most entries that go after one start: a ledger that never weeded before does not keep the
  /// disk busy for it, and the next start takes the rest.
  package static let startLimit = 16_384

  package let entries: [EntryIndex]
  package let at: Moment

  package init(_ entries: [EntryIndex], at: Moment) {
    precondition(entries.count <= Self.limit, "one write takes at most 128 entries away")
    self.entries = entries
    self.at = at
  }
}

extension Scribe {
  /// Takes entries away, and says in the audit tree which.
  func seal(
    _ weeding: RingWeeding, using generator: inout some RandomNumberGenerator
  ) -> Draft {
    let rows = weeding.entries.map { Row.weeding($0) }
    return Draft(
      write: Write(
        at: weeding.at, rows: rows,
        leaves: [operatorLeaf(Statement(at: weeding.at, rows: rows), using: &generator)]))
  }
}
