import AdapterKit
import Admission
import Broker
import Concerns
import Delivery
import EdgeSupport
import Evidence
import Foundation
import Ledger
import Logging
import Policy
import Routing
import Support
import Wire
import ZeroMQ

/// A broker with real sockets and a ledger in memory, and the members around it.
///
/// There is one ZAP handler per process, so each test runs in a process of its own.
struct Premises: Sendable {
  /// Who has a machine.
  enum Who: String, CaseIterable, Sendable {
    case school, preschool, reception, operating
  }

  /// What a test changes about the broker.
  struct Terms: Sendable {
    var lease = LeaseTerms()
    /// From when on the next server key is to be used; without it there is none.
    var next: Moment?
    /// The law, if it is not the shipped one.
    var law: String?
    var log = LogBook()
  }

  let loop: PollLoop
  let keys: BrokerKeys
  let log: LogBook
  /// Where members come in.
  let endpoint: String
  private let folder: String
  let curves: [Who: CurveKeyPair]
  private let signing: [Who: SigningKey]

  /// Runs a test while a broker serves, and stops the broker in order.
  static func run(
    _ change: (inout Terms) -> Void = { _ in },
    _ body: @escaping @Sendable (Premises) async throws -> Void
  ) async throws {
    var terms = Terms()
    change(&terms)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString.prefix(8))").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    try await withPollLoop(named: "members") { loop in
      let plan = try await Plan(folder: folder, terms: terms, loop: loop)
      try await plan.run(body)
    }
  }

  /// The connection of somebody, as the operator would have written it.
  func connection(of who: Who, at place: String? = nil) throws -> Connection {
    guard let curve = curves[who], let signing = signing[who] else { throw Missing() }
    return Connection(
      endpoint: place ?? (who == .operating ? "ipc://\(folder)/admin" : endpoint),
      serverKey: keys.server.publicKey, deployment: try Self.deployment,
      environment: .training, agency: try who.member.agency, member: try who.member,
      functions: try who.functions.sorted(), brokerKeys: [keys.receipt.verifyingKey],
      curveKeys: curve, signingKey: signing)
  }

  func client(of who: Who, _ change: (Connection) throws -> Connection? = { $0 }) throws
    -> MemberClient
  {
    guard let connection = try change(try connection(of: who)) else { throw Missing() }
    var limits = ClientLimits()
    limits.delays = [.milliseconds(5)]
    limits.hello = .seconds(60)
    limits.answer = .seconds(60)
    return MemberClient(connection: connection, loop: loop, limits: limits)
  }

  /// A report of a reporter's own.
  static func document(of who: Who) throws -> ConcernDocument {
    try Sample.document {
      $0 = $0.replacing("school.pupil-health", with: "\(who.rawValue).pupil-health")
    }
  }

  static var deployment: DeploymentID {
    get throws { try known(DeploymentID("prov.norrkoping")) }
  }

  struct Missing: Error {}

  static func known<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing() }
    return value
  }
}

extension Premises.Who {
  var member: MemberID {
    get throws {
      let agency = self == .reception ? "norrkoping-socialnamnd" : rawValue
      return try Premises.known(MemberID(agency + "/main"))
    }
  }

  /// The mailboxes of its machine.
  var functions: Set<FunctionID> {
    get throws {
      switch self {
      case .school, .preschool:
        [try Premises.known(FunctionID(rawValue + ".pupil-health"))]
      case .reception:
        try Set(
          ["mottagning", "socialjour", "uppsokande"].map {
            try Premises.known(FunctionID("norrkoping-socialnamnd." + $0))
          })
      case .operating: []
      }
    }
  }

  fileprivate var party: Party {
    switch self {
    case .school: .school
    case .preschool: .preschool
    case .reception: .socialServices
    case .operating: .privatePerson
    }
  }

  fileprivate func acts(
    _ curve: CurveKeyPair, _ signing: SigningKey, in directory: Directory
  ) throws -> [RegistryAct] {
    let member = try member
    let all = self == .reception ? Set(directory.functions(of: member.agency)) : try functions
    return [
      .addAgency(
        Agency(
          id: member.agency, name: rawValue, party: party, isBoundToReport: self != .operating,
          functions: all)),
      .addMember(
        Member(
          id: member, curveKey: curve.publicKey.z85, functions: try functions,
          isOperator: self == .operating)),
      .addKey(signing.verifyingKey, of: member.agency, until: nil),
    ]
  }
}

extension Premises {
  /// What a broker is made of before it serves.
  fileprivate struct Plan: Sendable {
    private let service: BrokerService
    private let folder: String
    private let loop: PollLoop
    private let log: LogBook
    private let curves: [Who: CurveKeyPair]
    private let signing: [Who: SigningKey]

    init(folder: String, terms: Terms, loop: PollLoop) async throws {
      (self.folder, self.loop, log) = (folder, loop, terms.log)
      var generator = SystemRandomNumberGenerator()
      var acts: [RegistryAct] = []
      var (curves, signing): ([Who: CurveKeyPair], [Who: SigningKey]) = ([:], [:])
      let directory = try Directory(yaml: Protocols.text(of: "deploy/directory/norrkoping.yaml"))
      for who in Who.allCases {
        let (curve, key) = (try CurveKeyPair.random(), SigningKey(using: &generator))
        (curves[who], signing[who]) = (curve, key)
        acts += try who.acts(curve, key, in: directory)
      }
      (self.curves, self.signing) = (curves, signing)
      let keys = BrokerKeys(
        root: try Premises.known(
          RootKey(bytes: (0..<RootKey.byteCount).map { _ in UInt8.random(in: 0...255) })),
        server: try .random(),
        receipt: SigningKey(using: &generator), next: terms.next == nil ? nil : try .random())
      var text = """
        data: \(folder)
        listen: tcp://127.0.0.1:*
        deployment: \(try Premises.deployment)
        environment: training
        directory: \(Protocols.url("deploy/directory/norrkoping.yaml").path())
        policy: \(Protocols.url("protocols/policy/sweden.yaml").path())

        """
      if let next = terms.next {
        let place = try await FreePlace(loop: loop).find()
        text += "next-key: keys/next\nnext-listen: \(place)\nnext-from: \(next.text)\n"
      }
      let configuration = try BrokerConfiguration(yaml: text)
      let vault = Vault(root: keys.root, deployment: configuration.deployment)
      let store = InMemoryLedgerStore(creating: vault.identity(for: .training))
      try await BrokerService.enroll(acts, in: store, keys, configuration)
      let book = log
      service = BrokerService(
        configuration: configuration, keys: keys, store: store,
        directory: directory,
        policy: try PolicyTable(
          yaml: terms.law ?? Protocols.text(of: "protocols/policy/sweden.yaml")
        ).proved(),
        log: Logger(label: "broker") { _ in book }, terms: terms.lease)
    }

    func run(_ body: @escaping @Sendable (Premises) async throws -> Void) async throws {
      let (stop, stopping) = AsyncStream<Void>.makeStream()
      try await service.run(until: stop) { endpoint in
        defer { stopping.finish() }
        try await body(
          Premises(
            loop: loop, keys: service.keys, log: log, endpoint: endpoint, folder: folder,
            curves: curves, signing: signing))
      }
    }
  }
}

/// Finds a loopback port that nobody uses, by using it for a moment.
private actor FreePlace: LoopBound {
  nonisolated let loop: PollLoop

  init(loop: PollLoop) { self.loop = loop }

  func find() throws -> String {
    let socket = try open(.router, [.linger(.zero)])
    defer { close(socket) }
    return try bind(socket, "tcp://127.0.0.1:*")
  }
}
