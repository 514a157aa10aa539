/// Finds postal addresses in Swedish forms.
///
/// A street is one with a number; a street alone, like a district, is no address.
struct AddressPattern {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  /// Where they stand.
  var finds: [Range<Int>] {
    text.words.indices.compactMap { isStreet($0) || isBox($0) ? text.words[$0].range : nil }
      + text.groups.indices.compactMap { isPostcode($0) ? text.groups[$0].range : nil }
  }

  /// Endings of a street's name, however it is written.
  private static let endings = [
    "gatan", "gata", "vägen", "gränd", "gränden", "stigen", "torget", "allén", "esplanaden",
    "promenaden", "kajen",
  ]
  /// Endings of other words, too, so that the name must have a capital.
  private static let ambiguous = [
    "väg", "stig", "torg", "allé", "plan", "backen", "gården", "parken", "ringen", "höjden",
    "åsen", "hagen", "liden", "svängen", "leden", "platsen", "stråket",
  ]
  /// Ways that have no house numbers, as they stand in a sentence.
  private static let ways: Set<String> = [
    "skolvägen", "hemvägen", "cykelvägen", "gångvägen", "bilvägen", "motorvägen", "landsvägen",
    "riksvägen", "riksväg", "länsväg", "europaväg", "motorväg", "skolgården", "tvärgatan",
  ]
  /// What stands before a street that is called no more than that.
  private static let quarters: Set<String> = [
    "norra", "södra", "östra", "västra", "gamla", "nya", "lilla", "stora", "övre", "nedre",
    "yttre", "inre",
  ]
  /// Words that no road, floor or direction is called by: `Smala gränd 1`.
  private static let bare: Set<String> = ["gata", "gränd", "torg", "stig"]
  /// Fewest letters before an ending: `Ågatan`.
  private static let shortestName = 1

  private func isStreet(_ index: Int) -> Bool {
    let word = text.words[index]
    guard hasNumber(after: word) else { return false }
    if Self.ways.contains(word.text), !word.isCapitalised || word.text.hasSuffix("väg") {
      return false
    }
    let isEnding: (String) -> Bool = { ending in
      word.text.hasSuffix(ending) && word.text.count >= ending.count + Self.shortestName
    }
    if Self.endings.contains(where: isEnding) { return true }
    if word.isCapitalised, Self.ambiguous.contains(where: isEnding) || isShortened(word) {
      return true
    }
    return index > 0 && isStreet(word, called: text.words[index - 1])
  }

  /// `Sankt Olofs gata 5`, `Norra vägen 3`.
  private func isStreet(_ word: PlainText.Word, called name: PlainText.Word) -> Bool {
    guard name.isCapitalised, name.range.upperBound + 1 == word.range.lowerBound,
      (Self.endings + Self.ambiguous).contains(word.text)
    else { return false }
    return name.text.hasSuffix("s") || Self.quarters.contains(name.text)
      || Self.bare.contains(word.text)
  }

  /// `Storg. 12`, but not the end of a sentence that names a town.
  private func isShortened(_ word: PlainText.Word) -> Bool {
    let end = word.range.upperBound
    guard end < text.scalars.count, text.scalars[end] == ".", word.text.count >= 4,
      word.text.hasSuffix("g") || word.text.hasSuffix("v")
    else { return false }
    return !["borg", "berg", "ing", "dag"].contains(where: word.text.hasSuffix)
  }

  /// Whether a house number follows, and counts nothing.
  private func hasNumber(after word: PlainText.Word) -> Bool {
    let start = word.range.upperBound
    guard let group = text.groups.first(where: { $0.range.lowerBound > start }),
      group.digits.count <= 4, group.range.lowerBound - start <= 5,
      [" ", ". ", ".", " nr ", " nr. ", ", "].contains(text.text(start..<group.range.lowerBound))
    else { return false }
    let next = text.word(after: group.range.upperBound)
    return word.isCapitalised || !(next.map { Units.contains($0.text) } ?? false)
  }

  /// `Box 12`, `lgh 1203`, `c/o`.
  private func isBox(_ index: Int) -> Bool {
    let word = text.words[index]
    let end = word.range.upperBound
    if word.text == "c", index + 1 < text.words.count, text.words[index + 1].text == "o" {
      return text.text(end..<text.words[index + 1].range.lowerBound) == "/"
    }
    guard word.text == "box" && word.isCapitalised || ["lgh", "lägenhet"].contains(word.text) else {
      return false
    }
    return text.groups.contains { group in
      (1...3).contains(group.range.lowerBound - end) && group.digits.count <= 5
        && text.text(end..<group.range.lowerBound).allSatisfy { " .".contains($0) }
    }
  }

  /// `602 21 Norrköping`, `60221 Norrköping`.
  private func isPostcode(_ index: Int) -> Bool {
    let group = text.groups[index]
    var last = index
    if group.digits.count == 3, text.gap(after: index) == " ",
      text.groups[index + 1].digits.count == 2
    {
      last += 1
    } else if group.digits.count != 5 {
      return false
    }
    let end = text.groups[last].range.upperBound
    guard !group.digits.hasPrefix("0"), index == 0 || text.gap(after: index - 1) != " ",
      let town = text.word(after: end), town.isCapitalised, !Units.contains(town.text)
    else { return false }
    return text.text(end..<town.range.lowerBound).allSatisfy { $0 == " " }
  }
}
