/// Four words with which somebody who gave no name comes back.
///
/// Forty random bits. Whoever guesses needs the reference, too, and has ``Tries/limit`` guesses a
/// day: the phrase is as strong as that limit, and nobody has to remember more than four words.
package struct ReturnPhrase: Hashable, Sendable, CustomStringConvertible {
  /// How many words it has.
  package static let wordCount = 4

  /// The words as the list spells them.
  package let words: [String]

  /// Draws a fresh phrase.
  package init(using generator: inout some RandomNumberGenerator) {
    words = (0..<Self.wordCount).map { _ in
      PhraseWords.list[Int.random(in: PhraseWords.list.indices, using: &generator)]
    }
  }

  /// Reads what somebody wrote, on whatever keyboard; `nil` unless it is four words of the list.
  package init?(_ written: [String]) {
    let words = written.compactMap(PhraseWords.word)
    guard words.count == Self.wordCount, written.count == Self.wordCount else { return nil }
    self.words = words
  }

  /// What is hashed, and nothing else is kept of it.
  package var bytes: [UInt8] {
    Array(words.map(PhraseWords.plain).joined(separator: " ").utf8)
  }

  /// It does not print itself.
  package var description: String { "phrase" }
}
