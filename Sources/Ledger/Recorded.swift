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

  /// What was read back is on disk.
  init(_ stored: StoredEntry) {
    self.init(index: stored.index, record: stored.row.record, time: stored.row.at)
  }
}
