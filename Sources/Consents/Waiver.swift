package import Concerns

/// A waiver of secrecy (OSL 10:1, 12:2): who, towards whom, which classes, for what, until when.
///
/// It lifts the secrecy of what one authority holds. It is no ground for processing personal data,
/// and it never opens what a duty opens anyway.
package struct Waiver: Hashable, Sendable {
  /// The name of this waiver: that of the message which carried it.
  package let id: ConsentID
  /// The cooperation it belongs to; each authority has a waiver of its own in it.
  package let cooperation: CooperationID
  /// What the cooperation is.
  package let form: CooperationForm
  /// Whose secrecy is lifted, each with the signatures that lift it; each person once.
  package let persons: [WaivedPerson]
  /// Everyone around the table, the authority among them; it opens towards nobody else.
  package let parties: Set<AgencyID>
  /// Which classes; none else.
  package let classes: Set<DataClass>
  /// The first moment it no longer holds.
  package let until: Moment
  /// The digest of the signed paper or file, which stays with the authority.
  package let evidence: [UInt8]
  /// The authority that obtained it, and whose secrecy alone it lifts.
  package let authority: AgencyID

  /// Takes the parts.
  package init(
    id: ConsentID, cooperation: CooperationID, form: CooperationForm, persons: [WaivedPerson],
    parties: Set<AgencyID>, classes: Set<DataClass>, until: Moment, evidence: [UInt8],
    authority: AgencyID
  ) {
    self.id = id
    self.cooperation = cooperation
    self.form = form
    self.persons = persons
    self.parties = parties
    self.classes = classes
    self.until = until
    self.evidence = evidence
    self.authority = authority
  }
}

/// Somebody takes back what was signed; any named party may tell it.
package struct Withdrawal: Hashable, Sendable {
  /// The name of this withdrawal: that of the message which carried it.
  package let id: ConsentID
  /// The cooperation it ends.
  package let cooperation: CooperationID
  /// Who withdraws: the person, or a guardian.
  package let signatory: PersonPseudonym
  /// For whom; nobody named means everyone the signatory signs for.
  package let persons: Set<PersonPseudonym>
  /// The agency that tells.
  package let teller: AgencyID

  /// Takes the parts.
  package init(
    id: ConsentID, cooperation: CooperationID, signatory: PersonPseudonym,
    persons: Set<PersonPseudonym> = [], teller: AgencyID
  ) {
    self.id = id
    self.cooperation = cooperation
    self.signatory = signatory
    self.persons = persons
    self.teller = teller
  }
}
