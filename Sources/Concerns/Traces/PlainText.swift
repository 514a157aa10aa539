/// A text as a reader means it: one kind of dash, one of space, one of digit, nothing invisible.
///
/// A line ends like a word does, so that a number is found that is broken over two lines.
struct PlainText {
  /// A run of letters.
  struct Word {
    let range: Range<Int>
    /// In lower case.
    let text: String
    let isCapitalised: Bool
  }

  /// A run of digits.
  struct Group {
    let range: Range<Int>
    let digits: String
  }

  let scalars: [Unicode.Scalar]
  let words: [Word]
  let groups: [Group]
  private let lines: [Int]

  init(_ text: String) {
    var (scalars, lines, line): ([Unicode.Scalar], [Int], Int) = ([], [], 1)
    for scalar in text.unicodeScalars {
      if let plain = Self.plain(scalar) {
        scalars.append(plain)
        lines.append(line)
      }
      if scalar == "\n" { line += 1 }
    }
    self.scalars = scalars
    self.lines = lines
    words = Self.runs(of: scalars) { $0.properties.isAlphabetic }.map { range in
      let text = String(String.UnicodeScalarView(scalars[range]))
      return Word(
        range: range, text: text.lowercased(),
        isCapitalised: scalars[range.lowerBound].properties.isUppercase)
    }
    groups = Self.runs(of: scalars, where: Self.isDigit).map { range in
      Group(range: range, digits: String(String.UnicodeScalarView(scalars[range])))
    }
  }

  /// The line of a place, from 1.
  func line(of place: Int) -> Int { lines[place] }

  /// What stands between two places.
  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  /// What stands between a group and the next; `nil` after the last, or when it is no mere mark.
  func gap(after group: Int) -> String? {
    guard group + 1 < groups.count else { return nil }
    let range = groups[group].range.upperBound..<groups[group + 1].range.lowerBound
    return range.count <= Self.longestGap ? text(range) : nil
  }

  /// The group that holds a place.
  func group(at place: Int) -> Int? {
    var (low, high) = (0, groups.count)
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].range.upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low < groups.count && groups[low].range.contains(place) ? low : nil
  }

  /// As in `+46 (0)11`: a space, a parenthesis, and as much again.
  private static let longestGap = 4

  /// The first word that begins within a step of a place.
  func word(after place: Int) -> Word? {
    words.first { $0.range.lowerBound >= place && $0.range.lowerBound <= place + 2 }
  }

  private static func runs(
    of scalars: [Unicode.Scalar], where isMeant: (Unicode.Scalar) -> Bool
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for index in scalars.indices {
      if isMeant(scalars[index]) {
        start = start ?? index
      } else if let begun = start {
        runs.append(begun..<index)
        start = nil
      }
    }
    if let start { runs.append(start..<scalars.count) }
    return runs
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// The usual spelling of a letter, digit or mark; `nil` for what nobody sees.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.properties.generalCategory {
    case .dashPunctuation: return "-"
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return " "
    case .format: return nil
    case .decimalNumber:
      guard let value = scalar.properties.numericValue else { return scalar }
      return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
    default: return scalar == "\u{2212}" ? "-" : scalar  // The minus sign is no dash to Unicode.
    }
  }
}
