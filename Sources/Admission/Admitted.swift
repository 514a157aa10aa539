package import Concerns
package import Evidence

/// Something said by a known agency and whole: only ``Doorkeeper`` makes one.
///
/// It means that the member's connection is its agency's, that the agency's key signed these very
/// bytes for this broker, and that the key vouches at this moment. It does not mean that what is
/// said is lawful; that is for `Policy`.
package struct Admitted<Said: Hashable & Sendable>: Sendable {
  package let said: Said
  package let member: MemberID
  package let agency: Agency
  package let key: VerifyingKey
  package let proof: Proof
  package let at: Moment

  init(
    _ said: Said, by member: MemberID, of agency: Agency, key: VerifyingKey, proof: Proof,
    at moment: Moment
  ) {
    self.said = said
    self.member = member
    self.agency = agency
    self.key = key
    self.proof = proof
    at = moment
  }
}

/// What a member says, before its signature has been checked.
package struct Candidate<Said: Hashable & Sendable>: Sendable {
  package let said: Said
  package let session: SessionNumber
  package let member: MemberID
  package let proof: Proof
  /// The keys that may have signed it: the one the envelope names, or the agency's active ones.
  let keys: [VerifyingKey]
  let leaf: [UInt8]
  let purpose: Domain
  let audience: DeploymentID

  /// Checks the signature. Expensive; runs off the loop, in parallel, one `Attestation` a batch.
  package func examine(with attestation: inout Attestation) -> Examined<Said> {
    for key in keys {
      if let attested = attestation.verify(
        leaf, proof: proof, for: purpose, audience: audience, by: key)
      {
        return Examined(candidate: self, attested: attested)
      }
    }
    return Examined(candidate: self, attested: nil)
  }
}

/// A candidate with the answer about its signature; only ``Candidate/examine(with:)`` makes one.
package struct Examined<Said: Hashable & Sendable>: Sendable {
  package let candidate: Candidate<Said>
  let attested: Attested?

  init(candidate: Candidate<Said>, attested: Attested?) {
    self.candidate = candidate
    self.attested = attested
  }
}
