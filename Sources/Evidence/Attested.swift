package import Concerns

/// A leaf whose signature was checked: only ``verify(_:proof:for:audience:by:)`` makes one.
///
/// It says that the holder of the key signed these bytes for this purpose and audience. It does
/// not say that the key was valid; that is for whoever keeps the keys.
package struct Attested: Hashable, Sendable {
  package let leaf: Digest32
  package let purpose: Domain
  package let key: KeyID

  init(leaf: Digest32, purpose: Domain, key: KeyID) {
    self.leaf = leaf
    self.purpose = purpose
    self.key = key
  }

  /// Checks one proof; `nil` when the path or the signature does not hold.
  ///
  /// About 90 microseconds for the signature, 2 for the path; see ``Attestation`` for batches.
  package static func verify(
    _ leaf: [UInt8], proof: Proof, for purpose: Domain, audience: DeploymentID,
    by key: VerifyingKey
  ) -> Attested? {
    var attestation = Attestation()
    return attestation.verify(leaf, proof: proof, for: purpose, audience: audience, by: key)
  }
}

/// Checks many proofs, paying once for each signature that several of them share.
package struct Attestation: ~Copyable {
  private struct Checked: Hashable {
    let root: Proof.Root
    let key: VerifyingKey
  }

  /// Answers so far; lives as long as one batch, so its size is the batch's.
  private var answers: [Checked: Bool] = [:]

  package init() {}

  /// Checks one proof; `nil` when the path or the signature does not hold.
  package mutating func verify(
    _ leaf: [UInt8], proof: Proof, for purpose: Domain, audience: DeploymentID,
    by key: VerifyingKey
  ) -> Attested? {
    guard let root = proof.root(of: leaf, for: purpose, audience: audience) else { return nil }
    let checked = Checked(root: root, key: key)
    let isValid = answers[checked] ?? key.isValid(root.signature, for: root.message)
    answers[checked] = isValid
    guard isValid else { return nil }
    return Attested(leaf: MerkleTree.leaf(leaf), purpose: purpose, key: key.id)
  }
}
