import Broker
import Ledger
import LedgerSQLite

/// The ledger of a folder that no broker serves, for reading.
enum LedgerFolder {
  /// Opens the ledger while `body` reads it, and closes it.
  static func read<Result: Sendable>(
    at path: String, _ body: (LedgerReader, BrokerKeys) async throws -> Result
  ) async throws -> Result {
    let folder = try BrokerFolder(at: path)
    guard folder.exists else {
      throw Fault.badArgument(name: "--data", form: .formBrokerFolder)
    }
    // A copy is read where it lies: what its configuration says of a place is not asked.
    let configuration = try folder.readConfiguration()
    let keys = try folder.keys()
    let store = try await folder.store(keys, configuration)
    let vault = Vault(root: keys.root, deployment: configuration.deployment)
    do {
      let result = try await body(try await LedgerReader.reading(store, vault: vault), keys)
      try await store.close()
      return result
    } catch {
      try? await store.close()  // What went wrong first is what is told.
      throw error
    }
  }
}
