/// Roots and inclusion paths of a Merkle tree (RFC 9162, 2.1).
///
/// A leaf is hashed with 0x00 before it and a node with 0x01, so that neither passes for the other.
package enum MerkleTree {
  /// The hash of one leaf.
  package static func leaf(_ bytes: [UInt8]) -> Digest32 {
    Digest32(hashing: [0x00], bytes)
  }

  /// The hash of a node over its two children.
  package static func node(_ left: Digest32, _ right: Digest32) -> Digest32 {
    Digest32(hashing: [0x01], left.bytes, right.bytes)
  }

  /// The root over leaf hashes; over none it is the hash of nothing.
  package static func root(of leaves: ArraySlice<Digest32>) -> Digest32 {
    guard let first = leaves.first else { return Digest32(hashing: [UInt8]()) }
    guard leaves.count > 1 else { return first }
    let split = leaves.startIndex + largestPowerOfTwo(below: leaves.count)
    return node(root(of: leaves[..<split]), root(of: leaves[split...]))
  }

  /// The inclusion path of the leaf at `index`, from the leaf upwards.
  package static func path(to index: Int, in leaves: ArraySlice<Digest32>) -> [Digest32] {
    precondition((0..<leaves.count).contains(index), "the leaf must lie in the tree")
    guard leaves.count > 1 else { return [] }
    let half = largestPowerOfTwo(below: leaves.count)
    let split = leaves.startIndex + half
    return index < half
      ? path(to: index, in: leaves[..<split]) + [root(of: leaves[split...])]
      : path(to: index - half, in: leaves[split...]) + [root(of: leaves[..<split])]
  }

  /// The root over leaf hashes and the path of each leaf; every node is hashed once.
  package static func paths(
    in leaves: ArraySlice<Digest32>
  ) -> (root: Digest32, paths: [[Digest32]]) {
    guard leaves.count > 1 else { return (root(of: leaves), leaves.map { _ in [] }) }
    let split = leaves.startIndex + largestPowerOfTwo(below: leaves.count)
    let (left, right) = (paths(in: leaves[..<split]), paths(in: leaves[split...]))
    return (
      node(left.root, right.root),
      left.paths.map { $0 + [right.root] } + right.paths.map { $0 + [left.root] }
    )
  }

  /// The root that a leaf and its path lead to; `nil` if the path has the wrong length.
  package static func root(
    from leaf: Digest32, at index: Int, of size: Int, along path: [Digest32]
  ) -> Digest32? {
    guard index >= 0, index < size else { return nil }
    var (position, last) = (index, size - 1)
    var hash = leaf
    for sibling in path {
      guard last > 0 else { return nil }
      if position % 2 == 1 || position == last {
        hash = node(sibling, hash)
        while position % 2 == 0, position != 0 { (position, last) = (position / 2, last / 2) }
      } else {
        hash = node(hash, sibling)
      }
      (position, last) = (position / 2, last / 2)
    }
    return last == 0 ? hash : nil
  }

  static func largestPowerOfTwo(below count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
