/// What digits mean that name nobody: days and hours, sums, scales and scores.
extension DigitRun {
  /// Whether the groups are thousands, of one sum or two; a unit must follow.
  var isSum: Bool { lengths.max() == 3 }

  /// Whether every step is as long as the next: a scale, or the numbers of a list.
  var isScale: Bool {
    let numbers = parts.map { Int($0) ?? 0 }
    let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
    return steps.count > 1 && steps.allSatisfy { $0 == steps.first }
  }

  /// `3-2 10-8`, `0-3 4-6`: what was won and lost, or from and to, two by two.
  var isPairs: Bool {
    guard parts.count > 3, parts.count % 2 == 0, lengths.allSatisfy({ $0 < 3 }) else {
      return false
    }
    return gaps.enumerated().allSatisfy { $0.element.contains("-") == ($0.offset % 2 == 0) }
  }

  /// Nought and a decimal sign, and no other behind the next digits.
  var isFraction: Bool {
    parts[0] == "0" && gaps.first == "." && gaps.dropFirst().first != "."
  }

  /// From one day to another, each of eight digits or in three parts.
  var isTwoDays: Bool {
    [1, 3].contains { end in
      end < parts.count && Self.isWholeDay(parts[..<end]) && Self.isWholeDay(parts[end...])
    }
  }

  /// A day, and after another mark an hour or one day more: digits like those of a person.
  var isDated: Bool {
    if parts.count > 3, Self.isDay(parts[2], parts[1], parts[0]) { return true }
    if lengths[0] == 6 || lengths[0] == 8 {
      guard lengths[0] == 6 || Self.isWholeDay(parts[..<1]) else { return false }
      return isDated(from: 1, isLong: lengths[0] == 8, isApart: gaps.last != gaps[0])
    }
    guard parts.count > 3 else { return false }
    let isShort = lengths.prefix(3) == [2, 2, 2]
    guard isShort || Self.isDay(parts[0], parts[1], parts[2]) else { return false }
    return isDated(
      from: 3, isLong: !isShort && lengths.prefix(3).reduce(0, +) == 8,
      isApart: gaps[2] != gaps[1])
  }

  private func isDated(from start: Int, isLong: Bool, isApart: Bool) -> Bool {
    let rest = parts[start...]
    if rest.count == 1 { return isLong && lengths[start] <= 2 }
    guard isApart, rest.count == 2 else { return false }
    return Self.isHour(parts[start], parts[start + 1])
      || Self.isDay("2000", parts[start], parts[start + 1])
  }

  /// Nothing but days and hours, one after the other.
  var isTimed: Bool {
    var isEnd = [Bool](repeating: false, count: parts.count) + [true]
    for start in parts.indices.reversed() {
      isEnd[start] = (1...3).contains { count in
        start + count <= parts.count && isEnd[start + count] && isTime(start, count)
      }
    }
    return isEnd[0]
  }

  /// Whether it begins with a day in three parts, and tells nothing but days and hours.
  var beginsWithDay: Bool {
    parts.count > 2 && Self.isWholeDay(parts[..<3]) && isTimed
  }

  private func isTime(_ start: Int, _ count: Int) -> Bool {
    let (first, gap) = (parts[start], start < gaps.count ? gaps[start] : "")
    switch count {
    case 1:
      return Self.isWholeDay(parts[start...start])
        || first.utf8.count == 2 && first <= "24" || Self.isYear(first)
    case 2:
      let second = parts[start + 1]
      let isClock = [".", ":"].contains(gap) && Self.isHour(first, second)
      return isClock
        || [".", ":", "/", "-"].contains(gap)
          && (Self.isDay("2000", first, second) || Self.isDay("2000", second, first))
    default:
      let isClock =
        [".", ":"].contains(gap) && gaps[start + 1] == gap
        && Self.isHour(first, parts[start + 1]) && Self.isHour("0", parts[start + 2])
      return isClock || Self.isWholeDay(parts[start..<start + 3])
    }
  }
}

extension DigitRun {
  private static func isYear(_ part: String) -> Bool {
    part.utf8.count == 4 && (part.hasPrefix("19") || part.hasPrefix("20"))
  }

  /// A day of our time.
  private static func isDay(_ year: String, _ month: String, _ day: String) -> Bool {
    guard isYear(year), month.utf8.count <= 2, day.utf8.count <= 2,
      let year = Int(year), let month = Int(month), let day = Int(day)
    else { return false }
    return CivilDate(year: year, month: month, day: day) != nil
  }

  /// Eight digits, or three groups from year to day or from day to year.
  private static func isWholeDay(_ parts: ArraySlice<String>) -> Bool {
    let parts = Array(parts)
    if parts.count == 3 {
      return isDay(parts[0], parts[1], parts[2]) || isDay(parts[2], parts[1], parts[0])
    }
    guard parts.count == 1, parts[0].utf8.count == 8 else { return false }
    let digits = parts[0]
    return isDay(
      String(digits.prefix(4)), String(digits.dropFirst(4).prefix(2)), String(digits.suffix(2)))
  }

  /// Of a clock.
  private static func isHour(_ hour: String, _ minute: String) -> Bool {
    guard hour.utf8.count <= 2, minute.utf8.count == 2 else { return false }
    return Int(hour) ?? 99 <= 24 && minute < "60"
  }
}
