import Concerns
import Consents
import Testing

@Suite struct `A cooperation` {
  let table: Table
  var register = ConsentRegister()

  init() throws {
    table = try Table()
    _ = register.record(try table.waiver(), at: table.start)
  }

  /// What a later waiver asks for beyond the first.
  enum Widening: CaseIterable {
    case party, dataClass, date, person, form, cooperation

    func waiver(_ number: Int, paper: Int, at table: Table) throws -> Waiver {
      let parties: Set<AgencyID> = [table.school, table.police, table.board]
      switch self {
      case .party:
        return try table.waiver(number, parties: parties.union([table.leisure]), paper: paper)
      case .dataClass:
        return try table.waiver(number, classes: [.identity, .school, .measures], paper: paper)
      case .date:
        return try table.waiver(number, until: table.end + .milliseconds(1), paper: paper)
      case .person:
        return try table.waiver(
          number, of: [table.waived(), table.grown(table.friend)], paper: paper)
      case .form: return try table.waiver(number, form: .sig, paper: paper)
      case .cooperation: return try table.waiver(number, cooperation: 2, paper: paper)
      }
    }
  }

  @Test(arguments: Widening.allCases)
  mutating func `is not widened on a paper that was signed for less`(widening: Widening) throws {
    let waiver = try widening.waiver(2, paper: 1, at: table)
    #expect(register.record(waiver, at: table.start) == .refused(.widened))
    #expect(register.epoch(of: table.young) == 1)
    #expect(!register.opens(table.young, table.school, table.leisure, at: table.start))
  }

  @Test(arguments: Widening.allCases)
  mutating func `is not widened under a name that was used for less`(widening: Widening) throws {
    let waiver = try widening.waiver(1, paper: 2, at: table)
    #expect(register.record(waiver, at: table.start) == .refused(.widened))
    #expect(register.epoch(of: table.young) == 1)
  }

  @Test mutating func `is not widened by someone who lacks a signature`() throws {
    let half = try table.waived(by: table.signatures(.oneself, table.guardian(table.mother)))
    let wider = try table.waiver(2, of: [half], classes: [.identity, .school, .measures])
    #expect(register.record(wider, at: table.start) == .refused(.widened))
    let narrower = try table.waiver(2, of: [half], classes: [.school])
    #expect(register.record(narrower, at: table.start) == .refused(.halfSigned))
    #expect(!register.opens(table.young, table.school, table.police, .measures, at: table.start))
  }

  @Test mutating func `is widened by everyone's new signatures`() throws {
    let wider = try table.waiver(2, classes: [.identity, .school, .measures])
    #expect(register.record(wider, at: table.start) == .recorded(raised: [table.young]))
    #expect(register.opens(table.young, table.school, table.police, .measures, at: table.start))
  }

  /// What is said of the same signed paper the second time, and was not the first.
  enum Growth: CaseIterable {
    case signature, day, custody, notice, birth

    func waived(at table: Table) throws -> WaivedPerson {
      let guardians: [Signatory] = [table.guardian(table.mother), table.guardian(table.father)]
      func signed(_ signatories: [Signatory], on day: CivilDate? = nil) -> Set<Signature> {
        Set(signatories.map { Signature($0, signed: day ?? table.today) })
      }
      switch self {
      case .signature:
        return try table.waived(by: table.everybody.union(signed([table.decision()])))
      case .day:
        return try table.waived(
          by: signed(guardians).union(signed([.oneself], on: table.day("2026-03-15"))))
      case .custody: return try table.waived(custody: .sole)
      case .notice:
        return try table.waived(by: table.everybody.union(signed([table.guardian(table.friend)])))
      case .birth: return try table.waived(born: "2010-10-11")
      }
    }
  }

