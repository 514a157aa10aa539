import Admission
import Broker
import Concerns
import Evidence
import Foundation
import Ledger
import Policy
import Routing
import Support
import ZeroMQ

/// A broker's folder and ledger without a broker, two operators, and laws to choose from.
final class Chamber: Sendable {
  /// Who may sign.
  enum Who: String, CaseIterable, Sendable {
    case anna, bo
    /// A machine of the operators' agency that operates nothing.
    case clerk
    /// An operator who is entered by another, once the broker is there.
    case cy
  }

  static let reworded = SmallLaw.watched.replacing("Plikt.", with: "Skyldighet.")
  static let narrower = SmallLaw.watched.replacing("[school, leisure]", with: "[leisure]")
  static let wider = SmallLaw.watched.replacing(
    "[school, leisure]", with: "[school, leisure, police]")

  /// It states another thing than it did, and grants the same.
  static let unguarded = SmallLaw.watched.replacing(
    "id: never-whereabouts", with: "id: never-contact"
  ).replacing("classes: [whereabouts]\n      prot", with: "classes: [contact]\n      prot")

  let folder = NSTemporaryDirectory() + "chamber-" + UUID().uuidString.prefix(8)
  let store: InMemoryLedgerStore
  let keys: BrokerKeys
  let configuration: BrokerConfiguration
  let signing: [Who: SigningKey]
  let archive: LawArchive

  /// Makes a ledger, with a law in force if one is named.
  init(_ law: String? = nil) async throws {
    var generator = SystemRandomNumberGenerator()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    keys = BrokerKeys(
      root: try Premises.known(
        RootKey(bytes: (0..<RootKey.byteCount).map { _ in UInt8.random(in: 0...255) })),
      server: try .random(), receipt: SigningKey(using: &generator))
    configuration = BrokerConfiguration(
      data: folder, deployment: try Premises.deployment, environment: .training,
      directory: "", policy: folder + "/policy.yaml")
    archive = LawArchive(of: folder)
    let vault = Vault(root: keys.root, deployment: configuration.deployment)
    store = InMemoryLedgerStore(creating: vault.identity(for: .training))
    var signing: [Who: SigningKey] = [:]
    var acts: [RegistryAct] = [
      .addAgency(
        Agency(
          id: try Self.name(.anna).agency, name: "Drift", party: .privatePerson,
          isBoundToReport: false, functions: []))
    ]
    for who in Who.allCases {
      let key = SigningKey(using: &generator)
      signing[who] = key
      if who != .cy { acts += try Self.entering(who, key) }
    }
    self.signing = signing
    try await perform(acts)
    if let law { try await adopt(law) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }  // A folder of its own.

  private func perform(_ acts: [RegistryAct]) async throws {
    try await BrokerService.enroll(acts, in: store, keys, configuration)
  }

  private static func entering(_ who: Who, _ key: SigningKey) throws -> [RegistryAct] {
    let name = try name(who)
    let member = Member(
      id: name, curveKey: try CurveKeyPair.random().publicKey.z85, functions: [],
      isOperator: who != .clerk)
    return [
      .addMember(member), .addKey(key.verifyingKey, of: name.agency, until: nil, holder: name),
    ]
  }

  /// Enters somebody by the hand of an operator, as a broker that runs records it.
  func enter(_ who: Who, by enterer: Who) async throws {
    var generator = SystemRandomNumberGenerator()
    let vault = Vault(root: keys.root, deployment: configuration.deployment)
    let reader = try await LedgerReader.open(
      store, vault: vault, boards: [], at: .wallClock, using: &generator)
    let writer = try LedgerWriter(
      store: store, vault: reader.vault,
      signer: ReceiptSigner(key: keys.receipt, audience: configuration.deployment),
      generator: generator)
    let member = try Self.name(enterer)
    let acts = try Self.entering(who, Premises.known(signing[who]))
    let sealed = try await writer.seal(acts.map { .act($0, by: member, at: .wallClock) })
    for kept in try await writer.commit([sealed]) {
      guard case .recorded = kept else { throw LedgerError.full }
    }
  }

  static func digest(of law: String) -> Digest32 { Digest32(hashing: Array(law.utf8)) }

  static func name(_ who: Who) throws -> MemberID {
    try Premises.known(MemberID("drift/\(who.rawValue)"))
  }

  /// Which law the ledger knows in force.
  func inForce() async throws -> Digest32? {
    let vault = Vault(root: keys.root, deployment: configuration.deployment)
    var generator = SystemRandomNumberGenerator()
    return try await LedgerReader.open(
      store, vault: vault, boards: [], at: .wallClock, using: &generator
    ).recover().policyDigest
  }

  /// Tries to put a law in force on these words.
  func adopt(_ law: String, _ words: [Endorsement] = []) async throws {
    try await adopt(law, lines: words.map(\.line))
  }

  func adopt(_ law: String, lines: [String]) async throws {
    let file = try EndorsementFile(
      reading: Array(lines.map { $0 + "\n" }.joined().utf8), at: "law.yaml.sig")
    let directory = try Directory(yaml: Protocols.text(of: "deploy/directory/norrkoping.yaml"))
    try await BrokerService.adopt(
      PolicyTable(yaml: law).proved(), endorsedBy: file, beside: directory, in: store, keys,
      configuration, mayGoOn: { _ in true })
  }

  /// A word for a law, over the small one unless another is named.
  func sign(
    _ law: String, over old: String = SmallLaw.watched, as who: Who, with holder: Who? = nil,
    at moment: Moment = .wallClock, for deployment: String = "prov.norrkoping"
  ) throws -> Endorsement {
    let claim = Endorsement.Claim(
      .change(to: Self.digest(of: law), over: Self.digest(of: old)), by: try Self.name(who),
      at: moment, for: try Premises.known(DeploymentID(deployment)))
    return Endorsement(claim, with: try Premises.known(signing[holder ?? who]))
  }

  func lose(_ law: String) throws {
    try FileManager.default.removeItem(atPath: archive.path(of: Self.digest(of: law)))
  }

  func replace(_ law: String, by other: String) throws {
    let path = archive.path(of: Self.digest(of: law))
    try Data(other.utf8).write(to: URL(filePath: path))
  }
}

extension Chamber {
  /// What may be wrong with a line, and how it is said.
  enum Flaw: CaseIterable, Sendable {
    case noJSON, cut, otherBroker, otherFile, otherOld, fromTheFuture, stranger, borrowed, clerk
    case revoked, retired, forged, twice, lawyer

