import Concerns
import Consents
import Testing

/// Invented people around one table: a young person, two guardians and a friend; and agencies.
struct Table {
  let young: PersonPseudonym
  let mother: PersonPseudonym
  let father: PersonPseudonym
  let friend: PersonPseudonym
  let school: AgencyID
  let police: AgencyID
  let board: AgencyID
  let leisure: AgencyID
  /// The young person is 15 on this day.
  let today: CivilDate
  let start: Moment
  let end: Moment

  init() throws {
    young = try Self.person(1)
    mother = try Self.person(2)
    father = try Self.person(3)
    friend = try Self.person(4)
    school = try #require(AgencyID("skola"))
    police = try #require(AgencyID("polisen"))
    board = try #require(AgencyID("socialnamnd"))
    leisure = try #require(AgencyID("fritid"))
    today = try #require(CivilDate("2026-03-16"))
    start = try #require(Moment("2026-03-16T08:00:00Z"))
    end = try #require(Moment("2026-09-30T22:00:00Z"))
  }

  static func person(_ number: UInt8) throws -> PersonPseudonym {
    try #require(PersonPseudonym(bytes: [1] + [UInt8](repeating: number, count: 32)))
  }

  static func uuid(_ number: Int) throws -> RandomUUID {
    let digits = String(number)
    let padding = String(repeating: "0", count: 12 - digits.count)
    return try #require(RandomUUID("00000000-0000-4000-8000-" + padding + digits))
  }

  static func paper(_ number: Int) -> [UInt8] {
    [UInt8(number / 256), UInt8(number % 256)] + [UInt8](repeating: 7, count: 30)
  }

  func id(_ number: Int) throws -> ConsentID { ConsentID(try Self.uuid(number)) }

  func cooperation(_ number: Int) throws -> CooperationID {
    CooperationID(try Self.uuid(number))
  }

  func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  /// The given signatures, all of today unless another day is named.
  func signatures(_ signatories: Signatory..., on day: CivilDate? = nil) -> Set<Signature> {
    Set(signatories.map { Signature($0, signed: day ?? today) })
  }

  func guardian(_ person: PersonPseudonym, _ notice: GuardianNotice = .mayBeTold) -> Signatory {
    .guardian(person, notice)
  }

  func decision(absent: PersonPseudonym? = nil) -> Signatory {
    .decision(BoardDecision(citation: .parentalCode, board: board, absent: absent))
  }

  /// Everybody who must sign for somebody of 15 with two guardians.
  var everybody: Set<Signature> { signatures(.oneself, guardian(mother), guardian(father)) }

  func waived(
    _ person: PersonPseudonym? = nil, born: String? = "2010-10-12", custody: Custody = .shared,
    by signatures: Set<Signature>? = nil
  ) throws -> WaivedPerson {
    WaivedPerson(
      person: person ?? young, birthDate: try born.map(day), custody: custody,
      signatures: signatures ?? everybody)
  }

  /// Somebody grown, who signs alone.
  func grown(_ person: PersonPseudonym) throws -> WaivedPerson {
    try waived(person, born: "1984-10-10", custody: .unknown, by: signatures(.oneself))
  }

  /// A waiver, all in order, that the school has obtained.
  func waiver(
    _ number: Int = 1, cooperation: Int = 1, form: CooperationForm = .sspf,
    of persons: [WaivedPerson]? = nil, parties: Set<AgencyID>? = nil,
    classes: Set<DataClass> = [.identity, .school], until: Moment? = nil, paper: Int? = nil,
    authority: AgencyID? = nil
  ) throws -> Waiver {
    Waiver(
      id: try id(number), cooperation: try self.cooperation(cooperation), form: form,
      persons: try persons ?? [waived()], parties: parties ?? [school, police, board],
      classes: classes, until: until ?? end, evidence: Self.paper(paper ?? number),
      authority: authority ?? school)
  }

  func withdrawal(
    _ number: Int = 900, cooperation: Int = 1, by signatory: PersonPseudonym? = nil,
    for persons: Set<PersonPseudonym> = [], to teller: AgencyID? = nil
  ) throws -> Withdrawal {
    Withdrawal(
      id: try id(number), cooperation: try self.cooperation(cooperation),
      signatory: signatory ?? father, persons: persons, teller: teller ?? police)
  }
}

extension ConsentRegister {
  /// Whether one agency may tell another a class, the guardians being free to know.
  func opens(
    _ person: PersonPseudonym, _ sender: AgencyID, _ party: AgencyID,
    _ dataClass: DataClass = .school, under forms: Set<CooperationForm> = [.sspf],
    guardians: GuardianNotice = .mayBeTold, at now: Moment
  ) -> Bool {
    waives(
      person: person, from: sender, to: party, class: dataClass, under: forms,
      guardians: guardians, at: now)
  }
}
