import AdapterKit
import Admission
import Broker
import Concerns
import Evidence
import Foundation
import Ledger
import LedgerSQLite
import ZeroMQ

/// One broker's folder and everybody who takes part: made for a run, removed after it.
struct World: Sendable {
  /// Two machines of one school send; the reception and the on-call service each have one.
  enum Machine: String, CaseIterable, Sendable {
    case first = "almbacken-skolor/forsta"
    case second = "almbacken-skolor/andra"
    case reception = "norrkoping-socialnamnd/mottagning"
    case onCall = "norrkoping-socialnamnd/socialjour"

    static let publishers: [Machine] = [.first, .second]
    static let recipients: [Machine] = [.reception, .onCall]

    var id: MemberID { known(rawValue, MemberID.init(_:)) }

    /// The one mailbox that the machine reads.
    var function: FunctionID {
      let text =
        switch self {
        case .first, .second: "almbacken-skolor.rektor"
        case .reception: "norrkoping-socialnamnd.mottagning"
        case .onCall: "norrkoping-socialnamnd.socialjour"
        }
      return known(text, FunctionID.init(_:))
    }
  }

  let folder: BenchFolder
  let server: CurveKeyPair
  let curve: [Machine: CurveKeyPair]
  /// Signs for each agency.
  let signing: [AgencyID: SigningKey]

  /// Makes keys, an empty ledger and the register in a fresh folder.
  static func make(_ options: BenchOptions, named name: String) async throws -> World {
    let folder = BenchFolder(
      path: URL(filePath: options.folder).path() + "/" + name,
      policy: URL(filePath: options.policy).path())
    try folder.make()
    var generator = SystemRandomNumberGenerator()
    let root = try RootKeyFile.create(at: folder.rootKey, using: &generator)
    let server = try CurveKeyPair.random()
    try KeyFile(folder.serverKey).create(server)
    let receipt = SigningKey(using: &generator)
    try SigningKeyFile(folder.serverKey).create(receipt)
    var curve: [Machine: CurveKeyPair] = [:]
    for machine in Machine.allCases { curve[machine] = try CurveKeyPair.random() }
    var signing: [AgencyID: SigningKey] = [:]
    for machine in Machine.allCases where signing[machine.id.agency] == nil {
      signing[machine.id.agency] = SigningKey(using: &generator)
    }
    let world = World(folder: folder, server: server, curve: curve, signing: signing)
    let vault = Vault(root: root, deployment: BenchFolder.deployment)
    let store = try await SQLiteLedgerStore.create(
      vault.identity(for: .training), with: SQLiteSettings(folder: folder.ledger))
    try await BrokerService.enroll(
      world.acts, in: store, BrokerKeys(root: root, server: server, receipt: receipt),
      folder.configuration)
    try await store.close()
    return world
  }

  func remove() throws { try FileManager.default.removeItem(atPath: folder.path) }

  func signingKey(of machine: Machine) -> SigningKey {
    guard let key = signing[machine.id.agency] else {
      preconditionFailure("every agency of the world has a key")
    }
    return key
  }

  /// How a machine connects.
  func options(of machine: Machine) -> ClientOptions {
    guard let keys = curve[machine] else {
      preconditionFailure("every machine of the world has a key")
    }
    var options = ClientOptions(keys: keys, serverKey: server.publicKey)
    // A load generator keeps more on its way than a member does.
    options.highWater = 8192
    return options
  }

  private var acts: [RegistryAct] {
    let agencies: [(Machine, String, Party, [String])] = [
      (.first, "Almbackens skolor", .school, ["rektor"]),
      (
        .reception, "Socialnämnden i Norrköping", .socialServices,
        ["mottagning", "socialjour", "skyddade-arenden"]
      ),
    ]
    let added = agencies.map { machine, name, party, functions in
      RegistryAct.addAgency(
        Agency(
          id: machine.id.agency, name: name, party: party, isBoundToReport: true,
          functions: Set(
            functions.map { known(machine.id.agency.text + "." + $0, FunctionID.init(_:)) })))
    }
    let members = Machine.allCases.map { machine in
      RegistryAct.addMember(
        Member(
          id: machine.id, curveKey: curve[machine]?.publicKey.z85 ?? "",
          functions: [machine.function]))
    }
    let keys = signing.sorted { $0.key < $1.key }.map { agency, key in
      RegistryAct.addKey(key.verifyingKey, of: agency, until: nil)
    }
    return added + members + keys
  }
}

/// A name written in this program, which is right or the program is wrong.
func known<Name>(_ text: String, _ make: (String) -> Name?) -> Name {
  guard let name = make(text) else { preconditionFailure("\(text) follows no grammar") }
  return name
}
