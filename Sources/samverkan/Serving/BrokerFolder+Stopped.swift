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

  /// Opens the ledger of a broker that is stopped for as long as `body` runs.
  func withLedger<Result: Sendable>(
    _ configuration: BrokerConfiguration,
    _ body: (SQLiteLedgerStore, BrokerKeys) async throws -> Result
  ) async throws -> Result {
    let keys = try keys()
    let store = try await store(keys, configuration)
    do {
      let result = try await body(store, keys)
      try await store.close()
      return result
    } catch {
      try? await store.close()  // What went wrong first is what is told.
      throw error
    }
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
