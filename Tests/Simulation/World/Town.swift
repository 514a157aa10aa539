package import Admission
package import Concerns
package import Evidence
package import Ledger
package import Policy
package import Routing
import Support

/// Who takes part in every run: a few agencies, their machines and keys, the shipped rules.
package struct Town: Sendable {
  /// Thursday half past three in Sweden: an hour and a half before reception closes.
  package static let start = moment("2026-11-19T14:30:00Z")
  package static let deployment = name("norrkoping-test", DeploymentID.init(_:))

  /// An agency that reports.
  package struct Reporter: Sendable {
    package let agency: AgencyID
    package let unit: FunctionID
    package let party: Party
    package let isBound: Bool
  }

  package static let school = reporter("skola", "rektor", .school, isBound: true)
  package static let preschool = reporter("forskola", "chef", .preschool, isBound: true)
  package static let police = reporter("polis", "vakthavande", .police, isBound: true)
  package static let association = reporter("forening", "ledare", .civilSociety, isBound: false)
  package static let reporters = [school, preschool, police, association]

  package static let board = name("norrkoping-socialnamnd", AgencyID.init(_:))
  package static let controller = name("socialnamnd", ControllerID.init(_:))
  package static let reception = board("mottagning")
  package static let onCall = board("socialjour")
  package static let protectedDesk = board("skyddade-arenden")
  package static let walled = board("familjeradgivning")
  package static let otherUnits = ["uppsokande", "samverkan", "familjeratt", "bostadssamordning"]
    .map(board)
  /// The head of every unit, and who looks at what heads do.
  package static let head = board("enhetschefer")
  package static let officer = board("dataskyddsombud")

  package static let operators = name("drift", AgencyID.init(_:))
  package static let operatorMember = name("drift/operator", MemberID.init(_:))

  /// Every machine with the mailboxes that it reads; the operator's is the last.
  package static let machines: [(member: MemberID, functions: [FunctionID])] =
    reporters.map { (name($0.agency.text + "/m1", MemberID.init(_:)), [$0.unit]) } + [
      (name("skola/m2", MemberID.init(_:)), [school.unit]),
      (name("norrkoping-socialnamnd/m1", MemberID.init(_:)), [reception, onCall]),
      (name("norrkoping-socialnamnd/m2", MemberID.init(_:)), [reception, onCall]),
      (name("norrkoping-socialnamnd/skydd", MemberID.init(_:)), [protectedDesk]),
      (name("norrkoping-socialnamnd/ovriga", MemberID.init(_:)), otherUnits),
      (name("norrkoping-socialnamnd/ledning", MemberID.init(_:)), [head, officer]),
      (operatorMember, []),
    ]

  /// The first signing key of an agency.
  package static func key(of agency: AgencyID) -> SigningKey {
    key(number: agency.text.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })
  }

  /// A signing key with a number, the same in every run.
  package static func key(number: UInt64) -> SigningKey {
    var generator = SplitMix64(seed: number)
    guard let key = SigningKey(seed: Salt.bytes(SigningKey.seedByteCount, using: &generator))
    else { preconditionFailure("thirty-two bytes are a seed") }
    return key
  }

  /// What the broker signs receipts with.
  package static let receiptKey = key(number: 1)

  package static var vault: Vault { vault(of: deployment) }

  package static func vault(of deployment: DeploymentID) -> Vault {
    guard let root = RootKey(bytes: [UInt8](repeating: 9, count: RootKey.byteCount)) else {
      preconditionFailure("thirty-two bytes are a root key")
    }
    return Vault(root: root, deployment: deployment)
  }

  /// The shipped directory and the shipped law.
  package static let directory = directory { $0 }
  package static let policy = shipped("protocols/policy/sweden.yaml") {
    try PolicyTable(yaml: $0).proved()
  }

  /// The shipped directory, changed.
  package static func directory(_ change: (String) -> String) -> Directory {
    shipped("deploy/directory/norrkoping.yaml") { text in
      // What its agreements and delegations name are the agencies of this town.
      try Directory(
        yaml: change(
          text.replacing("almbacken-skolor", with: "skola")
            .replacing("polisen-ost", with: "polis")))
    }
  }

  /// The directory with a second board, to which the protected desk and two more units belong.
  package static let directoryOfTwoBoards = shipped("deploy/directory/norrkoping.yaml") { text in
    var text = text.replacing(
      "\n# Parts of",
      with: """
          - id: vardnamnd
            name: {sv: "Vårdnämnden", en: "The Care Board"}
            from: 2023-02-01

        # Parts of
        """)
    for (unit, name) in [
      ("skyddade-arenden", "Funktionen för skyddade ärenden"),
      ("bostadssamordning", "Bostadssamordningen"),
    ] {
      guard let start = text.firstRange(of: "- id: \(unit)\n    name: {sv: \"\(name)\"") else {
        continue
      }
      let end = text[start.upperBound...].firstRange(of: "board: socialnamnd")
      if let end { text.replaceSubrange(end, with: "board: vardnamnd") }
    }
    return try Directory(yaml: text)
  }

  /// The acts by which an operator sets the register up.
  package static var acts: [RegistryAct] {
    let agencies =
      reporters.map {
        Agency(
          id: $0.agency, name: $0.agency.text, party: $0.party, isBoundToReport: $0.isBound,
          functions: [$0.unit])
      } + [
        Agency(
          id: board, name: "Socialnämnden", party: .socialServices, isBoundToReport: true,
          functions: Set(directory.functions(of: board))),
        Agency(
          id: operators, name: "Drift", party: .socialServices, isBoundToReport: false,
          functions: []),
      ]
    let members = machines.enumerated().map { number, machine in
      Member(
        id: machine.member, curveKey: curveKey(number), functions: Set(machine.functions),
        isOperator: machine.member == operatorMember)
    }
    return agencies.map(RegistryAct.addAgency) + members.map(RegistryAct.addMember)
      + agencies.map { .addKey(key(of: $0.id).verifyingKey, of: $0.id, until: nil) }
  }

  package static func board(_ function: String) -> FunctionID {
    name(board.text + "." + function, FunctionID.init(_:))
  }

  package static func moment(_ text: String) -> Moment { name(text, Moment.init(_:)) }

  package static func name<Name>(_ text: String, _ make: (String) -> Name?) -> Name {
    guard let name = make(text) else { preconditionFailure("\(text) is well formed") }
    return name
  }

  private static func reporter(
    _ agency: String, _ unit: String, _ party: Party, isBound: Bool
  ) -> Reporter {
    Reporter(
      agency: name(agency, AgencyID.init(_:)),
      unit: name(agency + "." + unit, FunctionID.init(_:)), party: party, isBound: isBound)
  }

  package static func curveKey(_ number: Int) -> String {
    String(repeating: "0", count: 38) + (number < 10 ? "0\(number)" : "\(number)")
  }

  private static func shipped<Value>(_ path: String, _ read: (String) throws -> Value) -> Value {
    do {
      return try read(Protocols.text(of: path))
    } catch {
      preconditionFailure("what is shipped at \(path) can be read: \(error)")
    }
  }
}
