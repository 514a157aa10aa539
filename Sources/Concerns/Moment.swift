/// A point in time, in milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// The broker never reads a clock where it decides; every moment is handed to it.
public struct Moment: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// Takes a count of milliseconds.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Takes a count of whole seconds.
  public init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000)
  }

  /// The earlier of two comes first.
  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  /// The moment a while later, rounded to whole milliseconds.
  public static func + (moment: Self, duration: Duration) -> Self {
    let (seconds, attoseconds) = duration.components
    let fraction = attoseconds / 1_000_000_000_000_000
    return Moment(milliseconds: moment.milliseconds + seconds * 1000 + fraction)
  }

  /// How long after `earlier` this is; negative if before.
  public static func - (later: Self, earlier: Self) -> Duration {
    .milliseconds(later.milliseconds - earlier.milliseconds)
  }
}

extension Moment {
  /// Reads `YYYY-MM-DDTHH:MM:SSZ`, exactly twenty characters; `nil` for any other form.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let marks: [(Int, Character)] = [
      (4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "Z"),
    ]
    guard bytes.count == 20,
      marks.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }),
      let year = ASCII.number(bytes[0..<4]), let month = ASCII.number(bytes[5..<7]),
      let day = ASCII.number(bytes[8..<10]), let hour = ASCII.number(bytes[11..<13]),
      let minute = ASCII.number(bytes[14..<16]), let second = ASCII.number(bytes[17..<19]),
      let date = CivilDate(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    self.init(seconds: Int64(date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second))
  }

  /// The moment as `YYYY-MM-DDTHH:MM:SSZ`, rounded down to the second.
  public var text: String {
    let seconds = Int(seconds)
    let days = (seconds - (((seconds % 86_400) + 86_400) % 86_400)) / 86_400
    let date = CivilDate(daysSinceEpoch: days)
    let rest = seconds - days * 86_400
    return date.text + "T" + Self.two(rest / 3600) + ":" + Self.two(rest / 60 % 60) + ":"
      + Self.two(rest % 60) + "Z"
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
