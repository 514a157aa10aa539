/// The words that phrases are made of, as `protocols/phrase-words.txt` lists them.
enum PhraseWords {
  /// 1,024 words, so that each is worth ten bits.
  static let list = EmbeddedWords.phrase_words.split(separator: "\n").map(String.init)

  /// Where each word stands, by its letters without rings and dots.
  private static let places = Dictionary(
    uniqueKeysWithValues: list.enumerated().map { (plain($1), $0) })

  /// The word that somebody wrote; `nil` if it is none of the list.
  static func word(_ written: String) -> String? { places[plain(written)].map { list[$0] } }

  /// As it is written on any keyboard: small letters, `a` for `å` and `ä`, `o` for `ö`.
  ///
  /// No two words of the list are alike by then, and none becomes another by one slip.
  static func plain(_ word: String) -> String {
    String(
      word.lowercased().map { letter in
        switch letter {
        case "å", "ä": "a"
        case "ö": "o"
        default: letter
        }
      })
  }
}
