/// What somebody may have meant who wrote a name that there is not.
package enum Nearest {
  /// Names told at most: more than a reader takes in are no help.
  private static let most = 3

  /// The names that a word is nearest to, nearest first.
  ///
  /// - Parameter edits: Letters put in, left out or changed at most; any number when left out.
  package static func names(
    to word: String, among names: some Sequence<String>, within edits: Int = .max
  ) -> [String] {
    let near = Set(names).map { (name: $0, edits: distance(word, $0)) }.filter { $0.edits <= edits }
    return near.sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }.prefix(most).map(\.name)
  }

  /// How many letters somebody may have got wrong in a word: fewer in a short one.
  package static func slips(in word: String) -> Int { min(2, max(1, word.count / 3)) }

  /// How many letters must be put in, left out or changed to make one word of the other.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.lowercased()), Array(other.lowercased()))
    // The row of the table for no letter of the one, then for each letter more.
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var next = [index + 1]
      for (place, otherLetter) in other.enumerated() {
        let changed = row[place] + (letter == otherLetter ? 0 : 1)
        next.append(min(changed, row[place + 1] + 1, next[place] + 1))
      }
      row = next
    }
    return row[other.count]
  }
}

extension Terminal {
  /// Names as one is asked about them: a, b or c.
  func alternatives(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + say(.orElse) + last
  }
}
