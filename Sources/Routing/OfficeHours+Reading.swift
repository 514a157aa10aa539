import Concerns
import Tables

extension OfficeHours {
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  init(_ passage: Passage) throws(TableFlaw) {
    let entries = try passage.entries(known: ["week", "seasons", "before-red-day"])
    week = try Self.week(entries.required("week"))
    beforeRedDay = try Self.hours(entries.required("before-red-day"))
    var seasons: [Season] = []
    if let list = entries.optional("seasons") {
      for item in try list.items() {
        let season = try item.entries(known: ["months", "week"])
        seasons.append(
          Season(
            months: try Self.months(season.required("months")),
            week: try Self.week(season.required("week"))))
      }
    }
    self.seasons = seasons
  }

  private static func week(_ passage: Passage) throws(TableFlaw) -> Week {
    let entries = try passage.entries(known: weekdays)
    var week: Week = [:]
    for (index, name) in weekdays.enumerated() {
      if let day = entries.optional(name) { week[index + 1] = try hours(day) }
    }
    return week
  }

  private static func months(_ passage: Passage) throws(TableFlaw) -> Set<Int> {
    try passage.distinct { (item) throws(TableFlaw) in
      guard let month = Int(try item.text()), (1...12).contains(month) else {
        throw item.flaw("this is no month", "write a number from 1 to 12")
      }
      return month
    }
  }

  /// Reads `08.00-17.00`.
  private static func hours(_ passage: Passage) throws(TableFlaw) -> Hours {
    let flaw = passage.flaw("these are no hours", "write opening and closing as 08.00-17.00")
    let bytes = Array(try passage.text().utf8)
    guard bytes.count == 11, bytes[5] == UInt8(ascii: "-"),
      let opens = minute(bytes[0..<5]), let closes = minute(bytes[6..<11]), opens < closes
    else { throw flaw }
    return opens..<closes
  }

  private static func minute(_ bytes: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(bytes)
    guard bytes[2] == UInt8(ascii: "."), let hour = ASCII.number(bytes[0..<2]),
      let minute = ASCII.number(bytes[3..<5]), hour <= 24, minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }
}
