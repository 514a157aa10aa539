import Concerns
import Tables

/// Walks over all facts that an owner is found by, and all days.
struct OwnershipWalk {
  private(set) var cells = 0
  private(set) var findings: [DirectoryFinding] = []
  private let directory: Directory
  private let eras: Eras
  private let titles: [Title]
  private var found: Set<[Int]> = []

  init(_ directory: Directory, _ eras: Eras) {
    self.directory = directory
    self.eras = eras
    titles =
      directory.holdings.compactMap { holding in
        directory.unit(named: holding.unit).map { Title(holding, $0) }
      } + directory.units.flatMap { unit in unit.claims.map { Title($0, unit) } }
  }

  /// All facts there are: own and other municipality or none known; help that cannot wait here or
  /// not; each area, another name, none known or protected; every combination of grounds; every
  /// time between two changes.
  var combinations: UInt64 {
    let places = 3 * 2 * (directory.areas.count + 3)
    let persons = Protection.allCases.count * TargetGroup.allCases.count * AgeBand.allCases.count
    let reasons = ((1 << Ground.allCases.count) - 1) * Kind.allCases.count
    return UInt64(places * persons * reasons) * UInt64(eras.days.count)
  }

  mutating func walk() {
    checkOutside()
    let areas = Fold.over(directory.areas.sorted().map(Area.known) + [.unknown], titles) {
      $0.admits($1)
    }
    let targets = Fold.over(TargetGroup.allCases, titles) { $0.targets?.contains($1) ?? true }
    let ages = Fold.over(AgeBand.allCases, titles) { $0.ages?.contains($1) ?? true }
    let kinds = Fold.over(Kind.allCases, titles) { $0.kinds?.contains($1) ?? true }
    let grounds = Fold.over(Ground.allCases, titles) { $0.grounds?.contains($1) ?? true }
    for area in areas {
      for target in targets {
        let here = area.titles.intersection(target.titles)
        for age in ages {
          let those = here.intersection(age.titles)
          for kind in kinds {
            let sent = those.intersection(kind.titles)
            for ground in grounds {
              let facts = OwnershipFacts(
                municipality: directory.municipality, area: area.value, protection: .none,
                target: target.value, grounds: [ground.value], age: age.value, kind: kind.value)
              judge(facts, by: sent.intersection(ground.titles))
            }
          }
        }
      }
    }
  }

  /// What no claim is asked about: somebody protected, or another municipality.
  private mutating func checkOutside() {
    for municipality in [directory.municipality, nil] {
      for (area, protection) in [
        (Area.protected, Protection.none), (.unknown, .marked), (.unknown, .registered),
        (.unknown, .none),
      ] where municipality == nil || area == .protected || protection != .none {
        let facts = OwnershipFacts(
          municipality: municipality, area: area, protection: protection, target: .unknown,
          grounds: [.unknown])
        let expected =
          directory.needsProtection(facts) ? directory.protectedDesk : directory.reception
        for day in eras.days { check(facts, on: day, isOwnedBy: expected) }
      }
    }
  }

  /// Goes through the days: who owns it, is it one, and does somebody follow.
  private mutating func judge(_ facts: OwnershipFacts, by indices: Set<Int>) {
    let candidates = indices.sorted().map { titles[$0] }
    var before: Title?
    for (number, day) in eras.days.enumerated() {
      let inForce = candidates.filter { $0.period.contains(day) }
      let owners = inForce.contains(where: \.holds) ? inForce.filter(\.holds) : inForce
      if let other = owners.first(where: { $0.unit.id != owners[0].unit.id }) {
        report(twice: owners[0], other, facts, on: day)
      }
      if let last = before, owners.isEmpty {
        let end = eras.days[number...].first { day in
          candidates.contains { $0.period.contains(day) }
        }
        report(none: last, facts, on: day, until: end?.previous)
      }
      before = owners.first
      check(facts, on: day, isOwnedBy: owners.first?.unit ?? directory.reception)
    }
  }

