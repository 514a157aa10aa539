internal import GRDB

/// Rows of one table that are written many at a time.
///
/// A statement costs some three microseconds whatever it holds, which is more than most rows do; a
/// concern with its deliveries makes some twenty rows.
struct RowBuffer {
  /// Rows of one statement, the largest first. Each size is a statement of its own to prepare.
  private static let sizes = [64, 8, 1]

  private let table: String
  private let columns: [String]
  private var values: [DatabaseValue] = []

  init(_ table: String, _ columns: [String]) {
    self.table = table
    self.columns = columns
  }

  /// Takes a row, a value for each column.
  mutating func append(_ row: [any DatabaseValueConvertible]) {
    precondition(row.count == columns.count, "a row has a value for each column of \(table)")
    for value in row { values.append(value.databaseValue) }
  }

  /// Writes what has gathered.
  mutating func flush(to db: Database) throws {
    var start = 0
    for size in Self.sizes {
      let count = size * columns.count
      while values.count - start >= count {
        let statement = try db.cachedStatement(sql: sql(rows: size))
        // Counted above, so that the library need not.
        statement.setUncheckedArguments(StatementArguments(values[start..<(start + count)]))
        try statement.execute()
        start += count
      }
    }
    values.removeAll(keepingCapacity: true)
  }

  private func sql(rows: Int) -> String {
    let row = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
    return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
      + Array(repeating: row, count: rows).joined(separator: ", ")
  }
}
