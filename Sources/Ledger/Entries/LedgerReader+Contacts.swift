import Concerns
import Contacts

extension LedgerReader {
  /// Makes the register anew of every early contact and of what happened to it, in their order.
  func recoverContacts(into recovery: inout Recovery) async throws(LedgerError) {
    try await eachConcern(in: .shared, where: { $0 == .contactEarly }) { concern in
      if let contact = Contact(concern) { recovery.contacts.note(contact) }
    }
    try await eachEntry(of: .contact) { facts, at throws(LedgerError) in
      recovery.contacts.apply(try StoredForm.contactNote(facts, at: at))
    }
  }

  /// Reads the concerns of some kinds, in order, among all that lie in one kind of entry.
  ///
  /// Of each the small sealed field is opened, and of those that are wanted the message.
  func eachConcern(
    in entryKind: EntryKind, where isWanted: (Kind) -> Bool,
    _ body: (StoredConcern) throws(LedgerError) -> Void
  ) async throws(LedgerError) {
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: entryKind, after: index, limit: LedgerPage.limit, fields: [.facts])
      let records = try await records(of: page)
      for entry in page {
        guard let (entry, key) = records[entry.index], isWanted(try facts(of: entry, key).kind)
        else { continue }
        try body(try await concern(at: entry.index))
      }
      guard let last = page.last, page.count == LedgerPage.limit else { return }
      index = last.index
    }
  }
}
