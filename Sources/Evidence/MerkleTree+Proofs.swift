// Proofs as the ranges of leaves that their hashes are of: what is large is hashed where it lies.
extension MerkleTree {
  /// The subtrees on the inclusion path of a leaf, from the leaf upwards (RFC 9162, 2.1.3.1).
  package static func inclusion(of index: Int, in range: Range<Int>) -> [Range<Int>] {
    precondition(range.contains(index), "the leaf must lie in the tree")
    guard range.count > 1 else { return [] }
    let split = range.lowerBound + largestPowerOfTwo(below: range.count)
    let (left, right) = (range.lowerBound..<split, split..<range.upperBound)
    return index < split
      ? inclusion(of: index, in: left) + [right] : inclusion(of: index, in: right) + [left]
  }

  /// The subtrees that show a tree of `first` leaves to be the beginning of one of `second`
  /// (RFC 9162, 2.1.4.1).
  ///
  /// - Precondition: 0 < `first` <= `second`.
  package static func consistency(from first: Int, to second: Int) -> [Range<Int>] {
    precondition(first > 0 && first <= second, "a tree grows")
    return subproof(first, 0..<second, isWhole: true)
  }

  /// - Parameter first: How many leaves from the range's beginning are in the earlier tree.
  private static func subproof(
    _ first: Int, _ range: Range<Int>, isWhole: Bool
  ) -> [Range<Int>] {
    guard first < range.count else { return isWhole ? [] : [range] }
    let half = largestPowerOfTwo(below: range.count)
    let split = range.lowerBound + half
    let (left, right) = (range.lowerBound..<split, split..<range.upperBound)
    return first <= half
      ? subproof(first, left, isWhole: isWhole) + [right]
      : subproof(first - half, right, isWhole: false) + [left]
  }

  /// Whether one tree is the beginning of another (RFC 9162, 2.1.4.2).
  package static func isConsistent(
    _ first: (size: Int, root: Digest32), _ second: (size: Int, root: Digest32),
    along path: [Digest32]
  ) -> Bool {
    guard first.size > 0, first.size <= second.size else { return false }
    guard first.size < second.size else { return path.isEmpty && first.root == second.root }
    let isPowerOfTwo = first.size & (first.size - 1) == 0
    let path = isPowerOfTwo ? [first.root] + path : path
    guard var old = path.first else { return false }
    var new = old
    var (position, last) = (first.size - 1, second.size - 1)
    while position % 2 == 1 { (position, last) = (position / 2, last / 2) }
    for hash in path.dropFirst() {
      guard last > 0 else { return false }
      if position % 2 == 1 || position == last {
        (old, new) = (node(hash, old), node(hash, new))
        while position % 2 == 0, position != 0 { (position, last) = (position / 2, last / 2) }
      } else {
        new = node(new, hash)
      }
      (position, last) = (position / 2, last / 2)
    }
    return last == 0 && old == first.root && new == second.root
  }
}
