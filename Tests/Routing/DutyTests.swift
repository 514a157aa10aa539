import Concerns
import Routing
import Testing

@Suite struct `Duty` {
  let directory: Directory
  let reception: UnitID

  init() throws {
    directory = try Norrkoping.directory.get()
    reception = try Norrkoping.unit("mottagning-och-socialjour")
  }

  @Test(arguments: [
    // An ordinary Tuesday: 7.59, 8.00, 16.59, 17.00.
    ("2026-02-10T06:59:59Z", false), ("2026-02-10T07:00:00Z", true),
    ("2026-02-10T15:59:59Z", true), ("2026-02-10T16:00:00Z", false),
    // Friday closes at 16.
    ("2026-02-13T14:59:59Z", true), ("2026-02-13T15:00:00Z", false),
    // A Saturday, a Sunday.
    ("2026-02-14T10:00:00Z", false), ("2026-02-15T10:00:00Z", false),
    // Summer: a Tuesday in July closes at 16.
    ("2026-07-07T13:59:59Z", true), ("2026-07-07T14:00:00Z", false),
    // The first of September is ordinary again.
    ("2026-09-01T14:59:59Z", true),
    // Maundy Thursday closes at 14; Good Friday and Easter Monday are closed.
    ("2026-04-02T11:59:59Z", true), ("2026-04-02T12:00:00Z", false),
    ("2026-04-03T10:00:00Z", false), ("2026-04-06T10:00:00Z", false),
    // The Friday before All Saints' Day closes at 14.
    ("2026-10-30T12:59:59Z", true), ("2026-10-30T13:00:00Z", false),
    // The day before Epiphany closes at 14; Epiphany is closed.
    ("2026-01-05T12:59:59Z", true), ("2026-01-05T13:00:00Z", false),
    ("2026-01-06T10:00:00Z", false),
    // The Mondays after the clocks change: 8.00 is an hour earlier, then an hour later in UTC.
    ("2026-03-30T06:00:00Z", true), ("2026-03-30T05:59:59Z", false),
    ("2026-10-26T07:00:00Z", true), ("2026-10-26T06:59:59Z", false),
  ])
  func `is reception's in office hours and on-call at all others`(
    moment: String, isOpen: Bool
  ) throws {
    let moment = try #require(Moment(moment))
    let name = isOpen ? "mottagning" : "socialjour"
    #expect(directory.duty(reception, at: moment) == (try Norrkoping.function(name)))
    let entrance = directory.entrance(at: moment)
    #expect(entrance.function == (try Norrkoping.function(name)))
    #expect(entrance.phone == (isOpen ? "011-15 00 00" : "011-15 22 83"))
  }

  @Test(arguments: [
    // Half past midnight to half past four, hour by hour, on both nights the clocks change.
    "2026-03-28T23:30:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z",
    "2026-03-29T02:30:00Z", "2026-10-24T22:30:00Z", "2026-10-24T23:30:00Z",
    "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z",
  ])
  func `stays on-call through the nights the clocks change`(moment: String) throws {
    let moment = try #require(Moment(moment))
    #expect(directory.duty(reception, at: moment) == (try Norrkoping.function("socialjour")))
  }

  @Test func `is somebody's in every hour of two years, for every unit`() throws {
    let start = try #require(Moment("2026-01-01T00:00:00Z"))
    let known = Set(directory.functions)
    var strays: [Moment] = []
    var openHours = 0
    for hour in 0..<(2 * 365 * 24) {
      let moment = start + .seconds(hour * 3600)
      if directory.hours.contains(moment) { openHours += 1 }
      for unit in directory.units where !known.contains(directory.duty(unit.id, at: moment)) {
        strays.append(moment)
      }
    }
    #expect(strays.isEmpty)
    // About 250 working days of eight or nine hours in each year.
    #expect((4000...4500).contains(openHours))
  }

  @Test func `never crosses the wall of family counselling`() throws {
    let night = try #require(Moment("2026-05-09T19:00:00Z"))
    let counselling = try Norrkoping.function("familjeradgivning")
    for unit in directory.units {
      let holds = directory.duty(unit.id, at: night) == counselling
      #expect(holds == unit.isWalled)
    }
  }

  @Test func `is reception's for a unit nobody knows`() throws {
    let stranger = try #require(UnitID("linkoping.norr"))
    let noon = try #require(Moment("2026-02-10T11:00:00Z"))
    #expect(directory.duty(stranger, at: noon) == (try Norrkoping.function("mottagning")))
  }
}

@Suite struct `A red day` {
  @Test(arguments: [
    "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01",
    "2026-05-14", "2026-05-24", "2026-06-06", "2026-06-20", "2026-10-31", "2026-12-25",
    "2026-12-26", "2026-11-22", "2027-03-26", "2027-03-29", "2027-05-06", "2027-06-26",
    "2027-11-06", "2024-03-29", "2025-06-21", "2025-11-01",
  ])
  func `is known`(day: String) throws {
    #expect(RedDays.contains(try #require(CivilDate(day))))
  }

  @Test(arguments: [
    "2026-04-02", "2026-04-04", "2026-05-15", "2026-05-25", "2026-06-19", "2026-06-27",
    "2026-10-30", "2026-11-07", "2026-12-24", "2026-12-31", "2026-11-21",
  ])
  func `is not taken for an eve or an ordinary day`(day: String) throws {
    #expect(!RedDays.contains(try #require(CivilDate(day))))
  }

  @Test(arguments: [
    (1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"),
    (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25"), (2285, "2285-03-22"),
  ])
  func `follows Easter`(year: Int, day: String) {
    #expect(RedDays.easter(year).text == day)
  }
}

@Suite struct `Working days` {
  @Test(arguments: [
    // An ordinary week, Wednesday to Monday.
    ("2026-03-11", true), ("2026-03-12", true), ("2026-03-13", true), ("2026-03-14", false),
    ("2026-03-15", false), ("2026-03-16", true),
    // Easter, from Maundy Thursday on.
    ("2026-04-02", true), ("2026-04-03", false), ("2026-04-06", false), ("2026-04-07", true),
    // Midsummer Eve, in the years when it falls first and last, and an ordinary Friday beside it.
    ("2026-06-19", false), ("2027-06-25", false), ("2026-06-26", true), ("2027-06-18", true),
    // Christmas to Epiphany.
    ("2026-12-23", true), ("2026-12-24", false), ("2026-12-25", false), ("2026-12-28", true),
    ("2026-12-31", false), ("2027-01-01", false), ("2027-01-04", true), ("2027-01-06", false),
  ])
  func `are neither weekends nor red days nor their eves`(day: String, isOne: Bool) throws {
    #expect(WorkingDays.contains(try #require(CivilDate(day))) == isOne)
  }

  @Test func `are never more than five days apart`() throws {
    let first = try #require(CivilDate("2026-01-01")).daysSinceEpoch
    var rest = 0
    for day in first..<first + 366 * 30 {
      rest = WorkingDays.contains(CivilDate(daysSinceEpoch: day)) ? 0 : rest + 1
      #expect(rest <= 5)
    }
  }
}
