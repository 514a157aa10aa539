/// Groups of digits with no word between them: `12 1222 2390`, `0 1 1 1 5 2 2 8 3`.
struct DigitRun {
  /// Which groups of the text.
  let groups: Range<Int>
  /// Their digits.
  let parts: [String]
  /// What stands between one and the next, several spaces as one.
  let gaps: [String]

  /// All digits, one after the other.
  var digits: String { parts.joined() }
  /// How many digits each group has.
  var lengths: [Int] { parts.map(\.utf8.count) }
  /// Whether every gap is like every other.
  var isEven: Bool { gaps.allSatisfy { $0 == gaps.first } }
  /// Whether it is one digit at a time, each as far from the next.
  var isSpelled: Bool { isEven && parts.allSatisfy { $0.utf8.count == 1 } }
  /// Whether the marks join the digits of one number: a comma and a colon do so all alike only.
  var isJoined: Bool { isEven || !gaps.contains { $0.contains(",") || $0.contains(":") } }

  /// Some of its groups.
  func part(_ range: Range<Int>) -> DigitRun {
    DigitRun(
      groups: groups.lowerBound + range.lowerBound..<groups.lowerBound + range.upperBound,
      parts: Array(parts[range]), gaps: Array(gaps[range.dropLast()]))
  }

  /// The first so many digits, out of more that are said one at a time, that are what is meant.
  func first(of length: Int, where isMeant: (DigitRun) -> Bool) -> DigitRun? {
    guard parts.count > length, isSpelled else { return nil }
    for start in 0...parts.count - length {
      let window = part(start..<start + length)
      if isMeant(window) { return window }
    }
    return nil
  }
}

extension DigitRun {
  /// Most places between two groups, spaces among them: a line may end there, and be indented.
  private static let longestGap = 16
  /// Most marks between two groups, spaces apart: `) - (`.
  private static let mostMarks = 3
  private static let marks = Set("-+./_*·•()[]|~=,:".unicodeScalars)

  /// The runs of a text, each as long as its gaps let it be.
  static func runs(of text: PlainText, tight isTight: Bool) -> [DigitRun] {
    var runs: [DigitRun] = []
    var start = 0
    var gaps: [String] = []
    for group in text.groups.indices {
      if let gap = joint(after: group, in: text, isTight) {
        gaps.append(gap)
      } else {
        let parts = text.groups[start...group].map(\.digits)
        runs.append(DigitRun(groups: start..<group + 1, parts: parts, gaps: gaps))
        (start, gaps) = (group + 1, [])
      }
    }
    return runs
  }

  /// What joins a group with the next; a comma or a colon before a space parts them.
  private static func joint(
    after group: Int, in text: PlainText, _ isTight: Bool
  ) -> String? {
    guard group + 1 < text.groups.count else { return nil }
    let range = text.groups[group].range.upperBound..<text.groups[group + 1].range.lowerBound
    guard range.count <= longestGap else { return nil }
    var gap = String.UnicodeScalarView()
    var marked = 0
    for scalar in text.scalars[range] {
      guard scalar == " " else {
        guard marks.contains(scalar) else { return nil }
        marked += 1
        gap.append(scalar)
        continue
      }
      if isTight || gap.last == "," || gap.last == ":" { return nil }
      if gap.last != " " { gap.append(scalar) }
    }
    return marked <= mostMarks ? String(gap) : nil
  }
}
