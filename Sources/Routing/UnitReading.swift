import Concerns
import Tables

/// Reads the units of a directory, which refer to its boards, areas and to one another.
struct UnitReading {
  let agency: AgencyID
  let boards: [Board]
  let areas: Set<AreaID>

  private static let keys =
    [
      "id", "name", "board", "functions", "owner", "duty", "head", "walled", "owns", "review",
    ] + Period.keys

  /// Reads all units and checks what they say about one another.
  func units(_ passage: Passage) throws(TableFlaw) -> [DirectoryUnit] {
    let passages = try passage.items()
    var units: [DirectoryUnit] = []
    for passage in passages {
      let unit = try unit(passage)
      guard !units.contains(where: { $0.id == unit.id }) else {
        throw passage.flaw("two units are named \(unit.id)", "rename one of them")
      }
      for function in unit.functions
      where units.contains(where: { $0.functions.contains { $0.id == function.id } }) {
        throw passage.flaw("two functions are named \(function.id)", "rename one of them")
      }
      units.append(unit)
    }
    for (unit, passage) in zip(units, passages) { try checkDuty(of: unit, at: passage, in: units) }
    return units
  }

  private func unit(_ passage: Passage) throws(TableFlaw) -> DirectoryUnit {
    let entries = try passage.entries(known: Self.keys)
    let duty = try entries.required("duty").entries(known: ["office", "otherwise"])
    let functions = try functions(entries.required("functions"))
    let owner = try entries.required("owner")
    let function: FunctionID = try function(owner)
    guard functions.contains(where: { $0.id == function }) else {
      throw owner.flaw("\(function) is no function of this unit", "name one of its functions")
    }
    let period = try Period(ofPart: entries)
    return DirectoryUnit(
      id: try entries.required("id").name(after: agency.text + "."),
      name: try entries.required("name").localized(),
      board: try board(entries.required("board"), throughout: period), period: period,
      functions: functions, function: function,
      officeDuty: try self.function(duty.required("office")),
      onCallDuty: try self.function(duty.required("otherwise")),
      head: try entries.optional("head").map { head throws(TableFlaw) in
        try self.function(head)
      },
      needsLegalReview: try entries.optional("review").map(isUnsettled) ?? false,
      isWalled: try entries.optional("walled").map(isYes) ?? false,
      claims: try claims(entries.optional("owns")))
  }

  private func functions(_ passage: Passage) throws(TableFlaw) -> [UnitFunction] {
    var functions: [UnitFunction] = []
    for item in try passage.items() {
      let entries = try item.entries(known: ["id", "name"])
      let id = try function(entries.required("id"))
      guard !functions.contains(where: { $0.id == id }) else {
        throw item.flaw("two functions are named \(id)", "rename one of them")
      }
      functions.append(UnitFunction(id: id, name: try entries.required("name").localized()))
    }
    return functions
  }

  private func function(_ passage: Passage) throws(TableFlaw) -> FunctionID {
    try passage.name(after: agency.text + ".")
  }

  private func board(
    _ passage: Passage, throughout period: Period
  ) throws(TableFlaw) -> ControllerID {
    let id: ControllerID = try passage.name()
    guard let board = boards.first(where: { $0.id == id }) else {
      throw passage.flaw("unknown board \(id)", "name one of the boards in this file")
    }
    guard board.period.covers(period) else {
      throw passage.flaw(
        "\(id) does not exist as long as the unit does", "end the unit with its board")
    }
    return id
  }

  private func isYes(_ passage: Passage) throws(TableFlaw) -> Bool {
    switch try passage.text() {
    case "yes": true
    case "no": false
    default: throw passage.flaw("yes or no was expected", "write one of them")
    }
  }

  private func isUnsettled(_ passage: Passage) throws(TableFlaw) -> Bool {
    guard try passage.text() == "needs-legal-review" else {
      throw passage.flaw("unknown review status", "write needs-legal-review or remove this key")
    }
    return true
  }

  private func claims(_ passage: Passage?) throws(TableFlaw) -> [Claim] {
    guard let passage else { return [] }
    var claims: [Claim] = []
    for item in try passage.items() {
      let entries = try item.entries(known: ["areas", "targets", "grounds"])
      claims.append(
        Claim(
          areas: try areas(entries.required("areas")),
          targets: try entries.required("targets").owned(),
          grounds: try entries.required("grounds").owned()))
    }
    return claims
  }

  private func areas(_ passage: Passage) throws(TableFlaw) -> Set<AreaID>? {
    if passage.isAny { return nil }
    return try passage.distinct { (item) throws(TableFlaw) in
      let area: AreaID = try item.name()
      guard areas.contains(area) else {
        throw item.flaw("unknown area \(area)", "name one of the areas in this file")
      }
      return area
    }
  }

  /// A duty must be somebody's, as long as the unit exists; a wall lets no duty in or out.
  private func checkDuty(
    of unit: DirectoryUnit, at passage: Passage, in units: [DirectoryUnit]
  ) throws(TableFlaw) {
    for duty in [unit.officeDuty, unit.onCallDuty] {
      try check("duty", duty, of: unit, at: passage, in: units)
    }
    if let head = unit.head { try check("head", head, of: unit, at: passage, in: units) }
    guard !unit.isWalled || unit.claims.isEmpty else {
      throw passage.flaw("a walled unit owns nothing from outside", "remove \"owns\" or the wall")
    }
  }

  private func check(
    _ part: String, _ function: FunctionID, of unit: DirectoryUnit, at passage: Passage,
    in units: [DirectoryUnit]
  ) throws(TableFlaw) {
    guard let holder = units.first(where: { $0.functions.contains { $0.id == function } }) else {
      throw passage.flaw("nobody holds the \(part) \(function)", "name a function in this file")
    }
    guard holder.id == unit.id || !(holder.isWalled || unit.isWalled) else {
      throw passage.flaw(
        "the \(part) \(function) crosses a wall", "name a function on this side of it")
    }
    guard holder.period.covers(unit.period) else {
      throw passage.flaw(
        "the \(part) \(function) does not exist as long as the unit does", "name one that does")
    }
  }
}
