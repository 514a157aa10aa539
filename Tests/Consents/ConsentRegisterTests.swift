import Concerns
import Consents
import Testing

/// Invented people around one table: a young person, two guardians, and a friend.
struct Table {
  let young: PersonPseudonym
  let mother: PersonPseudonym
  let father: PersonPseudonym
  let friend: PersonPseudonym
  let school: AgencyID
  let police: AgencyID
  let leisure: AgencyID
  let start: Moment
  let end: Moment

  init() throws {
    young = try Self.person(1)
    mother = try Self.person(2)
    father = try Self.person(3)
    friend = try Self.person(4)
    school = try #require(AgencyID("skola"))
    police = try #require(AgencyID("polisen"))
    leisure = try #require(AgencyID("fritid"))
    start = try #require(Moment("2026-03-16T08:00:00Z"))
    end = try #require(Moment("2026-09-30T22:00:00Z"))
  }

  static func person(_ number: UInt8) throws -> PersonPseudonym {
    try #require(PersonPseudonym(bytes: [1] + [UInt8](repeating: number, count: 32)))
  }

  func uuid(_ number: Int) throws -> RandomUUID {
    try #require(RandomUUID("00000000-0000-4000-8000-00000000000\(number)"))
  }

  func waiver(
    _ number: Int = 1, cooperation: Int = 1, persons: Set<PersonPseudonym>? = nil,
    parties: Set<AgencyID>? = nil, classes: Set<DataClass> = [.identity, .school],
    until: Moment? = nil, signed: Set<PersonPseudonym>? = nil, evidence: Int = 32,
    authority: AgencyID? = nil
  ) throws -> Waiver {
    Waiver(
      id: ConsentID(try uuid(number)), cooperation: CooperationID(try uuid(cooperation)),
      form: .sspf, persons: persons ?? [young], parties: parties ?? [school, police],
      classes: classes, until: until ?? end, signatories: [young, mother, father],
      signed: signed ?? [young, mother, father],
      evidence: [UInt8](repeating: 7, count: evidence), authority: authority ?? school)
  }

  func withdrawal(
    _ number: Int = 9, cooperation: Int = 1, by signatory: PersonPseudonym? = nil,
    teller: AgencyID? = nil
  ) throws -> Withdrawal {
    Withdrawal(
      id: ConsentID(try uuid(number)), cooperation: CooperationID(try uuid(cooperation)),
      signatory: signatory ?? father, teller: teller ?? police)
  }
}

@Suite struct `A waiver` {
  let table: Table
  var register = ConsentRegister()

  init() throws { table = try Table() }

  @Test mutating func `covers its persons, parties and classes, and nothing else`() throws {
    let outcome = register.record(try table.waiver(), at: table.start)
    #expect(outcome == .recorded(raised: [table.young]))
    #expect(waives(table.young, table.police, .school))
    #expect(!waives(table.friend, table.police, .school))
    #expect(!waives(table.mother, table.police, .school))
    #expect(!waives(table.young, table.leisure, .school))
    #expect(!waives(table.young, table.police, .pupilHealth))
  }

  @Test mutating func `ends at its last moment`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    #expect(waives(table.young, table.school, .identity, at: table.end + .milliseconds(-1)))
    #expect(!waives(table.young, table.school, .identity, at: table.end))
  }

  @Test(arguments: Defect.allCases)
  mutating func `is refused for a named reason, and changes nothing`(defect: Defect) throws {
    let waiver = try defect.waiver(at: table)
    #expect(register.record(waiver, at: table.start) == .refused(defect.reason))
    #expect(register.epoch(of: table.young) == 0)
    #expect(!waives(table.young, table.school, .school))
  }

  @Test mutating func `is refused when its name was used before`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    let replayed = register.record(
      try table.waiver(classes: [.pupilHealth]), at: table.start)
    #expect(replayed == .refused(.replayed))
    #expect(!waives(table.young, table.school, .pupilHealth))
    #expect(register.epoch(of: table.young) == 1)
  }

  private func waives(
    _ person: PersonPseudonym, _ party: AgencyID, _ dataClass: DataClass, at moment: Moment? = nil
  ) -> Bool {
    register.waives(person: person, party: party, class: dataClass, at: moment ?? table.start)
  }
}

