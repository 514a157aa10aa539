import Wire
import AdapterKit
import Admission
import Broker
import Concerns
import Evidence
import Foundation
import Ledger
import LedgerSQLite
import ZeroMQ

/// The folder a broker lives in: `samverkan.yaml`, keys, ledger, admin socket.
///
/// The root key lies beside the ledger only until somebody moves it: the configuration names no
/// place for it, so that a backup of the ledger's folder never holds it.
struct BrokerFolder: Sendable {
  let path: String

  var configurationPath: String { path + "/samverkan.yaml" }
  var ledgerPath: String { path + "/ledger" }
  var endpointPath: String { path + "/endpoint" }
  /// Where the service manager keeps it, if it does; else beside the other keys.
  private var rootKeyPath: String {
    let credentials = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    let kept = credentials.map { $0 + "/root.key" } ?? ""
    return FileManager.default.fileExists(atPath: kept) ? kept : path + "/keys/root.key"
  }
  private var serverKeyName: String { path + "/keys/broker" }

  /// Whether somebody has made a broker here.
  var exists: Bool { FileManager.default.fileExists(atPath: configurationPath) }

  /// Makes keys, a ledger and a configuration; never touches what exists.
  func create(_ configuration: BrokerConfiguration) async throws {
    for folder in ["", "/keys", "/ledger"] {
      try FileManager.default.createDirectory(
        atPath: path + folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    var generator = SystemRandomNumberGenerator()
    let root = try RootKeyFile.create(at: rootKeyPath, using: &generator)
    try KeyFile(serverKeyName).create(try CurveKeyPair.random())
    try SigningKeyFile(serverKeyName).create()
    let vault = Vault(root: root, deployment: configuration.deployment)
    let store = try await SQLiteLedgerStore.create(
      vault.identity(for: configuration.environment), with: SQLiteSettings(folder: ledgerPath))
    try await store.close()
    // Last, because its presence says that all the rest is there.
    try Data(configuration.yaml.utf8).write(to: URL(filePath: configurationPath))
  }

  func keys() throws -> BrokerKeys {
    BrokerKeys(
      root: try RootKeyFile.read(at: rootKeyPath),
      server: try KeyFile(serverKeyName).readSecret().keys,
      receipt: try SigningKeyFile(serverKeyName).readSecret())
  }

  func configuration() throws -> BrokerConfiguration {
    try BrokerConfiguration(yaml: try String(contentsOfFile: configurationPath, encoding: .utf8))
  }

  /// Opens the ledger of the configuration's deployment, and no other.
  func store(
    _ keys: BrokerKeys, _ configuration: BrokerConfiguration
  ) async throws -> SQLiteLedgerStore {
    let vault = Vault(root: keys.root, deployment: configuration.deployment)
    return try await SQLiteLedgerStore.open(
      vault.identity(for: configuration.environment), with: SQLiteSettings(folder: ledgerPath))
  }

  /// Draws a machine's keys, writes its connection file, and says how to register it.
  func enroll(
    _ member: MemberID, reading functions: Set<FunctionID>, isOperator: Bool = false,
    into folder: String, at endpoint: String, _ keys: BrokerKeys,
    _ configuration: BrokerConfiguration
  ) throws -> [RegistryAct] {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let name = String(member.text.split(separator: "/")[1])
    let curve = try CurveKeyPair.random()
    try KeyFile(folder + "/" + name).create(curve)
    let signing = try SigningKeyFile(folder + "/" + name).create()
    try ConnectionFile(
      endpoint: endpoint, serverKey: keys.server.publicKey,
      deployment: configuration.deployment, environment: configuration.environment,
      brokerKeys: [keys.receipt.verifyingKey], member: member, functions: functions.sorted(),
      curveKey: name + ".key_secret", signingKey: name + ".sign_secret"
    ).create(at: folder + "/connection.json")
    guard let key = VerifyingKey(wire: signing) else {
      preconditionFailure("a key that was just written can be read")
    }
    return [
      .addMember(
        Member(
          id: member, curveKey: curve.publicKey.z85, functions: functions,
          isOperator: isOperator)),
      .addKey(key, of: member.agency, until: nil),
    ]
  }
}

extension BrokerConfiguration {
  /// The configuration as a file.
  var yaml: String {
    """
    data: "\(data)"
    listen: "\(listen)"
    deployment: "\(deployment)"
    environment: \(environment.rawValue)
    directory: "\(directory)"
    policy: "\(policy)"
    publishes-per-minute: \(publishesPerMinute)
    io-threads: \(ioThreads)
    log-level: \(logLevel)

    """
  }
}
