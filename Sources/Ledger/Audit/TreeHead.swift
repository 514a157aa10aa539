package import Concerns
package import Evidence

/// The newest signed head of a controller's audit tree, and what was closed below it.
package struct TreeHead: Hashable, Sendable {
  /// So many leaves make a block, whose root is stored: a proof hashes at most two blocks and
  /// reads the roots of the others. A tree of ten million leaves has 40,000 of them, 1.3 MB.
  package static let blockHeight = 8
  package static let blockSize = 1 << blockHeight

  package let controller: ControllerNumber
  package let size: Int
  package let at: Moment
  /// The signed note (C2SP `tlog-checkpoint`).
  package let note: [UInt8]
  /// The roots of the blocks that have become full since the head before.
  package let blocks: [Digest32]

  package init(
    controller: ControllerNumber, size: Int, at: Moment, note: [UInt8], blocks: [Digest32]
  ) {
    self.controller = controller
    self.size = size
    self.at = at
    self.note = note
    self.blocks = blocks
  }

  /// Names whose tree it is: the deployment, and the controller's number in this ledger.
  package static func origin(
    _ deployment: DeploymentID, _ controller: ControllerNumber
  ) -> String { "\(deployment)/\(controller.rawValue)" }
}

/// A controller's audit tree as far as it has been read.
struct AuditTree: Sendable {
  /// Over the blocks that are full.
  private var whole = Frontier()
  /// Over the leaves after them.
  private var rest = Frontier()
  /// The roots of blocks that became full since the last head.
  private(set) var fresh: [Digest32] = []

  var size: Int { whole.size + rest.size }

  var root: Digest32 {
    var all = whole
    all.append(rest)
    return all.root
  }

  /// Takes a full block by its root, as stored.
  mutating func append(block root: Digest32) {
    whole.append(root, height: TreeHead.blockHeight)
  }

  mutating func append(_ leaf: LeafValue) {
    rest.append(leaf.hash)
    guard rest.size == TreeHead.blockSize else { return }
    fresh.append(rest.root)
    whole.append(rest.root, height: TreeHead.blockHeight)
    rest = Frontier()
  }

  /// What became full is stored with a head.
  mutating func close() { fresh = [] }
}
