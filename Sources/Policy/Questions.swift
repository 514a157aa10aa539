package import Concerns

/// An agency as the law on reporting sees it, from its registration.
package struct Participant: Hashable, Sendable {
  /// What it is in law.
  package let party: Party
  /// Whether it is bound by the duty to report (SoL 19:1 to 19:3), by law or by contract.
  package let isBound: Bool

  /// Takes what the registration says.
  package init(party: Party, isBound: Bool) {
    self.party = party
    self.isBound = isBound
  }
}

/// The first question: may this message be sent?
package struct Sending: Hashable, Sendable {
  /// What it is in law.
  package let kind: Kind
  /// Who sends.
  package let sender: Participant
  /// Who is addressed.
  package let recipient: Participant
  /// Why, as the sender says.
  package let purpose: Purpose
  /// Under which provision, as the sender says.
  package let basis: LegalBasis
  /// The day of receipt: a duty is judged by the law of the day the message came.
  package let day: CivilDate

  /// Takes the facts.
  package init(
    kind: Kind, sender: Participant, recipient: Participant, purpose: Purpose,
    basis: LegalBasis, day: CivilDate
  ) {
    self.kind = kind
    self.sender = sender
    self.recipient = recipient
    self.purpose = purpose
    self.basis = basis
    self.day = day
  }
}

/// The answer to the first question.
package enum SendingVerdict: Hashable, Sendable {
  /// Which part of a message the law refuses.
  package enum Part: String, CaseIterable, Hashable, Sendable {
    /// The kind, for this sender and this recipient.
    case kind
    /// The purpose named.
    case purpose
    /// The provision named.
    case basis
  }

  /// It may be sent; what it rests on.
  case lawful(Ground)
  /// It may not: what to change, what this sender may send instead, in a fixed order, and why.
  ///
  /// Depends on the sender's own words and registration only, never on a person.
  case unlawful(Part, lawful: [Kind], reason: LocalizedText)
}

/// What a recipient has to do with the concern.
package enum RecipientStanding: String, CaseIterable, Hashable, Sendable {
  /// The function of the unit that owns it.
  case owner
  /// On duty for the owning unit now.
  case duty
  /// The one who reported.
  case reporter
  /// Anyone else.
  case other
}

/// The second question: may this recipient see this section?
///
/// It is asked of one person at a time: a section about several is shown only if shown for each.
package struct Seeing: Hashable, Sendable {
  /// What the message is in law.
  package let kind: Kind
  /// What its sender is in law.
  package let sender: Party
  /// Who would see.
  package let recipient: Participant
  /// What the recipient has to do with it.
  package let standing: RecipientStanding
  /// Which section.
  package let dataClass: DataClass
  /// How the persons concerned are protected.
  package let protection: Protection
  /// Whether guardians may be told.
  package let guardians: GuardianNotice
  /// Whether the message excludes the recipient by name.
  package let isExcluded: Bool
  /// Whether a waiver of secrecy covers this recipient, this class and every person concerned.
  package let hasWaiver: Bool
  /// The day of disclosure: secrecy is judged at the instant something would be shown.
  package let day: CivilDate

  /// Takes the facts.
  package init(
    kind: Kind, sender: Party, recipient: Participant, standing: RecipientStanding,
    dataClass: DataClass, protection: Protection, guardians: GuardianNotice, isExcluded: Bool,
    hasWaiver: Bool = false, day: CivilDate
  ) {
    self.kind = kind
    self.sender = sender
    self.recipient = recipient
    self.standing = standing
    self.dataClass = dataClass
    self.protection = protection
    self.guardians = guardians
    self.isExcluded = isExcluded
    self.hasWaiver = hasWaiver
    self.day = day
  }
}

/// The answer to the second question, always with its reason.
package struct Verdict: Hashable, Sendable {
  /// Whether the section is shown.
  package let isShown: Bool
  /// Why shown, or why withheld.
  package let ground: Ground
  /// What would open a withheld section; `nil` when it is shown or nothing would.
  package let unlocks: LocalizedText?
}
