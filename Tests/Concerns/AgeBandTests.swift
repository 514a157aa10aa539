import Concerns
import Testing

@Suite struct `An age band` {
  @Test(arguments: [
    ("2014-11-21", "2026-11-20", AgeBand.under12), ("2014-11-20", "2026-11-20", .from12),
    ("2011-11-21", "2026-11-20", .from12), ("2011-11-20", "2026-11-20", .from15),
    ("2008-11-21", "2026-11-20", .from15), ("2008-11-20", "2026-11-20", .from18),
    ("2005-11-21", "2026-11-20", .from18), ("2005-11-20", "2026-11-20", .from21),
    ("1926-01-01", "2026-11-20", .from21), ("2026-11-20", "2026-11-20", .under12),
    ("2026-11-21", "2026-11-20", .unknown), ("2012-02-29", "2030-02-28", .from15),
    ("2012-02-29", "2030-03-01", .from18), ("2012-02-29", "2024-02-29", .from12),
  ])
  func `changes on the birthday`(birth: String, day: String, band: AgeBand) throws {
    let (birth, day) = (try #require(CivilDate(birth)), try #require(CivilDate(day)))
    #expect(AgeBand(born: birth, on: day) == band)
  }

  @Test(arguments: [(12, AgeBand.from12), (15, .from15), (18, .from18), (21, .from21)])
  func `begins exactly so many years after birth, whatever the day`(
    years: Int, band: AgeBand
  ) throws {
    for number in stride(from: 11_000, to: 11_000 + 1_461, by: 1) {
      let birth = CivilDate(daysSinceEpoch: number)
      let birthday =
        CivilDate(year: birth.year + years, month: birth.month, day: birth.day)
        ?? CivilDate(year: birth.year + years, month: 3, day: 1)
      let turned = try #require(birthday)
      let before = CivilDate(daysSinceEpoch: turned.daysSinceEpoch - 1)
      #expect(AgeBand(born: birth, on: turned) == band)
      #expect(AgeBand(born: birth, on: before) != band)
    }
  }

  @Test func `grows with time and never shrinks`() {
    let birth = CivilDate(daysSinceEpoch: 12_345)
    let bands = (0..<8_000).map {
      AgeBand(born: birth, on: CivilDate(daysSinceEpoch: 12_345 + $0))
    }
    let order = AgeBand.allCases
    let ranks = bands.compactMap { order.firstIndex(of: $0) }
    #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(bands) == Set(order).subtracting([.unknown]))
  }
}
