/// What an audit tree hashes as one leaf (RFC 9162, 2.1): a format byte, then what commits to a
/// statement.
///
/// It is the hash of a salt and the statement, so it says nothing to whoever lacks the salt, and
/// goes on proving that something was said once salt and statement are destroyed.
package struct LeafValue: Hashable, Sendable {
  package static let byteCount = 33
  /// Leaves of format 1 were keyed hashes of what nobody kept: they prove order and number.
  package static let format: UInt8 = 2
  /// How many bytes of salt stand before the statement.
  package static let saltByteCount = Salt.byteCount

  private let format: UInt8
  private let commitment: Digest32

  /// Takes the stored form; `nil` for any other count.
  package init?(stored bytes: [UInt8]) {
    guard let format = bytes.first, let commitment = Digest32(bytes.dropFirst()) else { return nil }
    self.format = format
    self.commitment = commitment
  }

  /// Commits to a statement.
  ///
  /// - Parameter salted: ``saltByteCount`` random bytes, then the statement.
  package init(committingTo salted: [UInt8]) {
    format = Self.format
    commitment = Digest32(hashing: Domain.leaf.prefix, salted)
  }

  /// As it is stored and hashed.
  package var bytes: [UInt8] { [format] + commitment.bytes }

  /// Whether it is from before leaves had statements.
  package var isEarly: Bool { format < Self.format }

  /// The leaf's hash in the tree.
  package var hash: Digest32 { MerkleTree.leaf(bytes) }
}
