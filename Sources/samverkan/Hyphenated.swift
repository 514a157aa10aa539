/// Ids and digests that begin with a hyphen, as one in 64 does, and are no options.
package enum Hyphenated {
  /// Characters of a key's id, a delivery and a digest.
  private static let lengths: Set<Int> = [16, 22, 43]
  /// Begins no word of the alphabet, and keeps the parser from seeing an option.
  private static let cover: Character = " "

  /// The words with those covered that can only be ids.
  package static func covered(_ words: [String]) -> [String] {
    words.map { isID($0) ? String(cover) + $0 : $0 }
  }

  /// The id itself.
  package static func uncovered(_ word: String) -> String {
    word.first == cover ? String(word.dropFirst()) : word
  }

  /// Options are lower-case letters and hyphens; an id without other letters never happens.
  private static func isID(_ word: String) -> Bool {
    guard word.hasPrefix("-"), lengths.contains(word.utf8.count) else { return false }
    var isOption = true
    for letter in word.unicodeScalars {
      switch letter {
      case "a"..."z", "-": continue
      case "A"..."Z", "0"..."9", "_": isOption = false
      default: return false
      }
    }
    return !isOption
  }
}
