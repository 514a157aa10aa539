import Admission
import Concerns
import Consents
import Delivery
import Filtering
package import Ledger
package import Policy
package import Routing
import Tables

extension BrokerService {
  /// Puts a law in force in the ledger of a broker that does not run.
  ///
  /// - Parameters:
  ///   - file: What lies signed beside the law.
  ///   - mayGoOn: Told what changes, before anything is; false leaves all as it is. Not asked for a
  ///     law that is in force already, or for a ledger's first.
  /// - Throws: Also a ``LawRefusal`` when those who must want it have not signed.
  package static func adopt(
    _ law: ProvedPolicy, endorsedBy file: EndorsementFile, beside directory: Directory,
    in store: any LedgerStore, _ keys: BrokerKeys, _ configuration: BrokerConfiguration,
    mayGoOn: (LawChange) -> Bool
  ) async throws {
    var generator = SystemRandomNumberGenerator()
    let reader = try await LedgerReader.open(
      store, vault: Vault(root: keys.root, deployment: configuration.deployment), boards: [],
      at: .wallClock, using: &generator)
    let recovery = try await reader.recover()
    var registry = Registry()
    for (act, _, at) in recovery.acts { try registry.apply(act, at: at) }
    try check(law, Router(directory: directory), registry)
    let office = LawOffice(
      configuration: configuration, recovery: recovery, registry: registry,
      writer: try LedgerWriter(
        store: store, vault: reader.vault,
        signer: ReceiptSigner(key: keys.receipt, audience: configuration.deployment),
        generator: generator))
    if let change = try office.change(to: law.table) {
      if mayGoOn(change) { _ = try await office.enforce(change, endorsedBy: file) }
    } else {
      _ = try await office.enforce(law.table)
    }
  }

  /// Throws if some day an owner would see nothing of a report, or none could watch the law.
  ///
  /// Before it is in force: else no broker would start by it.
  static func check(
    _ policy: ProvedPolicy, _ router: Router, _ registry: Registry
  ) throws {
    let filter = Filter(
      policy: policy, consents: ConsentRegister(), policyEpoch: 0, registerEpoch: 0)
    if let unseen = filter.unseenReport(of: router.owners(in: registry), from: .wallClock) {
      throw BrokerError.policy(
        "by the law of \(unseen.from.text) \(unseen.owner.function) is shown nothing of its own "
          + "\(unseen.kind.rawValue) from \(unseen.sender.rawValue), mend the rules about seeing")
    }
    try checkCanaries(of: policy, filter)
  }

  /// Refuses a policy that cannot be watched, or that would close the listeners some midnight.
  ///
  /// Today's law is asked by the broker itself, before anybody comes in and every minute.
  private static func checkCanaries(of policy: ProvedPolicy, _ filter: Filter) throws {
    let trial: CanaryTrial
    do {
      trial = try CanaryTrial(of: policy, by: filter, at: .wallClock)
    } catch {
      throw BrokerError.policy(error.description)
    }
    guard trial.count > 0 else {
      throw BrokerError.policy("it has no canaries, restore those of the law it was made from")
    }
    guard let later = trial.results.first(where: { $0.from != nil }), let day = later.from else {
      return
    }
    throw BrokerError.policy(
      "line \(later.finding.line): from \(day.text) canary \(later.finding.canary) passes, "
        + "\(later.finding.sentence.en), mend the rules that begin then")
  }
}
