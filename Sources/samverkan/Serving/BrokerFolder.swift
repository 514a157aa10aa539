import AdapterKit
import Admission
import Broker
import Concerns
import Evidence
import Foundation
import Ledger
import LedgerSQLite
import Policy
import Routing
import Wire
import ZeroMQ

/// The folder a broker lives in: `samverkan.yaml`, keys, ledger, admin socket.
///
/// The root key is made here, in `keys`, and a copy of the folder holds it until somebody moves it
/// away, to where the service manager keeps it: see the runbook, *Install*. The configuration names
/// no place for it.
struct BrokerFolder: Sendable {
  /// Longest name of a local socket: 108 bytes with the zero at its end.
  private static let socketNameLimit = 107

  /// Absolute, and without a slash at its end.
  let path: String

  /// Names a folder, which need not exist, and refuses one whose socket could not be named.
  init(at path: String) throws(Fault) {
    self.path = Self.absolute(path)
    guard adminSocketPath.utf8.count <= Self.socketNameLimit else {
      throw .badArgument(name: "--data", form: .formFolderPath)
    }
  }

  var configurationPath: String { path + "/samverkan.yaml" }
  var ledgerPath: String { path + "/ledger" }
  var endpointPath: String { path + "/endpoint" }
  var adminSocketPath: String { path + "/admin" }
  /// There while a broker is being made; without a configuration beside it, nobody finished.
  private var unfinishedPath: String { path + "/unfinished" }
  private var rootKeyPath: String { path + "/keys/root.key" }
  /// The root key as the service manager hands it over, if it does.
  private var rootKeyCredential: String? {
    let credentials = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    return credentials.map { $0 + "/root.key" }
      .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }
  private var serverKeyName: String { path + "/keys/broker" }

  /// Whether somebody has made a broker here.
  var exists: Bool { FileManager.default.fileExists(atPath: configurationPath) }

  /// A path as the configuration keeps it, whatever folder the program is started in next time.
  static func absolute(_ path: String) -> String {
    let path = URL(filePath: path).absoluteURL.standardizedFileURL.path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Makes keys, a ledger with its first agencies, and a configuration; never touches a broker.
  ///
  /// What an earlier call left behind when it was interrupted is made anew.
  func create(
    _ configuration: BrokerConfiguration, with enrollments: [Enrollment],
    beside files: [String: String] = [:], programs: [String: String] = [:]
  ) async throws {
    try clearUnfinished()
    try makeFolder("")
    try Data().write(to: URL(filePath: unfinishedPath))
    for (name, text) in files { try write(text, to: path + "/" + name) }
    for (name, text) in programs { try writeProgram(text, to: path + "/" + name) }
    let keys = try await makeLedger(configuration)
    for enrollment in enrollments {
      try await enrollment.perform(in: self, at: configuration.listen, keys, configuration)
    }
    // Last, because its presence says that all the rest is there.
    try write(configuration.yaml, to: configurationPath)
    try FileManager.default.removeItem(atPath: unfinishedPath)
  }

  /// Refuses a folder that holds something of somebody else's: no broker is made among it.
  func checkEmpty() throws(Fault) {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard found.isEmpty || FileManager.default.fileExists(atPath: unfinishedPath) else {
      throw .start(
        StartFault(.unwritable, at: path, "\(path) holds other files, choose an empty folder"))
    }
  }

  /// Removes what an interrupted making left, which no broker has ever served.
  private func clearUnfinished() throws {
    let files = FileManager.default
    guard files.fileExists(atPath: unfinishedPath), !exists else { return }
    let folders = ["keys", "ledger", "members", Enrollment.operatorFolder]
    let made = (folders + [Enrollment.inspectorFolder]).map { path + "/" + $0 }
    for path in made where files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
  }

  /// Makes a folder below this one, if need be; nobody else may look into it.
  func makeFolder(_ name: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path + name, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch CocoaError.fileNoSuchFile {
      // A new folder that "does not exist" is one that cannot be made there.
      let place = path + name
      throw Fault.start(
        StartFault(.unwritable, at: place, "\(place) cannot be made, check the path"))
    }
  }

  /// Writes a text whole or not at all.
  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }

