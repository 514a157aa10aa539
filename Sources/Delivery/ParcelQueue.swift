import Concerns

/// Parcels by rank, lowest first, from which any one can be taken out.
///
/// A binary heap that notes where each parcel stands in it.
///
/// INVARIANT: a parcel stands in at most one queue, so one list of positions serves all queues.
struct ParcelQueue: Sendable {
  /// What parcels are ordered by; arrival settles ties, so that the order is always the same.
  struct Rank: Comparable, Sendable {
    private let first: UInt64
    private let arrival: UInt64

    /// By place in the ledger.
    init(index: UInt64, arrival: UInt64) {
      first = index
      self.arrival = arrival
    }

    /// By deadline.
    init(deadline: Moment, arrival: UInt64) {
      first = UInt64(bitPattern: deadline.milliseconds) ^ Self.signBit
      self.arrival = arrival
    }

    var deadline: Moment { Moment(milliseconds: Int64(bitPattern: first ^ Self.signBit)) }

    static func < (left: Self, right: Self) -> Bool {
      left.first == right.first ? left.arrival < right.arrival : left.first < right.first
    }

    /// Flipping it makes negative numbers sort below positive ones.
    private static let signBit: UInt64 = 1 << 63
  }

  private struct Node: Sendable {
    let rank: Rank
    let parcel: Parcel.Number
  }

  private var nodes: [Node] = []

  var isEmpty: Bool { nodes.isEmpty }
  var first: Parcel.Number? { nodes.first?.parcel }
  var firstRank: Rank? { nodes.first?.rank }

  mutating func insert(_ parcel: Parcel.Number, _ rank: Rank, _ positions: inout [Int32]) {
    let node = Node(rank: rank, parcel: parcel)
    nodes.append(node)
    rise(node, from: nodes.count - 1, &positions)
  }

  mutating func removeFirst(_ positions: inout [Int32]) -> Parcel.Number? {
    guard let first = nodes.first?.parcel else { return nil }
    remove(first, &positions)
    return first
  }

  mutating func remove(_ parcel: Parcel.Number, _ positions: inout [Int32]) {
    let hole = Int(positions[Int(parcel.raw)])
    precondition(nodes[hole].parcel == parcel, "a parcel stands in the queue it is taken from")
    let last = nodes.removeLast()
    guard hole < nodes.count else { return }
    if hole > 0, last.rank < nodes[(hole - 1) / 2].rank {
      rise(last, from: hole, &positions)
    } else {
      sink(last, from: hole, &positions)
    }
  }

  private mutating func rise(_ node: Node, from start: Int, _ positions: inout [Int32]) {
    var hole = start
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard node.rank < nodes[parent].rank else { break }
      put(nodes[parent], at: hole, &positions)
      hole = parent
    }
    put(node, at: hole, &positions)
  }

  private mutating func sink(_ node: Node, from start: Int, _ positions: inout [Int32]) {
    var hole = start
    while true {
      var child = 2 * hole + 1
      guard child < nodes.count else { break }
      if child + 1 < nodes.count, nodes[child + 1].rank < nodes[child].rank { child += 1 }
      guard nodes[child].rank < node.rank else { break }
      put(nodes[child], at: hole, &positions)
      hole = child
    }
    put(node, at: hole, &positions)
  }

  private mutating func put(_ node: Node, at position: Int, _ positions: inout [Int32]) {
    nodes[position] = node
    positions[Int(node.parcel.raw)] = Int32(position)
  }
}
