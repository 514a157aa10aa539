import Concerns
import Consents
import Testing

@Suite struct `A birthday` {
  let table: Table
  var register = ConsentRegister()

  init() throws { table = try Table() }

  private var guardians: Set<Signature> {
    table.signatures(table.guardian(table.mother), table.guardian(table.father))
  }

  private mutating func record(born: String, by signatures: Set<Signature>) throws {
    let person = try table.waived(born: born, by: signatures)
    let outcome = register.record(try table.waiver(of: [person]), at: table.start)
    try #require(outcome == .recorded(raised: [table.young]))
  }

  private func opens(at moment: String) throws -> Bool {
    register.opens(
      table.young, table.school, table.police, at: try #require(Moment(moment)))
  }

  @Test mutating func `of 15 stops sharing until the young person signs`() throws {
    try record(born: "2011-06-05", by: guardians)
    #expect(try opens(at: "2026-06-04T21:59:59Z"))
    // Midnight is in Sweden, where it is summer.
    #expect(try !opens(at: "2026-06-04T22:00:00Z"))
    let later = try #require(Moment("2026-06-05T10:00:00Z"))
    let day = try table.day("2026-06-05")
    let signed = guardians.union(table.signatures(.oneself, on: day))
    let person = try table.waived(born: "2011-06-05", by: signed)
    #expect(
      register.record(try table.waiver(2, of: [person]), at: later)
        == .recorded(raised: [table.young]))
    #expect(try opens(at: "2026-06-05T10:00:00Z"))
  }

  @Test mutating func `of 15 is not foreseen by a signature of before`() throws {
    try record(born: "2011-06-05", by: guardians.union(table.signatures(.oneself)))
    #expect(try opens(at: "2026-06-04T21:59:59Z"))
    #expect(try !opens(at: "2026-06-04T22:00:00Z"))
  }

  @Test mutating func `of 18 stops sharing until the grown person signs alone`() throws {
    try record(born: "2008-06-05", by: table.everybody)
    #expect(try opens(at: "2026-06-04T21:59:59Z"))
    #expect(try !opens(at: "2026-06-04T22:00:00Z"))
    let later = try #require(Moment("2026-06-05T10:00:00Z"))
    let person = try table.waived(
      born: "2008-06-05", custody: .unknown,
      by: table.signatures(.oneself, on: try table.day("2026-06-05")))
    #expect(
      register.record(try table.waiver(2, of: [person]), at: later)
        == .recorded(raised: [table.young]))
    #expect(try opens(at: "2026-06-05T10:00:00Z"))
  }

  @Test mutating func `on 29 February comes on 1 March of a common year`() throws {
    let person = try table.waived(born: "2012-02-29", by: guardians)
    let end = try #require(Moment("2027-12-31T23:00:00Z"))
    _ = register.record(try table.waiver(of: [person], until: end), at: table.start)
    #expect(try opens(at: "2027-02-28T22:59:59Z"))
    #expect(try !opens(at: "2027-02-28T23:00:00Z"))
  }

  @Test mutating func `is when the answer next changes by itself`() throws {
    try record(born: "2011-06-05", by: guardians)
    let next = register.nextEnd(
      of: table.young, from: table.school, under: [.sspf], after: table.start)
    #expect(next == Moment("2026-06-04T22:00:00Z"))
  }

  @Test mutating func `of 18 leaves the guardians nothing to take back`() throws {
    try record(born: "2008-06-05", by: table.everybody)
    let later = try #require(Moment("2026-06-05T10:00:00Z"))
    let alone = try table.waived(
      born: "2008-06-05", by: table.signatures(.oneself, on: try table.day("2026-06-05")))
    _ = register.record(try table.waiver(2, of: [alone]), at: later)
    let father = register.withdraw(try table.withdrawal(by: table.father), at: later)
    #expect(father == .refused(.notASignatory))
    #expect(try opens(at: "2026-06-05T10:00:00Z"))
    let own = register.withdraw(try table.withdrawal(by: table.young), at: later)
    #expect(own == .recorded(raised: [table.young]))
    #expect(try !opens(at: "2026-06-05T10:00:00Z"))
  }

  @Test mutating func `of 15 gives the young person something to take back`() throws {
    try record(born: "2011-06-05", by: guardians)
    let before = register.withdraw(try table.withdrawal(by: table.young), at: table.start)
    #expect(before == .refused(.notASignatory))
    let later = try #require(Moment("2026-06-05T10:00:00Z"))
    let after = register.withdraw(try table.withdrawal(by: table.young), at: later)
    #expect(after == .recorded(raised: [table.young]))
  }
}
