package import Concerns

/// When the bell is tried: once a day, and soon after a start that came later than that.
package struct DailyTrial: Sendable {
  private let minute: Int
  private var last: CivilDate?

  /// - Parameter minute: Of the day, as clocks on the wall show it.
  package init(at minute: Int) { self.minute = minute }

  /// Whether it is due now; then it has been.
  package mutating func isDue(at now: Moment) -> Bool {
    let (day, second) = LocalTime.reading(at: now)
    guard second / 60 >= minute, last.map({ $0 < day }) ?? true else { return false }
    last = day
    return true
  }

  /// What a gateway knows the day's trial by.
  package func name(at now: Moment) -> String { "trial-" + LocalTime.date(at: now).text }
}
