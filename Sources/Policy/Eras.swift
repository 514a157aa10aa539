import Concerns
import Tables

/// The stretches of days between changes of the law; on every day of one the same rules are law.
struct Eras: Hashable, Sendable {
  /// Most eras of one file, as many as a cell has bits left for. A file that has seen more changes
  /// ends its oldest rules' lives in an archive.
  static let limit = 18

  /// The first day of each era but the first, ascending.
  let firstDays: [CivilDate]
  /// The same days as numbers that sort alike, because comparing them costs nothing.
  private let starts: [Int32]

  init(_ periods: some Sequence<Period>) {
    var days: Set<CivilDate> = []
    for period in periods {
      if let from = period.from { days.insert(from) }
      if let until = period.until {
        days.insert(CivilDate(daysSinceEpoch: until.daysSinceEpoch + 1))
      }
    }
    firstDays = days.sorted()
    starts = firstDays.map(Self.number)
  }

  /// How many there are.
  var count: Int { firstDays.count + 1 }

  /// The era a day lies in.
  @inline(__always) func era(of day: CivilDate) -> Int {
    let number = Self.number(day)
    var era = 0
    while era < starts.count, starts[era] <= number { era += 1 }
    return era
  }

  /// One of the days in an era, its first if it has any.
  func day(in era: Int) -> CivilDate {
    if era > 0 { return firstDays[era - 1] }
    let first = firstDays.first?.daysSinceEpoch ?? 0
    return CivilDate(daysSinceEpoch: first - 1)
  }

  private static func number(_ day: CivilDate) -> Int32 {
    Int32(day.year * 512 + day.month * 32 + day.day)
  }
}
