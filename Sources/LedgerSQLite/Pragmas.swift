internal import GRDB
internal import Ledger

/// The settings that durability rests on: set when a connection opens, then read back.
///
/// `synchronous` comes before `journal_mode`, because the switch to WAL is itself a commit, and
/// must be as durable as those that follow. GRDB's own ways to WAL set `synchronous` to NORMAL
/// afterwards: a power cut would then take rows that were acknowledged. Checkpoints are ours,
/// because SQLite's own swallow the error of a failed flush and go on (``Checkpointing``).
enum Pragmas {
  /// Bytes of a page. Larger ones measured no faster, and each random name would put twice as
  /// much into the log once every name is on a page of its own.
  static let pageSize = 4096
  /// Bytes that the log may keep after a checkpoint, so that one burst is not kept for ever.
  static let logLimit = 64 << 20
  /// KiB of cache for the writing connection: the inner pages of every index of a year's rows.
  static let cacheKiB = 64 << 10

  static func prepareWriter(_ db: Database) throws {
    try db.execute(sql: "PRAGMA page_size = \(pageSize)")
    try db.execute(sql: "PRAGMA synchronous = EXTRA")
    try set(db, "journal_mode = WAL")
    try set(db, "wal_autocheckpoint = 0")
    try set(db, "journal_size_limit = \(logLimit)")
    try db.execute(sql: "PRAGMA cache_size = -\(cacheKiB)")
    try prepare(db)
  }

  static func prepareReader(_ db: Database) throws {
    try set(db, "wal_autocheckpoint = 0")
    try prepare(db)
  }

  private static func prepare(_ db: Database) throws {
    try set(db, "mmap_size = 0")
    try set(db, "secure_delete = ON")
    try db.execute(sql: "PRAGMA cell_size_check = ON")
    try db.execute(sql: "PRAGMA trusted_schema = OFF")
  }

  /// Some pragmas answer with a row, which must be read to its end.
  private static func set(_ db: Database, _ pragma: String) throws {
    _ = try GRDB.Row.fetchAll(db, sql: "PRAGMA \(pragma)")
  }

  /// What a writing connection must report; anything else stops the start.
  static let writerDemands = [
    ("synchronous", "3"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("mmap_size", "0"),
    ("secure_delete", "1"), ("wal_autocheckpoint", "0"),
  ]

  static let readerDemands = [
    ("journal_mode", "wal"), ("mmap_size", "0"), ("wal_autocheckpoint", "0"),
  ]

  /// Reads the settings of a connection back.
  static func check(_ db: Database, _ demands: [(String, String)]) throws {
    for (name, wanted) in demands {
      let found = try read(db, name)
      guard found == wanted else { throw LedgerError.unsafeSetting(name: name, found: found) }
    }
  }

  static func read(_ db: Database, _ name: String) throws -> String {
    // A build without memory mapping answers `mmap_size` with no row at all: it maps nothing.
    guard let value = try DatabaseValue.fetchOne(db, sql: "PRAGMA \(name)") else { return "0" }
    return String.fromDatabaseValue(value) ?? Int64.fromDatabaseValue(value).map { "\($0)" } ?? ""
  }
}
