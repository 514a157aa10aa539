package import Concerns
import Tables

/// What one day of a directory changes: who has each open item then, and who may see what.
///
/// A pure function of the open items, the directory before and the one after. Nothing is moved by
/// it; the broker moves on that day what this says.
package struct DirectoryPlan: Sendable {
  /// One open item: whose it was, whose it is from that day on, and the clocks that go on running.
  package struct Item: Hashable, Sendable {
    package let number: Int64
    package let before: FunctionID
    /// `nil` when nobody would own it.
    package let after: Owner?
    package let clocks: [OpenItem.Clock]

    /// Whether somebody else owns it from that day on.
    package var isMoved: Bool { after?.function != before }
  }

  /// The first day on which it is so.
  package let day: CivilDate
  /// Every open item, in the order of the ledger.
  package let items: [Item]
  /// Who gets whose items, and how many.
  package let handOvers: [HandOver]
  /// Why the directory must not be put in force; none if it may.
  package let findings: [PlanFinding]
  /// Who newly may see or decide something, or no longer.
  package let sights: [SightChange]
  /// Agreements and waivers that name somebody who is there no more.
  package let ties: [EndingTie]

  /// So many items go from one function to another.
  package struct HandOver: Hashable, Sendable {
    package let from: FunctionID
    package let to: FunctionID
    package let count: Int
  }

  /// Works out what a day changes.
  ///
  /// - Parameters:
  ///   - items: All that is open, in the order of the ledger.
  ///   - old: The directory of the day before.
  ///   - waivers: In how many open cooperations each agency is named.
  package init(
    of items: [OpenItem], from old: Directory, to new: Directory, on day: CivilDate,
    presence: Presence, waivers: [AgencyID: Int] = [:]
  ) {
    var walk = SuccessionWalk(new, on: day)
    self.items = items.map { walk.place($0) }
    let handOvers = walk.handOvers
    let receivers = Set(handOvers.map(\.to)).union(Self.newOwners(from: old, to: new, on: day))
    self.day = day
    self.handOvers = handOvers
    let boards = Set(old.boards.map(\.id)).subtracting(new.boards.map(\.id)).sorted()
    findings =
      walk.findings + boards.map { .boardMissing($0) }
      + receivers.sorted().flatMap { PlanFinding.about($0, in: new, on: day, presence) }
    sights = SightChange.between(old, new, on: day)
    ties = EndingTie.between(old, new, on: day, waivers)
  }

  /// Whether somebody would newly see or decide something: then two persons must want it.
  package var isWider: Bool { !handOvers.isEmpty || sights.contains(where: \.isWider) }

  /// The plan of each day ahead on which something changes, each with the items as the one before
  /// leaves them.
  package static func ahead(
    of items: [OpenItem], from old: Directory, to new: Directory, today: CivilDate,
    presence: Presence, waivers: [AgencyID: Int] = [:]
  ) -> [DirectoryPlan] {
    var items = items
    return new.changes(after: old, from: today).map { day in
      let plan = DirectoryPlan(
        of: items, from: day == today ? old : new, to: new, on: day, presence: presence,
        waivers: waivers)
      items = zip(items, plan.items).map { item, planned in
        planned.after.map { item.passed(to: $0.function) } ?? item
      }
      return plan
    }
  }

  /// Functions of units that begin that day and own something from then on.
  private static func newOwners(
    from old: Directory, to new: Directory, on day: CivilDate
  ) -> [FunctionID] {
    new.units.filter { unit in
      unit.period.contains(day) && new.owns(unit, on: day)
        && !(old.unit(of: unit.function)?.period.contains(day.previous) ?? false)
    }.map(\.function)
  }
}

extension Directory {
  /// Functions that are not there on some day from today on, or not at all any more: what is open
  /// for them may go to others.
  package func ending(after old: Directory?, from today: CivilDate) -> Set<FunctionID> {
    let days = changes(after: old ?? self, from: today)
    let gone = Set(old?.functions ?? []).subtracting(functions)
    return days.reduce(into: absent(on: today).union(gone)) { $0.formUnion(absent(on: $1)) }
  }

  /// Whether a unit is found for anything on a day, without being asked.
  fileprivate func owns(_ unit: DirectoryUnit, on day: CivilDate) -> Bool {
    unit.claims.contains { $0.period.contains(day) }
      || holdings.contains { $0.unit == unit.id && $0.period.contains(day) }
      || [reception.id, protectedDesk.id].contains(unit.id)
  }
}

/// Places items one by one; what is alike is looked up once.
private struct SuccessionWalk {
  private struct Question: Hashable {
    let owner: FunctionID
    let facts: OwnershipFacts?
  }

  private struct Way: Hashable {
    let from: FunctionID
    let to: FunctionID
  }

  /// How many, and the first of them as an example.
  private typealias Tally = (count: Int, first: Int64)

  private let directory: Directory
  private let day: CivilDate
  private let absent: Set<FunctionID>
  private var heirs: [Question: Owner?] = [:]
  private var staying: [FunctionID: Owner?] = [:]
  private var moved: [Way: Int] = [:]
  private var orphans: [FunctionID: Tally] = [:]
  private var excluded: [Way: Tally] = [:]

  init(_ directory: Directory, on day: CivilDate) {
    self.directory = directory
    self.day = day
    absent = directory.absent(on: day)
  }

  mutating func place(_ item: OpenItem) -> DirectoryPlan.Item {
    var after = heir(of: item).map { unbarred($0, of: item) }
    if let owner = after, owner.function != item.owner {
      let way = Way(from: item.owner, to: owner.function)
      if item.excludes(owner.function) {
        after = nil
        excluded[way, default: (0, item.number)].count += 1
      } else {
        moved[way, default: 0] += 1
      }
    } else if after == nil {
      orphans[item.owner, default: (0, item.number)].count += 1
    }
    return DirectoryPlan.Item(
      number: item.number, before: item.owner, after: after, clocks: item.clocks)
  }

  /// Who takes it over in the place of a unit that has let it go for a conflict of interest.
  private func unbarred(_ owner: Owner, of item: OpenItem) -> Owner {
    let journey = Journey(conflicted: item.conflicted)
    guard owner.function != item.owner, journey.bars(owner, in: directory),
      item.facts.map(directory.needsProtection) != true
    else { return owner }
    return journey.free(among: directory.substitutes, in: directory) {
      item.excludes($0.function)
    } ?? owner
  }

  private mutating func heir(of item: OpenItem) -> Owner? {
    if !absent.contains(item.owner), let owner = staying[item.owner] { return owner }
    let question = Question(owner: item.owner, facts: item.facts)
    if let known = heirs[question] { return known }
    let heir = directory.heir(of: item.owner, for: item.facts, on: day)
    if heir?.function == item.owner { staying[item.owner] = .some(heir) }
    heirs[question] = .some(heir)
    return heir
  }

  var handOvers: [DirectoryPlan.HandOver] {
    moved.map { DirectoryPlan.HandOver(from: $0.key.from, to: $0.key.to, count: $0.value) }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  var findings: [PlanFinding] {
    orphans.sorted { $0.key < $1.key }.map {
      PlanFinding.noOwner(after: $0.key, count: $0.value.count, example: $0.value.first)
    }
      + excluded.sorted { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }.map {
        PlanFinding.excluded(
          $0.key.to, after: $0.key.from, count: $0.value.count, example: $0.value.first)
      }
  }
}
