/// Finds telephone numbers in Swedish and international forms.
///
/// Numbers of three or four digits, which everybody may call, are none.
struct TelephonePattern {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  /// Where they stand.
  var finds: [Range<Int>] {
    text.groups.indices.compactMap { start in
      guard let end = national(start) ?? international(start) ?? local(start) else { return nil }
      return text.groups[start].range.lowerBound..<text.groups[end].range.upperBound
    }
  }

  /// Digits of a number with its area code: `0`, one to three digits, five to eight.
  private static let nationalLength = 8...10
  /// Digits after `+` or `00`, country code included (ITU-T E.164).
  private static let internationalLength = 8...15
  /// Fewest digits of a number without an area code.
  private static let localLength = 5...8

  /// `011-15 00 00`, `(011) 15 00 00`, `011150000`.
  private func national(_ start: Int) -> Int? {
    let first = text.groups[start].digits
    guard first.hasPrefix("0"), !first.hasPrefix("00"), first.count > 1 else { return nil }
    // Beside an area code of four digits stand five or more: two years, or a case number, are none.
    let least = first.count == 4 ? 9 : Self.nationalLength.lowerBound
    return end(from: start, least...Self.nationalLength.upperBound) { window in
      !isDate(window) && hasEvenGaps(window)
    }
  }

  /// `+46 11 15 00 00`, `0046 11 15 00 00`, `+46 (0)11-15 00 00`.
  private func international(_ start: Int) -> Int? {
    let group = text.groups[start]
    let place = group.range.lowerBound
    let isMarked = place > 0 && text.scalars[place - 1] == "+" && !group.digits.hasPrefix("0")
    let isDialled = group.digits.hasPrefix("00") && !group.digits.hasPrefix("000")
    guard isMarked || isDialled else { return nil }
    let length = Self.internationalLength
    let range = isDialled ? length.lowerBound + 2...length.upperBound + 2 : length
    return end(from: start, range) { window in
      let next = text.word(after: text.groups[window.upperBound].range.upperBound)
      return !(next.map { Units.contains($0.text) } ?? false)
    }
  }

  /// `tel. 15 00 00`, and other digits after a word that says what they are.
  private func local(_ start: Int) -> Int? {
    let place = text.groups[start].range.lowerBound
    guard Self.isNamed(place, in: text),
      start + 2 >= text.groups.count || !isDate(start...start + 2)
    else { return nil }
    return end(from: start, Self.localLength) { !isDate($0) && hasEvenGaps($0) }
  }

  /// Whether a word close before a place says that a telephone number follows.
  static func isNamed(_ place: Int, in text: PlainText) -> Bool {
    let near = text.words.filter {
      $0.range.upperBound <= place && $0.range.upperBound + 6 >= place
    }
    return near.suffix(2).contains { names.contains($0.text) }
  }

  private static let names: Set<String> = [
    "tel", "tele", "telefon", "telefonnr", "telefonnummer", "tfn", "mobil", "mobilnr",
    "mobilnummer", "mobiltelefon", "phone", "telephone", "mobile",
  ]

  /// The last group of the first window from here that has enough digits and is what is meant.
  private func end(
    from start: Int, _ length: ClosedRange<Int>, _ isMeant: (ClosedRange<Int>) -> Bool
  ) -> Int? {
    var count = text.groups[start].digits.count
    var end = start
    while true {
      if length.contains(count), isMeant(start...end) { return end }
      guard count < length.upperBound, let gap = text.gap(after: end), Self.joins(gap) else {
        return nil
      }
      let next = text.groups[end + 1].digits
      guard next.count > 1 || gap.hasSuffix("(") && next == "0" else { return nil }
      count += next.count
      end += 1
    }
  }

  private static func joins(_ gap: String) -> Bool {
    gap.allSatisfy { " -/()".contains($0) } && gap.filter { "-/".contains($0) }.count < 2
  }

  /// After the first mark all are alike; hours of a day are written `08-16 12-15`.
  private func hasEvenGaps(_ window: ClosedRange<Int>) -> Bool {
    Set(window.dropLast().dropFirst().map { text.gap(after: $0) }).count <= 1
  }

  /// Day, month and year, or year, month and day.
  private func isDate(_ window: ClosedRange<Int>) -> Bool {
    let parts = text.groups[window].map(\.digits)
    guard parts.count == 3 else { return false }
    let turned = parts[0].count == 4 ? parts : parts.reversed()
    guard turned.map(\.count) == [4, 2, 2], let year = Int(turned[0]), let month = Int(turned[1]),
      let day = Int(turned[2])
    else { return false }
    return (1800..<2200).contains(year) && CivilDate(year: year, month: month, day: day) != nil
  }
}

/// Words after a number that say it counts something.
enum Units {
  static func contains(_ word: String) -> Bool { words.contains(word) }

  private static let words: Set<String> = [
    "kr", "kronor", "sek", "euro", "procent", "gånger", "gång", "dagar", "dag", "veckor", "vecka",
    "månader", "månad", "år", "timmar", "timme", "minuter", "minut", "km", "kilometer", "m",
    "meter",
    "st", "stycken", "barn", "elever", "personer", "syskon", "vuxna", "times", "days", "weeks",
    "months", "years", "hours", "minutes", "children",
  ]
}