  /// What the router would say must be what was walked, and a unit that is there.
  private mutating func check(
    _ facts: OwnershipFacts, on day: CivilDate, isOwnedBy unit: DirectoryUnit
  ) {
    cells += 1
    let owner = directory.ownership(of: facts, on: day)
    precondition(owner.unit == unit.id, "the proof and the router disagree about an owner")
    if facts.municipality == directory.municipality {
      let guest = directory.ownership(of: facts.elsewhere(acuteIn: directory.municipality), on: day)
      precondition(guest.unit == unit.id, "whoever is here is helped as if they lived here")
    }
    precondition(unit.period.contains(day), "the reading lets nobody own who is not there")
  }

  private mutating func report(
    twice one: Title, _ other: Title, _ facts: OwnershipFacts, on day: CivilDate
  ) {
    guard found.insert([one.line, other.line]).inserted else { return }
    let example = DirectoryFinding.Example(
      day: day, facts: facts, telling: one.axes.union(other.axes))
    findings.append(
      DirectoryFinding(line: other.line, fault: .twoOwners(one.unit, other.unit, example)))
  }

  private mutating func report(
    none last: Title, _ facts: OwnershipFacts, on day: CivilDate, until end: CivilDate?
  ) {
    guard found.insert([last.line, day.daysSinceEpoch]).inserted else { return }
    let example = DirectoryFinding.Example(day: day, facts: facts, telling: last.axes)
    findings.append(
      DirectoryFinding(line: last.line, fault: .noOwner(after: last.unit, example, until: end)))
  }
}

/// Why a unit owns something: by a claim of its own, or because it holds matters together.
struct Title {
  let unit: DirectoryUnit
  let holds: Bool
  let areas: Set<AreaID>?
  let targets: Set<TargetGroup>?
  let grounds: Set<Ground>?
  let ages: Set<AgeBand>?
  let kinds: Set<Kind>?
  let period: Period
  let line: Int

  init(_ claim: Claim, _ unit: DirectoryUnit) {
    self.unit = unit
    holds = false
    (areas, targets, grounds) = (claim.areas, claim.targets, claim.grounds)
    (ages, kinds) = (claim.ages, claim.kinds)
    (period, line) = (claim.period, claim.line)
  }

  init(_ holding: Holding, _ unit: DirectoryUnit) {
    self.unit = unit
    holds = true
    (areas, targets, ages, kinds) = (nil, nil, nil, nil)
    (grounds, period, line) = (holding.grounds, holding.period, holding.line)
  }

  func admits(_ area: Area) -> Bool {
    guard let areas else { return true }
    guard case .known(let id) = area else { return false }
    return areas.contains(id)
  }

  /// What it makes a difference by.
  var axes: Set<DirectoryFinding.Axis> {
    let named: [(DirectoryFinding.Axis, Bool)] = [
      (.area, areas != nil), (.target, targets != nil), (.age, ages != nil),
      (.kind, kinds != nil), (.ground, grounds != nil),
    ]
    return Set(named.filter(\.1).map(\.0))
  }
}

/// Values that no title tells apart, walked as one.
struct Fold<Value> {
  /// The first of them.
  let value: Value
  /// The titles that admit them.
  let titles: Set<Int>

  static func over(
    _ values: [Value], _ titles: [Title], _ admits: (Title, Value) -> Bool
  ) -> [Fold] {
    var folds: [Fold] = []
    for value in values {
      let admitting = Set(titles.indices.filter { admits(titles[$0], value) })
      if !folds.contains(where: { $0.titles == admitting }) {
        folds.append(Fold(value: value, titles: admitting))
      }
    }
    return folds
  }
}

extension OwnershipFacts {
  /// The same of somebody who lives nobody knows where, and is somewhere in danger.
  fileprivate func elsewhere(acuteIn place: MunicipalityCode) -> OwnershipFacts {
    OwnershipFacts(
      municipality: nil, area: area, protection: protection, target: target, grounds: grounds,
      age: age, kind: kind, acuteIn: place)
  }
}
