import Concerns
import Tables

/// Reads rosters, and checks that whoever takes a turn is there for it.
struct RosterReading {
  let agency: AgencyID
  let units: [DirectoryUnit]

  func rosters(_ passage: Passage?) throws(TableFlaw) -> [Roster] {
    guard let passage else { return [] }
    var rosters: [Roster] = []
    for item in try passage.items() {
      let roster = try roster(item)
      guard !rosters.contains(where: { $0.id == roster.id }) else {
        throw item.flaw("two rosters are named \(roster.id)", "rename one of them")
      }
      for other in rosters
      where other.function == roster.function && other.period.overlaps(roster.period) {
        throw item.flaw(
          "\(other.id) and \(roster.id) speak of the same days of \(roster.function)",
          "end one before the other begins")
      }
      rosters.append(roster)
    }
    return rosters
  }

  private func roster(_ passage: Passage) throws(TableFlaw) -> Roster {
    let entries = try passage.entries(known: ["id", "for", "turns"] + Period.keys)
    _ = try entries.required("until")
    let period = try Period(ofPart: entries)
    let replaced = try entries.required("for")
    let function = try replaced.function(in: agency)
    guard let home = units.first(where: { $0.functions.contains { $0.id == function } }) else {
      throw replaced.flaw("nobody is \(function)", "name a function in this file")
    }
    var turns: [Turn] = []
    for item in try entries.required("turns").items() {
      turns.append(try turn(item, in: home))
    }
    return Roster(
      id: try entries.required("id").name(), function: function, period: period,
      turns: turns.sorted { $0.minutes.lowerBound < $1.minutes.lowerBound }, line: passage.line)
  }

  private func turn(_ passage: Passage, in home: DirectoryUnit) throws(TableFlaw) -> Turn {
    let entries = try passage.entries(known: ["function", "begins", "ends"])
    let named = try entries.required("function")
    let function = try named.function(in: agency)
    let begins = try minute(entries.required("begins"))
    let last = try entries.required("ends")
    let ends = try minute(last)
    guard begins < ends else {
      throw last.flaw("it ends before it begins", "write the minute when the next turn begins")
    }
    guard let holder = units.first(where: { $0.functions.contains { $0.id == function } }) else {
      throw named.flaw("nobody holds the turn \(function)", "name a function in this file")
    }
    let days = Period(from: begins.day, until: WallMinute(count: ends.count - 1).day)
    guard holder.id == home.id || !(holder.isWalled || home.isWalled),
      holder.period.covers(days)
    else {
      throw named.flaw(
        "\(function) is behind a wall or does not exist on these days", "name another function")
    }
    return Turn(function: function, minutes: begins..<ends, line: passage.line)
  }

  private func minute(_ passage: Passage) throws(TableFlaw) -> WallMinute {
    guard let minute = WallMinute(try passage.text()) else {
      throw passage.flaw("this is no minute", "write it as 2026-11-21 08.00")
    }
    return minute
  }
}

extension Period {
  /// Whether some day lies in both.
  func overlaps(_ other: Period) -> Bool {
    let begins = [from, other.from].compactMap(\.self).max()
    let ends = [until, other.until].compactMap(\.self).min()
    guard let begins, let ends else { return true }
    return begins <= ends
  }
}
