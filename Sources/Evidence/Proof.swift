package import Concerns

/// The one shape of every signature: a leaf, its path to a root, and a signature of the root.
///
/// A batch of one has an empty path. A backlog is signed once for up to 64 leaves, and whoever
/// checks them pays for one signature. Hashes: RFC 9162; signature: Ed25519 (RFC 8032).
package struct Proof: Hashable, Sendable {
  /// Most leaves under one signature. More would save little: 25 µs over 64 is 0.4 µs each.
  package static let sizeLimit = 64
  package static let signatureByteCount = 64

  package let size: Int
  package let index: Int
  package let path: [Digest32]
  package let signature: [UInt8]

  /// Takes the parts as read; `nil` when they cannot be a proof of any leaf.
  package init?(size: Int, index: Int, path: [Digest32], signature: [UInt8]) {
    guard (1...Self.sizeLimit).contains(size), (0..<size).contains(index),
      path.count == Self.pathLength(to: index, of: size), signature.count == Self.signatureByteCount
    else { return nil }
    self.size = size
    self.index = index
    self.path = path
    self.signature = signature
  }

  /// How many siblings lead from a leaf to the root (RFC 9162, 2.1.3.1).
  private static func pathLength(to index: Int, of size: Int) -> Int {
    guard size > 1 else { return 0 }
    let half = MerkleTree.largestPowerOfTwo(below: size)
    return index < half
      ? pathLength(to: index, of: half) + 1 : pathLength(to: index - half, of: size - half) + 1
  }

  /// What every proof of a batch has in common: one root, signed once.
  package struct Root: Hashable, Sendable {
    package let message: [UInt8]
    package let signature: [UInt8]
  }

  /// The signed root that this proof claims for a leaf; `nil` when the path does not fit.
  package func root(
    of leaf: [UInt8], for purpose: Domain, audience: DeploymentID
  ) -> Root? {
    let hash = MerkleTree.leaf(leaf)
    guard let root = MerkleTree.root(from: hash, at: index, of: size, along: path) else {
      return nil
    }
    let message = Self.message(root: root, size: size, for: purpose, audience: audience)
    return Root(message: message, signature: signature)
  }

  /// Signs leaves at once, giving each its proof, in order.
  ///
  /// - Parameter leaves: 1 to ``sizeLimit`` leaves.
  package static func sign(
    _ leaves: [[UInt8]], for purpose: Domain, audience: DeploymentID, with key: SigningKey
  ) -> [Proof] {
    precondition((1...sizeLimit).contains(leaves.count), "a batch holds 1 to 64 leaves")
    let hashes = leaves.map { MerkleTree.leaf($0) }
    let (root, paths) = MerkleTree.paths(in: hashes[...])
    let signature = key.sign(
      message(root: root, size: leaves.count, for: purpose, audience: audience))
    return leaves.indices.compactMap { index in
      Proof(size: leaves.count, index: index, path: paths[index], signature: signature)
    }
  }

  /// The bytes that are signed: purpose, audience, size and root, a line each.
  package static func message(
    root: Digest32, size: Int, for purpose: Domain, audience: DeploymentID
  ) -> [UInt8] {
    purpose.prefix + Array("\(audience)\n\(size)\n".utf8)
      + Base64.standard.encodeBytes(root.bytes) + [0x0A]
  }
}
