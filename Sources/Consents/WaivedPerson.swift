package import Concerns

/// One person whose secrecy is lifted, and who has signed for it.
package struct WaivedPerson: Hashable, Sendable {
  /// The person.
  package let person: PersonPseudonym
  /// The day of birth, which tells whose signatures it takes; `nil` when nobody is sure of it.
  package let birthDate: CivilDate?
  /// How many guardians decide; asked only of those under 18.
  package let custody: Custody
  /// Everyone whose signature was asked for.
  package let signatures: Set<Signature>

  /// Takes the parts.
  package init(
    person: PersonPseudonym, birthDate: CivilDate?, custody: Custody, signatures: Set<Signature>
  ) {
    self.person = person
    self.birthDate = birthDate
    self.custody = custody
    self.signatures = signatures
  }
}

/// One signature under a waiver, given or still missing.
package struct Signature: Hashable, Sendable {
  /// Who signs, and in what capacity.
  package let signatory: Signatory
  /// The Swedish day it was given; `nil` while it is missing.
  package let signed: CivilDate?

  /// Takes the parts.
  package init(_ signatory: Signatory, signed: CivilDate?) {
    self.signatory = signatory
    self.signed = signed
  }
}

/// In what capacity somebody signs for a person.
package enum Signatory: Hashable, Sendable {
  /// The person. On the wire: `self`.
  case oneself
  /// A guardian; counts only if the guardian may be told (OSL 12:3). On the wire: `guardian`.
  case guardian(PersonPseudonym, GuardianNotice)
  /// A board's decision that stands in for one absent guardian. On the wire: `decision`.
  case decision(BoardDecision)
}

/// A board's decision that a measure goes ahead on one guardian's consent.
///
/// Whether it may stand in for a signature under every form of cooperation: needs-legal-review.
/// The section names care, open treatment, a contact person and some services for the disabled.
package struct BoardDecision: Hashable, Sendable {
  /// The section it rests on.
  package let citation: SubstituteCitation
  /// The board that decided.
  package let board: AgencyID
  /// The guardian who is absent; `nil` when there is no number to know them by.
  package let absent: PersonPseudonym?

  /// Takes the parts.
  package init(citation: SubstituteCitation, board: AgencyID, absent: PersonPseudonym?) {
    self.citation = citation
    self.board = board
    self.absent = absent
  }
}
