import Admission
import Concerns
import Evidence
package import Ledger
package import Routing

extension BrokerService {
  /// Puts a directory in force in the ledger of a broker that does not run.
  ///
  /// - Parameters:
  ///   - file: What lies signed beside the directory.
  ///   - mayGoOn: Told what changes, before anything is; false leaves all as it is. Not asked for
  ///     a directory that is in force already, or for a ledger's first.
  /// - Throws: Also a ``DirectoryRefusal`` when it may not be put in force.
  package static func adopt(
    _ directory: Directory, endorsedBy file: EndorsementFile, in store: any LedgerStore,
    _ keys: BrokerKeys, _ configuration: BrokerConfiguration,
    mayGoOn: (DirectoryChange) -> Bool
  ) async throws {
    var generator = SystemRandomNumberGenerator()
    let reader = try await LedgerReader.open(
      store, vault: Vault(root: keys.root, deployment: configuration.deployment), boards: [],
      at: .wallClock, using: &generator)
    let recovery = try await reader.recover()
    var registry = Registry()
    for (act, _, at) in recovery.acts { try registry.apply(act, at: at) }
    let office = DirectoryOffice(
      configuration: configuration, reader: reader, recovery: recovery,
      registry: registry,
      writer: try LedgerWriter(
        store: store, vault: reader.vault,
        signer: ReceiptSigner(key: keys.receipt, audience: configuration.deployment),
        generator: generator))
    if let change = try await office.change(to: directory) {
      if mayGoOn(change) { try await office.enforce(change, endorsedBy: file) }
    } else {
      try await office.enforce(directory)
    }
  }
}
