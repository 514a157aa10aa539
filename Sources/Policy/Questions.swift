package import Concerns

/// An agency as the law sees it, from its registration.
package struct Participant: Hashable, Sendable {
  /// What it is in law.
  package let party: Party
  /// Whether it is bound by the duty to report (SoL 19:1 to 19:3), by law or by contract.
  package let isBound: Bool
  /// Whether it works under contract with the municipality, and so under its secrecy.
  package let isContracted: Bool
  /// Whether it is behind a wall of its own, as family counselling is (OSL 26:3).
  package let isWalled: Bool

  /// Takes what the registration says.
  package init(
    party: Party, isBound: Bool, isContracted: Bool = false, isWalled: Bool = false
  ) {
    self.party = party
    self.isBound = isBound
    self.isContracted = isContracted
    self.isWalled = isWalled
  }
}

/// The first question: may this message be sent?
///
/// It turns on what the sender itself says or is entitled to know, never on another's secret.
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
  /// How old the person concerned is.
  package let age: AgeBand
  /// How sure the sender is who the person is.
  package let certainty: Certainty
  /// Why someone is concerned.
  package let grounds: WordSet<Ground>
  /// What has been established.
  package let circumstances: WordSet<Circumstance>
  /// The day of receipt: a duty is judged by the law of the day the message came.
  package let day: CivilDate

  /// Takes the facts; what is left out is not known, and opens nothing.
  package init(
    kind: Kind, sender: Participant, recipient: Participant, purpose: Purpose,
    basis: LegalBasis, age: AgeBand = .unknown, certainty: Certainty = .uncertain,
    grounds: WordSet<Ground> = [], circumstances: WordSet<Circumstance> = [],
    day: CivilDate
  ) {
    self.kind = kind
    self.sender = sender
    self.recipient = recipient
    self.purpose = purpose
    self.basis = basis
    self.age = age
    self.certainty = certainty
    self.grounds = grounds
    self.circumstances = circumstances
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
  case lawful(LegalGround)
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
  /// A named party of the cooperation, or addressed by name.
  case participant
  /// Anyone else.
  case other
}

/// The second question: may this recipient see this section about this person?
///
/// It is asked of one person at a time: a section about several is shown only if shown for each.
package struct Seeing: Hashable, Sendable {
  /// What the message is in law.
  package let kind: Kind
  /// Who sent it.
  package let sender: Participant
  /// Who would see.
  package let recipient: Participant
  /// What the recipient has to do with the concern.
  package let standing: RecipientStanding
  /// Which section.
  package let dataClass: DataClass
  /// How old the person is.
  package let age: AgeBand
  /// How the person is protected.
  package let protection: Protection
  /// Whether guardians may be told.
  package let guardians: GuardianNotice
  /// Under which provision it was sent.
  package let basis: LegalBasis
  /// How sure it is who the person is.
  package let certainty: Certainty
  /// Why someone is concerned.
  package let grounds: WordSet<Ground>
  /// What has been established for this recipient, this class and this person.
  package let circumstances: WordSet<Circumstance>
  /// Whether the message excludes the recipient by name.
  package let isExcluded: Bool
  /// The day of disclosure: secrecy is judged at the instant something would be shown.
  package let day: CivilDate

  /// Takes the facts; what is left out is not known, and opens nothing.
  package init(
    kind: Kind, sender: Participant, recipient: Participant, standing: RecipientStanding,
    dataClass: DataClass, age: AgeBand = .unknown, protection: Protection,
    guardians: GuardianNotice, basis: LegalBasis = .generalClause,
    certainty: Certainty = .uncertain, grounds: WordSet<Ground> = [],
    circumstances: WordSet<Circumstance> = [], isExcluded: Bool, day: CivilDate
  ) {
    self.kind = kind
    self.sender = sender
    self.recipient = recipient
    self.standing = standing
    self.dataClass = dataClass
    self.age = age
    self.protection = protection
    self.guardians = guardians
    self.basis = basis
    self.certainty = certainty
    self.grounds = grounds
    self.circumstances = circumstances
    self.isExcluded = isExcluded
    self.day = day
  }
}

/// The answer to the second question, always with its reason.
package struct Verdict: Hashable, Sendable {
  /// Whether the section is shown.
  package let isShown: Bool
  /// Why shown, or why withheld.
  package let ground: LegalGround
  /// What would open a withheld section; `nil` when it is shown or nothing would.
  package let unlocks: LocalizedText?
  /// What whoever receives anything of the message must do with it.
  package internal(set) var obligations: WordSet<Obligation> = []
}
