package import Concerns

/// Proof that a write is on disk. Made here alone, from a commit or from what was read back.
package struct Recorded: Hashable, Sendable {
  package let index: EntryIndex
  /// The record, when the write had an entry.
  package let record: RecordID?
  /// Ledger time of the commit; of the entry itself when it was read back.
  package let time: Moment

  init(index: EntryIndex, record: RecordID?, time: Moment) {
    self.index = index
    self.record = record
    self.time = time
  }
}

/// The words that a sender is owed for something recorded: kept, and replayed unchanged.
package struct Receipt: Hashable, Sendable {
  package let recorded: Recorded
  package let leaf: [UInt8]

  init(recorded: Recorded, leaf: [UInt8]) {
    self.recorded = recorded
    self.leaf = leaf
  }
}

/// What became of one write, with the proof where there is one.
package enum Finding: Hashable, Sendable {
  case recorded(Recorded)
  /// Recorded before; the answer opens with that record's key.
  case duplicate(of: Recorded, answer: Sealed)
  case conflict
  case stale(Stand.Name)
  case overtaken(row: Int)
  case full

  init(_ outcome: Outcome, of write: Write, at time: Moment) {
    switch outcome {
    case .recorded(let index):
      self = .recorded(Recorded(index: index, record: write.entry?.record, time: time))
    case .duplicate(let earlier):
      self = .duplicate(
        of: Recorded(index: earlier.index, record: earlier.record, time: earlier.at),
        answer: earlier.claim.answer)
    case .conflict: self = .conflict
    case .stale(let name): self = .stale(name)
    case .overtaken(let row): self = .overtaken(row: row)
    case .full: self = .full
    }
  }
}
