package import Concerns
import Tables

/// All that a directory says of one day, so that two days, or two files, can be compared.
///
/// When something ends is no part of it: a file that ends a unit next year says of today what the
/// file without that end says.
struct OrganisationOnDay: Hashable {
  struct Unit: Hashable {
    let id: UnitID
    let name: LocalizedText
    let board: ControllerID
    let functions: [UnitFunction]
    let addresses: [FunctionID?]
    let isWalled: Bool
    let claims: [Claim]
  }

  struct Claim: Hashable {
    let areas: Set<AreaID>?
    let targets: Set<TargetGroup>?
    let grounds: Set<Ground>?
    let ages: Set<AgeBand>?
    let kinds: Set<Kind>?
  }

  struct Tie: Hashable {
    let agreement: AgreementID
    let parties: Set<AgencyID>
    let purpose: Purpose
    let section: LegalBasis
    let coordinator: UnitID
  }

  struct Decider: Hashable {
    let by: FunctionID
    let kinds: Set<Kind>?
    let sections: Set<Provision>?
  }

  let boards: [ControllerID]
  let units: [Unit]
  let holdings: [UnitID: Set<Ground>]
  let rosters: [Roster]
  let ties: Set<Tie>
  let deciders: Set<Decider>
  let desks: [ConsultationDesk]
  let hours: OfficeHours
  let entrances: [PublicEntrance]
  let parts: [MunicipalPart]
  let schools: [School]
  let standing: [UnitID]
  let officer: FunctionID?

  init(_ directory: Directory, on day: CivilDate) {
    boards = directory.boards.filter { $0.period.contains(day) }.map(\.id)
    units = directory.units.filter { $0.period.contains(day) }.map { Unit($0, on: day) }
    let held = directory.holdings.filter { $0.period.contains(day) }
    holdings = Dictionary(held.map { ($0.unit, $0.grounds) }) { $0.union($1) }
    rosters = directory.rosters.filter { $0.period.contains(day) }
    ties = Set(directory.agreements.filter { $0.period.contains(day) }.map(Tie.init))
    deciders = Set(directory.delegations.filter { $0.period.contains(day) }.map(Decider.init))
    desks = directory.consultations
    hours = directory.hours
    entrances = directory.entrances
    parts = directory.parts
    schools = directory.schools
    standing = [directory.reception.id, directory.protectedDesk.id]
    officer = directory.dataProtectionOfficer
  }
}

extension OrganisationOnDay.Unit {
  fileprivate init(_ unit: DirectoryUnit, on day: CivilDate) {
    id = unit.id
    name = unit.name
    board = unit.board
    functions = unit.functions
    addresses = [unit.function, unit.officeDuty, unit.onCallDuty, unit.head]
    isWalled = unit.isWalled
    claims = unit.claims.filter { $0.period.contains(day) }.map {
      OrganisationOnDay.Claim(
        areas: $0.areas, targets: $0.targets, grounds: $0.grounds, ages: $0.ages, kinds: $0.kinds)
    }
  }
}

extension OrganisationOnDay.Tie {
  fileprivate init(_ agreement: Agreement) {
    self.init(
      agreement: agreement.id, parties: agreement.parties, purpose: agreement.purpose,
      section: agreement.section, coordinator: agreement.coordinator)
  }
}

extension OrganisationOnDay.Decider {
  fileprivate init(_ delegation: Delegation) {
    self.init(by: delegation.by, kinds: delegation.kinds, sections: delegation.sections)
  }
}

extension Directory {
  /// The days, from today on, on which this directory in the place of another changes something.
  ///
  /// Today is one of them if the two differ today; any other is a day of this directory's own.
  package func changes(after old: Directory, from today: CivilDate) -> [CivilDate] {
    var days: [CivilDate] = []
    var before = OrganisationOnDay(old, on: today)
    for day in [today] + edges.filter({ today < $0 }).sorted() {
      let now = OrganisationOnDay(self, on: day)
      if now != before { days.append(day) }
      before = now
    }
    return days
  }

  /// The days on which something in the file begins, or is over the day before.
  private var edges: Set<CivilDate> {
    let parts =
      boards.map(\.period) + units.map(\.period) + units.flatMap { $0.claims.map(\.period) }
    let others = holdings.map(\.period) + rosters.map(\.period)
    let ties = agreements.map(\.period) + delegations.map(\.period)
    return Set((parts + others + ties).flatMap(\.edges))
  }
}
