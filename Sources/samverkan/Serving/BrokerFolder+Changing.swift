import Broker
import Foundation
import LedgerSQLite

extension BrokerFolder {
  /// The folder of a broker that somebody has made.
  static func made(at path: String) throws(Fault) -> BrokerFolder {
    let folder = try BrokerFolder(at: path)
    guard folder.exists else { throw .badArgument(name: "--data", form: .formBrokerFolder) }
    return folder
  }

  /// Has the ledger of a broker that is stopped while something is changed, and closes it after.
  func withLedger(
    _ configuration: BrokerConfiguration,
    _ change: (SQLiteLedgerStore, BrokerKeys) async throws -> Void
  ) async throws {
    let keys = try keys(with: configuration.next)
    let store = try await store(keys, configuration)
    do {
      try await change(store, keys)
    } catch {
      try await store.close()
      throw error
    }
    try await store.close()
  }

  /// Puts a law or a directory, and what is signed beside it, where the configuration has it.
  func install(_ file: String, signed: String, at place: String) throws {
    guard Self.absolute(file) != Self.absolute(place) else { return }
    try write(try String(contentsOfFile: file, encoding: .utf8), to: place)
    let beside = EndorsementFile.changes(beside: place)
    if FileManager.default.fileExists(atPath: signed) {
      try write(try String(contentsOfFile: signed, encoding: .utf8), to: beside)
    } else if FileManager.default.fileExists(atPath: beside) {
      // What was signed for the one before is kept in the ledger.
      try FileManager.default.removeItem(atPath: beside)
    }
  }
}
