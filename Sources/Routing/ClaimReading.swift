import Concerns
import Tables

/// Reads what units own, and who holds matters together.
struct ClaimReading {
  let areas: Set<AreaID>

  private static let keys = ["areas", "targets", "grounds", "ages", "kinds"] + Period.keys

  /// Reads the members of a unit's `owns`.
  func claims(_ passage: Passage?, within period: Period) throws(TableFlaw) -> [Claim] {
    guard let passage else { return [] }
    var claims: [Claim] = []
    for item in try passage.items() {
      let entries = try item.entries(known: Self.keys)
      claims.append(
        Claim(
          areas: try areas(entries.required("areas")),
          targets: try entries.required("targets").owned(),
          grounds: try entries.required("grounds").owned(),
          ages: try entries.optional("ages")?.owned(),
          kinds: try entries.optional("kinds")?.owned(),
          period: try days(entries, within: period), line: item.line))
    }
    return claims
  }

  /// Reads the list of those who hold matters together.
  func holdings(
    _ passage: Passage?, among units: [DirectoryUnit], of agency: AgencyID
  ) throws(TableFlaw) -> [Holding] {
    guard let passage else { return [] }
    var holdings: [Holding] = []
    for item in try passage.items() {
      let entries = try item.entries(known: ["unit", "grounds"] + Period.keys)
      let period = try Period(ofPart: entries)
      let named = try entries.required("unit")
      let unit = try named.unit(in: agency, among: units)
      guard unit.period.covers(period), !unit.isWalled else {
        throw named.flaw(
          "\(unit.id) is walled or does not exist on all of these days",
          "name a unit that does, or change the days")
      }
      holdings.append(
        Holding(
          unit: unit.id, grounds: try entries.required("grounds").words(), period: period,
          line: item.line))
    }
    return holdings
  }

  /// The days of a claim: those of its unit, or fewer.
  private func days(_ entries: Entries, within period: Period) throws(TableFlaw) -> Period {
    let own = try Period(entries)
    let days = Period(from: own.from ?? period.from, until: own.until ?? period.until)
    let isEmpty = days.from.map { from in days.until.map { $0 < from } ?? false } ?? false
    guard period.covers(days), !isEmpty else {
      throw TableFlaw(
        line: entries.line, fault: "the unit does not exist on all of these days",
        remedy: "keep within the unit's days, or change them")
    }
    return days
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
}
