import Concerns
import Consents
import Testing

/// A register is made anew by the rules of today; what earlier ones took may not fit them.
@Suite struct `A no that the rules of today would refuse` {
  let table: Table
  var register = ConsentRegister()

  init() throws {
    table = try Table()
    let two = [try table.waived(), try table.grown(table.friend)]
    _ = register.record(try table.waiver(of: two), at: table.start)
    _ = register.record(
      try table.waiver(2, of: [table.waived()], authority: table.police), at: table.start)
    _ = register.record(
      try table.waiver(3, cooperation: 2, of: [table.grown(table.friend)]), at: table.start)
  }

  private func opens(_ person: PersonPseudonym, from authority: AgencyID) -> Bool {
    register.opens(person, authority, table.board, at: table.start)
  }

  @Test mutating func `holds everybody in the cooperation, at every authority`() throws {
    #expect(register.holdAll(of: try table.cooperation(1)) == [table.young, table.friend])
    #expect(!opens(table.young, from: table.school) && !opens(table.young, from: table.police))
    let (first, second) = (try table.cooperation(1), try table.cooperation(2))
    #expect(register.isHeld([table.young], in: [first]))
    #expect(!register.isHeld([table.mother], in: [first]))
    #expect(!register.isHeld([table.friend], in: [first, second]))
    #expect(!register.isHeld([table.friend], in: []))
    let anew = try table.waiver(4, of: [table.grown(table.friend)])
    #expect(register.record(anew, at: table.start) == .refused(.withdrawn))
    #expect(register.census(at: table.start).first?.standing == .held)
  }

  @Test mutating func `touches no other cooperation, and no epoch`() throws {
    _ = register.holdAll(of: try table.cooperation(1))
    #expect(opens(table.friend, from: table.school))
    #expect(!register.isHeld([table.friend], in: [try table.cooperation(2)]))
    // The ledger has counted them; they are resumed from there.
    #expect(register.epoch(of: table.young) == 2)
  }

  @Test mutating func `finds nobody to hold a second time, or where there is nothing`() throws {
    _ = register.withdraw(try table.withdrawal(for: [table.young]), at: table.start)
    #expect(register.holdAll(of: try table.cooperation(1)) == [table.friend])
    #expect(register.holdAll(of: try table.cooperation(1)).isEmpty)
    #expect(register.holdAll(of: try table.cooperation(9)).isEmpty)
  }
}
