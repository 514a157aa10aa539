import Concerns
import Consents
import Policy
import Support
import Tables
import Testing

/// Who signs stands in the law with its citation; the register applies it in code of its own.
@Suite struct `The signing that the law asks for` {
  let table: Table
  let rules: [SigningRule]

  init() throws {
    table = try Table()
    let law = try PolicyTable(yaml: Protocols.text(of: "protocols/policy/sweden.yaml"))
    let today = table.today
    rules = law.signingRules.filter { $0.period.contains(today) }
  }

  /// Somebody of each age, as old as can be and as young.
  static let born: [(AgeBand, String)] = [
    (.under12, "2026-03-16"), (.under12, "2014-03-17"), (.from12, "2014-03-16"),
    (.from12, "2011-03-17"), (.from15, "2011-03-16"), (.from15, "2008-03-17"),
    (.from18, "2008-03-16"), (.from18, "2005-03-17"), (.from21, "2005-03-16"),
    (.from21, "1950-06-30"),
  ]

  private func signers(_ weight: SigningRule.Weight, at age: AgeBand) -> Set<Signer> {
    rules.filter { $0.weight == weight && $0.ages.contains(age) }
      .reduce(into: []) { $0.formUnion($1.signers) }
  }

  /// Whether these signatures suffice, by the words of the law alone.
  private func suffices(
    _ given: Set<Signatory>, at age: AgeBand, father: GuardianNotice
  ) -> Bool {
    let needed = signers(.needed, at: age)
    let isBarred = signers(.never, at: age).contains(.withheldGuardian)
    let guardians = given.filter { signatory in
      signatory == table.guardian(table.mother)
        || signatory == table.guardian(table.father, father) && (father == .mayBeTold || !isBarred)
    }
    let standsIn =
      given.contains(table.decision()) && signers(.instead, at: age).contains(.decision)
    let signed = guardians.count + (standsIn && guardians.count == 1 ? 1 : 0)
    return (!needed.contains(.oneself) || given.contains(.oneself))
      && (!needed.contains(.everyGuardian) || signed >= 2)
  }

  @Test(arguments: born, GuardianNotice.allCases)
  func `is what the register asks for, whoever has signed`(
    born: (age: AgeBand, day: String), father: GuardianNotice
  ) throws {
    let everyone = [
      Signatory.oneself, table.guardian(table.mother), table.guardian(table.father, father),
      table.decision(),
    ]
    for subset in 0..<1 << everyone.count {
      let given = everyone.indices.filter { subset >> $0 & 1 == 1 }.map { everyone[$0] }
      var register = ConsentRegister()
      let person = try table.waived(
        born: born.day, by: Set(given.map { Signature($0, signed: table.today) }))
      let outcome = register.record(try table.waiver(of: [person]), at: table.start)
      #expect(
        (outcome == .recorded(raised: [table.young]))
          == suffices(Set(given), at: born.age, father: father), "\(born.day): \(given)")
    }
  }

  /// What was signed the day before a birthday counts no longer on it, where the law says so.
  @Test(arguments: born.filter { ["2011-03-16", "2008-03-16"].contains($0.1) })
  func `is asked for anew on a birthday`(age: AgeBand, born: String) throws {
    let own = Signature(.oneself, signed: try table.day("2026-03-15"))
    let guardians = table.signatures(table.guardian(table.mother), table.guardian(table.father))
    var register = ConsentRegister()
    let person = try table.waived(born: born, by: guardians.union([own]))
    let outcome = register.record(try table.waiver(of: [person]), at: table.start)
    #expect(
      (outcome != .recorded(raised: [table.young])) == signers(.anew, at: age).contains(.oneself))
  }

  @Test(arguments: AgeBand.allCases, SigningRule.Weight.allCases)
  func `is what no law may say otherwise`(age: AgeBand, weight: SigningRule.Weight) {
    #expect(signers(weight, at: age) == SigningRule.applied(weight, at: age))
  }

  @Test func `is cited, reviewed and dated, and most of it doubted`() {
    #expect(rules.count == 6)
    #expect(rules.allSatisfy { !$0.ground.citation.isEmpty && $0.period.from != nil })
    #expect(rules.count { $0.ground.review == .needsLegalReview } == 4)
    #expect(rules.allSatisfy { $0.ground.review != .read })
  }
}
