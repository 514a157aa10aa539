package import Concerns

/// When an office is staffed, by the wall clock of Sweden.
package struct OfficeHours: Hashable, Sendable {
  /// Minutes of the day, from opening up to closing.
  typealias Hours = Range<Int>

  /// Hours by day of the week, 1 for Monday; a day that is missing is closed.
  typealias Week = [Int: Hours]

  /// Other weeks in some months of the year.
  struct Season: Hashable, Sendable {
    let months: Set<Int>
    let week: Week
  }

  let week: Week
  let seasons: [Season]
  /// On the day before a red day the office keeps, of its hours, only those within these.
  let beforeRedDay: Hours

  /// Whether the office is open.
  package func contains(_ moment: Moment) -> Bool {
    let (day, second) = LocalTime.reading(at: moment)
    return hours(on: day)?.contains(second / 60) ?? false
  }

  /// Whether the office is staffed at all on a day.
  package func opens(on day: CivilDate) -> Bool { hours(on: day) != nil }

  func hours(on day: CivilDate) -> Hours? {
    if RedDays.contains(day) { return nil }
    return usual(on: day, isBeforeRed: RedDays.contains(day.next))
  }

  /// The hours of a day that is not red.
  func usual(on day: CivilDate, isBeforeRed: Bool) -> Hours? {
    let week = seasons.first { $0.months.contains(day.month) }?.week ?? week
    guard let hours = week[day.weekday] else { return nil }
    return isBeforeRed ? hours.clamped(to: beforeRedDay) : hours
  }
}

extension CivilDate {
  var next: CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + 1) }
  var previous: CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch - 1) }
}
