package import Concerns

/// The public holidays of Sweden (lagen (1989:253) om allmänna helgdagar).
package enum RedDays {
  /// Whether a day is red: a Sunday or another public holiday.
  package static func contains(_ day: CivilDate) -> Bool {
    if day.weekday == 7 { return true }
    switch (day.month, day.day) {
    case (1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26): return true
    // Midsummer Day is the Saturday between 20 and 26 June.
    case (6, 20...26): return day.weekday == 6
    // All Saints' Day is the Saturday between 31 October and 6 November.
    case (10, 31), (11, 1...6): return day.weekday == 6
    default:
      // Good Friday, Easter Monday and Ascension Day; the rest of Easter and Whitsun are Sundays.
      return [-2, 1, 39].contains(day.daysSinceEpoch - easter(day.year).daysSinceEpoch)
    }
  }

  /// Easter Sunday of a year (the Gregorian computus, as Meeus and others give it).
  package static func easter(_ year: Int) -> CivilDate {
    let (golden, century, rest) = (year % 19, year / 100, year % 100)
    let epact =
      (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let correction = (golden + 11 * epact + 22 * weekday) / 451
    let sum = epact + weekday - 7 * correction + 114
    guard let day = CivilDate(year: year, month: sum / 31, day: sum % 31 + 1) else {
      preconditionFailure("Easter lies between 22 March and 25 April")
    }
    return day
  }
}

/// The days on which people are at work, as far as the law knows.
package enum WorkingDays {
  /// Whether a day is one: no Saturday, no red day, and none of the eves that count as one when a
  /// term ends (lagen (1930:173) om beräkning av lagstadgad tid).
  package static func contains(_ day: CivilDate) -> Bool {
    if day.weekday > 5 || RedDays.contains(day) { return false }
    switch (day.month, day.day) {
    case (12, 24), (12, 31): return false
    // Midsummer Eve is the day before Midsummer Day.
    case (6, 19...25): return day.weekday != 5
    default: return true
    }
  }
}
