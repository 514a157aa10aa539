package import Concerns

/// Why a recipient sees a section or does not, and what would open it.
package struct Explanation: Hashable, Sendable {
  /// A change of what is established after which the section would be shown.
  package struct Way: Hashable, Sendable {
    /// What would have to be established.
    package let established: WordSet<Circumstance>
    /// What would have to be so no longer.
    package let ended: WordSet<Circumstance>
    /// The rule that would then show it.
    package let ground: LegalGround
  }

  /// What would open a section.
  package enum Opening: Hashable, Sendable {
    /// It is shown already.
    case shown
    /// Any of these would, the one that asks least first.
    case ways([Way])
    /// Nothing that can be established here would; in the rule's own words, what would.
    case words(LocalizedText)
    /// Nothing would.
    case nothing
  }

  /// The question that was asked.
  package let question: Seeing
  /// The answer.
  package let verdict: Verdict
  /// Whether a message of this kind has a field for the section at all.
  package let isField: Bool
  /// Every rule that withholds it, in the order in which they decide.
  package let barring: [LegalGround]
  /// What would open it.
  package let opening: Opening
}

extension PolicyTable {
  /// Explains one answer. What would open a section is asked of the table itself, not guessed.
  package func explanation(of question: Seeing) -> Explanation {
    let verdict = mayBeSeen(question)
    let ways = verdict.isShown ? [] : ways(toShow: question)
    let opening: Explanation.Opening =
      if verdict.isShown {
        .shown
      } else if !ways.isEmpty {
        .ways(ways)
      } else {
        verdict.unlocks.map { .words($0) } ?? .nothing
      }
    let isField = question.kind.mayHold(question.dataClass)
    return Explanation(
      question: question, verdict: verdict, isField: isField,
      barring: isField ? barring(question) : [], opening: opening)
  }

  /// What a rule about seeing rests on, or what decides beside all rules; `nil` for no such name.
  package func ground(of rule: RuleID) -> LegalGround? {
    seeingRules.first { $0.ground.rule == rule }?.ground
      ?? [book.fallbacks.excluded, book.fallbacks.unruled, Verdict.contradiction]
      .first { $0.rule == rule }
  }

  /// The smallest changes of what is established that show a section.
  ///
  /// Every change there is gets asked: nine circumstances make 511 of them. A change that holds a
  /// smaller one that suffices is left out.
  private func ways(toShow question: Seeing) -> [Explanation.Way] {
    let established = question.circumstances.bits
    let changes = (1..<UInt64(1) << UInt64(Circumstance.count))
      .sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    var sufficient: [UInt64] = []
    var ways: [Explanation.Way] = []
    for change in changes where !sufficient.contains(where: { $0 & change == $0 }) {
      let verdict = mayBeSeen(question.given(WordSet(bits: established ^ change)))
      guard verdict.isShown else { continue }
      sufficient.append(change)
      ways.append(
        Explanation.Way(
          established: WordSet(bits: change & ~established),
          ended: WordSet(bits: change & established), ground: verdict.ground))
    }
    return ways
  }

  private func barring(_ question: Seeing) -> [LegalGround] {
    if question.isExcluded { return [book.fallbacks.excluded] }
    let space = FoldedSpace(book)
    let cell = Cell(question, era: space.eras.era(of: question.day)).bits
    return space.rules(at: Place(kind: question.kind, dataClass: question.dataClass))
      .filter { book.seeing[$0].effect == .withhold && space.seen[$0].admits(cell) }
      .map { book.seeing[$0].ground }
  }
}

extension Kind {
  /// The sections that a message of this kind has a field for, in the order of the vocabulary.
  package var fields: [DataClass] { DataClass.allCases.filter(mayHold) }
}

extension Seeing {
  /// The same question where something else is established.
  fileprivate func given(_ circumstances: WordSet<Circumstance>) -> Seeing {
    Seeing(
      kind: kind, sender: sender, recipient: recipient, standing: standing, dataClass: dataClass,
      age: age, protection: protection, guardians: guardians, basis: basis,
      certainty: certainty, grounds: grounds, circumstances: circumstances,
      isExcluded: isExcluded, day: day)
  }
}

extension WordSet {
  init(bits: UInt64) {
    self = []
    self.bits = bits
  }
}
