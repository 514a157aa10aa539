import Evidence

/// A tree as it is read again, leaf by leaf, with its root at the sizes that somebody signed.
struct RereadTree {
  private(set) var tree = AuditTree()
  private(set) var roots: [Int: Digest32] = [:]
  private var stops: [Int]

  /// - Parameter sizes: At which the root is wanted.
  init(stoppingAt sizes: some Sequence<Int>) {
    stops = Set(sizes).sorted()
    pass()
  }

  mutating func append(_ leaf: LeafValue) {
    tree.append(leaf)
    pass()
  }

  private mutating func pass() {
    guard stops.first == tree.size else { return }
    roots[stops.removeFirst()] = tree.root
  }
}

extension LedgerReader {
  /// Whether each leaf of a tree is explained, and whether its head, and those that were kept
  /// elsewhere, are over the leaves that are stored.
  func verifyTree(
    of controller: ControllerNumber, by verifier: VerifyingKey, keeping kept: [[UInt8]],
    _ gathered: Gathered, into found: inout Verification
  ) async throws(LedgerError) {
    let origin = TreeHead.origin(vault.deployment, controller)
    let head = try await store.treeHead(of: controller)
    let older = kept.compactMap { Checkpoint($0, of: origin, by: verifier) }
    var read = RereadTree(stoppingAt: older.map(\.size) + [head?.size].compactMap(\.self))
    let stated = gathered.stated[controller] ?? []
    let key = try? vault.key(of: controller, .first)
    while true {
      let position = read.tree.size
      let page = try await store.leaves(
        of: controller, in: position..<position + LedgerPage.leafLimit)
      for (offset, leaf) in page.enumerated() {
        read.append(leaf)
        if leaf.isEarly {
          found.early += 1
        } else if !stated.contains(position + offset) {
          let isPadding = key?.padding(at: position + offset).value == leaf
          if !isPadding { found.add(.unexplained, "leaf", Int64(position + offset)) }
        }
      }
      if page.count < LedgerPage.leafLimit { break }
    }
    let size = read.tree.size
    found.leaves += size
    if let beyond = stated.max(), beyond >= size { found.add(.missing, "leaf", Int64(beyond)) }
    for checkpoint in older {
      found.kept += 1
      let isOver = read.roots[checkpoint.size] == checkpoint.root
      if !isOver { found.add(.head, "leaf", Int64(checkpoint.size)) }
    }
    guard let head else {
      // Leaves that state nothing prove nothing unless they are signed.
      if found.early > 0 { found.add(.head, "tree_head", Int64(controller.rawValue)) }
      return
    }
    found.heads += 1
    found.covered += head.size
    if size < head.size { found.add(.missing, "leaf", Int64(size)) }
    let checkpoint = Checkpoint(head.note, of: origin, by: verifier)
    guard let checkpoint, checkpoint.size == head.size,
      checkpoint.root == read.roots[head.size]
    else { return found.add(.head, "tree_head", Int64(controller.rawValue)) }
    try await verifyBlocks(of: controller, head, read.tree.fresh, into: &found)
  }

  private func verifyBlocks(
    of controller: ControllerNumber, _ head: TreeHead, _ roots: [Digest32],
    into found: inout Verification
  ) async throws(LedgerError) {
    let count = head.size / TreeHead.blockSize
    var number = 0
    while number <= count {
      let end = number + LedgerPage.leafLimit
      let page = try await store.blocks(of: controller, in: number..<end)
      guard page == Array(roots[min(number, count)..<min(end, count)]) else {
        return found.add(.head, "block", Int64(number))
      }
      number = end
    }
  }
}
