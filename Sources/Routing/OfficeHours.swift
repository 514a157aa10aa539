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

  func hours(on day: CivilDate) -> Hours? {
    if RedDays.contains(day) { return nil }
    let week = seasons.first { $0.months.contains(day.month) }?.week ?? week
    guard let hours = week[day.weekday] else { return nil }
    let next = CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1)
    return RedDays.contains(next) ? hours.clamped(to: beforeRedDay) : hours
  }
}
