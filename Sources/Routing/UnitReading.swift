import Concerns
import Tables

/// Reads the units of a directory, which refer to its boards, areas and to one another.
struct UnitReading {
  let boards: [Board]
  let claims: ClaimReading

  private static let keys =
    [
      "id", "name", "board", "functions", "owner", "duty", "head", "walled", "owns", "review",
      "successor",
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
    for (unit, passage) in zip(units, passages) {
      try checkDuty(of: unit, at: passage, in: units)
      try DeputyCheck(units).check(unit, at: passage)
      try SuccessorCheck(units: units).check(unit, at: passage)
    }
    return units
  }

  private func unit(_ passage: Passage) throws(TableFlaw) -> DirectoryUnit {
    let entries = try passage.entries(known: Self.keys)
    let period = try Period(ofPart: entries)
    let board = try board(entries.required("board"), throughout: period)
    let functions = try functions(entries.required("functions"), of: board.agency)
    let owner = try entries.required("owner")
    let function = try owner.function(in: board.agency)
    guard functions.contains(where: { $0.id == function }) else {
      throw owner.flaw("\(function) is no function of this unit", "name one of its functions")
    }
    let duty = try duty(entries.required("duty"), of: board.agency)
    return DirectoryUnit(
      id: try entries.required("id").name(after: board.agency.text + "."),
      name: try entries.required("name").localized(), board: board.id, period: period,
      functions: functions, function: function, officeDuty: duty.office, onCallDuty: duty.onCall,
      head: try entries.optional("head")?.function(in: board.agency),
      successor: try entries.optional("successor")?.unit(in: board.agency),
      needsLegalReview: try entries.optional("review").map(isUnsettled) ?? false,
      isWalled: try entries.optional("walled").map(isYes) ?? false,
      claims: try claims.claims(entries.optional("owns"), within: period), line: passage.line)
  }

  private func duty(
    _ passage: Passage, of agency: AgencyID
  ) throws(TableFlaw) -> (office: FunctionID, onCall: FunctionID) {
    let entries = try passage.entries(known: ["office", "otherwise"])
    guard let onCall = entries.optional("otherwise") else {
      throw passage.flaw(
        "nobody is on call while the offices are closed",
        "add \"otherwise\" with the function that is")
    }
    return (
      try entries.required("office").function(in: agency), try onCall.function(in: agency)
    )
  }

  private func functions(
    _ passage: Passage, of agency: AgencyID
  ) throws(TableFlaw) -> [UnitFunction] {
    var functions: [UnitFunction] = []
    for item in try passage.items() {
      let entries = try item.entries(known: ["id", "name", "deputy"])
      let id: FunctionID = try entries.required("id").name(after: agency.text + ".")
      guard !functions.contains(where: { $0.id == id }) else {
        throw item.flaw("two functions are named \(id)", "rename one of them")
      }
      functions.append(
        UnitFunction(
          id: id, name: try entries.required("name").localized(),
          deputy: try entries.optional("deputy")?.function(in: agency)))
    }
    return functions
  }

  private func board(
    _ passage: Passage, throughout period: Period
  ) throws(TableFlaw) -> Board {
    let id: ControllerID = try passage.name()
    guard let board = boards.first(where: { $0.id == id }) else {
      throw passage.flaw("unknown board \(id)", "name one of the boards in this file")
    }
    guard board.period.covers(period) else {
      throw passage.flaw(
        "\(id) does not exist as long as the unit does", "end the unit with its board")
    }
    return board
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