    var fault: EndorsementFlaw.Fault {
      switch self {
      case .noJSON, .cut: .malformed
      case .otherBroker: .otherDeployment
      case .otherFile: .otherLaw
      case .otherOld: .otherStep
      case .fromTheFuture: .ahead
      case .stranger: .unknownKey
      case .borrowed: .otherHolder
      case .clerk: .noOperator
      case .revoked: .revoked
      case .retired: .notValid
      case .forged: .unsigned
      case .twice: .samePerson
      case .lawyer: .otherRole
      }
    }
  }

  /// Lines for the wider law of which the last is not right.
  func lines(with flaw: Flaw) async throws -> [String] {
    let law = Self.wider
    let right = try sign(law, as: .anna).line
    switch flaw {
    case .noJSON: return [right, "signed by Bo"]
    case .cut: return [right, String(try sign(law, as: .bo).line.dropLast(2))]
    case .otherBroker: return [right, try sign(law, as: .bo, for: "ovning.norrkoping").line]
    case .otherFile: return [right, try sign(Self.narrower, as: .bo).line]
    case .otherOld: return [right, try sign(law, over: Self.reworded, as: .bo).line]
    case .fromTheFuture:
      return [right, try sign(law, as: .bo, at: .wallClock + .seconds(3600)).line]
    case .borrowed: return [right, try sign(law, as: .bo, with: .anna).line]
    case .clerk: return [right, try sign(law, as: .clerk).line]
    case .twice: return [right, try sign(law, as: .anna, at: .wallClock + .seconds(1)).line]
    case .stranger, .lawyer: return [right, try strange(flaw).line]
    case .revoked, .retired:
      let word = try sign(law, as: .bo)
      let agency = try Self.name(.bo).agency
      try await perform([
        flaw == .revoked ? .revokeKey(word.key, of: agency) : .retireKey(word.key, of: agency)
      ])
      return [right, word.line]
    case .forged:
      let word = try sign(law, as: .bo)
      let later = try sign(law, as: .bo, at: .wallClock + .seconds(2))
      return [right, word.line.replacing(word.claim.at.text, with: later.claim.at.text)]
    }
  }

  private func strange(_ flaw: Flaw) throws -> Endorsement {
    let name = try Self.name(.bo)
    if flaw == .lawyer {
      let subject = Endorsement.Subject.rule(
        try Premises.known(RuleID("show-report")), version: Self.digest(of: Self.wider))
      let claim = Endorsement.Claim(
        subject, by: name, at: .wallClock, for: configuration.deployment)
      return Endorsement(claim, with: try Premises.known(signing[.bo]))
    }
    var generator = SystemRandomNumberGenerator()
    let claim = try sign(Self.wider, as: .bo).claim
    return Endorsement(claim, with: SigningKey(using: &generator))
  }
}
