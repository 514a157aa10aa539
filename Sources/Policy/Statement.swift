package import Concerns

/// What must always or never be so in a part of the space of questions; proved before it is loaded.
package struct Statement: Hashable, Sendable {
  /// How often the answer must be the one named.
  package enum Claim: String, CaseIterable, Hashable, Sendable {
    /// For no question.
    case never
    /// For every question.
    case always
  }

  /// What is answered.
  package enum Answer: String, CaseIterable, Hashable, Sendable {
    /// The section is shown.
    case seen
    /// The message may be sent.
    case sent
  }

  /// Where it stands in the file, from 1.
  package let line: Int
  /// Its name, unique among rules and statements.
  package let id: RuleID
  /// How often.
  package let claim: Claim
  /// What.
  package let answer: Answer
  /// The provisions it follows from.
  package let citation: [String]
  /// Of which questions it speaks.
  package let conditions: Conditions
  /// Whether it speaks of recipients that the message excludes by name.
  package let excluded: Either
  /// Provisions of which each verdict must rest on one; empty when any will do.
  package let citing: [String]
  /// What it says, in words for people.
  package let says: LocalizedText
}
