import Concerns
import Consents
import Testing

@Suite struct `Signatures` {
  let table: Table

  init() throws { table = try Table() }

  /// What becomes of a waiver for one person with these signatures.
  private func outcome(
    born: String?, _ custody: Custody = .shared, by signatures: Set<Signature>
  ) throws -> ConsentOutcome {
    var register = ConsentRegister()
    let person = try table.waived(born: born, custody: custody, by: signatures)
    return register.record(try table.waiver(of: [person]), at: table.start)
  }

  private var accepted: ConsentOutcome { .recorded(raised: [table.young]) }

  @Test(arguments: ["2008-03-16", "2005-01-01", "1950-06-30"], Custody.allCases)
  func `of somebody of 18 or more are their own alone`(born: String, custody: Custody) throws {
    #expect(try outcome(born: born, custody, by: table.signatures(.oneself)) == accepted)
    let guardians = table.signatures(table.guardian(table.mother), table.guardian(table.father))
    #expect(try outcome(born: born, custody, by: guardians) == .refused(.unsigned))
  }

  @Test(arguments: ["2011-03-16", "2008-03-17"])
  func `from 15 are the young person's and both guardians'`(born: String) throws {
    let mother = table.guardian(table.mother)
    let father = table.guardian(table.father)
    #expect(try outcome(born: born, by: table.everybody) == accepted)
    #expect(
      try outcome(born: born, by: table.signatures(.oneself, mother)) == .refused(.halfSigned))
    #expect(try outcome(born: born, by: table.signatures(mother, father)) == .refused(.halfSigned))
    #expect(try outcome(born: born, by: table.signatures(.oneself)) == .refused(.halfSigned))
    #expect(try outcome(born: born, by: []) == .refused(.unsigned))
  }

  @Test(arguments: ["2011-03-17", "2026-03-16"])
  func `under 15 are both guardians'`(born: String) throws {
    let mother = table.guardian(table.mother)
    let father = table.guardian(table.father)
    #expect(try outcome(born: born, by: table.signatures(mother, father)) == accepted)
    #expect(try outcome(born: born, by: table.signatures(mother)) == .refused(.halfSigned))
    #expect(
      try outcome(born: born, by: table.signatures(mother, .oneself)) == .refused(.halfSigned))
    #expect(try outcome(born: born, by: table.signatures(.oneself)) == .refused(.unsigned))
  }

  @Test func `under sole custody are one guardian's`() throws {
    let mother = table.signatures(table.guardian(table.mother))
    #expect(try outcome(born: "2016-05-01", .sole, by: mother) == accepted)
    #expect(try outcome(born: "2010-10-12", .sole, by: mother) == .refused(.halfSigned))
    #expect(try outcome(born: "2016-05-01", .sole, by: []) == .refused(.unsigned))
    #expect(
      try outcome(born: "2016-05-01", .sole, by: table.signatures(table.decision()))
        == .refused(.unsigned))
  }

  @Test func `are never enough under a custody that nobody knows`() throws {
    #expect(
      try outcome(born: "2010-10-12", .unknown, by: table.everybody) == .refused(.custodyUnknown))
    #expect(
      try outcome(born: "2016-05-01", .unknown, by: table.everybody) == .refused(.custodyUnknown))
  }

  @Test(arguments: [nil, "2026-03-17"])
  func `are never enough at an age that nobody knows`(born: String?) throws {
    #expect(try outcome(born: born, by: table.everybody) == .refused(.ageUnknown))
  }

  @Test func `of one guardian count once`() throws {
    let same = table.signatures(table.guardian(table.mother))
      .union(table.signatures(table.guardian(table.mother), on: try table.day("2026-03-12")))
    #expect(same.count == 2)
    #expect(try outcome(born: "2016-05-01", by: same) == .refused(.halfSigned))
    let own = table.signatures(table.guardian(table.mother), table.guardian(table.young))
    #expect(try outcome(born: "2016-05-01", by: own) == .refused(.halfSigned))
  }

  @Test func `count once they are given`() throws {
    let mother = table.signatures(table.guardian(table.mother))
    let missing = mother.union([Signature(table.guardian(table.father), signed: nil)])
    #expect(try outcome(born: "2016-05-01", by: missing) == .refused(.halfSigned))
    let given = mother.union(
      table.signatures(table.guardian(table.father), on: try table.day("2026-03-01")))
    #expect(try outcome(born: "2016-05-01", by: given) == accepted)
  }

  @Test func `are not taken from a day to come`() throws {
    let ahead = table.signatures(.oneself, on: try table.day("2026-03-17"))
    #expect(
      try outcome(born: "2010-10-12", by: table.everybody.union(ahead)) == .refused(.contradictory))
  }

  @Test(arguments: [("2011-03-16", "2026-03-15"), ("2008-03-16", "2026-03-15")])
  func `of the young person count from the birthday they are asked for`(
    born: String, signed: String
  ) throws {
    let guardians = table.signatures(table.guardian(table.mother), table.guardian(table.father))
    let early = guardians.union(table.signatures(.oneself, on: try table.day(signed)))
    let outcome = try outcome(born: born, by: early)
    #expect(outcome == .refused(born == "2011-03-16" ? .halfSigned : .unsigned))
    #expect(try self.outcome(born: born, by: table.everybody) == accepted)
  }
}

