import Concerns
import Policy

/// Draws that are the same for the same seed: SplitMix64.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(truncatingIfNeeded: next() % UInt64(elements.count))]
  }

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
      certainty: word(), grounds: words(), circumstances: words(),
      isExcluded: next() % 16 == 0, day: day())
  }

  mutating func sending() -> Sending {
    Sending(
      kind: word(), sender: participant(isSender: true), recipient: participant(isSender: false),
      purpose: word(), basis: word(), age: word(), certainty: word(), grounds: words(),
      circumstances: words(), day: day())
  }
}
