import Concerns
import Consents
import Testing

@Suite struct `A withdrawal` {
  let table: Table
  var register = ConsentRegister()

  init() throws {
    table = try Table()
    for (number, authority) in [table.school, table.police, table.board].enumerated() {
      _ = register.record(
        try table.waiver(number + 1, authority: authority), at: table.start)
    }
  }

  @Test(arguments: [1, 2, 3], ["skola", "polisen", "socialnamnd"])
  mutating func `told to any party by any signatory holds every waiver of the cooperation`(
    signatory: UInt8, teller: String
  ) throws {
    let party = try #require(AgencyID(teller))
    for (sender, other) in pairs { #expect(opens(sender, other)) }
    let outcome = register.withdraw(
      try table.withdrawal(by: Table.person(signatory), to: party), at: table.start)
    #expect(outcome == .recorded(raised: [table.young]))
    #expect(register.epoch(of: table.young) == 4)
    for (sender, other) in pairs { #expect(!opens(sender, other)) }
  }

  @Test mutating func `holds for good, and a new waiver needs a new cooperation`() throws {
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    #expect(
      register.record(try table.waiver(8, paper: 8), at: table.start) == .refused(.withdrawn))
    #expect(!opens(table.school, table.police))
    let anew = register.record(try table.waiver(9, cooperation: 2, paper: 9), at: table.start)
    #expect(anew == .recorded(raised: [table.young]))
    #expect(opens(table.school, table.police))
  }

  @Test mutating func `leaves the old paper no way into a new cooperation`() throws {
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    let outcome = register.record(try table.waiver(9, cooperation: 2, paper: 1), at: table.start)
    #expect(outcome == .refused(.widened))
    #expect(!opens(table.school, table.police))
  }

  @Test mutating func `leaves another cooperation alone`() throws {
    _ = register.record(try table.waiver(5, cooperation: 2), at: table.start)
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    #expect(opens(table.school, table.police))
    #expect(!opens(table.police, table.school))
  }

  @Test mutating func `is refused when its name was used before`() throws {
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    #expect(register.withdraw(try table.withdrawal(), at: table.start) == .refused(.replayed))
    #expect(register.withdraw(try table.withdrawal(1), at: table.start) == .refused(.replayed))
    #expect(register.epoch(of: table.young) == 4)
  }

  @Test mutating func `changes nothing the second time`() throws {
    _ = register.withdraw(try table.withdrawal(), at: table.start)
    let again = register.withdraw(
      try table.withdrawal(901, by: table.mother, to: table.board), at: table.start)
    #expect(again == .recorded(raised: []))
    #expect(register.epoch(of: table.young) == 4)
  }

  @Test mutating func `is refused from someone whose signature it does not take`() throws {
    let outcome = register.withdraw(try table.withdrawal(by: table.friend), at: table.start)
    #expect(outcome == .refused(.notASignatory))
    #expect(opens(table.school, table.police))
    #expect(register.epoch(of: table.young) == 3)
  }

  @Test mutating func `tells a stranger no more than that there is no such cooperation`() throws {
    for withdrawal in [
      try table.withdrawal(to: table.leisure), try table.withdrawal(cooperation: 5),
    ] {
      #expect(
        register.withdraw(withdrawal, at: table.start) == .refused(.unknownCooperation))
    }
    #expect(opens(table.school, table.police))
  }

  @Test mutating func `by the absent guardian counts, too`() throws {
    let signatures = table.signatures(
      .oneself, table.guardian(table.mother), table.decision(absent: table.father))
    let waiver = try table.waiver(5, cooperation: 2, of: [table.waived(by: signatures)])
    _ = register.record(waiver, at: table.start)
    let outcome = register.withdraw(try table.withdrawal(cooperation: 2), at: table.start)
    #expect(outcome == .recorded(raised: [table.young]))
  }

  private var pairs: [(AgencyID, AgencyID)] {
    [
      (table.school, table.police), (table.school, table.board), (table.police, table.school),
      (table.police, table.board), (table.board, table.school), (table.board, table.police),
    ]
  }

  private func opens(_ sender: AgencyID, _ party: AgencyID) -> Bool {
    register.opens(table.young, sender, party, at: table.start)
  }
}

@Suite struct `A withdrawal among several` {
  let table: Table
  var register = ConsentRegister()
  let brother: PersonPseudonym

  /// The mother signs for both brothers, the father for one, and a friend for himself.
  init() throws {
    table = try Table()
    brother = try Table.person(5)
    let alone = try table.waived(
      brother, born: "2016-05-01", custody: .sole,
      by: table.signatures(table.guardian(table.mother)))
    _ = register.record(
      try table.waiver(of: [table.waived(), alone, table.grown(table.friend)]), at: table.start)
  }

  @Test mutating func `holds for those the signatory signs for, and nobody else`() throws {
    let outcome = register.withdraw(try table.withdrawal(by: table.father), at: table.start)
    #expect(outcome == .recorded(raised: [table.young]))
    #expect(openPersons == [brother, table.friend])
    #expect(register.epoch(of: brother) == 1)
  }

  @Test mutating func `by whoever signs for two holds for both`() throws {
    let outcome = register.withdraw(try table.withdrawal(by: table.mother), at: table.start)
    #expect(outcome == .recorded(raised: [table.young, brother]))
    #expect(openPersons == [table.friend])
  }

  @Test mutating func `for one of two leaves the other`() throws {
    let outcome = register.withdraw(
      try table.withdrawal(by: table.mother, for: [brother]), at: table.start)
    #expect(outcome == .recorded(raised: [brother]))
    #expect(openPersons == [table.young, table.friend])
  }

  @Test mutating func `for someone else's child is refused`() throws {
    let outcome = register.withdraw(
      try table.withdrawal(by: table.father, for: [table.young, brother]), at: table.start)
    #expect(outcome == .refused(.notASignatory))
    #expect(openPersons == [table.young, brother, table.friend])
  }

  @Test mutating func `lets a new waiver be about the others`() throws {
    _ = register.withdraw(try table.withdrawal(by: table.father), at: table.start)
    let friend = try table.waiver(2, of: [table.grown(table.friend)])
    #expect(register.record(friend, at: table.start) == .recorded(raised: [table.friend]))
    let both = try table.waiver(3, of: [table.grown(table.friend), table.waived()])
    #expect(register.record(both, at: table.start) == .refused(.withdrawn))
  }

  private var openPersons: [PersonPseudonym] {
    [table.young, brother, table.friend].filter {
      register.opens($0, table.school, table.police, at: table.start)
    }
  }
}
