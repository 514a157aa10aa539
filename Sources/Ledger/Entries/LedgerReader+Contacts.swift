import Concerns
import Contacts

extension LedgerReader {
  /// Makes the register anew of every early contact and of what happened to it, in their order.
  ///
  /// Contacts lie among what may be shown on a waiver: of each of those the small sealed field is
  /// opened, and of a contact the message.
  func recoverContacts(into recovery: inout Recovery) async throws(LedgerError) {
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: .shared, after: index, limit: LedgerPage.limit, fields: [])
      for entry in page {
        guard try await facts(at: entry.index).kind == .contactEarly else { continue }
        if let contact = Contact(try await concern(at: entry.index)) {
          recovery.contacts.note(contact)
        }
      }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      index = last.index
    }
    try await eachEntry(of: .contact) { facts, at throws(LedgerError) in
      recovery.contacts.apply(try StoredForm.contactNote(facts, at: at))
    }
  }

  private func facts(at index: EntryIndex) async throws(LedgerError) -> ConcernFacts {
    let (entry, key) = try await record(at: index, fields: [.facts])
    let row = entry.row
    guard let facts = row.fields[.facts] else { throw .corrupt(table: "field") }
    return try ConcernFacts(
      stored: try open(facts, key, .field(.facts, of: row.kind, at: row.at)))
  }
}
