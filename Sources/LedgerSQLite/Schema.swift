internal import GRDB
internal import Ledger

/// The tables of format 3, and how a ledger of an earlier format comes to have them.
///
/// Rows that are made together lie together: places count by write, then by row, so that
/// appending touches the end of a table. Only names drawn at random are looked up in an index
/// that is touched all over, and each of those is a page to write for every row; so only names
/// that somebody asks by have one. A format once released is never changed; a new one gets a
/// number.
enum Schema {
  static func create(in db: Database) throws {
    for table in tables { try db.execute(sql: table) }
  }

  /// The formats that this release opens.
  static let readable = 1...LedgerIdentity.currentFormat

  /// Brings an older ledger up to the current format, within the caller's transaction.
  static func upgrade(in db: Database) throws {
    let format = try Int.fetchOne(db, sql: "SELECT format FROM ledger") ?? 0
    if format == 1 { try upgradeFrom1(in: db) }
    if format <= 2 { try upgradeFrom2(in: db) }
  }

  /// Format 2 keeps what a delivery shows apart from how it stands, and hand-overs as rows.
  private static func upgradeFrom1(in db: Database) throws {
    try db.execute(sql: "ALTER TABLE entry RENAME TO entry_1")
    for statement in [entry, disclosure, handOver, handOverIndex] {
      try db.execute(sql: statement)
    }
    try db.execute(
      sql: """
        INSERT INTO entry SELECT * FROM entry_1;
        DROP TABLE entry_1;
        \(entryIndex);
        INSERT INTO disclosure SELECT place, disclosure FROM delivery;
        ALTER TABLE delivery DROP COLUMN disclosure;
        UPDATE ledger SET format = 2;
        """)
  }

  /// Format 3 keeps what a leaf states. Older leaves stated nothing that was kept: they go on
  /// proving order and number, and say by their first byte which they are.
  private static func upgradeFrom2(in db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE leaf RENAME COLUMN hash TO value;
        UPDATE leaf SET value = CAST(x'01' || value AS BLOB);
        \(statement);
        \(statementIndex);
        \(treeHead);
        \(block);
        UPDATE ledger SET format = 3;
        """)
  }

  private static let entry = """
    CREATE TABLE entry (
      place INTEGER PRIMARY KEY, record BLOB NOT NULL, kind INTEGER NOT NULL,
      controller INTEGER NOT NULL, at INTEGER NOT NULL, bucket INTEGER NOT NULL,
      generation INTEGER NOT NULL, conversation BLOB NOT NULL, key BLOB NOT NULL
    ) STRICT
    """
  private static let entryIndex = "CREATE INDEX entry_of_kind ON entry (kind)"
  /// What each delivery may show, at the delivery's place: apart from what changes of it, so that
  /// a change rewrites little.
  private static let disclosure =
    "CREATE TABLE disclosure (place INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT"
  private static let handOver = """
    CREATE TABLE hand_over (
      place INTEGER PRIMARY KEY, entry INTEGER NOT NULL, note BLOB NOT NULL
    ) STRICT
    """
  private static let handOverIndex = "CREATE INDEX hand_over_of_entry ON hand_over (entry)"

  /// What each leaf commits to, apart from the leaf: it goes with its entry, and the leaf stays.
  private static let statement = """
    CREATE TABLE statement (
      place INTEGER PRIMARY KEY, entry INTEGER NOT NULL, controller INTEGER NOT NULL,
      position INTEGER NOT NULL, sealed BLOB NOT NULL
    ) STRICT
    """
  private static let statementIndex = "CREATE INDEX statement_of_entry ON statement (entry)"

  /// The newest signed head of each audit tree.
  private static let treeHead = """
    CREATE TABLE tree_head (
      controller INTEGER PRIMARY KEY, size INTEGER NOT NULL, at INTEGER NOT NULL,
      note BLOB NOT NULL
    ) STRICT
    """
  /// The roots of full blocks of leaves.
  private static let block = """
    CREATE TABLE block (
      controller INTEGER NOT NULL, number INTEGER NOT NULL, root BLOB NOT NULL,
      PRIMARY KEY (controller, number)
    ) STRICT, WITHOUT ROWID
    """

  private static let tables = [
    """
    CREATE TABLE ledger (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      format INTEGER NOT NULL, deployment TEXT NOT NULL, environment TEXT NOT NULL,
      root_mark BLOB NOT NULL, last INTEGER NOT NULL, time INTEGER NOT NULL
    ) STRICT
    """,
    entry, entryIndex, disclosure, handOver, handOverIndex, statement, statementIndex, treeHead,
    block,
    // place = entry * 256 + field number; field 0 is the answer of the entry's claim.
    "CREATE TABLE field (place INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT",
    """
    CREATE TABLE claim (
      key BLOB PRIMARY KEY, digest BLOB NOT NULL, entry INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE stand (
      name BLOB PRIMARY KEY, epoch INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    // place = write * 256 + position of the row in the write.
    """
    CREATE TABLE delivery (
      place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, entry INTEGER NOT NULL,
      controller INTEGER NOT NULL, function BLOB NOT NULL, thread BLOB NOT NULL,
      lane INTEGER NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL,
      not_before INTEGER NOT NULL, acknowledged INTEGER NOT NULL, version INTEGER NOT NULL,
      at INTEGER NOT NULL, mark BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX delivery_open ON delivery (place) WHERE state <> 2",
    "CREATE INDEX delivery_of_function ON delivery (function)",
    "CREATE INDEX delivery_of_entry ON delivery (entry)",
    """
    CREATE TABLE clock (
      place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, entry INTEGER NOT NULL,
      controller INTEGER NOT NULL, kind INTEGER NOT NULL, due INTEGER NOT NULL,
      note BLOB NOT NULL, ended INTEGER, cause INTEGER
    ) STRICT
    """,
    "CREATE INDEX clock_running ON clock (place) WHERE ended IS NULL",
    """
    CREATE TABLE conversation (
      name BLOB PRIMARY KEY, controller INTEGER NOT NULL, generation INTEGER NOT NULL,
      key BLOB NOT NULL, version INTEGER NOT NULL, standing BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE controller_key (
      controller INTEGER NOT NULL, generation INTEGER NOT NULL, name BLOB NOT NULL,
      key BLOB NOT NULL, PRIMARY KEY (controller, generation)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE leaf (
      controller INTEGER NOT NULL, position INTEGER NOT NULL, value BLOB NOT NULL,
      PRIMARY KEY (controller, position)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
