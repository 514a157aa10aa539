/// Finds what is written like a personal identity number, with any marks and with slips of the pen.
///
/// Ten or twelve digits that begin with a date, 60 added to the day of a coordination number. In
/// the usual spelling, a date of six or eight digits, `-` or `+` and four, the last digit need not
/// fit; in others it must, or a time of day would be taken for one.
struct PersonalNumberPattern {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  /// Where they stand.
  var finds: [Range<Int>] {
    var finds: [Range<Int>] = []
    var start = 0
    while start < text.groups.count {
      let end = (start..<min(start + Self.groupLimit, text.groups.count)).last {
        isNumber(start...$0)
      }
      if let end {
        finds.append(text.groups[start].range.lowerBound..<text.groups[end].range.upperBound)
      }
      start = (end ?? start) + 1
    }
    return finds
  }

  /// Twelve digits in pairs.
  private static let groupLimit = 6

  private func isNumber(_ window: ClosedRange<Int>) -> Bool {
    let groups = text.groups[window].map(\.digits)
    let digits = Array(groups.joined().utf8)
    guard digits.count == 10 || digits.count == 12, Self.hasDate(digits),
      !isDialled(window.lowerBound)
    else { return false }
    let gaps = window.dropLast().map { text.gap(after: $0) ?? "?" }
    let fits = PersonalNumber.isChecked(digits)
    let lengths = groups.map(\.count)
    if lengths == [12] { return fits || !Self.isTime(digits.suffix(4)) }
    if lengths == [10] { return fits }
    let marks = Set(gaps.map { $0.filter { $0 != " " } })
    if lengths == [6, 4] || lengths == [8, 4] {
      return marks.isSubset(of: ["-", "+"]) || fits && Self.isMark(gaps[0])
    }
    guard fits, Set(gaps.dropLast()).count <= 1, gaps.allSatisfy(Self.isMark) else { return false }
    return lengths == [4, 2, 2, 4] || lengths == [2, 2, 2, 4] || lengths == [4, 4, 4]
      || lengths.allSatisfy { $0 == 2 } && Set(gaps).count == 1
  }

  /// What begins with `+` is a telephone number.
  private func isDialled(_ group: Int) -> Bool {
    let start = text.groups[group].range.lowerBound
    return start > 0 && text.scalars[start - 1] == "+"
  }

  private static func isMark(_ gap: String) -> Bool {
    ["", "-", "+", ".", "/"].contains(gap.filter { $0 != " " })
  }

  private static func number(_ digits: some Sequence<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isTime(_ four: ArraySlice<UInt8>) -> Bool {
    number(four.prefix(2)) < 24 && number(four.suffix(2)) < 60
  }

  private static func hasDate(_ digits: [UInt8]) -> Bool {
    let short = digits.suffix(10)
    let (month, day) = (number(short.dropFirst(2).prefix(2)), number(short.dropFirst(4).prefix(2)))
    // Of a short one the century is not known: a year that may be a leap year.
    let year = digits.count == 12 ? number(digits.prefix(4)) : 2000
    guard (1800..<2100).contains(year) else { return false }
    // Of a coordination number the month, the day or both may be unknown, and then stand as 0.
    if day >= coordinationDays.lowerBound { return month <= 12 && coordinationDays.contains(day) }
    return CivilDate(year: year, month: month, day: day) != nil
  }

  /// Days of a coordination number: the day and 60, or 60 where none is known.
  private static let coordinationDays = 60...91

  /// Whether ten or twelve digits are a number without a slip of the pen.
  static func isNumber(_ digits: [UInt8]) -> Bool {
    (digits.count == 10 || digits.count == 12) && hasDate(digits)
      && PersonalNumber.isChecked(digits)
  }
}

extension PersonalNumber {
  /// Whether the last of ten or twelve digits is Luhn's sum of the nine before it.
  fileprivate static func isChecked(_ digits: [UInt8]) -> Bool {
    let sum = digits.suffix(10).enumerated().reduce(0) { sum, pair in
      let product = Int(pair.element - UInt8(ascii: "0")) * (pair.offset % 2 == 0 ? 2 : 1)
      return sum + product / 10 + product % 10
    }
    return sum % 10 == 0
  }
}
