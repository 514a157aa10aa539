/// A word out of a closed list, with its place there: what bits and shelves are numbered by.
package protocol ClosedWord: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// How many words there are.
  static var count: Int { get }
  /// Which of them this is, from 0, in the order of `allCases`.
  var ordinal: Int { get }
}

/// Some words of a closed list. Costs nothing to make, copy or ask, unlike a set.
package struct WordSet<Word: ClosedWord>: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// One bit for each word, the first lowest.
  var bits: UInt64

  /// Takes the words; one that stands twice counts once.
  package init(_ words: some Sequence<Word>) {
    bits = words.reduce(0) { $0 | Self.bit($1) }
  }

  /// Takes the words.
  package init(arrayLiteral words: Word...) { self.init(words) }

  /// Whether the word is among them.
  package func contains(_ word: Word) -> Bool { bits & Self.bit(word) != 0 }

  /// Adds a word; adding it again changes nothing.
  package mutating func insert(_ word: Word) { bits |= Self.bit(word) }

  /// The words, in the order of their list.
  package var words: [Word] { Word.allCases.filter(contains) }

  private static func bit(_ word: Word) -> UInt64 { 1 << UInt64(word.ordinal) }
}
