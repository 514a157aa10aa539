package import Concerns
package import Wire

/// Something that happened to an entry, as the audit tree commits to it.
package struct Stated: Hashable, Sendable {
  package let place: RowPlace
  /// Whose tree commits to it, and with which leaf, from 0.
  package let controller: ControllerNumber
  package let position: Int
  /// What stands before the statement in the hash; whoever is shown both can check the leaf.
  package let salt: [UInt8]
  /// The statement as it was hashed (`protocols/audit.md`).
  package let bytes: [UInt8]

  /// The statement, read.
  package func value() throws(LedgerError) -> JSONValue { try StoredForm.read(bytes) }
}

extension LedgerReader {
  /// What happened to an entry, in order: every statement opened, and checked against its leaf.
  ///
  /// A ledger of before format 3 stated nothing that it kept. Costs two reads and one for every
  /// thousand statements.
  package func history(of index: EntryIndex) async throws(LedgerError) -> [Stated] {
    let entry = try await store.entry(at: index, fields: [])
    var conversation: ConversationRow?
    if let entry { conversation = try await store.conversation(entry.row.conversation) }
    var history: [Stated] = []
    var place = RowPlace.start
    while true {
      let page = try await store.statements(about: index, after: place, limit: LedgerPage.limit)
      for stored in page {
        guard let sealed = stored.sealed else { continue }
        let (salt, bytes) = try opened { () throws(VaultError) -> ([UInt8], [UInt8]) in
          try key(of: stored, about: entry?.row, in: conversation)
            .open(sealed, of: stored.leaf)
        }
        history.append(
          Stated(
            place: stored.place, controller: stored.controller, position: stored.position,
            salt: salt, bytes: bytes))
      }
      guard let last = page.last, page.count == LedgerPage.limit else { return history }
      place = last.place
    }
  }

  /// What happened to the concern of a delivery; `nil` when there is no such delivery.
  package func history(of delivery: DeliveryID) async throws(LedgerError) -> [Stated]? {
    guard let stored = try await store.delivery(delivery), let entry = stored.row.entry.earlier
    else { return nil }
    return try await history(of: entry)
  }

  /// The newest head of every controller's tree, in order.
  package func heads() async throws(LedgerError) -> [TreeHead] {
    var heads: [TreeHead] = []
    for controller in vault.controllers {
      if let head = try await store.treeHead(of: controller) { heads.append(head) }
    }
    return heads
  }

  /// What belongs to no conversation lies under the controller's own, and what has no entry, too.
  func key(
    of statement: StoredStatement, about entry: EntryRow?, in conversation: ConversationRow?
  ) throws(VaultError) -> ConversationKey {
    guard let entry else { return try vault.key(of: statement.controller).ownConversation }
    let controller = try vault.key(of: entry.controller, entry.generation)
    return try conversation.map { row throws(VaultError) in try controller.open(row) }
      ?? controller.ownConversation
  }
}
