package import Concerns

/// The days on which a part of a table holds: a rule is law, a unit exists.
package struct Period: Hashable, Sendable {
  /// The keys it is read from.
  package static let keys = ["from", "until"]

  /// The first day; `nil` when there is none, as in a statement about the time before any law.
  package var from: CivilDate?
  /// The last day; `nil` while no end is known.
  package var until: CivilDate?

  /// Takes both days, or what has no end.
  package init(from: CivilDate? = nil, until: CivilDate? = nil) {
    self.from = from
    self.until = until
  }

  /// Reads it among other keys; either may be left out.
  package init(_ entries: Entries) throws(TableFlaw) {
    from = try entries.optional("from")?.day()
    until = try entries.optional("until")?.day()
    if let end = entries.optional("until"), let from, let until, until < from {
      throw end.flaw("it ends before it begins", "write the last day on which it holds")
    }
  }

  /// Whether it holds on this day.
  package func contains(_ day: CivilDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }

  /// Whether there is a day on which both hold.
  package func overlaps(_ other: Period) -> Bool {
    func begins(_ one: Period, byEndOf another: Period) -> Bool {
      guard let from = one.from, let until = another.until else { return true }
      return from <= until
    }
    return begins(self, byEndOf: other) && begins(other, byEndOf: self)
  }

  /// Whether it holds on every day on which the other does.
  package func covers(_ other: Period) -> Bool {
    let beginsInTime = from.map { from in other.from.map { from <= $0 } ?? false } ?? true
    let lastsAsLong = until.map { until in other.until.map { $0 <= until } ?? false } ?? true
    return beginsInTime && lastsAsLong
  }
}
