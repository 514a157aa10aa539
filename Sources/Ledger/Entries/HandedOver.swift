package import Concerns
import Wire

/// A hand-over read back: who was given which delivery, and when.
package struct HandedOver: Hashable, Sendable {
  package let delivery: DeliveryID
  package let member: MemberID
  package let attempt: Int
  package let at: Moment
  /// What was shown, as stored; `nil` where it was what the delivery was recorded with.
  package let disclosure: [UInt8]?
}

extension LedgerReader {
  /// To whom a concern was handed over, in the order it was.
  package func handOvers(of concern: EntryIndex) async throws(LedgerError) -> [HandedOver] {
    guard let entry = try await store.entry(at: concern, fields: []),
      let conversation = try await store.conversation(entry.row.conversation)
    else { throw .corrupt(table: "entry") }
    let key = try opened { () throws(VaultError) in
      try vault.key(of: conversation.controller, conversation.generation).open(conversation)
    }
    var found: [HandedOver] = []
    for stored in try await store.handOvers(of: concern) {
      let note = try opened { () throws(VaultError) in try key.open(stored.row) }
      found.append(try StoredForm.handOver(note))
    }
    return found
  }
}