@Suite struct `A decision of the board` {
  let table: Table

  init() throws { table = try Table() }

  private func outcome(
    born: String = "2016-05-01", _ custody: Custody = .shared, by signatures: Set<Signature>
  ) throws -> ConsentOutcome {
    var register = ConsentRegister()
    let person = try table.waived(born: born, custody: custody, by: signatures)
    return register.record(try table.waiver(of: [person]), at: table.start)
  }

  @Test func `stands in for one absent guardian`() throws {
    let mother = table.guardian(table.mother)
    for absent in [table.father, nil] {
      let signatures = table.signatures(mother, table.decision(absent: absent))
      #expect(try outcome(by: signatures) == .recorded(raised: [table.young]))
    }
  }

  @Test func `stands in for one, never for both`() throws {
    let decisions = table.signatures(
      table.decision(absent: table.mother), table.decision(absent: table.father))
    #expect(try outcome(by: decisions) == .refused(.unsigned))
  }

  @Test func `does not stand in for the one who has signed`() throws {
    let mother = table.signatures(
      table.guardian(table.mother), table.decision(absent: table.mother))
    #expect(try outcome(by: mother) == .refused(.halfSigned))
  }

  @Test func `never stands in for the young person`() throws {
    let mother = table.guardian(table.mother)
    let father = table.guardian(table.father)
    let instead = table.signatures(mother, father, table.decision(absent: table.young))
    #expect(try outcome(born: "2010-10-12", by: instead) == .refused(.halfSigned))
    let complete = table.signatures(.oneself, mother, table.decision(absent: table.father))
    #expect(try outcome(born: "2010-10-12", by: complete) == .recorded(raised: [table.young]))
  }

  @Test func `counts once it is made`() throws {
    let pending = table.signatures(table.guardian(table.mother))
      .union([Signature(table.decision(absent: table.father), signed: nil)])
    #expect(try outcome(by: pending) == .refused(.halfSigned))
  }

  @Test func `does not help a custody that nobody knows`() throws {
    let signatures = table.signatures(
      table.guardian(table.mother), table.decision(absent: table.father))
    #expect(try outcome(.unknown, by: signatures) == .refused(.custodyUnknown))
  }
}

@Suite struct `A guardian who must not be told` {
  let table: Table

  init() throws { table = try Table() }

  private func outcome(by signatures: Set<Signature>) throws -> ConsentOutcome {
    var register = ConsentRegister()
    let person = try table.waived(born: "2016-05-01", by: signatures)
    return register.record(try table.waiver(of: [person]), at: table.start)
  }

  @Test(arguments: [GuardianNotice.mustNotBeTold, .unknown])
  func `has signed for nothing`(notice: GuardianNotice) throws {
    let mother = table.guardian(table.mother)
    let father = table.guardian(table.father, notice)
    #expect(try outcome(by: table.signatures(mother, father)) == .refused(.guardianWithheld))
    let twice = table.signatures(mother, father, table.guardian(table.father))
    #expect(try outcome(by: twice) == .refused(.guardianWithheld))
  }

  @Test func `is stood in for by a decision of the board`() throws {
    let signatures = table.signatures(
      table.guardian(table.mother), table.guardian(table.father, .mustNotBeTold),
      table.decision(absent: table.father))
    #expect(try outcome(by: signatures) == .recorded(raised: [table.young]))
  }

  @Test func `takes nothing back`() throws {
    var register = ConsentRegister()
    let signatures = table.signatures(
      table.guardian(table.mother), table.guardian(table.father, .mustNotBeTold),
      table.decision(absent: table.father))
    let person = try table.waived(born: "2016-05-01", by: signatures)
    _ = register.record(try table.waiver(of: [person]), at: table.start)
    let outcome = register.withdraw(try table.withdrawal(by: table.father), at: table.start)
    #expect(outcome == .refused(.notASignatory))
    #expect(register.opens(table.young, table.school, table.police, at: table.start))
  }
}
