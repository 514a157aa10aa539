import Concerns
import Foundation
import Policy
import Testing

/// A situation as who sees what and why; `Stories/` holds sixteen of them, without names.
struct Story: Decodable, Sendable {
  /// One message, or one moment of it, under one set of facts.
  struct Scene: Decodable, Sendable {
    let scene: String
    let day: String
    let kind: Kind
    let sender: Agency
    let facts: Facts
    /// Whether it may be sent; left out where nobody sends.
    let sending: Attempt?
    /// Who sees what; left out where nothing is sent.
    let recipients: [Recipient]?
  }

  /// An agency as its registration describes it.
  struct Agency: Decodable, Sendable {
    let party: Party
    let bound: Bool
  }

  /// What is known of the person concerned, and what has been established.
  struct Facts: Decodable, Sendable {
    let age: AgeBand
    let protection: Protection
    let guardians: GuardianNotice
    let certainty: Certainty
    let grounds: [Ground]
    let established: [String]
  }

  /// To whom, why and under which provision; lawful under the citation, or not at all.
  struct Attempt: Decodable, Sendable {
    let to: Agency
    let purpose: Purpose
    let basis: LegalBasis
    let lawful: Bool
    let citation: String?
  }

  /// What one recipient is shown and not, by the provision expected among those of the verdict.
  struct Recipient: Decodable, Sendable {
    let who: String
    let party: Party
    let bound: Bool
    let standing: String
    let walled: Bool?
    let excluded: Bool?
    /// Classes that a waiver covers for this recipient and person.
    let waived: [DataClass]?
    let shown: [String: [DataClass]]
    let withheld: [String: [DataClass]]
  }

  let story: String
  let notes: [String]
  let scenes: [Scene]

  /// All stories, in the order of their files.
  static func all() throws -> [Story] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Stories")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { try JSONDecoder().decode(Story.self, from: Data(contentsOf: $0)) }
  }

  /// All scenes of all stories.
  static func everyScene() throws -> [Scene] { try all().flatMap(\.scenes) }
}

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

extension Story.Recipient {
  var sections: [(dataClass: DataClass, isShown: Bool, citation: String)] {
    [(shown, true), (withheld, false)].flatMap { lists, isShown in
      lists.flatMap { citation, classes in classes.map { ($0, isShown, citation) } }
    }
  }
}

extension Story.Scene: CustomTestStringConvertible {
  var testDescription: String { "\(kind.rawValue), \(day): \(scene)" }
}

/// A word in a story that its closed list does not have.
struct UnknownWord: Error {
  let text: String
}

private func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
  guard let word = Word(rawValue: text) else { throw UnknownWord(text: text) }
  return word
}
