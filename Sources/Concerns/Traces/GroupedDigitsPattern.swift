/// Finds personal and telephone numbers whose digits are grouped as no form asks for.
///
/// `12 1222 2390`, `1 2 1 2 2 2 2 3 9 0`, `011.15.22.83`: every group of digits up to the next word
/// is taken together. What is written as a day, an hour, a sum, a scale or a list is none of them,
/// and here a slip of the pen is not forgiven: the last digit must fit.
struct GroupedDigitsPattern {
  private let text: PlainText
  /// Each run as far as it goes.
  private let runs: [DigitRun]
  /// Each run as far as it goes without a space.
  private let tightRuns: [DigitRun]
  /// Which runs each group is in.
  private let homes: [(run: Int, tight: Int)]

  init(_ text: PlainText) {
    self.text = text
    runs = DigitRun.runs(of: text, tight: false)
    tightRuns = DigitRun.runs(of: text, tight: true)
    let places = [runs, tightRuns].map { runs in
      runs.enumerated().flatMap { run in run.element.groups.map { _ in run.offset } }
    }
    homes = Array(zip(places[0], places[1]))
  }

  /// Where ten or twelve digits are a number.
  var personalNumbers: [Range<Int>] {
    candidates.compactMap { run in
      guard !isDialled(run) else { return nil }
      if isPersonalNumber(run) { return place(of: run) }
      let spelled =
        run.first(of: 12, where: isPersonalNumber) ?? run.first(of: 10, where: isPersonalNumber)
      return spelled.map(place)
    }
  }

  /// Where digits are those of a Swedish number, or of any behind a word that says so.
  var telephones: [Range<Int>] {
    candidates.compactMap { run in
      if isTelephone(run) { return place(of: run) }
      let spelled = [10, 9, 8].lazy.compactMap { run.first(of: $0, where: isTelephone) }.first
      return spelled.map(place)
    }
  }

  /// Whether digits like those of a person are those of a list, `10 11 12 13 14`, or two days.
  func isList(_ range: Range<Int>) -> Bool {
    guard let (run, tight) = around(range), let first = text.group(at: range.lowerBound),
      let last = text.group(at: range.upperBound - 1)
    else { return false }
    let start = run.groups.lowerBound
    if run.groups.contains(last), run.part(first - start..<last - start + 1).isScale {
      return true
    }
    return run.isTwoDays || tight.isTwoDays
  }

  /// Whether digits like those of a telephone are part of a day and its hours, or of a sum.
  func isInnocent(_ range: Range<Int>) -> Bool {
    guard let (run, tight) = around(range) else { return false }
    return [run, tight].contains { one in
      place(of: one).upperBound >= range.upperBound
        && (one.beginsWithDay || one.isSum && isCounted(one))
    }
  }

  /// Runs of more than one group; a single one is for the patterns of usual spellings.
  private var candidates: [DigitRun] {
    runs.filter { $0.parts.count > 1 }
      + tightRuns.filter { tight in
        tight.parts.count > 1 && runs[homes[tight.groups.lowerBound].run].groups != tight.groups
      }
  }

  private func around(_ range: Range<Int>) -> (DigitRun, DigitRun)? {
    guard let group = text.group(at: range.lowerBound) else { return nil }
    return (runs[homes[group].run], tightRuns[homes[group].tight])
  }

  private func place(of run: DigitRun) -> Range<Int> {
    text.groups[run.groups.lowerBound].range
      .lowerBound..<text.groups[run.groups.upperBound - 1].range.upperBound
  }

  private func isPersonalNumber(_ run: DigitRun) -> Bool {
    let digits = Array(run.digits.utf8)
    return PersonalNumberPattern.isNumber(digits) && run.isJoined && !run.isDated && !run.isScale
      && !(run.isPairs && run.lengths.contains(1)) && !(run.isSum && isCounted(run))
  }

  /// Digits of a Swedish number with its area code and its `0`.
  private static let nationalLength = 8...10
  /// Digits after the country's code, which stands for the `0`.
  private static let afterCountryLength = 8...10
  /// Digits of a number without an area code.
  private static let localLength = 5...8

  private func isTelephone(_ run: DigitRun) -> Bool {
    let digits = run.digits
    let count = digits.utf8.count
    let isAbroad =
      digits.hasPrefix(isDialled(run) ? "46" : "0046")
      && Self.afterCountryLength.contains(count - (isDialled(run) ? 2 : 4))
    // Two years, or a case number, are no area code of four digits and four more.
    let isNational =
      digits.hasPrefix("0") && !digits.hasPrefix("00") && Self.nationalLength.contains(count)
      && !(run.lengths[0] == 4 && count == 8)
    let isLocal = Self.localLength.contains(count) && isNamed(run)
    guard isAbroad || isNational || isLocal, run.isJoined else { return false }
    guard !run.isScale, !run.isPairs, !run.isFraction, !isCounted(run) else { return false }
    return isAbroad || !run.isTimed
  }

  /// Whether a `+` stands before it.
  private func isDialled(_ run: DigitRun) -> Bool {
    let start = place(of: run).lowerBound
    return start > 0 && text.scalars[start - 1] == "+"
  }

  /// Whether a word before it says that it is a telephone's.
  private func isNamed(_ run: DigitRun) -> Bool {
    TelephonePattern.isNamed(place(of: run).lowerBound, in: text)
  }

  /// Whether what follows says that it counts something.
  private func isCounted(_ run: DigitRun) -> Bool {
    text.word(after: place(of: run).upperBound).map { Units.contains($0.text) } ?? false
  }
}
