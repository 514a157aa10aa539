package import Concerns
import Evidence

extension LedgerWriter {
  /// How often the trees get a head, on the minute of the clock: whoever watches a tree sees that
  /// time has passed, and nothing else.
  package static let beat: Duration = .seconds(600)
  /// A tree grows by so many leaves each beat, or by a multiple when more has happened: 2,304 a
  /// day are 50 MB a year for each board, and at night as at noon.
  static let step = 16

  /// Gives every controller's tree a signed head: pads it, signs it and keeps both, in one commit.
  ///
  /// To be called when nothing is being committed: a head covers all that was committed before.
  /// Called twice on one beat it makes another head. Costs 25 µs of signing for each controller,
  /// a hash for each leaf since the last, and one flush.
  package func head(at moment: Moment) async throws(LedgerError) -> [TreeHead] {
    var writes: [Write] = []
    var heads: [TreeHead] = []
    var grown: [ControllerNumber: AuditTree] = [:]
    for controller in vault.controllers {
      let key: ControllerKey
      // The first key: what is padding must be known as such whatever keys come after.
      do {
        key = try vault.key(of: controller, .first)
      } catch {
        throw .corrupt(table: "controller_key")
      }
      var tree = try await tree(of: controller)
      let before = tree.size
      try await grow(&tree, of: controller, upTo: .max)
      let size = Self.padded(max(tree.size, before + Self.step))
      let padding = (tree.size..<size).map { key.padding(at: $0) }
      for leaf in padding { tree.append(leaf.value) }
      let checkpoint = Checkpoint(
        origin: TreeHead.origin(vault.deployment, controller), size: size, root: tree.root)
      let head = TreeHead(
        controller: controller, size: size, at: moment, note: sign(checkpoint), blocks: tree.fresh)
      writes.append(Write(at: moment, rows: [.treeHead(head)], leaves: padding))
      heads.append(head)
      tree.close()
      grown[controller] = tree
    }
    _ = try await store.append(writes)
    trees = grown
    return heads
  }

  private static func padded(_ size: Int) -> Int { (size + step - 1) / step * step }

  /// The tree as it was at the last head: from memory, or from what is stored.
  private func tree(of controller: ControllerNumber) async throws(LedgerError) -> AuditTree {
    if let tree = trees[controller] { return tree }
    var tree = AuditTree()
    guard let head = try await store.treeHead(of: controller) else { return tree }
    while true {
      let first = tree.size / TreeHead.blockSize
      let page = try await store.blocks(of: controller, in: first..<first + LedgerPage.leafLimit)
      for root in page { tree.append(block: root) }
      if page.count < LedgerPage.leafLimit { break }
    }
    try await grow(&tree, of: controller, upTo: head.size)
    guard tree.size == head.size, tree.fresh.isEmpty else { throw .corrupt(table: "leaf") }
    // Nothing is signed over what is not the tree that was signed before.
    let origin = TreeHead.origin(vault.deployment, controller)
    guard let signed = read(head.note, of: origin), signed.size == tree.size,
      signed.root == tree.root
    else { throw .corrupt(table: "tree_head") }
    return tree
  }

  /// Adds the leaves that are stored after what a tree has, up to a size.
  private func grow(
    _ tree: inout AuditTree, of controller: ControllerNumber, upTo size: Int
  ) async throws(LedgerError) {
    while tree.size < size {
      let end = min(size, tree.size + LedgerPage.leafLimit)
      let page = try await store.leaves(of: controller, in: tree.size..<end)
      for leaf in page { tree.append(leaf) }
      if page.count < LedgerPage.leafLimit { return }
    }
  }
}

extension ControllerKey {
  /// A leaf that says nothing, known again by whoever has the key: its salt follows from its place.
  func padding(at position: Int) -> AuditLeaf {
    let salt = keyed(.padding, BigEndian.bytes(Int64(position))).hash.bytes
      .prefix(LeafValue.saltByteCount)
    return AuditLeaf(
      controller: controller, about: .own, value: LeafValue(committingTo: Array(salt)),
      statement: nil)
  }
}
