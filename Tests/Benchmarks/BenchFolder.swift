import AdapterKit
import Broker
import Concerns
import Foundation
import Ledger
import LedgerSQLite
import Policy
import Routing
import ZeroMQ

/// Where one run's broker lives, as both the parent and its child process know it.
struct BenchFolder: Sendable {
  static let deployment = known("matning.example", DeploymentID.init(_:))

  let path: String
  let policy: String

  var ledger: String { path + "/ledger" }
  var rootKey: String { path + "/root.key" }
  var serverKey: String { path + "/broker" }
  private var directory: String { path + "/directory.yaml" }

  /// Makes an empty folder; one that an earlier run left is removed.
  func make() throws {
    try? FileManager.default.removeItem(atPath: path)  // Missing is as good as removed.
    try FileManager.default.createDirectory(
      atPath: ledger, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try Data(Self.closedOffice.utf8).write(to: URL(filePath: directory))
  }

  var configuration: BrokerConfiguration {
    BrokerConfiguration(
      data: path, listen: "tcp://127.0.0.1:*", deployment: Self.deployment,
      environment: .training, directory: directory, policy: policy,
      // The quota is there to stop a flood, and this is one.
      publishesPerMinute: 10_000_000, logLevel: "error")
  }

  func keys() throws -> BrokerKeys {
    BrokerKeys(
      root: try RootKeyFile.read(at: rootKey),
      server: try KeyFile(serverKey).readSecret().keys,
      receipt: try SigningKeyFile(serverKey).readSecret())
  }

  /// The two files that the configuration names.
  func tables() throws -> (directory: Directory, policy: ProvedPolicy) {
    (try Directory(yaml: text(directory)), try PolicyTable(yaml: text(policy)).proved())
  }

  func store(_ keys: BrokerKeys) async throws -> SQLiteLedgerStore {
    let vault = Vault(root: keys.root, deployment: Self.deployment)
    return try await SQLiteLedgerStore.open(
      vault.identity(for: .training), with: SQLiteSettings(folder: ledger))
  }

  /// An office that is never open: every concern goes to the owner and to whoever is on call.
  private static let closedOffice = """
    format: samverkan-directory/1
    agency: norrkoping-socialnamnd
    municipality: "0581"
    from: 2023-02-01
    boards:
      - id: socialnamnd
        name: {sv: "Socialnämnden", en: "The Social Welfare Board"}
        from: 2023-02-01
    areas: [norr]
    units:
      - id: mottagning-och-socialjour
        name: {sv: "Mottagning och socialjour", en: "Reception and on-call social services"}
        board: socialnamnd
        from: 2023-02-01
        functions:
          - id: mottagning
            name: {sv: "Mottagningen", en: "Reception"}
          - id: socialjour
            name: {sv: "Socialjouren", en: "On-call social services"}
        owner: mottagning
        duty: {office: mottagning, otherwise: socialjour}
      - id: skyddade-arenden
        name: {sv: "Funktionen för skyddade ärenden", en: "Desk for protected matters"}
        board: socialnamnd
        from: 2023-02-01
        functions:
          - id: skyddade-arenden
            name: {sv: "Skyddade ärenden", en: "Protected matters"}
        owner: skyddade-arenden
        duty: {office: skyddade-arenden, otherwise: skyddade-arenden}
    reception: mottagning-och-socialjour
    protected-desk: skyddade-arenden
    office-hours:
      week: {}
      before-red-day: 08.00-14.00
    entrances:
      office:
        function: mottagning
        name: {sv: "Mottagningen", en: "Reception"}
        phone: 011-15 00 00
      otherwise:
        function: socialjour
        name: {sv: "Socialjouren", en: "On-call social services"}
        phone: 011-15 22 83

    """
}
