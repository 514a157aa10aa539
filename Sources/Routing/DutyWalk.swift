import Concerns
import Tables

/// Walks over all days of the wall clock, and asks who is on duty in each of their hours.
///
/// Duty depends on an instant only by what clocks on the wall show then. So a walk over the wall's
/// minutes covers the nights in which clocks are turned, too.
struct DutyWalk {
  private(set) var findings: [DirectoryFinding] = []
  private(set) var minutes: UInt64 = 0
  let span: Period
  private let directory: Directory
  private let eras: Eras
  private var seen: Set<DayClass> = []
  private var found: Set<[Int]> = []

  /// What tells one day from another: who is there, when the offices are open, and who has turns.
  private struct DayClass: Hashable {
    let era: Int
    let hours: OfficeHours.Hours?
    /// Rosters of the day, with the day itself: turns differ from day to day.
    let rosters: [Int]
  }

  init(_ directory: Directory, _ eras: Eras) {
    self.directory = directory
    self.eras = eras
    let changes = directory.rosters.compactMap(\.period.until?.next) + [eras.last]
    let last = changes.max() ?? eras.last
    // The last days of a month are not in every February.
    let end = CivilDate(
      year: last.year + DirectoryProof.years, month: last.month, day: min(last.day, 28))
    span = Period(from: directory.from, until: end ?? last)
  }

  /// How many kinds of days there are.
  var classes: Int { seen.count }

  mutating func walk() {
    guard let from = span.from, let until = span.until else { return }
    var era = 0
    var isTomorrowRed = RedDays.contains(from)
    for number in from.daysSinceEpoch...until.daysSinceEpoch {
      let day = CivilDate(daysSinceEpoch: number)
      if era + 1 < eras.days.count, eras.days[era + 1] <= day { era += 1 }
      let isRed = isTomorrowRed
      isTomorrowRed = RedDays.contains(day.next)
      let hours = isRed ? nil : directory.hours.usual(on: day, isBeforeRed: isTomorrowRed)
      let units = directory.units.filter { $0.period.contains(day) }
      minutes += UInt64(units.count * WallMinute.perDay)
      let rosters = directory.rosters.indices.filter { directory.rosters[$0].period.contains(day) }
      let kind = DayClass(
        era: era, hours: hours, rosters: rosters.isEmpty ? [] : rosters + [number])
      guard seen.insert(kind).inserted else { continue }
      for unit in units { check(unit, on: day, hours) }
      for roster in rosters { check(directory.rosters[roster], on: day, hours, of: units) }
    }
  }

  /// Whoever has the duty is there that day; a roster's hole leaves the function itself.
  private func check(_ unit: DirectoryUnit, on day: CivilDate, _ hours: OfficeHours.Hours?) {
    let starts = [0, hours?.lowerBound, hours?.upperBound].compactMap(\.self)
    for minute in starts where minute < WallMinute.perDay {
      let function = directory.duty(unit, on: day, minute: minute)
      let holder = directory.unit(of: function)
      precondition(
        holder?.period.contains(day) == true, "the reading lets nobody have duty who is not there")
    }
  }

  /// Whether some one has the turn whenever the roster's function is needed.
  private mutating func check(
    _ roster: Roster, on day: CivilDate, _ hours: OfficeHours.Hours?, of units: [DirectoryUnit]
  ) {
    let isOffice = units.contains { $0.officeDuty == roster.function }
    let isOnCall = units.contains { $0.onCallDuty == roster.function }
    let open = hours ?? 0..<0
    var needed: [Range<Int>] = []
    if isOnCall, isOffice {
      needed = [0..<WallMinute.perDay]
    } else if isOnCall {
      needed = [0..<open.lowerBound, open.upperBound..<WallMinute.perDay]
    } else if isOffice {
      needed = [open]
    }
    for range in needed where !range.isEmpty {
      check(
        roster,
        in: WallMinute(
          day, minute: range.lowerBound)..<WallMinute(day, minute: range.upperBound))
    }
  }

  private mutating func check(_ roster: Roster, in range: Range<WallMinute>) {
    var reached = range.lowerBound
    var last: Turn?
    for turn in roster.turns
    where turn.minutes.lowerBound < range.upperBound && range.lowerBound < turn.minutes.upperBound {
      if reached < turn.minutes.lowerBound {
        report(holeIn: roster, after: last, from: reached)
      }
      if let last, turn.minutes.lowerBound < last.minutes.upperBound,
        found.insert([last.line, turn.line]).inserted
      {
        let begins = max(turn.minutes.lowerBound, range.lowerBound)
        findings.append(
          DirectoryFinding(
            line: turn.line,
            fault: .twoTurns(roster.id, last.function, turn.function, from: begins.text)))
      }
      reached = max(reached, turn.minutes.upperBound)
      last = turn
    }
    if reached < range.upperBound {
      report(holeIn: roster, after: last, from: reached)
    }
  }

  private mutating func report(
    holeIn roster: Roster, after turn: Turn?, from begin: WallMinute
  ) {
    let before = turn ?? roster.turns.last { $0.minutes.upperBound <= begin }
    let line = before?.line ?? roster.line
    // A hole that goes on for days is told once.
    guard found.insert([line]).inserted else { return }
    let next = roster.turns.first { begin < $0.minutes.lowerBound }?.minutes.lowerBound
    let end = roster.period.until.map { WallMinute($0.next, minute: 0) }
    let until = [next, end].compactMap(\.self).min() ?? begin
    findings.append(
      DirectoryFinding(
        line: line, fault: .noTurn(roster.id, from: begin.text, until: until.text)))
  }
}
