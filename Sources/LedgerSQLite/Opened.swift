internal import Concerns
internal import Foundation
internal import GRDB
internal import Ledger

/// The connections of a ledger whose settings and identity have been checked.
struct Opened: Sendable {
  let lock: FolderLock
  let writer: DatabaseQueue
  let readers: DatabasePool
  let head: LedgerHead
  /// Bytes of the log that was found.
  let logBytes: Int64

  static func create(
    _ identity: LedgerIdentity, _ settings: SQLiteSettings
  ) throws(LedgerError) -> Opened {
    try translating {
      try FileManager.default.createDirectory(
        atPath: settings.folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try DurableFolder.synchronize(above: settings.folder)
      let lock = try FolderLock(at: settings.lock)
      let writer = try openWriter(settings)
      // The tables and what the ledger says of itself come in one commit: a crash between
      // leaves an empty file, which may be created again.
      try writer.write { db in
        guard try !db.tableExists("ledger") else { throw LedgerError.alreadyCreated }
        try Schema.create(in: db)
        try record(identity, in: db)
      }
      return try finish(identity, settings, lock, writer)
    }
  }

  static func open(
    _ identity: LedgerIdentity, _ settings: SQLiteSettings
  ) throws(LedgerError) -> Opened {
    try translating {
      guard FileManager.default.fileExists(atPath: settings.database) else {
        throw LedgerError.notCreated
      }
      let lock = try FolderLock(at: settings.lock)
      let writer = try openWriter(settings)
      guard try writer.read({ try $0.tableExists("ledger") }) else {
        throw LedgerError.notCreated
      }
      try writer.write { db in
        // First whose it is: another's ledger stays as it was.
        try identity.check(found: try readIdentity(in: db))
        try Schema.upgrade(in: db)
      }
      return try finish(identity, settings, lock, writer)
    }
  }

  private static func finish(
    _ identity: LedgerIdentity, _ settings: SQLiteSettings, _ lock: FolderLock,
    _ writer: DatabaseQueue
  ) throws -> Opened {
    // Before the first receipt: a file whose name is not on disk is not on disk.
    try DurableFolder.synchronize(settings.folder)
    let head = try writer.read { db in
      try identity.check(found: try readIdentity(in: db))
      return try Lookup.head(in: db)
    }
    return Opened(
      lock: lock, writer: writer, readers: try openReaders(settings), head: head,
      logBytes: try size(ofFileAt: settings.log))
  }

  private static func size(ofFileAt path: String) throws -> Int64 {
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.size] as? NSNumber)?.int64Value ?? 0
  }

  private static func openWriter(_ settings: SQLiteSettings) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "ledger.writer"
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { try Pragmas.prepareWriter($0) }
    let writer = try DatabaseQueue(path: settings.database, configuration: configuration)
    try writer.inDatabase { try Pragmas.check($0, Pragmas.writerDemands) }
    return writer
  }

  private static func openReaders(_ settings: SQLiteSettings) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.label = "ledger.reader"
    configuration.readonly = true
    configuration.maximumReaderCount = settings.readerCount
    configuration.prepareDatabase { try Pragmas.prepareReader($0) }
    let readers = try DatabasePool(path: settings.database, configuration: configuration)
    try readers.read { try Pragmas.check($0, Pragmas.readerDemands) }
    return readers
  }

  private static func record(_ identity: LedgerIdentity, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO ledger (only, format, deployment, environment, root_mark, last, time)
        VALUES (1, ?, ?, ?, ?, 0, 0)
        """,
      arguments: [
        identity.format, identity.deployment.text, identity.environment.rawValue,
        Data(identity.rootMark.bytes),
      ])
  }

  /// The format is read before anything else: another format may have other columns.
  ///
  /// - Returns: The identity of the ledger as it will be once it is brought up to date.
  private static func readIdentity(in db: Database) throws -> LedgerIdentity {
    guard let format = try Int.fetchOne(db, sql: "SELECT format FROM ledger") else {
      throw LedgerError.corrupt(table: "ledger")
    }
    guard Schema.readable.contains(format) else {
      throw LedgerError.wrongFormat(found: format)
    }
    let sql = "SELECT deployment, environment, root_mark FROM ledger"
    guard let row = try Lookup.first(sql, [], from: "ledger", in: db) else {
      throw LedgerError.corrupt(table: "ledger")
    }
    return LedgerIdentity(
      deployment: try row.made(DeploymentID(row.row["deployment"] ?? "")),
      environment: try row.made(Environment(rawValue: row.row["environment"] ?? "")),
      rootMark: try row.keyed("root_mark"))
  }

  private static func translating<Value>(
    _ body: () throws -> Value
  ) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch {
      throw Failure.ledgerError(error, isBeforeCommit: true)
    }
  }
}
