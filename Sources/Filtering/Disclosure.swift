package import Concerns
package import Consents
package import Evidence
package import Policy
package import Routing

/// What one recipient may see of one message, and why. Only `Filter` makes one.
///
/// It holds for as long as its basis stands: the transaction that hands the message over checks
/// that, and otherwise the filter is asked again.
package struct Disclosure: Hashable, Sendable {
  /// One section's verdict, for the record and for whoever may ask why.
  package struct SectionVerdict: Hashable, Sendable {
    package let dataClass: DataClass
    package let verdict: Verdict

    init(dataClass: DataClass, verdict: Verdict) {
      self.dataClass = dataClass
      self.verdict = verdict
    }
  }

  package let recipient: Recipient
  /// In the order of the message's sections.
  package let sections: [SectionVerdict]
  package let purpose: Purpose
  package let legalBasis: LegalBasis
  package let basis: Basis
  /// The cooperations whose waivers opened anything of it: it ends when they do. None when it
  /// would be the same without a waiver.
  package let waivers: Set<CooperationID>
  /// The emergencies that opened anything of it, with the same promise.
  package let emergencies: Set<EmergencyID>
  package let at: Moment

  init(
    recipient: Recipient, sections: [SectionVerdict], purpose: Purpose, legalBasis: LegalBasis,
    basis: Basis, waivers: Set<CooperationID>, emergencies: Set<EmergencyID>, at: Moment
  ) {
    self.recipient = recipient
    self.sections = sections
    self.purpose = purpose
    self.legalBasis = legalBasis
    self.basis = basis
    self.waivers = waivers
    self.emergencies = emergencies
    self.at = at
  }

  /// Which sections are shown, one bit each, the first section lowest.
  package var mask: UInt64 {
    sections.enumerated().reduce(0) { mask, pair in
      pair.element.verdict.isShown ? mask | 1 << UInt64(pair.offset) : mask
    }
  }

  /// What the recipient must do with what is shown.
  package var obligations: Set<Obligation> {
    sections.reduce(into: []) { obligations, section in
      if section.verdict.isShown { obligations.formUnion(section.verdict.obligations.words) }
    }
  }

  /// The persons whose waivers it rests on; none when it rests on no waiver.
  package var waived: Set<PersonPseudonym> { waivers.isEmpty ? [] : Set(basis.consents.keys) }

  /// Whether it says the same on the same basis, whenever each of them was asked for.
  package func repeats(_ other: Self) -> Bool {
    recipient == other.recipient && basis == other.basis && purpose == other.purpose
      && legalBasis == other.legalBasis && waivers == other.waivers
      && emergencies == other.emergencies
      && sections == other.sections
  }

  /// Whether every section of a class is shown, and there is one.
  package func shows(_ dataClass: DataClass) -> Bool {
    let ofClass = sections.filter { $0.dataClass == dataClass }
    return !ofClass.isEmpty && ofClass.allSatisfy(\.verdict.isShown)
  }

  /// Whether everything is shown; then the padding is, too.
  package var isWhole: Bool { sections.allSatisfy(\.verdict.isShown) }
}

/// What a disclosure rests on. If any of it has changed, it rests on nothing.
package struct Basis: Hashable, Sendable {
  /// The hash of the policy file that decided.
  package let policyDigest: Digest32
  /// How often the policy in force has changed.
  package let policy: Int64
  /// How often the recipients' register has changed.
  package let register: Int64
  /// How often each person's consents have changed.
  package let consents: [PersonPseudonym: Int64]
  /// How often a review has ended an emergency; `nil` where none had a part in it.
  package let endings: Int64?
  /// The first moment at which the answer may change by itself: midnight, when another day's law
  /// begins, or the end of a waiver or an emergency.
  package let validUntil: Moment

  package init(
    policyDigest: Digest32, policy: Int64, register: Int64,
    consents: [PersonPseudonym: Int64], endings: Int64? = nil, validUntil: Moment
  ) {
    self.policyDigest = policyDigest
    self.policy = policy
    self.register = register
    self.consents = consents
    self.endings = endings
    self.validUntil = validUntil
  }
}
