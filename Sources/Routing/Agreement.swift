package import Concerns
package import Tables

/// An agreement on cooperation: who, for what, under which provision, and for how long.
///
/// Data of the directory and not a sender's word: a message only names it.
package struct Agreement: Hashable, Sendable {
  /// The name that messages give.
  package let id: AgreementID
  /// The agencies that have signed.
  package let parties: Set<AgencyID>
  /// What they cooperate for.
  package let purpose: Purpose
  /// The provision they cooperate under.
  package let section: LegalBasis
  /// The unit that answers for what is said under it.
  package let coordinator: UnitID
  /// The day the last of them signed.
  package let signed: CivilDate
  /// From the first day to the day of review: nobody has renewed it after that.
  package let period: Period

  /// Whether it covers a message for this purpose and under this provision, on a day.
  package func covers(
    _ purpose: Purpose, under section: LegalBasis, on day: CivilDate
  ) -> Bool {
    period.contains(day) && self.purpose == purpose && self.section == section
  }

  /// Whether it is in force between two agencies.
  package func joins(_ sender: AgencyID, _ recipient: AgencyID) -> Bool {
    parties.contains(sender) && parties.contains(recipient)
  }
}

/// Who may decide what, and when; what a message says of its decision is checked against it.
package struct Delegation: Hashable, Sendable {
  /// The role that may decide, `agency.role`; never a person.
  package let by: FunctionID
  /// The kinds it may decide on; `nil` for all that need a decision, but for emergencies.
  package let kinds: Set<Kind>?
  /// The provisions it may decide under; `nil` for all.
  package let sections: Set<Provision>?
  /// The days on which it may decide.
  package let period: Period

  /// Whether whoever took a decision might take it, on that very day.
  func covers(_ decision: Decision, on kind: Kind) -> Bool {
    by == decision.by && (kinds?.contains(kind) ?? !kind.isEmergency)
      && (sections?.contains(.basis(decision.section)) ?? true) && period.contains(decision.on)
  }

  /// Whether somebody at an agency might decide that a guardian's signature is done without.
  func covers(
    _ citation: SubstituteCitation, by agency: AgencyID, on day: CivilDate
  ) -> Bool {
    by.agency == agency && (kinds?.contains(.consentRecord) ?? true)
      && (sections?.contains(.substitute(citation)) ?? true) && period.contains(day)
  }
}

extension Directory {
  /// The agreement of this name; `nil` for one that the directory does not list.
  package func agreement(_ id: AgreementID) -> Agreement? { agreements.first { $0.id == id } }

  /// Whether a delegation covers the decision.
  package func mayDecide(_ decision: Decision, on kind: Kind) -> Bool {
    delegations.contains { $0.covers(decision, on: kind) }
  }

  /// Whether a function is one of this directory's, in a unit that exists on the day.
  package func has(_ function: FunctionID, on day: CivilDate) -> Bool {
    unit(of: function)?.period.contains(day) ?? false
  }
}
