package import Concerns

/// So many in a minute for each name, counted in whole minutes; the rest is refused or counted.
package struct RateLimit<Name: Hashable & Sendable>: Sendable {
  package let perMinute: Int
  private var minute: Int64 = .min
  private var counts: [Name: Int] = [:]

  package init(perMinute: Int) { self.perMinute = perMinute }

  /// Takes one of this minute's; false when they are used up.
  ///
  /// Forgets the minute before, so that it never holds more names than were seen in one minute.
  package mutating func take(_ name: Name, at moment: Moment) -> Bool {
    let now = moment.milliseconds / 60_000
    if now != minute {
      minute = now
      counts.removeAll(keepingCapacity: true)
    }
    let used = counts[name, default: 0]
    counts[name] = used + 1
    return used < perMinute
  }
}
