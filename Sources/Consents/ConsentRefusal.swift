/// What became of a waiver or a withdrawal.
package enum ConsentOutcome: Hashable, Sendable {
  /// It is in the register; these persons' epochs rose by one. Sorted.
  case recorded(raised: [PersonPseudonym])
  /// It is not, and nothing changed.
  case refused(ConsentRefusal)
}

/// Why the register refuses a waiver or a withdrawal. Closed; the words are stable.
package enum ConsentRefusal: String, CaseIterable, Hashable, Sendable {
  /// The name has been used before; draw a new one.
  case replayed
  /// It has ended already; ask for a new one.
  case expired
  /// It names no person, party or class, or every class; a general waiver is none.
  case tooGeneral = "too-general"
  /// It names more than one meeting holds; divide it.
  case tooMany = "too-many"
  /// It names a person twice, a form that the cooperation does not have, or a signature of a day
  /// to come; write it anew.
  case contradictory
  /// It lacks the digest of what was signed; add it.
  case noEvidence = "no-evidence"
  /// Nobody whose signature counts has signed; collect the signatures first.
  case unsigned
  /// Some have signed and one is missing; collect the rest first.
  case halfSigned = "half-signed"
  /// It takes the signature of a guardian who must not be told; theirs never counts.
  case guardianWithheld = "guardian-withheld"
  /// Nobody knows how many guardians decide; find out first.
  case custodyUnknown = "custody-unknown"
  /// The day of birth is not certain, so nobody knows who must sign; find out first.
  case ageUnknown = "age-unknown"
  /// It opens more than what was signed does; collect new signatures on a new paper.
  case widened
  /// Another authority has shown the same paper; each obtains its own.
  case wrongAuthority = "wrong-authority"
  /// The agency is not among the named parties.
  case notAParty = "not-a-party"
  /// The cooperation has been withdrawn from; begin a new one.
  case withdrawn
  /// No such cooperation is known; check its name.
  case unknownCooperation = "unknown-cooperation"
  /// The person's signature is not among those the cooperation needs.
  case notASignatory = "not-a-signatory"
}
