package import Concerns
package import Tables

/// Names one rule of a policy; stands in explanations and certificates.
package struct RuleID: TextIdentifier {
  /// Longest name: it has to fit a table column.
  static let limit = 60

  /// The name, lower-case letters, digits and hyphens.
  package let text: String

  /// Reads a name; `nil` when it breaks the grammar.
  package init?(_ text: String) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard (1...Self.limit).contains(text.utf8.count), !text.hasPrefix("-"),
      text.utf8.allSatisfy({
        letters.contains($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-")
      })
    else { return nil }
    self.text = text
  }
}

/// How far a lawyer may trust a rule.
package enum ReviewStatus: String, CaseIterable, Hashable, Sendable, Codable {
  /// The provision was read in the wording the rule applies to.
  case read
  /// Follows from provisions that were read, by a step that a lawyer should confirm.
  case derived
  /// Rests on a wording nobody here has read; must be confirmed before it is relied on.
  case needsLegalReview = "needs-legal-review"
}

/// What an answer rests on: the rule, the law, how sure we are of it, and the reason in words.
package struct LegalGround: Hashable, Sendable {
  /// The rule that decided.
  package let rule: RuleID
  /// The provisions, as a lawyer writes them: `SoL 19:1`.
  package let citation: [String]
  /// How far the rule may be trusted.
  package let review: ReviewStatus
  /// Why, in words for people.
  package let reason: LocalizedText
}

/// The words a condition admits.
package enum Scope<Word: Hashable & Sendable>: Hashable, Sendable {
  /// All of them.
  case any
  /// Those in the list.
  case only(Set<Word>)

  /// Whether the condition holds.
  package func admits(_ word: Word) -> Bool {
    switch self {
    case .any: true
    case .only(let words): words.contains(word)
    }
  }
}

/// What a rule asks of something that is so or is not.
package enum Either: String, CaseIterable, Hashable, Sendable {
  /// It must be so.
  case yes
  /// It must not be so.
  case no
  /// It makes no difference.
  case either

  /// Whether the condition holds.
  package func admits(_ claim: Bool) -> Bool {
    switch self {
    case .yes: claim
    case .no: !claim
    case .either: true
    }
  }
}

/// What must hold for a rule to apply, or for a statement to speak of a question.
///
/// Conditions are combined with *and*, the words within one with *or*. What a file leaves out makes
/// no difference.
package struct Conditions: Hashable, Sendable {
  /// What an agency must be in law.
  package struct Side: Hashable, Sendable {
    /// Which parties.
    package var parties: Scope<Party> = .any
    /// Bound by the duty to report (SoL 19:1 to 19:3).
    package var bound: Either = .either
    /// Under contract with the municipality; asked of recipients only.
    package var contracted: Either = .either
    /// Behind a wall of its own, as family counselling is (OSL 26:3).
    package var walled: Either = .either
  }

  /// What the message is in law.
  package var kinds: Scope<Kind> = .any
  /// Who sends.
  package var sender = Side()
  /// Who would receive.
  package var recipient = Side()
  /// What the recipient has to do with it; asked about seeing only.
  package var standings: Scope<RecipientStanding> = .any
  /// Which sections; asked about seeing only.
  package var classes: Scope<DataClass> = .any
  /// How old the person is.
  package var ages: Scope<AgeBand> = .any
  /// How the person is protected; asked about seeing only.
  package var protections: Scope<Protection> = .any
  /// Whether guardians may be told; asked about seeing only.
  package var guardians: Scope<GuardianNotice> = .any
  /// How sure it is who the person is.
  package var certainties: Scope<Certainty> = .any
  /// Grounds of which the message must name one.
  package var grounds: Scope<Ground> = .any
  /// Grounds of which the message must name none. Statements only: a rule that opened because
  /// something is not said would open to whoever says less.
  package var unlessGrounds: Set<Ground> = []
  /// Purposes that may be named; asked about sending only.
  package var purposes: Scope<Purpose> = .any
  /// Provisions that the sender may have named.
  package var bases: Scope<LegalBasis> = .any
  /// What must have been established.
  package var needs: Set<Circumstance> = []
  /// What must not have been established.
  package var unless: Set<Circumstance> = []
  /// On which days the rule is law, or of which the statement speaks.
  package var period = Period()

  /// Asks for nothing.
  package init() {}
}

/// Opens one kind of message to those senders, recipients, purposes and bases it lists.
package struct SendingRule: Hashable, Sendable {
  /// Where it stands in the file, from 1.
  package let line: Int
  /// What a message sent under the rule rests on.
  package let ground: LegalGround
  /// The kind it opens.
  package let kind: Kind
  /// When it opens it. Holds the kind, too.
  package var conditions: Conditions
  /// What to tell someone who sends the kind and is not let through.
  package let otherwise: LocalizedText
}

/// Shows or withholds sections of some kinds of message.
package struct SeeingRule: Hashable, Sendable {
  /// What a rule does when its conditions hold.
  package enum Effect: String, CaseIterable, Hashable, Sendable {
    /// Shows, unless any rule withholds.
    case show
    /// Withholds, whatever other rules show.
    case withhold

    /// The effects in the order in which they decide: a rule that withholds comes first.
    static let inOrder = [withhold, show]
  }

  /// Where it stands in the file, from 1.
  package let line: Int
  /// What a verdict under the rule rests on.
  package let ground: LegalGround
  /// What it does.
  package var effect: Effect
  /// When it does so.
  package var conditions: Conditions
  /// What would open a withheld section, if anything.
  package let unlocks: LocalizedText?
}
