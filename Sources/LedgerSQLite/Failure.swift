internal import GRDB
internal import Ledger

/// What SQLite's errors mean for whoever called.
enum Failure {
  /// How long a caller is told to wait when another connection holds the lock.
  static let busyWait = Duration.milliseconds(100)

  /// - Parameter isBeforeCommit: Whether the error certainly came before the commit began. From
  ///   then on what is on disk is unknown, and no error may pass for a harmless one.
  static func ledgerError(_ error: any Error, isBeforeCommit: Bool) -> LedgerError {
    if let error = error as? LedgerError { return error }
    guard let error = error as? DatabaseError else { return .failed(code: -1) }
    switch error.resultCode {
    case .SQLITE_BUSY where isBeforeCommit: return .busy(retryAfter: busyWait)
    case .SQLITE_FULL where isBeforeCommit: return .full
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .corrupt(table: "database")
    default: return .failed(code: Int(error.extendedResultCode.rawValue))
    }
  }
}
