import Concerns
import Policy
import Support

extension Story.Scene {
  /// A section that a recipient is expected to see or not, and on what provision.
  struct Expectation: Sendable {
    let question: Seeing
    let isShown: Bool
    let citation: String
    let who: String

    /// What is wrong with a verdict, as a sentence; `nil` when nothing is.
    func fault(in verdict: Verdict) -> String? {
      if verdict.isShown == isShown, verdict.ground.citation.contains(citation) { return nil }
      let found = verdict.isShown ? "shown" : "withheld"
      return "\(question.dataClass.rawValue) to \(who): \(found) by \(verdict.ground.rule.text), "
        + "expected \(isShown ? "shown" : "withheld") under \(citation)"
    }
  }

  /// The question about sending; `nil` where nobody sends.
  func attempt() throws -> Sending? {
    guard let sending else { return nil }
    return Sending(
      kind: kind, sender: Participant(party: sender.party, isBound: sender.bound),
      recipient: Participant(party: sending.to.party, isBound: sending.to.bound),
      purpose: sending.purpose, basis: sending.basis, age: facts.age, certainty: facts.certainty,
      grounds: WordSet(facts.grounds), circumstances: try facts.circumstances(), day: try date())
  }

  /// Every section that someone is expected to see or not.
  func expectations() throws -> [Expectation] {
    try (recipients ?? []).flatMap { recipient in
      try recipient.sections.map { section in
        Expectation(
          question: try question(recipient, section.dataClass), isShown: section.isShown,
          citation: section.citation, who: recipient.who)
      }
    }
  }

  private func question(_ recipient: Story.Recipient, _ dataClass: DataClass) throws -> Seeing {
    var circumstances = try facts.circumstances()
    let waived = recipient.waived ?? []
    // What says how to handle a message goes with whatever of it is waived.
    if waived.contains(dataClass) || dataClass == .handling && !waived.isEmpty {
      circumstances.insert(.waiver)
    }
    return Seeing(
      kind: kind, sender: Participant(party: sender.party, isBound: sender.bound),
      recipient: Participant(
        party: recipient.party, isBound: recipient.bound, isWalled: recipient.walled ?? false),
      standing: try word(recipient.standing), dataClass: dataClass, age: facts.age,
      protection: facts.protection, guardians: facts.guardians,
      basis: sending?.basis ?? kind.usualGround?.basis ?? .generalClause,
      certainty: facts.certainty, grounds: WordSet(facts.grounds), circumstances: circumstances,
      isExcluded: recipient.excluded ?? false, day: try date())
  }

  private func date() throws -> CivilDate {
    guard let date = CivilDate(day) else { throw UnknownWord(text: day) }
    return date
  }
}

extension Story.Facts {
  func circumstances() throws -> WordSet<Circumstance> {
    WordSet(try established.map { try word($0) })
  }
}

/// A word in a story that its closed list does not have.
struct UnknownWord: Error {
  let text: String
}

private func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
  guard let word = Word(rawValue: text) else { throw UnknownWord(text: text) }
  return word
}
