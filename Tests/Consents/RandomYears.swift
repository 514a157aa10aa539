import Concerns
import Consents
import Support

/// Years in a small town, drawn from one seed: few people, agencies, names and papers, so that
/// everything collides with everything.
struct RandomYears {
  private var dice: SplitMix64
  private let table: Table
  private(set) var now: Moment
  let people: [PersonPseudonym]
  let agencies: [AgencyID]
  let classes: [DataClass] = [.identity, .school, .measures]

  /// Births around which the years turn: 15 and 18 come and go.
  private let births: [CivilDate?]

  init(seed: UInt64, table: Table) throws {
    dice = SplitMix64(seed: seed)
    self.table = table
    now = table.start
    people = try (1...5).map(Table.person)
    agencies = [table.school, table.police, table.board, table.leisure]
    births =
      try ["2011-09-01", "2012-02-29", "2008-07-15", "2016-05-01", "1984-10-10"].map(table.day)
  }

  /// What comes next.
  enum Step {
    case waiver(Waiver)
    case withdrawal(Withdrawal)
    case weeding(endedBefore: Moment)
  }

  /// Moves on by up to two months, or not at all.
  mutating func step() throws -> Step {
    if dice.once(in: 2) { now = now + .seconds(dice.below(60 * 86_400)) }
    switch dice.below(10) {
    case 0: return .weeding(endedBefore: now + .seconds(-dice.below(200 * 86_400)))
    case 1...2: return .withdrawal(try withdrawal())
    default: return .waiver(try waiver())
    }
  }

  /// Somebody asks, of now or of some day within three years.
  mutating func question() -> Question {
    Question(
      person: dice.one(of: people), sender: agency(), party: agency(),
      dataClass: dice.one(of: classes + [.matter, .health]),
      forms: dice.weighed([(12, [.sspf, .sig]), (2, [.sspf]), (1, [.sip])]), guardians: notice(),
      at: dice.once(in: 2) ? now : now + .seconds(dice.below(1000 * 86_400)))
  }

  private mutating func notice() -> GuardianNotice {
    dice.weighed([(8, .mayBeTold), (1, .unknown), (1, .mustNotBeTold)])
  }

  private mutating func agency() -> AgencyID { dice.one(of: agencies) }

  private mutating func waiver() throws -> Waiver {
    let authority = agency()
    var parties = Set(agencies.filter { _ in !dice.once(in: 3) })
    if !dice.once(in: 10) { parties.insert(authority) }
    let first = dice.below(people.count)
    let persons = [first, (first + 1) % people.count].prefix(dice.once(in: 3) ? 2 : 1)
    return Waiver(
      id: try table.id(dice.below(60)), cooperation: try table.cooperation(dice.below(5)),
      form: dice.once(in: 15) ? .sig : .sspf, persons: persons.map { waived($0) },
      parties: parties, classes: Set(classes.filter { _ in dice.once(in: 2) }),
      until: now + .seconds((dice.below(800) - 40) * 86_400),
      evidence: Table.paper(dice.below(60)), authority: authority)
  }

  private mutating func waived(_ number: Int) -> WaivedPerson {
    var signatures: Set<Signature> = []
    if !dice.once(in: 3) { signatures.insert(signature(.oneself)) }
    for guardian in people.suffix(2) where !dice.once(in: 4) {
      signatures.insert(signature(.guardian(guardian, notice())))
    }
    if dice.once(in: 4) {
      let absent = dice.once(in: 3) ? nil : dice.pick(people.suffix(2).map { $0 })
      signatures.insert(
        signature(
          .decision(BoardDecision(citation: .parentalCode, board: table.board, absent: absent))))
    }
    return WaivedPerson(
      person: people[number], birthDate: dice.once(in: 25) ? nil : births[number],
      custody: dice.weighed([(6, .shared), (3, .sole), (1, .unknown)]), signatures: signatures)
  }

  /// Mostly of today; at times of last year, missing, or of a day to come.
  private mutating func signature(_ signatory: Signatory) -> Signature {
    let today = LocalTime.date(at: now)
    let days = dice.weighed([(16, 0), (4, -dice.below(400)), (1, 1)])
    let day = CivilDate(daysSinceEpoch: today.daysSinceEpoch + days)
    return Signature(signatory, signed: dice.once(in: 20) ? nil : day)
  }

  private mutating func withdrawal() throws -> Withdrawal {
    Withdrawal(
      id: try table.id(dice.once(in: 5) ? dice.below(60) : 100 + dice.below(500)),
      cooperation: try table.cooperation(dice.below(5)), signatory: dice.one(of: people),
      persons: dice.once(in: 4) ? [dice.one(of: people)] : [], teller: agency())
  }
}
