/// The right edge of a growing Merkle tree: enough to add to it and to know its root.
///
/// Holds one hash for each bit set in the size, so at most 63.
package struct Frontier: Hashable, Sendable {
  private struct Peak: Hashable {
    let height: Int
    let hash: Digest32
  }

  /// Whole subtrees from the left, each lower than the one before.
  private var peaks: [Peak] = []
  /// How many leaves there are.
  package private(set) var size = 0

  package init() {}

  /// Adds a leaf, or a whole subtree of 2^`height` leaves.
  ///
  /// - Precondition: The size is a multiple of what is added.
  package mutating func append(_ hash: Digest32, height: Int = 0) {
    precondition(size.isMultiple(of: 1 << height), "a subtree begins at a multiple of its size")
    var peak = Peak(height: height, hash: hash)
    while let last = peaks.last, last.height == peak.height {
      peaks.removeLast()
      peak = Peak(height: peak.height + 1, hash: MerkleTree.node(last.hash, peak.hash))
    }
    peaks.append(peak)
    size += 1 << height
  }

  /// Adds a tree whose subtrees are all lower than those here.
  package mutating func append(_ other: Frontier) {
    for peak in other.peaks { append(peak.hash, height: peak.height) }
  }

  /// The root of the tree (RFC 9162, 2.1.1); over no leaves the hash of nothing.
  package var root: Digest32 {
    guard let last = peaks.last else { return MerkleTree.root(of: []) }
    return peaks.dropLast().reversed().reduce(last.hash) { MerkleTree.node($1.hash, $0) }
  }
}
