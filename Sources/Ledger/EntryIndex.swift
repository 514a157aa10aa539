/// A place in the ledger: the store gives the next one to every write that it records.
///
/// Strictly rising from 1, never reused. A write that was refused takes none.
package struct EntryIndex: Hashable, Comparable, Sendable {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }

  /// The place before the first write, for reading from the beginning.
  package static let start = EntryIndex(0)

  package var next: Self { Self(value + 1) }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// Which entry a delivery or a clock belongs to.
package enum EntryReference: Hashable, Sendable {
  /// The write that carries the row.
  case own
  /// An earlier write, known by its place.
  case at(EntryIndex)

  /// The place of an earlier write; `nil` for the one that carries the row.
  package var earlier: EntryIndex? {
    if case .at(let index) = self { index } else { nil }
  }

  package func index(own: EntryIndex) -> EntryIndex {
    switch self {
    case .own: own
    case .at(let index): index
    }
  }
}
