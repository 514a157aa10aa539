import Deadlines
internal import Concerns
internal import Foundation
internal import GRDB
internal import Ledger

/// What the writes of a batch build on, read before the first of them is decided.
///
/// Many names in one statement: a statement costs more than what it finds. Afterwards it follows
/// what the batch itself keeps, so that a later write is decided by an earlier one unread.
struct Footing {
  /// Where a delivery lies and which version of it stands.
  struct Standpoint {
    let place: Int64
    var version: Int
  }

  var deliveries: [DeliveryID: Standpoint] = [:]
  /// The versions of conversations that have begun.
  var conversations: [Keyed: Int] = [:]
  /// Keys of claims that stand.
  var claims: Set<Keyed> = []

  init(of writes: [Write], in db: Database) throws {
    var names: [DeliveryID] = []
    var conversations: [Keyed] = []
    for row in writes.lazy.flatMap(\.rows) {
      switch row {
      case .deliveryChange(let change): names.append(change.id)
      case .conversation(let row): conversations.append(row.name)
      case .entry, .delivery, .clock, .clockEnd, .handOver, .controllerKey, .treeHead, .weeding:
        break
      }
    }
    try Self.deliveries.each(names.map(\.bytes), in: db) { index, row in
      deliveries[names[index]] = Standpoint(place: row[1], version: row[2])
    }
    try Self.conversations.each(conversations.map(\.bytes), in: db) { index, row in
      self.conversations[conversations[index]] = row[1]
    }
    let claims = writes.compactMap(\.claim?.key)
    try Self.claims.each(claims.map(\.bytes), in: db) { index, _ in
      self.claims.insert(claims[index])
    }
  }

  private static let deliveries = NameQuery("place, version", from: "delivery", by: "id")
  private static let conversations = NameQuery("version", from: "conversation", by: "name")
  private static let claims = NameQuery("1", from: "claim", by: "key")
}

/// A question about rows by their names, asked of many names at once.
struct NameQuery: Sendable {
  /// Names of one statement, the largest first. Each size is a statement of its own to prepare.
  private static let sizes = [64, 8, 1]

  private let statements: [(size: Int, sql: String)]

  init(_ columns: String, from table: String, by name: String) {
    statements = Self.sizes.map { size in
      let names = (0..<size).map { "(\($0), ?)" }.joined(separator: ", ")
      return (
        size,
        """
        SELECT wanted.column1, \(columns) FROM (VALUES \(names)) AS wanted
        JOIN \(table) ON \(table).\(name) = wanted.column2
        """
      )
    }
  }

  /// Calls back for each name that is there, with its index and its row: the index, then columns.
  func each(
    _ names: [[UInt8]], in db: Database, _ body: (Int, GRDB.Row) throws -> Void
  ) throws {
    var start = 0
    for (size, sql) in statements {
      while names.count - start >= size {
        let values = names[start..<(start + size)].map { Data($0).databaseValue }
        let statement = try db.cachedStatement(sql: sql)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: StatementArguments(values))
        while let row = try cursor.next() { try body(start + row[0], row) }
        start += size
      }
    }
  }
}
