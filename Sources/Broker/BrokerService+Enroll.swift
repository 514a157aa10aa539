package import Admission
import Concerns
import Evidence
package import Ledger
import Routing

extension BrokerService {
  /// Records changes of the register in the ledger of a broker that does not run.
  ///
  /// - Throws: Also a `RegistryError`, before anything is recorded.
  package static func enroll(
    _ acts: [RegistryAct], in store: any LedgerStore, _ keys: BrokerKeys,
    _ configuration: BrokerConfiguration
  ) async throws {
    var generator = SystemRandomNumberGenerator()
    let reader = try await LedgerReader.open(
      store, vault: Vault(root: keys.root, deployment: configuration.deployment), boards: [],
      at: .wallClock, using: &generator)
    var registry = Registry()
    for (act, _, at) in try await reader.recover().acts { try registry.apply(act, at: at) }
    for act in acts { try registry.apply(act, at: .wallClock) }
    let writer = try LedgerWriter(
      store: store, vault: reader.vault,
      signer: ReceiptSigner(key: keys.receipt, audience: configuration.deployment),
      generator: generator)
    let sealed = try await writer.seal(acts.map { .act($0, by: Origins.creator, at: .wallClock) })
    for kept in try await writer.commit([sealed]) {
      guard case .recorded = kept else { throw LedgerError.full }
    }
  }
}
