import Concerns
import Policy
import Support

/// Draws of questions and words of the law, the same for the same seed.
struct Dice: RandomNumberGenerator {
  private var source: SplitMix64

  init(seed: UInt64) { source = SplitMix64(seed: seed) }

  mutating func next() -> UInt64 { source.next() }

  mutating func pick<Element>(_ elements: [Element]) -> Element { source.one(of: elements) }

  mutating func word<Word: CaseIterable>() -> Word where Word.AllCases == [Word] {
    pick(Word.allCases)
  }

  /// Each word with a chance of one in four.
  mutating func words<Word: ClosedWord>() -> WordSet<Word> {
    WordSet(Word.allCases.filter { _ in next() % 4 == 0 })
  }

  mutating func claim() -> Bool { next() % 2 == 0 }

  mutating func participant(isSender: Bool) -> Participant {
    Participant(
      party: word(), isBound: claim(), isContracted: isSender ? false : claim(),
      isWalled: next() % 4 == 0)
  }

  /// A day from before any law in the table to after the last change.
  mutating func day() -> CivilDate {
    CivilDate(daysSinceEpoch: 19_600 + Int(truncatingIfNeeded: next() % 1_200))
  }

  mutating func seeing() -> Seeing {
    Seeing(
      kind: word(), sender: participant(isSender: true), recipient: participant(isSender: false),
      standing: word(), dataClass: word(), age: word(), protection: word(), guardians: word(),
      basis: word(), certainty: word(), grounds: words(), circumstances: words(),
      isExcluded: next() % 16 == 0, day: day())
  }

  mutating func sending() -> Sending {
    Sending(
      kind: word(), sender: participant(isSender: true), recipient: participant(isSender: false),
      purpose: word(), basis: word(), age: word(), certainty: word(), grounds: words(),
      circumstances: words(), day: day())
  }
}
