package import Concerns
package import Filtering

/// A hand-over that is on disk: which delivery of which concern, and what may be seen of it.
///
/// Made here alone, of a commit, out of the note that was committed. What goes to a recipient is
/// made of it and of nothing less.
package struct RecordedHandOver: Sendable {
  package let delivery: DeliveryID
  /// Whose contents are handed over.
  package let concern: EntryIndex
  /// What was recorded with it.
  package let disclosure: Disclosure
  /// Ledger time of the commit.
  package let time: Moment

  init(delivery: DeliveryID, concern: EntryIndex, disclosure: Disclosure, time: Moment) {
    self.delivery = delivery
    self.concern = concern
    self.disclosure = disclosure
    self.time = time
  }
}