  @Test(arguments: Growth.allCases)
  mutating func `is told of on no paper that has grown since`(growth: Growth) throws {
    let silent = Signature(table.guardian(table.friend, .mustNotBeTold), signed: nil)
    let first = try table.waived(by: table.everybody.union([silent]))
    #expect(
      register.record(try table.waiver(3, of: [first]), at: table.start)
        == .recorded(raised: [table.young]))
    let grown = try table.waiver(4, of: [growth.waived(at: table)], paper: 3)
    #expect(register.record(grown, at: table.start) == .refused(.widened))
    #expect(register.epoch(of: table.young) == 2)
    let anew = try table.waiver(5, of: [growth.waived(at: table)], paper: 5)
    #expect(register.record(anew, at: table.start) == .recorded(raised: [table.young]))
  }

  /// A scan that was hashed before the birthday holds nothing that was signed after it.
  @Test(arguments: [("2011-06-05", "2026-06-05"), ("2008-06-05", "2026-06-05")])
  mutating func `is not carried past a birthday by the paper of before`(
    born: String, birthday: String
  ) throws {
    let later = try #require(Moment(birthday + "T10:00:00Z"))
    let before = try table.waived(born: born, by: table.everybody)
    _ = register.record(try table.waiver(2, cooperation: 2, of: [before]), at: table.start)
    let own = Signature(.oneself, signed: try table.day(birthday))
    let after = try table.waived(born: born, by: table.everybody.union([own]))
    let stretched = try table.waiver(3, cooperation: 2, of: [after], paper: 2)
    #expect(register.record(stretched, at: later) == .refused(.widened))
    let anew = try table.waiver(4, cooperation: 2, of: [after])
    #expect(register.record(anew, at: later) == .recorded(raised: [table.young]))
  }

  @Test mutating func `takes the same paper again for less`() throws {
    let narrower = try table.waiver(2, classes: [.school], paper: 1)
    #expect(register.record(narrower, at: table.start) == .recorded(raised: [table.young]))
  }

  @Test mutating func `does not let one authority show another's paper`() throws {
    let borrowed = try table.waiver(2, paper: 1, authority: table.police)
    #expect(register.record(borrowed, at: table.start) == .refused(.wrongAuthority))
    #expect(!register.opens(table.young, table.police, table.school, at: table.start))
  }

  @Test mutating func `is joined by no stranger, and keeps its form`() throws {
    let stranger = try table.waiver(
      2, parties: [table.school, table.leisure], authority: table.leisure)
    #expect(register.record(stranger, at: table.start) == .refused(.notAParty))
    let other = try table.waiver(2, form: .sip)
    #expect(register.record(other, at: table.start) == .refused(.contradictory))
  }

  @Test mutating func `is bounded in waivers and in parties`() throws {
    for number in 2...ConsentRegister.waiverLimit {
      #expect(
        register.record(try table.waiver(number), at: table.start)
          == .recorded(raised: [table.young]))
    }
    #expect(register.record(try table.waiver(99), at: table.start) == .refused(.tooMany))
    let agencies = try (0..<30).map { try #require(AgencyID("f-\($0)")) }
    let own = try table.waiver(
      100, parties: Set(agencies + [table.police]), authority: table.police)
    #expect(register.record(own, at: table.start) == .refused(.tooMany))
  }

  @Test mutating func `is bounded in persons, so that one no can hold them all`() throws {
    let others = try (1...ConsentRegister.personLimit).map { number in
      try table.grown(Table.person(UInt8(100 + number)))
    }
    let (first, rest) = (Array(others[..<31]), Array(others[31..<63]))
    for (number, persons) in [(2, first), (3, rest)] {
      let waiver = try table.waiver(number, of: persons)
      #expect(
        register.record(waiver, at: table.start)
          == .recorded(raised: persons.map(\.person).sorted()))
    }
    let one = try table.waiver(4, of: Array(others[63...]), authority: table.police)
    #expect(register.record(one, at: table.start) == .refused(.tooMany))
    #expect(
      register.record(try table.waiver(5, of: first), at: table.start)
        == .recorded(raised: first.map(\.person).sorted()))
  }

  @Test mutating func `shares the bound of a person with the others of the authority`() throws {
    for number in 2...ConsentRegister.waiverLimit {
      _ = register.record(try table.waiver(number, cooperation: number), at: table.start)
    }
    let next = try table.waiver(99, cooperation: 99)
    #expect(register.record(next, at: table.start) == .refused(.tooMany))
    let others = try table.waiver(100, cooperation: 100, authority: table.police)
    #expect(register.record(others, at: table.start) == .recorded(raised: [table.young]))
    #expect(
      register.record(
        try table.waiver(101, cooperation: 101, until: table.end + .seconds(9)), at: table.end)
        == .recorded(raised: [table.young]))
  }
}
