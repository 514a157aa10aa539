import Admission
import Broker
import Concerns
import Evidence
import Ledger
import LedgerSQLite

/// Agencies and machines that a new broker begins with.
///
/// Written to the ledger before the broker first serves, because nobody can administer a broker
/// that knows no operator. Later changes come over the admin socket.
struct Enrollment: Sendable {
  struct Machine: Sendable {
    let id: MemberID
    /// The folder of its keys, below the broker's.
    let folder: String
    let functions: Set<FunctionID>
    var isOperator = false
    var isInspector = false

    /// Whether it speaks to the broker on the machine itself alone.
    var comesLocally: Bool { isOperator || isInspector }
  }

  let agency: Agency
  let machines: [Machine]

  /// The folder of the operator's keys and connection, below the broker's.
  static let operatorFolder = "operator"

  /// The operator's own agency; it owns nothing and reads nothing.
  static let operators = Enrollment(
    agency: Agency(
      id: name("drift", AgencyID.init(_:)), name: "Drift", party: .privatePerson,
      isBoundToReport: false, functions: []),
    machines: [
      Machine(
        id: name("drift/operator", MemberID.init(_:)), folder: operatorFolder, functions: [],
        isOperator: true)
    ])

  /// The folder of the inspector's keys and connection, below the broker's.
  static let inspectorFolder = "inspector"

  /// Who looks at decisions afterwards, in an agency of its own: it operates nothing.
  static let inspectors = Enrollment(
    agency: Agency(
      id: name("granskning", AgencyID.init(_:)), name: "Granskning", party: .privatePerson,
      isBoundToReport: false, functions: []),
    machines: [
      Machine(
        id: name("granskning/inspektor", MemberID.init(_:)), folder: inspectorFolder,
        functions: [], isInspector: true)
    ])

  /// Makes keys and files, and records the agency, its machines and their keys.
  func perform(
    in folder: BrokerFolder, at endpoint: String, _ keys: BrokerKeys,
    _ configuration: BrokerConfiguration
  ) async throws {
    var acts: [RegistryAct] = [.addAgency(agency)]
    for machine in machines {
      acts += try folder.enroll(
        machine, at: machine.comesLocally ? "ipc://" + folder.adminSocketPath : endpoint, keys,
        configuration)
    }
    let store = try await folder.store(keys, configuration)
    try await BrokerService.enroll(acts, in: store, keys, configuration)
    try await store.close()
  }

  /// A name written in this program, which is right or the program is wrong.
  static func name<Name>(_ text: String, _ make: (String) -> Name?) -> Name {
    guard let name = make(text) else {
      preconditionFailure("a name written in the program follows its grammar")
    }
    return name
  }
}
