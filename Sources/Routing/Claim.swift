package import Concerns
import Tables

/// What a unit owns without being asked: any member that is `nil` makes no difference.
struct Claim: Hashable, Sendable {
  let areas: Set<AreaID>?
  let targets: Set<TargetGroup>?
  let grounds: Set<Ground>?
  let ages: Set<AgeBand>?
  let kinds: Set<Kind>?
  /// The days on which it holds, all of them days of the unit.
  let period: Period
  /// Where it stands in the file.
  let line: Int

  func covers(_ facts: OwnershipFacts, on day: CivilDate) -> Bool {
    if let areas {
      guard case .known(let area) = facts.area, areas.contains(area) else { return false }
    }
    return (targets?.contains(facts.target) ?? true)
      && (grounds.map { !$0.isDisjoint(with: facts.grounds) } ?? true)
      && (ages?.contains(facts.age) ?? true) && (kinds?.contains(facts.kind) ?? true)
      && period.contains(day)
  }
}

/// Which unit holds matters of some grounds together, so that no area or group splits them.
struct Holding: Hashable, Sendable {
  let unit: UnitID
  let grounds: Set<Ground>
  let period: Period
  /// Where it stands in the file.
  let line: Int
}

extension Directory {
  /// The unit that holds a matter of these grounds together, if one does that day.
  func holder(of grounds: Set<Ground>, on day: CivilDate) -> DirectoryUnit? {
    guard !holdings.isEmpty else { return nil }
    let holding = holdings.first {
      !$0.grounds.isDisjoint(with: grounds) && $0.period.contains(day)
    }
    return holding.flatMap { unit(named: $0.unit) }
  }

  /// The unit of this name; `nil` for one that the directory does not have.
  package func unit(named id: UnitID) -> DirectoryUnit? { units.first { $0.id == id } }

  /// The unit of an owner, and the line of the file that makes it one.
  package func place(
    of owner: Owner, of facts: OwnershipFacts, on day: CivilDate
  ) -> (unit: DirectoryUnit, line: Int) {
    let unit = unit(named: owner.unit) ?? reception
    guard !needsProtection(facts), isOurs(facts) else {
      return (unit, unit.line)
    }
    let holding = holdings.first {
      !$0.grounds.isDisjoint(with: facts.grounds) && $0.period.contains(day)
    }
    let claim = unit.claims.first { $0.covers(facts, on: day) }
    return (unit, holding?.line ?? claim?.line ?? unit.line)
  }

  /// The functions of one authority: a board may be one of its own.
  package func functions(of agency: AgencyID) -> [FunctionID] {
    functions.filter { $0.agency == agency }
  }

  /// Whether a message is for the protected desk, whoever else would own it.
  func needsProtection(_ handling: Handling) -> Bool {
    handling.area == .protected || [.marked, .registered].contains(handling.protection)
  }
}