@Suite struct `A withdrawal` {
  let table: Table
  var register = ConsentRegister()

  init() throws {
    table = try Table()
    _ = register.record(try table.waiver(), at: table.start)
  }

  @Test(arguments: [1, 2, 3])
  mutating func `by any signatory holds all of the cooperation`(signatory: UInt8) throws {
    _ = register.record(
      try table.waiver(2, persons: [table.young, table.friend], authority: table.police),
      at: table.start)
    let outcome = register.withdraw(try table.withdrawal(by: try Table.person(signatory)))
    #expect(outcome == .recorded(raised: [table.young, table.friend]))
    #expect(!waives(table.young) && !waives(table.friend))
    #expect(register.epoch(of: table.young) == 3)
    #expect(register.epoch(of: table.friend) == 2)
  }

  @Test mutating func `leaves another cooperation alone`() throws {
    _ = register.record(try table.waiver(2, cooperation: 2), at: table.start)
    _ = register.withdraw(try table.withdrawal())
    #expect(waives(table.young))
  }

  @Test mutating func `keeps a new waiver out of the cooperation it ended`() throws {
    _ = register.withdraw(try table.withdrawal())
    #expect(register.record(try table.waiver(3), at: table.start) == .refused(.withdrawn))
    #expect(!waives(table.young))
  }

  @Test mutating func `is refused when its name was used before`() throws {
    _ = register.withdraw(try table.withdrawal())
    #expect(register.withdraw(try table.withdrawal()) == .refused(.replayed))
    #expect(register.withdraw(try table.withdrawal(1)) == .refused(.replayed))
    #expect(register.epoch(of: table.young) == 2)
  }

  @Test mutating func `is refused from someone who did not sign, or through a stranger`() throws {
    #expect(register.withdraw(try table.withdrawal(by: table.friend)) == .refused(.notASignatory))
    #expect(register.withdraw(try table.withdrawal(teller: table.leisure)) == .refused(.notAParty))
    #expect(
      register.withdraw(try table.withdrawal(cooperation: 5)) == .refused(.unknownCooperation))
    #expect(waives(table.young))
    #expect(register.epoch(of: table.young) == 1)
  }

  private func waives(_ person: PersonPseudonym) -> Bool {
    register.waives(person: person, party: table.school, class: .school, at: table.start)
  }
}

@Suite struct `A pseudonym` {
  @Test(arguments: [0, 32, 34])
  func `is refused in any other length`(count: Int) {
    #expect(PersonPseudonym(bytes: [UInt8](repeating: 0, count: count)) == nil)
  }

  @Test func `does not describe itself`() throws {
    #expect("\(try Table.person(1))" == "person")
  }
}

/// What may be wrong with a waiver.
enum Defect: CaseIterable {
  case ended, aboutNobody, towardsNobody, ofNothing, withoutEvidence, halfSigned, foreign, crowded

  var reason: ConsentRefusal {
    switch self {
    case .ended: .expired
    case .aboutNobody, .towardsNobody, .ofNothing: .tooGeneral
    case .withoutEvidence: .noEvidence
    case .halfSigned: .unsigned
    case .foreign: .notAParty
    case .crowded: .tooMany
    }
  }

  func waiver(at table: Table) throws -> Waiver {
    switch self {
    case .ended: try table.waiver(until: table.start)
    case .aboutNobody: try table.waiver(persons: [])
    case .towardsNobody: try table.waiver(parties: [])
    case .ofNothing: try table.waiver(classes: [])
    case .withoutEvidence: try table.waiver(evidence: 31)
    case .halfSigned: try table.waiver(signed: [table.young, table.mother])
    case .foreign: try table.waiver(authority: table.leisure)
    case .crowded: try table.waiver(persons: Set(try (0...32).map(Table.person)))
    }
  }
}
