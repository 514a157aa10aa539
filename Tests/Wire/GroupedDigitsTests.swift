import Concerns
import Support
import Testing
import Wire

/// Texts drawn from a seed: numbers of the public series in any grouping, and what names nobody.
private struct Pen {
  private var dice: SplitMix64

  init(seed: UInt64) { dice = SplitMix64(seed: seed) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { dice.one(of: elements) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }

  /// Two digits.
  mutating func two(_ range: ClosedRange<Int>) -> String {
    let number = number(range)
    return number < 10 ? "0\(number)" : "\(number)"
  }

  /// Digits in groups of one to six.
  mutating func groups(of digits: String) -> [Substring] {
    var rest = digits[...]
    var groups: [Substring] = []
    while !rest.isEmpty {
      groups.append(rest.prefix(number(1...6)))
      rest = rest.dropFirst(groups[groups.count - 1].count)
    }
    return groups
  }

  /// The groups with one mark between them all, or with any.
  mutating func written(_ groups: [Substring], with marks: [String]) -> String {
    let mark = pick(marks)
    let isEven = number(0...1) == 0
    return groups.dropFirst().reduce(String(groups[0])) { text, group in
      text + (isEven ? mark : pick(marks)) + group
    }
  }

  mutating func sentence(with text: String) -> String {
    pick(["", "Hon kom ", "Det var ", "nummer "]) + text + pick(["", ".", " igen", ", sedan"])
  }

  mutating func day() -> String {
    let (year, month, day) = (number(1995...2030), two(1...12), two(1...28))
    return pick([
      "\(year)-\(month)-\(day)", "\(year).\(month).\(day)", "\(year)/\(month)/\(day)",
      "\(day)-\(month)-\(year)", "\(day)/\(month) \(year)", "\(year)\(month)\(day)",
      "\(number(1...28))/\(number(1...12)) \(year)", "\(number(1...28)).\(number(1...12)).\(year)",
    ])
  }

  mutating func time() -> String {
    let (hour, minute) = (two(0...23), two(0...59))
    return pick([
      "\(hour).\(minute)", "\(hour):\(minute)", "\(hour)", "\(hour):\(minute):\(two(0...59))",
    ])
  }

  mutating func sum() -> String {
    let mark = pick([" ", ".", "\u{A0}", "\u{202F}"])
    let thousands = (0..<number(1...3)).map { _ in "\(number(100...999))" }
    return ([String(number(1...999))] + thousands).joined(separator: mark)
      + pick([" kr", " kronor", " SEK"])
  }
}

@Suite struct `Digits in any grouping` {
  static let marks = [
    " ", "-", ".", "/", "_", "·", "*", "  ", " - ", "\u{A0}", "\u{2009}", "–", "\u{2011}", ". ",
    "\n", "\t", "|", "~", "\u{2028}", "\u{200B} ",
  ]
  static let numbers = [
    "201212222390", "189001019802", "201407142395", "195202742390", "201302112386",
    "201500672389", "191500722390", "192200902399",
  ]

  private func finds(in text: String) -> [IdentityTrace.Kind] {
    var search = TraceSearch()
    search.look(in: .string(text), at: "/text")
    return search.traces.map(\.kind)
  }

  @Test(arguments: UInt64(0)..<16)
  func `are found where they are those of a person`(seed: UInt64) {
    var pen = Pen(seed: seed)
    for _ in 0..<400 {
      let digits = pen.pick(Self.numbers)
      let groups = pen.groups(of: pen.number(0...1) == 0 ? digits : String(digits.dropFirst(2)))
      // What begins as a day of our time does is taken for one.
      let isDay = groups.prefix(3).contains {
        $0.count == 4 && ["19", "20"].contains($0.prefix(2))
      }
      guard groups.count > 1, !isDay else { continue }
      let text = pen.sentence(with: pen.written(groups, with: Self.marks))
      #expect(finds(in: text).contains(.personalNumber), "\(text)")
    }
  }

  @Test(arguments: numbers, [" ", "-", ".", ",", ":", "\u{A0}", " - ", "\n", "·", "_"])
  func `are found where they are said one at a time`(number: String, mark: String) {
    for digits in [number, String(number.dropFirst(2))] {
      let spelled = digits.map(String.init).joined(separator: mark)
      #expect(finds(in: "det är " + spelled) == [.personalNumber])
    }
  }

  @Test(arguments: UInt64(0)..<16)
  func `are found where they are a telephone's`(seed: UInt64) {
    var pen = Pen(seed: seed)
    for _ in 0..<400 {
      let prefix = pen.pick(["", "+", "00"])
      let groups = pen.groups(of: prefix.isEmpty ? "011152283" : "4611152283")
      let marks = [" ", "_", "·", "*", "  ", "\u{A0}", "\u{2009}", "\n", "|", "~"]
      let text = pen.sentence(with: prefix + pen.written(groups, with: marks))
      #expect(!finds(in: text).isEmpty, "\(text)")
    }
  }

  /// Nothing of what these write is a number of anybody.
  enum Innocent: CaseIterable {
    case day, time, dayAndTime, hours, dayAndHours, sum, sums, scores, steps, years, list
  }

  @Test(arguments: Innocent.allCases)
  func `are let through where they name nobody`(innocent: Innocent) {
    var pen = Pen(seed: 7)
    for _ in 0..<2000 {
      let text = pen.sentence(with: Self.text(innocent, by: &pen))
      #expect(finds(in: text) == [], "\(text)")
    }
  }

  private static func text(_ innocent: Innocent, by pen: inout Pen) -> String {
    switch innocent {
    case .day: return pen.day()
    case .time: return pen.time()
    case .dayAndTime: return pen.day() + pen.pick([" ", " kl. ", ", "]) + pen.time()
    case .hours: return pen.time() + pen.pick(["-", "–", " - "]) + pen.time()
    case .dayAndHours: return pen.day() + " kl " + pen.two(0...23) + "-" + pen.two(0...23)
    case .sum: return pen.sum()
    case .sums: return "\(pen.number(10...99)) 500–\(pen.number(10...99)) 000 kr"
    case .scores:
      let scores = (0..<pen.number(1...5)).map { _ in "\(pen.number(0...9))-\(pen.number(0...9))" }
      return scores.joined(separator: pen.pick([" ", ", "]))
    case .steps:
      let first = pen.number(0...3)
      return (first...first + pen.number(3...14)).map(String.init).joined(separator: " ")
    case .years: return "\(pen.number(1990...2026))/\(pen.number(1990...2026))"
    case .list:
      return (0..<pen.number(2...6)).map { _ in pen.two(1...52) }.joined(separator: ", ")
    }
  }

  @Test func `of a long text take no longer than the text is long`() {
    // Each group joins the next, and every place begins what might be a day: 30,000 groups.
    let text = String(repeating: "01.", count: 20_000)
    #expect(finds(in: text) == [])
  }
}
