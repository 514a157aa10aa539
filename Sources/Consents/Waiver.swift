package import Concerns

/// A person as the register knows them: a keyed pseudonym, never a number or a name.
package struct PersonPseudonym: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// One byte for the version of the key, and 32 of the keyed hash.
  package static let length = 33

  /// The bytes as stored.
  package let bytes: [UInt8]

  /// Takes the bytes as stored; `nil` for any other count.
  package init?(bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// A fixed phrase: not even the pseudonym describes itself into a log.
  package var description: String { "person" }

  /// Orders by bytes.
  package static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// Names one waiver or one withdrawal; each name is used once and never again.
package struct ConsentID: Hashable, Comparable, Sendable {
  /// The identifier itself.
  package let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  package init(_ uuid: RandomUUID) { self.uuid = uuid }

  /// Orders by bytes.
  package static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

/// Names one cooperation around the same persons; each authority records its own waiver in it.
package struct CooperationID: Hashable, Comparable, Sendable {
  /// The identifier itself.
  package let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  package init(_ uuid: RandomUUID) { self.uuid = uuid }

  /// Orders by bytes.
  package static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

/// What the cooperation is; a waiver is never a general one (OSL 12:2: wholly or partly).
package enum CooperationForm: String, CaseIterable, Hashable, Sendable, Codable {
  /// School, social services, police and leisure, early.
  case sspf
  /// A social intervention group, for those at high risk.
  case sig
  /// An individual plan (SoL 10:8).
  case sip
}

/// A waiver of secrecy (OSL 10:1, 12:2): who, towards whom, which classes, for what, until when.
///
/// It lifts secrecy. It is no ground for processing personal data, and it never opens what a duty
/// opens anyway.
package struct Waiver: Hashable, Sendable {
  /// The name of this waiver.
  package let id: ConsentID
  /// The cooperation it belongs to.
  package let cooperation: CooperationID
  /// What the cooperation is.
  package let form: CooperationForm
  /// Whose secrecy is lifted.
  package let persons: Set<PersonPseudonym>
  /// Towards whom; nobody else.
  package let parties: Set<AgencyID>
  /// Which classes; none else.
  package let classes: Set<DataClass>
  /// The first moment it no longer holds.
  package let until: Moment
  /// Everyone whose signature it needs: guardians, the young person, substitutes by decision.
  package let signatories: Set<PersonPseudonym>
  /// Who has signed.
  package let signed: Set<PersonPseudonym>
  /// The digest of the signed paper or file, which stays with the authority.
  package let evidence: [UInt8]
  /// The authority that obtained it.
  package let authority: AgencyID

  /// Takes the parts.
  package init(
    id: ConsentID, cooperation: CooperationID, form: CooperationForm,
    persons: Set<PersonPseudonym>, parties: Set<AgencyID>, classes: Set<DataClass>,
    until: Moment, signatories: Set<PersonPseudonym>, signed: Set<PersonPseudonym>,
    evidence: [UInt8], authority: AgencyID
  ) {
    self.id = id
    self.cooperation = cooperation
    self.form = form
    self.persons = persons
    self.parties = parties
    self.classes = classes
    self.until = until
    self.signatories = signatories
    self.signed = signed
    self.evidence = evidence
    self.authority = authority
  }
}

/// Somebody takes back what they signed; any named party may tell it.
package struct Withdrawal: Hashable, Sendable {
  /// The name of this withdrawal.
  package let id: ConsentID
  /// The cooperation it ends.
  package let cooperation: CooperationID
  /// Who withdraws.
  package let signatory: PersonPseudonym
  /// The agency that tells.
  package let teller: AgencyID

  /// Takes the parts.
  package init(
    id: ConsentID, cooperation: CooperationID, signatory: PersonPseudonym, teller: AgencyID
  ) {
    self.id = id
    self.cooperation = cooperation
    self.signatory = signatory
    self.teller = teller
  }
}
