internal import Foundation

/// The wall clock of Sweden: Europe/Stockholm, with its summer time.
package enum LocalTime {
  /// Seconds of a day without a change of clocks.
  package static let day = 86_400

  private static let zone: TimeZone = {
    guard let zone = TimeZone(identifier: "Europe/Stockholm") else {
      preconditionFailure("the time zone database knows Europe/Stockholm")
    }
    return zone
  }()

  /// The day and the second of the day that clocks on the wall show.
  package static func reading(at moment: Moment) -> (day: CivilDate, second: Int) {
    let local = Int(moment.seconds) + offset(at: Int(moment.seconds))
    let second = (local % day + day) % day
    return (CivilDate(daysSinceEpoch: (local - second) / day), second)
  }

  /// The day that calendars on the wall show.
  package static func date(at moment: Moment) -> CivilDate { reading(at: moment).day }

  /// 23.59.59 of a day, also on the days of 23 and 25 hours.
  package static func end(of date: CivilDate) -> Moment {
    let wall = date.daysSinceEpoch * day + day - 1
    // Clocks change by night, hours away from midnight: the offset an hour or two off is the same.
    let guess = wall - offset(at: wall)
    return Moment(seconds: Int64(wall - offset(at: guess)))
  }

  private static func offset(at seconds: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
  }
}
