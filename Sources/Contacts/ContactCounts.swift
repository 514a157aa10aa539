package import Concerns

/// A year's early contacts by unit, kind and month, such that nobody can be found in it.
///
/// A cell under ``leastCount`` is not shown, zero included. A total over a cell that is not shown
/// is not shown either: instead of it stands what is shown, and how many cells are not. So all
/// that is told follows from the cells that are shown: whatever the others hold, the same is told,
/// and no total, however many are put together, can tell more. A month is counted when it is over,
/// so that what was told once is never told otherwise.
package struct ContactCounts: Hashable, Sendable {
  /// Fewer are not shown.
  package static let leastCount = 5

  /// A unit's count of one kind, month by month.
  package struct Row: Hashable, Sendable {
    package let unit: FunctionID
    package let kind: ContactKind
    /// From January on; `nil` where there were fewer than may be shown.
    package let months: [Int?]

    package var total: Total { Total(of: months) }
  }

  /// What is told of a sum.
  package struct Total: Hashable, Sendable {
    /// The sum of the cells that are shown.
    package let shown: Int
    /// How many are not; each of them holds 0 to 4.
    package let hidden: Int

    package init(of cells: some Sequence<Int?>) {
      shown = cells.reduce(0) { $0 + ($1 ?? 0) }
      hidden = cells.reduce(0) { $0 + ($1 == nil ? 1 : 0) }
    }

    /// The most it can be.
    package var atMost: Int { shown + hidden * (ContactCounts.leastCount - 1) }
  }

  package let year: Int
  /// How many months of it are over.
  package let monthCount: Int
  /// By unit and kind, in order.
  package let rows: [Row]

  /// Counts what happened in a year.
  ///
  /// - Parameters:
  ///   - units: Those that are told of in any case. Another is told of once a cell of it is shown.
  ///   - now: Only months that are over in Sweden by then are counted.
  package init(_ events: [ContactEvent], in year: Int, units: [FunctionID], at now: Moment) {
    let today = LocalTime.date(at: now)
    let monthCount =
      today.year > year ? 12 : today.year < year ? 0 : today.month - 1
    var cells: [FunctionID: [ContactKind: [Int]]] = [:]
    for event in events {
      let day = LocalTime.date(at: event.at)
      guard day.year == year, day.month <= monthCount else { continue }
      let empty = [Int](repeating: 0, count: monthCount)
      cells[event.unit, default: [:]][event.kind, default: empty][day.month - 1] += 1
    }
    let visible = cells.filter { _, kinds in
      kinds.values.joined().contains { $0 >= Self.leastCount }
    }
    let known = Set(units).union(visible.keys).sorted()
    self.year = year
    self.monthCount = monthCount
    rows = known.flatMap { unit in
      ContactKind.allCases.map { kind in
        let months =
          cells[unit]?[kind] ?? [Int](repeating: 0, count: monthCount)
        return Row(
          unit: unit, kind: kind, months: months.map { $0 < Self.leastCount ? nil : $0 })
      }
    }
  }

  /// The total of all units, of some kinds.
  package func total(of kinds: Set<ContactKind>) -> Total {
    Total(of: rows.filter { kinds.contains($0.kind) }.flatMap(\.months))
  }
}
