package import Concerns
package import Tables

/// Who takes a function's place, turn by turn, on some days.
package struct Roster: Hashable, Sendable {
  /// What it is called.
  package let id: RosterID
  /// The function whose place is taken.
  package let function: FunctionID
  /// From its first to its last day it must have no hole.
  package let period: Period
  /// The turns, by their beginning.
  let turns: [Turn]
  /// Where it stands in the file.
  let line: Int

  /// Who is on duty in a minute of the wall clock; `nil` in a hole.
  func holder(at minute: WallMinute) -> FunctionID? {
    // The last turn that has begun: of two at once the later, until the proof refuses them.
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle].minutes.lowerBound <= minute { low = middle + 1 } else { high = middle }
    }
    guard low > 0, turns[low - 1].minutes.contains(minute) else { return nil }
    return turns[low - 1].function
  }
}

/// One turn: a function, from a minute up to another.
struct Turn: Hashable, Sendable {
  let function: FunctionID
  let minutes: Range<WallMinute>
  let line: Int
}

/// What a roster is called.
package struct RosterID: TextIdentifier {
  package let text: String

  package init?(_ text: String) {
    // The same grammar as an area's: a word of a file.
    guard AreaID(text) != nil else { return nil }
    self.text = text
  }
}

/// A minute as clocks on the wall show it, counted from 1970-01-01 00.00.
///
/// A clock that is turned back shows some minutes twice; whoever has the minute has both.
struct WallMinute: Hashable, Comparable, Sendable {
  /// Minutes of a day.
  static let perDay = 1440

  let count: Int

  init(count: Int) { self.count = count }

  init(_ day: CivilDate, minute: Int) { count = day.daysSinceEpoch * Self.perDay + minute }

  var day: CivilDate { CivilDate(daysSinceEpoch: (count - minuteOfDay) / Self.perDay) }

  var minuteOfDay: Int { (count % Self.perDay + Self.perDay) % Self.perDay }

  /// The minute as `2026-11-21 08.00`.
  var text: String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return day.text + " " + two(minuteOfDay / 60) + "." + two(minuteOfDay % 60)
  }

  /// Reads `2026-11-21 08.00`; `nil` for any other form.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: "."),
      let day = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = ASCII.number(bytes[11..<13]), let minute = ASCII.number(bytes[14..<16]),
      hour < 24, minute < 60
    else { return nil }
    self.init(day, minute: hour * 60 + minute)
  }

  static func < (left: Self, right: Self) -> Bool { left.count < right.count }
}

extension Directory {
  /// Who is on duty for a unit in a minute that clocks on the wall show.
  ///
  /// A roster's hole leaves the function itself on duty: somebody always is.
  func duty(_ unit: DirectoryUnit, on day: CivilDate, minute: Int) -> FunctionID {
    let isOpen = hours.hours(on: day)?.contains(minute) ?? false
    let function = isOpen ? unit.officeDuty : unit.onCallDuty
    guard let roster = roster(for: function, on: day) else { return function }
    return roster.holder(at: WallMinute(day, minute: minute)) ?? function
  }

  /// Every function that receives for a unit at this instant, if anything can come to it.
  package func onDuty(at moment: Moment) -> [FunctionID] {
    let (day, second) = LocalTime.reading(at: moment)
    return units.filter { $0.period.contains(day) && !$0.isWalled }.map {
      duty($0, on: day, minute: second / 60)
    }
  }

  /// The roster that says who takes a function's place on a day.
  func roster(for function: FunctionID, on day: CivilDate) -> Roster? {
    rosters.first { $0.function == function && $0.period.contains(day) }
  }

  /// A function, its deputy, the deputy's deputy and so on: in whose order it is rung.
  package func deputies(of function: FunctionID) -> [FunctionID] {
    var line = [function]
    // The reading lets no line come back to where it began.
    while let last = line.last,
      let next = unit(of: last)?.functions.first(where: { $0.id == last })?.deputy
    {
      line.append(next)
    }
    return line
  }
}
