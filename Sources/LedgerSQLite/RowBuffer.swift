internal import GRDB

/// Rows of one table that are written many at a time.
///
/// A statement costs some three microseconds whatever it holds, which is more than most rows do; a
/// concern with its deliveries makes some twenty rows.
struct RowBuffer {
  private let form: RowForm
  private var values: [DatabaseValue] = []

  init(_ form: RowForm) { self.form = form }

  /// Takes a row, a value for each column.
  mutating func append(_ row: [DatabaseValue]) {
    precondition(row.count == form.width, "a row has a value for each column")
    values.append(contentsOf: row)
  }

  /// Writes what has gathered.
  mutating func flush(to db: Database) throws {
    var start = 0
    for (size, sql) in form.statements {
      let count = size * form.width
      while values.count - start >= count {
        let statement = try db.cachedStatement(sql: sql)
        // Counted above, so that the library need not.
        statement.setUncheckedArguments(StatementArguments(values[start..<(start + count)]))
        try statement.execute()
        start += count
      }
    }
    values.removeAll(keepingCapacity: true)
  }
}

/// What is said to write rows of one kind: a text for each number of rows, put together once.
struct RowForm: Sendable {
  /// Rows of one statement, the largest first. Each size is a statement of its own to prepare.
  private static let sizes = [64, 8, 1]

  /// How many values a row has.
  let width: Int
  let statements: [(size: Int, sql: String)]

  /// - Parameter text: The statement around its rows.
  init(width: Int, _ text: (_ rows: String) -> String) {
    self.width = width
    let row = "(" + Array(repeating: "?", count: width).joined(separator: ", ") + ")"
    statements = Self.sizes.map { size in
      (size, text(Array(repeating: row, count: size).joined(separator: ", ")))
    }
  }

  /// Inserts rows.
  ///
  /// - Parameter conflict: What is done about a row that is there.
  init(into table: String, _ columns: [String], conflict: String = "") {
    let names = columns.joined(separator: ", ")
    self.init(width: columns.count) { rows in
      "INSERT INTO \(table) (\(names)) VALUES \(rows) \(conflict)"
    }
  }
}
