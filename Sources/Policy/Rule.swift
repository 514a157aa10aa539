package import Concerns

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
package struct Ground: Hashable, Sendable {
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

/// What a rule asks of an agency's duty to report.
package enum BoundCondition: String, CaseIterable, Hashable, Sendable {
  /// The agency must be bound.
  case yes
  /// The agency must not be bound.
  case no
  /// It makes no difference.
  case either

  /// Whether the condition holds.
  package func admits(_ isBound: Bool) -> Bool {
    switch self {
    case .yes: isBound
    case .no: !isBound
    case .either: true
    }
  }
}

/// The days on which a rule is law.
package struct Period: Hashable, Sendable {
  /// The first day.
  package let from: CivilDate
  /// The last day; `nil` while no end is known.
  package let until: CivilDate?

  /// Whether the rule is law on this day.
  package func contains(_ day: CivilDate) -> Bool {
    from <= day && (until.map { day <= $0 } ?? true)
  }
}

/// Opens one kind of message to those senders, recipients, purposes and bases it lists.
package struct SendingRule: Hashable, Sendable {
  /// What a message sent under the rule rests on.
  package let ground: Ground
  /// When it is law.
  package let period: Period
  /// The kind it opens.
  package let kind: Kind
  /// Who may send.
  package let senders: Scope<Party>
  /// Whether the sender must be bound by the duty to report.
  package let senderBound: BoundCondition
  /// Who may be addressed.
  package let recipients: Scope<Party>
  /// Whether the recipient must be bound by the duty to report.
  package let recipientBound: BoundCondition
  /// Purposes that may be named.
  package let purposes: Scope<Purpose>
  /// Provisions that may be named.
  package let bases: Scope<LegalBasis>
  /// What to tell someone who sends the kind and is not let through.
  package let otherwise: LocalizedText

  func admits(sender: Participant) -> Bool {
    senders.admits(sender.party) && senderBound.admits(sender.isBound)
  }

  func admits(recipient: Participant) -> Bool {
    recipients.admits(recipient.party) && recipientBound.admits(recipient.isBound)
  }
}

/// Shows or withholds sections of some kinds of message.
package struct SeeingRule: Hashable, Sendable {
  /// What a rule does when its conditions hold.
  package enum Effect: String, CaseIterable, Hashable, Sendable {
    /// Shows, unless any rule withholds.
    case show
    /// Withholds, whatever other rules show.
    case withhold
  }

  /// A condition beyond the facts of the message. Closed: an unknown one refuses the file.
  package enum Need: String, CaseIterable, Hashable, Sendable {
    /// A waiver of secrecy for this recipient, this class and every person concerned.
    case waiver
  }

  /// What a verdict under the rule rests on.
  package let ground: Ground
  /// When it is law.
  package let period: Period
  /// What it does.
  package let effect: Effect
  /// The kinds it speaks of.
  package let kinds: Scope<Kind>
  /// Whose messages.
  package let senders: Scope<Party>
  /// Towards whom.
  package let recipients: Scope<Party>
  /// Whether the recipient must be bound by the duty to report.
  package let recipientBound: BoundCondition
  /// What the recipient has to do with the concern.
  package let standings: Scope<RecipientStanding>
  /// Which sections, among those the kind may hold.
  package let classes: Scope<DataClass>
  /// How the persons concerned are protected.
  package let protections: Scope<Protection>
  /// Whether guardians may be told.
  package let guardians: Scope<GuardianNotice>
  /// What else must be there.
  package let needs: Set<Need>
  /// What would open a withheld section, if anything.
  package let unlocks: LocalizedText?
}
