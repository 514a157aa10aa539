/// How a ledger on SQLite uses its disk.
package struct SQLiteSettings: Sendable {
  /// The folder of the database and of nothing else. Made, for its owner only, when missing.
  package var folder: String
  /// Free bytes under which intake is refused while deliveries go on. 1 GiB: a full disk cannot
  /// even free itself, so what is left must do for settling all that was accepted.
  package var lowWaterBytes: Int64 = 1 << 30
  /// Connections for reading. Two, so that a long page does not keep a status waiting.
  package var readerCount = 2

  package init(folder: String) { self.folder = folder }

  var database: String { folder + "/ledger.sqlite" }
  var log: String { database + "-wal" }
  var lock: String { folder + "/ledger.lock" }
}
