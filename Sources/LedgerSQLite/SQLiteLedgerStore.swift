internal import Concerns
internal import Foundation
internal import GRDB
package import Ledger
internal import Synchronization

/// The ledger in one SQLite database.
///
/// One connection writes and checkpoints, on a queue of its own; a few read-only ones read. Only
/// one process has a ledger open. No blocking work is done on the caller's thread.
package final class SQLiteLedgerStore: LedgerStore {
  private struct State {
    var position: Position
    var checkpointing: Checkpointing
    var latched: LedgerError?
  }

  package let identity: LedgerIdentity
  private let settings: SQLiteSettings
  private let lock: FolderLock
  private let writer: DatabaseQueue
  let readers: DatabasePool
  /// Changed by the writer's queue alone, but for the latch.
  private let state: Mutex<State>

  private init(
    _ identity: LedgerIdentity, _ settings: SQLiteSettings, _ opened: Opened
  ) {
    self.identity = identity
    self.settings = settings
    lock = opened.lock
    writer = opened.writer
    readers = opened.readers
    state = Mutex(
      State(
        position: Position(head: opened.head),
        checkpointing: Checkpointing(logBytes: opened.logBytes)))
  }

  /// Makes a new ledger. The folder may exist; a ledger in it may not.
  package static func create(
    _ identity: LedgerIdentity, with settings: SQLiteSettings
  ) async throws(LedgerError) -> SQLiteLedgerStore {
    try await start(identity, settings) { () throws(LedgerError) in
      try Opened.create(identity, settings)
    }
  }

  /// Opens the ledger of this deployment, environment and root key; refuses any other.
  package static func open(
    _ identity: LedgerIdentity, with settings: SQLiteSettings
  ) async throws(LedgerError) -> SQLiteLedgerStore {
    try await start(identity, settings) { () throws(LedgerError) in
      try Opened.open(identity, settings)
    }
  }

  /// Opening waits for the disk, so it leaves the caller's thread.
  @concurrent private static func start(
    _ identity: LedgerIdentity, _ settings: SQLiteSettings,
    _ open: @Sendable () throws(LedgerError) -> Opened
  ) async throws(LedgerError) -> SQLiteLedgerStore {
    SQLiteLedgerStore(identity, settings, try open())
  }

  /// Moves the log into the database, closes it and lets another process in.
  ///
  /// Nothing depends on it: a ledger that was not closed opens as well.
  @concurrent package func close() async throws(LedgerError) {
    latch(.closed)
    do {
      try readers.close()
      try writer.close()
    } catch {
      throw Failure.ledgerError(error, isBeforeCommit: false)
    }
    lock.release()
  }

  package func append(_ writes: [Write]) async throws(LedgerError) -> CommitMark {
    let result: Result<CommitMark, LedgerError> = await withCheckedContinuation { answer in
      writer.asyncWriteWithoutTransaction { [self] db in
        answer.resume(returning: Result { () throws(LedgerError) in try append(writes, in: db) })
        checkpoint(after: writes.count, in: db)
      }
    }
    return try result.get()
  }

  /// On the writer's queue, so batches follow each other in the order of the calls.
  private func append(_ writes: [Write], in db: Database) throws(LedgerError) -> CommitMark {
    let start = try state.withLock { state throws(LedgerError) in
      if let latched = state.latched { throw latched }
      return state.position
    }
    var isBeforeCommit = true
    do {
      let refusesIntake = try writes.contains(where: \.isIntake) && isLow()
      var decided: (mark: CommitMark, end: Position)?
      try db.inTransaction(.immediate) {
        var batch = try Appending(writes, to: db, at: start, refusesIntake: refusesIntake)
        decided = (try batch.append(writes), batch.position)
        isBeforeCommit = false
        return .commit
      }
      guard let (mark, end) = decided else {
        preconditionFailure("a transaction that commits has decided")
      }
      state.withLock { $0.position = end }
      return mark
    } catch {
      let failure = Failure.ledgerError(error, isBeforeCommit: isBeforeCommit)
      if failure.isFinal { latch(failure) }
      throw failure
    }
  }

  /// Moves the log into the database from time to time, after the caller has its answer.
  private func checkpoint(after count: Int, in db: Database) {
    let isDue = state.withLock { state in
      state.latched == nil && state.checkpointing.isDue(afterCommitOf: count)
    }
    guard isDue else { return }
    do {
      try db.checkpoint(.passive)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      // A reader stands in the way. What is left goes with the next one.
    } catch {
      latch(Failure.ledgerError(error, isBeforeCommit: false))
    }
  }

  /// What the writing connection reports of the settings that durability rests on.
  package func reportedSettings() async throws(LedgerError) -> [String: String] {
    let result: Result<[String: String], LedgerError> = await withCheckedContinuation { answer in
      writer.asyncWriteWithoutTransaction { db in
        do {
          let names = Pragmas.writerDemands.map(\.0)
          let pairs = try names.map { ($0, try Pragmas.read(db, $0)) }
          answer.resume(returning: .success(Dictionary(uniqueKeysWithValues: pairs)))
        } catch {
          answer.resume(returning: .failure(Failure.ledgerError(error, isBeforeCommit: true)))
        }
      }
    }
    return try result.get()
  }

  private func isLow() throws -> Bool {
    let attributes = try FileManager.default.attributesOfFileSystem(forPath: settings.folder)
    guard let free = attributes[.systemFreeSize] as? NSNumber else { return true }
    return free.int64Value < settings.lowWaterBytes
  }

  /// The first final error stays: it is the one that tells what happened.
  private func latch(_ error: LedgerError) {
    state.withLock { $0.latched = $0.latched ?? error }
  }

  /// Reads on a connection and a thread of its own, from one snapshot.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(LedgerError) -> Value {
    if let latched = state.withLock({ $0.latched }) { throw latched }
    let result: Result<Value, LedgerError> = await withCheckedContinuation { answer in
      readers.asyncRead { access in
        do {
          answer.resume(returning: .success(try body(try access.get())))
        } catch {
          answer.resume(returning: .failure(Failure.ledgerError(error, isBeforeCommit: true)))
        }
      }
    }
    if case .failure(let error) = result, error.isFinal { latch(error) }
    return try result.get()
  }
}
