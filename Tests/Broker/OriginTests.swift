import Admission
import Broker
import Concerns
import Evidence
import Policy
import Support
import Testing
import ZeroMQ

@Suite struct `Two who sign a wider law` {
  private static let now = Moment(seconds: 1_790_000_000)
  private static let long = now + .seconds(-Origins.daysToSettle * 86_400)
  private static let lately = long + .seconds(1)
  private static let creation = "samverkan/creation"

  /// Who stands in a register, by whose hand and since when; who signs; and what becomes of it.
  struct Case: Sendable, CustomTestStringConvertible {
    /// A name, by whom it was entered, when; and by whom and when its key was.
    typealias Entry = (name: String, by: String, at: Moment, keyBy: String, keyAt: Moment)

    let testDescription: String
    let entries: [Entry]
    var signers = ["drift/anna", "drift/bo"]
    /// Whose key the last one signs with, if not its own.
    var borrowed: String?
    let fault: EndorsementFlaw.Fault?
  }

  private static let anna: Case.Entry = ("drift/anna", creation, long, creation, long)
  private static func bo(
    by: String = creation, _ at: Moment = long, keyBy: String = creation, _ keyAt: Moment = long
  ) -> Case.Entry {
    ("drift/bo", by, at, keyBy, keyAt)
  }

  static let cases = [
    Case(testDescription: "both made with the broker", entries: [anna, bo()], fault: nil),
    Case(
      testDescription: "one entered the other lately",
      entries: [anna, bo(by: "drift/anna", lately)], fault: .sameOrigin),
    Case(
      testDescription: "one entered the other two weeks ago",
      entries: [anna, bo(by: "drift/anna", long, keyBy: "drift/anna", long)], fault: nil),
    Case(
      testDescription: "one gave the other a key lately",
      entries: [anna, bo(keyBy: "drift/anna", lately)], fault: .sameOrigin),
    Case(
      testDescription: "one gave oneself a key lately",
      entries: [anna, bo(keyBy: "drift/bo", lately)], fault: nil),
    Case(
      testDescription: "a third entered the other lately",
      entries: [anna, ("drift/cy", creation, long, creation, long), bo(by: "drift/cy", lately)],
      fault: nil),
    Case(
      testDescription: "a third entered both lately",
      entries: [
        anna, bo(by: "drift/anna", lately), ("drift/cy", "drift/anna", lately, creation, long),
      ], signers: ["drift/bo", "drift/cy"], fault: .sameOrigin),
    Case(
      testDescription: "one entered a third who entered the other",
      entries: [
        anna, ("drift/cy", "drift/anna", lately, creation, long), bo(by: "drift/cy", lately),
      ], fault: .sameOrigin),
    Case(
      testDescription: "one name, twice", entries: [anna],
      signers: ["drift/anna", "drift/anna"], fault: .samePerson),
    Case(
      testDescription: "one key under two agencies",
      entries: [anna, ("annan/anna", creation, long, creation, long)],
      signers: ["drift/anna", "annan/anna"], borrowed: "drift/anna", fault: .samePerson),
  ]

  @Test(arguments: cases)
  func `count as two persons or not`(of terms: Case) throws {
    let old = try PolicyTable(yaml: SmallLaw.watched)
    let change = LawChange(
      from: .init(digest: Chamber.digest(of: SmallLaw.watched), since: Self.long, table: old),
      to: try PolicyTable(yaml: Chamber.wider))
    try #require(change.personsNeeded == 2)
    let (acts, keys) = try Self.register(terms)
    var registry = Registry()
    for (act, _, at) in acts { try registry.apply(act, at: at) }
    let deployment = try #require(DeploymentID("prov.norrkoping"))
    let lines = try terms.signers.enumerated().map { place, name in
      let claim = Endorsement.Claim(
        .change(to: change.digest, over: change.old.digest), by: try #require(MemberID(name)),
        at: Self.now, for: deployment)
      return Endorsement(claim, with: try #require(keys[name])).line
    }
    let file = try EndorsementFile(
      reading: Array(lines.map { $0 + "\n" }.joined().utf8), at: "law.sig")
    let origins = Origins(acts)
    guard let fault = terms.fault else {
      let signers = try change.check(
        file, by: registry, entered: origins, of: deployment, at: Self.now)
      #expect(signers.map(\.text) == terms.signers)
      return
    }
    #expect(throws: LawRefusal.endorsement(EndorsementFlaw("law.sig", 2, fault))) {
      try change.check(file, by: registry, entered: origins, of: deployment, at: Self.now)
    }
  }

  private static func register(
    _ terms: Case
  ) throws -> (acts: [(act: RegistryAct, by: MemberID, at: Moment)], keys: [String: SigningKey]) {
    var generator = SystemRandomNumberGenerator()
    var keys: [String: SigningKey] = [:]
    var acts: [(act: RegistryAct, by: MemberID, at: Moment)] = []
    for agency in Set(terms.entries.map { $0.name.prefix { $0 != "/" } }).sorted() {
      acts.append(
        (
          .addAgency(
            Agency(
              id: try #require(AgencyID(String(agency))), name: "Drift", party: .privatePerson,
              isBoundToReport: false, functions: [])), try #require(MemberID(creation)), long
        ))
    }
    for entry in terms.entries {
      let id = try #require(MemberID(entry.name))
      let isBorrower = entry.name == terms.signers.last && terms.borrowed != nil
      let key =
        isBorrower
        ? try #require(terms.borrowed.flatMap { keys[$0] }) : SigningKey(using: &generator)
      keys[entry.name] = key
      let member = Member(
        id: id, curveKey: try CurveKeyPair.random().publicKey.z85, functions: [],
        isOperator: true)
      acts.append((.addMember(member), try #require(MemberID(entry.by)), entry.at))
      acts.append(
        (
          .addKey(key.verifyingKey, of: id.agency, until: nil, holder: id),
          try #require(MemberID(entry.keyBy)), entry.keyAt
        ))
    }
    return (acts, keys)
  }
}

@Suite struct `An operator entered by another` {
  @Test func `puts no wider law in force beside whoever entered it, by what the ledger has`()
    async throws
  {
    let chamber = try await Chamber(SmallLaw.watched)
    try await chamber.enter(.cy, by: .anna)
    let words = try [Chamber.Who.anna, .cy].map { try chamber.sign(Chamber.wider, as: $0) }
    let flaw = EndorsementFlaw("law.yaml.sig", 2, .sameOrigin)
    await #expect(throws: LawRefusal.endorsement(flaw)) {
      try await chamber.adopt(Chamber.wider, words)
    }
    #expect(try await chamber.inForce() == Chamber.digest(of: SmallLaw.watched))
    let others = try [Chamber.Who.bo, .cy].map { try chamber.sign(Chamber.wider, as: $0) }
    try await chamber.adopt(Chamber.wider, others)
    #expect(try await chamber.inForce() == Chamber.digest(of: Chamber.wider))
  }
}
