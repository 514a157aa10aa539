import Broker
import Ledger
import LedgerSQLite

/// The ledger of a folder that no broker serves, for reading.
enum LedgerFolder {
  /// Opens the ledger while `body` reads it, and closes it.
  static func read<Result: Sendable>(
    at path: String, _ body: (LedgerReader, BrokerKeys) async throws -> Result
  ) async throws -> Result {
    let folder = try BrokerFolder.made(at: path)
    // A copy is read where it lies: what its configuration says of a place is not asked.
    let configuration = try folder.readConfiguration()
    return try await folder.withLedger(configuration) { store, keys in
      let vault = Vault(root: keys.root, deployment: configuration.deployment)
      return try await body(try await LedgerReader.reading(store, vault: vault), keys)
    }
  }
}