  /// Writes a program that its owner may run.
  private func writeProgram(_ text: String, to path: String) throws {
    try write(text, to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
  }

  private func makeLedger(_ configuration: BrokerConfiguration) async throws -> BrokerKeys {
    try makeFolder("/keys")
    // There by now; flushed, since a ledger outlives nothing that its keys do not.
    try DurableFile.makeFolder(path + "/keys")
    try makeFolder("/ledger")
    var generator = SystemRandomNumberGenerator()
    // One that is handed over belongs to another ledger: nothing is made beside it.
    let root = try RootKeyFile.create(at: rootKeyCredential ?? rootKeyPath, using: &generator)
    try KeyFile(serverKeyName).create(try CurveKeyPair.random())
    try SigningKeyFile(serverKeyName).create()
    let vault = Vault(root: root, deployment: configuration.deployment)
    let store = try await SQLiteLedgerStore.create(
      vault.identity(for: configuration.environment), with: SQLiteSettings(folder: ledgerPath))
    try await store.close()
    return try keys()
  }

  /// - Parameter next: The server key that is served beside the present one.
  func keys(with next: NextServerKey? = nil) throws -> BrokerKeys {
    BrokerKeys(
      root: try rootKeyCredential.map { try RootKeyFile.read(at: $0, isCredential: true) }
        ?? RootKeyFile.read(at: rootKeyPath),
      server: try KeyFile(serverKeyName).readSecret().keys,
      receipt: try SigningKeyFile(serverKeyName).readSecret(),
      next: try next.map { next in
        let name = next.keyFile.hasPrefix("/") ? next.keyFile : path + "/" + next.keyFile
        return try KeyFile(name).readSecret().keys
      })
  }

  /// Reads the configuration, and refuses one that names another folder.
  ///
  /// The socket for administration lies where `data` says: a copy that was started with the
  /// original's configuration would serve its own ledger and take the original's operators.
  func configuration() throws -> BrokerConfiguration {
    let configuration = try readConfiguration()
    guard Self.resolved(configuration.data) == Self.resolved(path) else {
      throw Fault.start(
        StartFault(
          .configuration,
          "\(configurationPath) says data: \(configuration.data), and the folder is \(path); "
            + "start that folder, or write data: \(path) and a listen that no other broker uses"))
    }
    return configuration
  }

  /// Reads the configuration, wherever the folder lies by now.
  func readConfiguration() throws -> BrokerConfiguration {
    try BrokerConfiguration(yaml: try String(contentsOfFile: configurationPath, encoding: .utf8))
  }

  /// A path without the links on the way.
  private static func resolved(_ path: String) -> String {
    let place = URL(filePath: absolute(path)).resolvingSymlinksInPath()
    return absolute(place.path(percentEncoded: false))
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
    _ machine: Enrollment.Machine, at endpoint: String, _ keys: BrokerKeys,
    _ configuration: BrokerConfiguration
  ) throws -> [RegistryAct] {
    let (member, folder) = (machine.id, path + "/" + machine.folder)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let name = String(member.text.split(separator: "/")[1])
    let curve = try CurveKeyPair.random()
    try KeyFile(folder + "/" + name).create(curve)
    let signing = try SigningKeyFile(folder + "/" + name).create()
    try ConnectionFile(
      endpoint: endpoint, serverKey: keys.server.publicKey,
      deployment: configuration.deployment, environment: configuration.environment,
      brokerKeys: [keys.receipt.verifyingKey], member: member,
      functions: machine.functions.sorted(),
      curveKey: name + ".key_secret", signingKey: name + ".sign_secret"
    ).create(at: folder + "/connection.json")
    guard let key = VerifyingKey(wire: signing) else {
      preconditionFailure("a key that was just written can be read")
    }
    return [
      .addMember(
        Member(
          id: member, curveKey: curve.publicKey.z85, functions: machine.functions,
          isOperator: machine.isOperator, isInspector: machine.isInspector)),
      .addKey(key, of: member.agency, until: nil),
    ]
  }
}

extension BrokerConfiguration {
  /// The configuration as a file.
  var yaml: String {
    """
    data: \(Self.quoted(data))
    listen: \(Self.quoted(listen))
    next-key: \(Self.quoted(next?.keyFile ?? ""))
    next-listen: \(Self.quoted(next?.listen ?? ""))
    next-from: \(Self.quoted(next?.from.text ?? ""))
    deployment: "\(deployment)"
    environment: \(environment.rawValue)
    directory: \(Self.quoted(directory))
    policy: \(Self.quoted(policy))
    bell: \(Self.quoted(bell ?? ""))
    publishes-per-minute: \(publishesPerMinute)
    log-level: \(logLevel)

    """
  }

  /// A text as YAML quotes it: nothing in single quotes means anything but the quote itself.
  static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
