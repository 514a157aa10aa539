internal import Concerns
internal import Evidence
internal import Foundation
internal import GRDB
internal import Ledger

/// The questions that the store can answer, each one statement or two.
enum Lookup {
  static func claim(_ key: Keyed, in db: Database) throws -> StoredClaim? {
    let sql = """
      SELECT claim.digest, claim.entry, entry.record, entry.at, field.sealed
      FROM claim JOIN entry ON entry.place = claim.entry
      JOIN field ON field.place = claim.entry * 256
      WHERE claim.key = ?
      """
    return try first(sql, [Data(key.bytes)], from: "claim", in: db)?.claim(key)
  }

  static func epoch(of name: Stand.Name, in db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT epoch FROM stand WHERE name = ?")
    return try Int64.fetchOne(statement, arguments: [Data(name.bytes)]) ?? 0
  }

  static func leafCount(_ controller: ControllerNumber, in db: Database) throws -> Int {
    let statement = try db.cachedStatement(
      sql: "SELECT max(position) + 1 FROM leaf WHERE controller = ?")
    return try Int.fetchOne(statement, arguments: [Int64(controller.rawValue)]) ?? 0
  }

  static func leaves(
    _ controller: ControllerNumber, _ range: Range<Int>, in db: Database
  ) throws -> [LeafValue] {
    let sql = """
      SELECT value FROM leaf WHERE controller = ? AND position >= ? AND position < ?
      ORDER BY position
      """
    let arguments: StatementArguments = [
      Int64(controller.rawValue), Int64(range.lowerBound), Int64(range.upperBound),
    ]
    return try all(sql, arguments, from: "leaf", in: db).map {
      try $0.made(LeafValue(stored: try $0.bytes("value")))
    }
  }

  static func statements(
    about entry: EntryIndex, after: RowPlace, limit: Int, in db: Database
  ) throws -> [StoredStatement] {
    let sql = """
      SELECT statement.*, leaf.value FROM statement JOIN leaf USING (controller, position)
      WHERE entry = ? AND place > ? ORDER BY place LIMIT ?
      """
    return try all(sql, [entry.value, after.number, limit], from: "statement", in: db).map {
      StoredStatement(
        place: RowPlace(number: try $0.number("place")), controller: try $0.controller(),
        position: Int(try $0.number("position")),
        leaf: try $0.made(LeafValue(stored: try $0.bytes("value"))),
        sealed: try $0.bytes("sealed").isEmpty ? nil : try $0.sealed("sealed"))
    }
  }

  static func treeHead(of controller: ControllerNumber, in db: Database) throws -> TreeHead? {
    let sql = "SELECT * FROM tree_head WHERE controller = ?"
    return try first(sql, [Int64(controller.rawValue)], from: "tree_head", in: db).map {
      TreeHead(
        controller: controller, size: Int(try $0.number("size")), at: try $0.moment("at"),
        note: try $0.bytes("note"), blocks: [])
    }
  }

  static func blocks(
    _ controller: ControllerNumber, _ range: Range<Int>, in db: Database
  ) throws -> [Digest32] {
    let sql = """
      SELECT root FROM block WHERE controller = ? AND number >= ? AND number < ? ORDER BY number
      """
    let arguments: StatementArguments = [
      Int64(controller.rawValue), Int64(range.lowerBound), Int64(range.upperBound),
    ]
    return try all(sql, arguments, from: "block", in: db).map {
      try $0.made(Digest32(try $0.bytes("root")))
    }
  }

  static func head(in db: Database) throws -> LedgerHead {
    let sql = "SELECT last, time FROM ledger"
    guard let row = try first(sql, [], from: "ledger", in: db) else {
      throw LedgerError.corrupt(table: "ledger")
    }
    return LedgerHead(last: EntryIndex(try row.number("last")), time: try row.moment("time"))
  }

  static func entry(
    at index: EntryIndex, fields: [FieldNumber], in db: Database
  ) throws -> StoredEntry? {
    try first("SELECT * FROM entry WHERE place = ?", [index.value], from: "entry", in: db)
      .map { try entry($0, fields: fields, in: db) }
  }

  static func entries(
    of kind: EntryKind, after: EntryIndex, limit: Int, fields: [FieldNumber], in db: Database
  ) throws -> [StoredEntry] {
    let sql = "SELECT * FROM entry WHERE kind = ? AND place > ? ORDER BY place LIMIT ?"
    let arguments: StatementArguments = [Int64(kind.rawValue), after.value, limit]
    return try all(sql, arguments, from: "entry", in: db).map {
      try entry($0, fields: fields, in: db)
    }
  }

  private static func entry(
    _ row: Columns, fields: [FieldNumber], in db: Database
  ) throws -> StoredEntry {
    let index = EntryIndex(try row.number("place"))
    var found: [FieldNumber: Sealed] = [:]
    for number in fields {
      let place = RowPlace(index: index, ordinal: Int(number.rawValue))
      let sql = "SELECT sealed FROM field WHERE place = ?"
      found[number] = try first(sql, [place.number], from: "field", in: db)?.sealed("sealed")
    }
    return try row.entry(fields: found)
  }

  /// - Parameter index: A hint, where SQLite would choose otherwise.
  static func deliveries(
    _ condition: String, by index: String, _ arguments: StatementArguments,
    after: RowPlace = .start,
    limit: Int = LedgerPage.limit, in db: Database
  ) throws -> [StoredDelivery] {
    let sql = """
      SELECT delivery.*, disclosure.sealed AS disclosure
      FROM delivery \(index) CROSS JOIN disclosure ON disclosure.place = delivery.place
      WHERE \(condition) AND delivery.place > ? ORDER BY delivery.place LIMIT ?
      """
    let paged: StatementArguments = [after.number, limit]
    return try all(sql, arguments + paged, from: "delivery", in: db).map { try $0.delivery() }
  }

  static func runningClocks(
    after: RowPlace, limit: Int, in db: Database
  ) throws -> [StoredClock] {
    let sql = """
      SELECT * FROM clock INDEXED BY clock_running
      WHERE ended IS NULL AND place > ? ORDER BY place LIMIT ?
      """
    return try all(sql, [after.number, limit], from: "clock", in: db).map { try $0.clock() }
  }

  static func handOvers(of entry: EntryIndex, in db: Database) throws -> [StoredHandOver] {
    let sql = "SELECT * FROM hand_over WHERE entry = ? ORDER BY place LIMIT ?"
    return try all(sql, [entry.value, LedgerPage.limit], from: "hand_over", in: db).map {
      StoredHandOver(
        index: EntryIndex(try $0.number("place")),
        row: HandOverRow(entry: entry, note: try $0.sealed("note")))
    }
  }

  static func first(
    _ sql: String, _ arguments: StatementArguments, from table: String, in db: Database
  ) throws -> Columns? {
    try GRDB.Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments)
      .map { Columns(row: $0, table: table) }
  }

  static func all(
    _ sql: String, _ arguments: StatementArguments, from table: String, in db: Database
  ) throws -> [Columns] {
    try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments)
      .map { Columns(row: $0, table: table) }
  }
}
