/// A delivery that was handed to somebody: to whom, when, and by which disclosure.
///
/// Sealed with the conversation's key and not with one of its own: most hand-overs show what was
/// decided when the message came, and then the row says only that.
package struct HandOverRow: Hashable, Sendable {
  /// Whose contents were handed over.
  package let entry: EntryIndex
  package let note: Sealed

  package init(entry: EntryIndex, note: Sealed) {
    self.entry = entry
    self.note = note
  }
}

/// A hand-over and where it stands.
package struct StoredHandOver: Hashable, Sendable {
  package let index: EntryIndex
  package let row: HandOverRow

  package init(index: EntryIndex, row: HandOverRow) {
    self.index = index
    self.row = row
  }
}
