import Concerns
import Consents
import Testing

@Suite struct `A waiver` {
  let table: Table
  var register = ConsentRegister()

  init() throws { table = try Table() }

  @Test mutating func `covers its persons, parties and classes, and nothing else`() throws {
    let outcome = register.record(try table.waiver(), at: table.start)
    #expect(outcome == .recorded(raised: [table.young]))
    #expect(opens(table.young, to: table.police, .school))
    #expect(opens(table.young, to: table.board, .identity))
    #expect(!opens(table.friend, to: table.police, .school))
    #expect(!opens(table.mother, to: table.police, .school))
    #expect(!opens(table.young, to: table.leisure, .school))
    #expect(!opens(table.young, to: table.police, .pupilHealth))
  }

  @Test mutating func `opens the frame of the message beside what it names`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    #expect(opens(table.young, to: table.police, .matter))
    #expect(!opens(table.young, to: table.police, .handling))
    #expect(!opens(table.young, to: table.leisure, .matter))
  }

  @Test mutating func `opens only what the authority holds that obtained it`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    #expect(!register.opens(table.young, table.police, table.school, at: table.start))
    #expect(!register.opens(table.young, table.board, table.school, at: table.start))
    let own = try table.waiver(2, authority: table.police)
    #expect(register.record(own, at: table.start) == .recorded(raised: [table.young]))
    #expect(register.opens(table.young, table.police, table.school, at: table.start))
    #expect(!register.opens(table.young, table.board, table.school, at: table.start))
  }

  @Test mutating func `ends at its last moment`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    #expect(opens(table.young, to: table.police, .identity, at: table.end + .milliseconds(-1)))
    #expect(!opens(table.young, to: table.police, .identity, at: table.end))
  }

  @Test mutating func `names when it will end by itself`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    let sooner = table.start + .seconds(60)
    _ = register.record(try table.waiver(2, until: sooner), at: table.start)
    func next(_ sender: AgencyID, after now: Moment) -> Moment? {
      register.nextEnd(of: table.young, from: sender, under: [.sspf], after: now)
    }
    #expect(next(table.school, after: table.start) == sooner)
    #expect(next(table.school, after: sooner) == table.end)
    #expect(next(table.school, after: table.end) == nil)
    #expect(next(table.police, after: table.start) == nil)
    // What ends of another form changes no answer about this one.
    let end = register.nextEnd(
      of: table.young, from: table.school, under: [.sip], after: table.start)
    #expect(end == nil)
  }

  @Test(arguments: Defect.allCases)
  mutating func `is refused for a named reason, and changes nothing`(defect: Defect) throws {
    let waiver = try defect.waiver(at: table)
    #expect(register.record(waiver, at: table.start) == .refused(defect.reason))
    #expect(register.epoch(of: table.young) == 0)
    #expect(!opens(table.young, to: table.police, .school))
    #expect(register.census(at: table.start).isEmpty)
  }

  @Test mutating func `is refused when its name was used before`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    #expect(register.record(try table.waiver(), at: table.start) == .refused(.replayed))
    #expect(
      register.record(try table.waiver(classes: [.school]), at: table.start) == .refused(.replayed))
    #expect(register.epoch(of: table.young) == 1)
  }

  @Test mutating func `goes on beside a later one, and both are kept`() throws {
    _ = register.record(try table.waiver(), at: table.start)
    let other = try table.waiver(2, parties: [table.school, table.leisure], classes: [.measures])
    #expect(register.record(other, at: table.start) == .recorded(raised: [table.young]))
    #expect(register.epoch(of: table.young) == 2)
    #expect(opens(table.young, to: table.police, .school))
    #expect(opens(table.young, to: table.leisure, .measures))
    #expect(!opens(table.young, to: table.leisure, .school))
    #expect(!opens(table.young, to: table.police, .measures))
  }

  @Test mutating func `never counts by guardians of whom nobody says that they may be told`()
    throws
  {
    _ = register.record(
      try table.waiver(of: [table.waived(), table.grown(table.mother)]), at: table.start)
    func opens(_ person: PersonPseudonym, _ notice: GuardianNotice) -> Bool {
      register.opens(person, table.school, table.police, guardians: notice, at: table.start)
    }
    #expect(!opens(table.young, .mustNotBeTold) && !opens(table.young, .unknown))
    #expect(opens(table.young, .mayBeTold))
    #expect(opens(table.mother, .mustNotBeTold) && opens(table.mother, .unknown))
  }

  private func opens(
    _ person: PersonPseudonym, to party: AgencyID, _ dataClass: DataClass, at moment: Moment? = nil
  ) -> Bool {
    register.opens(person, table.school, party, dataClass, at: moment ?? table.start)
  }
}

/// What may be wrong with a waiver, apart from its signatures.
enum Defect: CaseIterable {
  case ended, aboutNobody, towardsNobody, ofNothing, ofEverything, withoutEvidence, foreign
  case crowded, overSigned, twice

  var reason: ConsentRefusal {
    switch self {
    case .ended: .expired
    case .aboutNobody, .towardsNobody, .ofNothing, .ofEverything: .tooGeneral
    case .withoutEvidence: .noEvidence
    case .foreign: .notAParty
    case .crowded, .overSigned: .tooMany
    case .twice: .contradictory
    }
  }

  func waiver(at table: Table) throws -> Waiver {
    switch self {
    case .ended: return try table.waiver(until: table.start)
    case .aboutNobody: return try table.waiver(of: [])
    case .towardsNobody: return try table.waiver(parties: [])
    case .ofNothing: return try table.waiver(classes: [])
    case .ofEverything: return try table.waiver(classes: Set(DataClass.allCases))
    case .withoutEvidence:
      let waiver = try table.waiver()
      return Waiver(
        id: waiver.id, cooperation: waiver.cooperation, form: waiver.form,
        persons: waiver.persons, parties: waiver.parties, classes: waiver.classes,
        until: waiver.until, evidence: Array(waiver.evidence.dropLast()),
        authority: waiver.authority)
    case .foreign: return try table.waiver(authority: table.leisure)
    case .crowded: return try table.waiver(of: (0...32).map { try table.grown(Table.person($0)) })
    case .overSigned:
      let guardians = try (10..<18).map {
        Signature(table.guardian(try Table.person($0)), signed: nil)
      }
      return try table.waiver(of: [table.waived(by: table.everybody.union(guardians))])
    case .twice: return try table.waiver(of: [table.waived(), table.waived()])
    }
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

@Suite struct `A refusal of consent` {
  @Test func `keeps its word`() {
    #expect(
      ConsentRefusal.allCases.map(\.rawValue) == [
        "replayed", "expired", "too-general", "too-many", "contradictory", "no-evidence",
        "unsigned", "half-signed", "guardian-withheld", "custody-unknown", "age-unknown",
        "widened", "wrong-authority", "not-a-party", "withdrawn", "unknown-cooperation",
        "not-a-signatory",
      ])
  }
}
