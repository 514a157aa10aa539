package import Concerns
import Wire

/// A hand-over read back: who was given which delivery, and when.
package struct HandedOver: Hashable, Sendable {
  /// Where the ledger put it; `nil` for one of format 1, which no waiver opened.
  package var index: EntryIndex?
  package let delivery: DeliveryID
  package let member: MemberID
  package let attempt: Int
  package let at: Moment
  /// What was shown, as stored; `nil` where it was what the delivery was recorded with.
  package let disclosure: [UInt8]?
}

extension LedgerReader {
  /// To whom a concern was handed over, in the order it was.
  ///
  /// Cost: all hand-overs that an older release kept after the concern are looked through.
  package func handOvers(of concern: EntryIndex) async throws(LedgerError) -> [HandedOver] {
    guard let entry = try await store.entry(at: concern, fields: []),
      let conversation = try await store.conversation(entry.row.conversation)
    else { throw .corrupt(table: "entry") }
    let key = try opened { () throws(VaultError) in
      try vault.key(of: conversation.controller, conversation.generation).open(conversation)
    }
    var found = try await earlierHandOvers(of: concern, under: key)
    for stored in try await store.handOvers(of: concern) {
      let note = try opened { () throws(VaultError) in try key.open(stored.row) }
      var handOver = try StoredForm.handOver(note)
      handOver.index = stored.index
      found.append(handOver)
    }
    return found
  }

  /// Those of format 1, which were entries of their own and are found by their kind alone.
  private func earlierHandOvers(
    of concern: EntryIndex, under key: ConversationKey
  ) async throws(LedgerError) -> [HandedOver] {
    let deliveries = Set(try await store.deliveries(of: concern).map(\.row.id))
    var found: [HandedOver] = []
    var last = concern
    while true {
      let page = try await store.entries(
        of: .handOver, after: last, limit: LedgerPage.limit, fields: [])
      for entry in page where entry.row.conversation == key.name {
        let handOver = try await handOver(at: entry.index, under: key)
        if deliveries.contains(handOver.delivery) { found.append(handOver) }
      }
      guard page.count == LedgerPage.limit, let end = page.last else { return found }
      last = end.index
    }
  }

  private func handOver(
    at index: EntryIndex, under key: ConversationKey
  ) async throws(LedgerError) -> HandedOver {
    guard let row = try await store.entry(at: index, fields: [.facts, .shownBefore])?.row,
      let facts = row.fields[.facts], let shown = row.fields[.shownBefore]
    else { throw .corrupt(table: "field") }
    let record = try opened { () throws(VaultError) in try key.open(row) }
    return try StoredForm.handOver(
      try open(facts, record, .field(.facts, of: row.kind, at: row.at)),
      showing: try open(shown, record, .field(.shownBefore, of: row.kind, at: row.at)), at: row.at)
  }
}
