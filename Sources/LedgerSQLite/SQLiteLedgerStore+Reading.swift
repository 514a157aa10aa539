package import Concerns
package import Evidence
internal import Foundation
internal import GRDB
package import Ledger

extension SQLiteLedgerStore {
  package func head() async throws(LedgerError) -> LedgerHead {
    try await read { try Lookup.head(in: $0) }
  }

  package func entries(
    of kind: EntryKind, after: EntryIndex, limit: Int, fields: [FieldNumber]
  ) async throws(LedgerError) -> [StoredEntry] {
    LedgerPage.check(limit: limit)
    return try await read {
      try Lookup.entries(of: kind, after: after, limit: limit, fields: fields, in: $0)
    }
  }

  package func entries(
    at places: [EntryIndex], fields: [FieldNumber]
  ) async throws(LedgerError) -> [EntryIndex: StoredEntry] {
    LedgerPage.check(limit: max(1, places.count))
    return try await read { db in
      var found: [EntryIndex: StoredEntry] = [:]
      for place in places {
        found[place] = try Lookup.entry(at: place, fields: fields, in: db)
      }
      return found
    }
  }

  package func claim(_ key: Keyed) async throws(LedgerError) -> StoredClaim? {
    try await read { try Lookup.claim(key, in: $0) }
  }

  /// Which deliveries are open, as the index and the enum have it.
  ///
  /// In words that imply those of the index, or SQLite cannot use it.
  private static let isOpen = DeliveryState.allCases.filter { !$0.isOpen }
    .map { "state <> \($0.rawValue)" }.joined(separator: " AND ")

  package func openDeliveries(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    LedgerPage.check(limit: limit)
    return try await read {
      // Without a hint SQLite walks the whole table by place. The index also has what was sent on.
      try Lookup.deliveries(
        Self.isOpen, by: "INDEXED BY delivery_open", [], after: after, limit: limit, in: $0)
    }
  }

  package func deliveries(
    to function: Keyed, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    LedgerPage.check(limit: limit)
    return try await read {
      try Lookup.deliveries(
        "function = ?", by: "INDEXED BY delivery_of_function", [Data(function.bytes)],
        after: after, limit: limit, in: $0)
    }
  }

  package func deliveries(
    of entries: [EntryIndex]
  ) async throws(LedgerError) -> [EntryIndex: [StoredDelivery]] {
    LedgerPage.check(limit: max(1, entries.count))
    return try await read { db in
      var found: [EntryIndex: [StoredDelivery]] = [:]
      for entry in entries {
        found[entry] = try Lookup.deliveries(
          "entry = ?", by: "INDEXED BY delivery_of_entry", [entry.value], in: db)
      }
      return found
    }
  }

  package func delivery(_ id: DeliveryID) async throws(LedgerError) -> StoredDelivery? {
    try await read {
      try Lookup.deliveries("id = ?", by: "", [Data(id.bytes)], limit: 1, in: $0).first
    }
  }

  package func handOvers(of entry: EntryIndex) async throws(LedgerError) -> [StoredHandOver] {
    try await read { try Lookup.handOvers(of: entry, in: $0) }
  }

  package func runningClocks(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredClock] {
    LedgerPage.check(limit: limit)
    return try await read { try Lookup.runningClocks(after: after, limit: limit, in: $0) }
  }

  package func conversations(
    _ names: [Keyed]
  ) async throws(LedgerError) -> [Keyed: ConversationRow] {
    LedgerPage.check(limit: max(1, names.count))
    return try await read { db in
      var found: [Keyed: ConversationRow] = [:]
      for name in names {
        found[name] = try Lookup.first(
          "SELECT * FROM conversation WHERE name = ?", [Data(name.bytes)],
          from: "conversation", in: db)?.conversation()
      }
      return found
    }
  }

  package func controllerKeys() async throws(LedgerError) -> [ControllerKeyRow] {
    try await read { db in
      let sql = "SELECT * FROM controller_key ORDER BY controller, generation"
      return try Lookup.all(sql, [], from: "controller_key", in: db).map {
        try $0.controllerKey()
      }
    }
  }

  package func leafCount(of controller: ControllerNumber) async throws(LedgerError) -> Int {
    try await read { try Lookup.leafCount(controller, in: $0) }
  }

  package func leaves(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [LeafValue] {
    LedgerPage.check(leaves: range)
    return try await read { try Lookup.leaves(controller, range, in: $0) }
  }

  package func statements(
    about entry: EntryIndex, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredStatement] {
    LedgerPage.check(limit: limit)
    return try await read {
      try Lookup.statements(about: entry, after: after, limit: limit, in: $0)
    }
  }

  package func treeHead(of controller: ControllerNumber) async throws(LedgerError) -> TreeHead? {
    try await read { try Lookup.treeHead(of: controller, in: $0) }
  }

  package func blocks(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [Digest32] {
    LedgerPage.check(leaves: range)
    return try await read { try Lookup.blocks(controller, range, in: $0) }
  }

  package func epochs(of names: [Stand.Name]) async throws(LedgerError) -> [Stand] {
    try await read { db in
      try names.map { Stand(name: $0, epoch: try Lookup.epoch(of: $0, in: db)) }
    }
  }

  /// Reads every page of the database; as long as the database is large.
  ///
  /// - Throws: `LedgerError.corrupt(table:)` when SQLite finds its own structure damaged. What
  ///   is in the rows is for the keys and the audit tree to judge.
  package func checkIntegrity() async throws(LedgerError) {
    try await read { db in
      guard try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok" else {
        throw LedgerError.corrupt(table: "database")
      }
    }
  }
}
