import Concerns
import Contacts
import Support
import Testing

/// What a board is told of its early contacts.
@Suite struct `The counts of early contacts` {
  private static let units = ["norrkoping-socialnamnd.a", "norrkoping-socialnamnd.b"].compactMap(
    FunctionID.init(_:))
  private static let afterwards = named("2027-01-01T00:00:00Z", Moment.init(_:))

  /// Numbers of contacts, by unit and month, all of one kind.
  private static func events(
    _ numbers: [[Int]], _ kind: ContactKind = .help, of units: [FunctionID] = Self.units
  ) -> [ContactEvent] {
    zip(units, numbers).flatMap { unit, months in
      months.enumerated().flatMap { month, count in
        let text = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return [ContactEvent](
          repeating: ContactEvent(
            unit: unit, kind: kind, at: named("2026-\(text)-15T11:00:00Z", Moment.init(_:))),
          count: count)
      }
    }
  }

  private static func counts(
    _ numbers: [[Int]], at now: Moment = Self.afterwards
  ) -> ContactCounts {
    ContactCounts(events(numbers), in: 2026, units: units, at: now)
  }

  @Test(arguments: [(0, nil), (1, nil), (4, nil), (5, 5), (6, 6)])
  func `show no cell under five`(count: Int, shown: Int?) {
    let row = Self.counts([[count]]).rows[0]
    #expect(row.months[0] == shown)
    #expect(row.total.shown == shown ?? 0)
    #expect(row.total.hidden == (shown == nil ? 12 : 11))
  }

  @Test func `show a total as what is shown and how many cells are not`() {
    let numbers = [[60, 50, 3, 40, 48, 47, 20, 35, 52, 61, 58, 44], []]
    let row = Self.counts(numbers).rows[0]
    #expect(row.total.shown == 515)
    #expect(row.total.hidden == 1)
    #expect(row.total.atMost == 519)
  }

  /// The promise itself: whatever the cells that are not shown hold, the same is told, in cells and
  /// in every total. So nothing that is told, alone or put together, tells one of them.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `tell the same whatever the hidden cells hold`(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    let numbers = (0..<2).map { _ in (0..<12).map { _ in dice.below(9) } }
    let others = numbers.map { $0.map { $0 < 5 ? dice.below(5) : $0 } }
    let (one, other) = (Self.counts(numbers), Self.counts(others))
    #expect(one == other)
    #expect(one.total(of: [.help]) == other.total(of: [.help]))
    // And yet it is right: what is shown is so, and the sum lies where it is said to.
    let sum = numbers.joined().reduce(0, +)
    let total = one.total(of: [.help])
    #expect(total.shown <= sum && sum <= total.atMost)
    #expect(one.rows[0].months.map { $0 ?? 0 } == numbers[0].map { $0 < 5 ? 0 : $0 })
  }

  /// Every table of two units and two months with up to six contacts in a cell.
  @Test func `leave every value from none to four possible for each hidden cell`() {
    var told: [ContactCounts: [[Int]]] = [:]
    for number in 0..<(7 * 7 * 7 * 7) {
      let cells = [number % 7, number / 7 % 7, number / 49 % 7, number / 343]
      told[Self.counts([Array(cells[..<2]), Array(cells[2...])]), default: []].append(cells)
    }
    for tables in told.values {
      for cell in 0..<4 where tables[0][cell] < 5 {
        #expect(Set(tables.map { $0[cell] }) == [0, 1, 2, 3, 4])
      }
    }
  }

  @Test func `never tell otherwise what they have told, as the year goes on`() throws {
    let numbers = [[7, 2, 9, 4, 5, 6], [3, 8]]
    var before: ContactCounts?
    for month in ["02", "03", "04", "05", "06", "07", "08"] {
      let now = try #require(Moment("2026-\(month)-01T00:00:00Z"))
      let counts = Self.counts(numbers, at: now)
      for (row, old) in zip(counts.rows, before?.rows ?? []) {
        #expect(Array(row.months.prefix(old.months.count)) == old.months)
      }
      before = counts
    }
  }

  @Test(arguments: [
    ("2026-01-31T22:59:59Z", 0), ("2026-01-31T23:00:00Z", 1), ("2026-12-31T22:59:59Z", 11),
    ("2026-12-31T23:00:00Z", 12), ("2025-06-01T00:00:00Z", 0),
  ])
  func `count a month when it is over in Sweden`(moment: String, months: Int) throws {
    let counts = Self.counts([[9, 9]], at: try #require(Moment(moment)))
    #expect(counts.monthCount == months)
    #expect(counts.rows.allSatisfy { $0.months.count == months })
  }

  @Test func `name a unit that is gone once a cell of it may be shown`() throws {
    let gone = try #require(FunctionID("norrkoping-socialnamnd.borta"))
    for (count, isNamed) in [(4, false), (5, true)] {
      let counts = ContactCounts(
        Self.events([[count]], of: [gone]), in: 2026, units: Self.units, at: Self.afterwards)
      #expect(counts.rows.contains { $0.unit == gone } == isNamed)
    }
  }

  @Test func `keep kinds and years apart`() {
    let events = Self.events([[6]]) + Self.events([[0, 7]], .report)
    let counts = ContactCounts(events, in: 2026, units: Self.units, at: Self.afterwards)
    #expect(counts.total(of: [.help]).shown == 6)
    #expect(counts.total(of: [.report]).shown == 7)
    #expect(counts.total(of: [.advice]).shown == 0)
    let later = ContactCounts(events, in: 2025, units: Self.units, at: Self.afterwards)
    #expect(later.total(of: Set(ContactKind.allCases)).shown == 0)
  }
}
