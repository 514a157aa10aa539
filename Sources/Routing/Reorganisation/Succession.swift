package import Concerns
import Tables

// A unit that ends leaves open matters, and addresses that others go on writing to. Both go to its
// successor; where it names none, each matter goes to whoever owns such matters by now.
extension Directory {
  /// How long an old address leads on: two years of forms, letterheads and other agencies' lists.
  package static let forwardingMonths = 24

  /// Where a function is reached on a day: at itself, or where its unit's work has gone.
  ///
  /// - Returns: `nil` for a unit that has not begun, or that ended too long ago or without a
  ///   successor. A function that the directory does not have is reached where it is.
  package func address(of function: FunctionID, on day: CivilDate) -> FunctionID? {
    guard let unit = unit(of: function) else { return function }
    if unit.period.contains(day) { return function }
    guard let end = unit.period.until, day <= end.later(byMonths: Self.forwardingMonths) else {
      return nil
    }
    return follower(of: unit, on: day)?.function
  }

  /// Who owns on a day what a function owned: itself, or whoever follows it.
  ///
  /// - Parameter facts: What the matter is found by, if that is known.
  /// - Returns: `nil` when its unit has ended without a successor and no unit owns such matters.
  package func heir(
    of function: FunctionID, for facts: OwnershipFacts?, on day: CivilDate
  ) -> Owner? {
    let unit = unit(of: function)
    if let unit, unit.period.contains(day) {
      return Owner(
        unit: unit.id, function: function, controller: unit.board,
        reason: OwnershipReason.remained)
    }
    // Where somebody protected lives must not spread because a unit has ended.
    if let facts, needsProtection(facts) {
      return owner(protectedDesk, because: OwnershipReason.protected)
    }
    if let unit, let follower = follower(of: unit, on: day) {
      return owner(follower, because: OwnershipReason.succeeded)
    }
    guard let facts else { return nil }
    let owner = ownership(of: facts, on: day)
    // That nobody claims such matters is no reason to forget who had this one.
    return owner.reason == OwnershipReason.reception ? nil : owner
  }

  /// The first unit, of those that follow one another, that is there on the day.
  private func follower(of unit: DirectoryUnit, on day: CivilDate) -> DirectoryUnit? {
    var unit = unit
    // Each is there on the day after the one before it has ended, so the line comes to an end.
    while let end = unit.period.until, end < day {
      guard let next = unit.successor.flatMap(self.unit(named:)) else { return nil }
      unit = next
    }
    return unit.period.contains(day) ? unit : nil
  }

  /// The last day of a function's unit, if that is over by a day; of several that followed one
  /// another, the last day of the one before whoever is there now, if anybody is.
  ///
  /// - Returns: `nil` while its own unit is there, and for a function of somebody else.
  package func end(of function: FunctionID, by day: CivilDate) -> CivilDate? {
    var unit = unit(of: function)
    var last: CivilDate?
    while let end = unit?.period.until, end < day {
      last = end
      unit = unit?.successor.flatMap(self.unit(named:))
    }
    return last
  }

  /// Most addresses that members are told of: what a header has room for.
  static let movedLimit = 16

  /// Addresses that lead on to others on a day, and since when; the latest first.
  package func moved(on day: CivilDate) -> [MovedAddress] {
    let ended = units.filter { unit in unit.period.until.map { $0 < day } ?? false }
    let found = ended.flatMap { unit in
      unit.functions.compactMap { function -> MovedAddress? in
        guard let since = unit.period.until?.next,
          let address = address(of: function.id, on: day)
        else { return nil }
        return MovedAddress(function: function.id, address: address, since: since)
      }
    }
    return Array(
      found.sorted { ($1.since, $0.function) < ($0.since, $1.function) }
        .prefix(Self.movedLimit))
  }

  /// Functions of units that have ended by a day, or not begun.
  package func absent(on day: CivilDate) -> Set<FunctionID> {
    units.filter { !$0.period.contains(day) }
      .reduce(into: []) { $0.formUnion($1.functions.map(\.id)) }
  }
}

/// An address that leads on to another, since the unit behind it has ended.
package struct MovedAddress: Hashable, Sendable {
  /// What is still written to.
  package let function: FunctionID
  /// Where it arrives.
  package let address: FunctionID
  /// The first day on which it does.
  package let since: CivilDate
}

extension CivilDate {
  /// The same day so many months later, or the last of that month.
  func later(byMonths months: Int) -> CivilDate {
    let count = year * 12 + month - 1 + months
    for day in stride(from: day, through: 28, by: -1) {
      if let date = CivilDate(year: count / 12, month: count % 12 + 1, day: day) { return date }
    }
    return CivilDate(year: count / 12, month: count % 12 + 1, day: min(day, 28)) ?? self
  }
}

extension Directory {
  /// Units whose successor is not there on the day after they end.
  var missedSuccessions: [DirectoryFinding] {
    units.compactMap { unit in
      guard let day = unit.period.until?.next, let name = unit.successor,
        self.unit(named: name)?.period.contains(day) != true
      else { return nil }
      return DirectoryFinding(line: unit.line, fault: .noSuccessor(unit, name, day))
    }
  }
}

/// Whether whoever is to follow a unit can.
struct SuccessorCheck {
  let units: [DirectoryUnit]

  func check(_ unit: DirectoryUnit, at passage: Passage) throws(TableFlaw) {
    guard let name = unit.successor else { return }
    guard unit.period.until != nil else {
      throw passage.flaw(
        "\(unit.id) has a successor and no last day", "write \"until\", or remove the successor")
    }
    guard let successor = units.first(where: { $0.id == name }) else {
      throw passage.flaw("unknown unit \(name)", "name one of the units in this file")
    }
    guard !successor.isWalled, !unit.isWalled else {
      throw passage.flaw(
        "the successor \(name) is on the other side of a wall",
        "name none: what is confided there stays")
    }
  }
}
