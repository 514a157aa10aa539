package import Concerns
import DequeModule

/// Names a place in the list of parked deliveries; stable across restarts.
package struct ParkedCursor: Hashable, Comparable, Sendable {
  /// Where the ledger put the delivery.
  package let index: UInt64
  /// The delivery.
  package let delivery: DeliveryID

  /// Takes what an earlier page ended with.
  package init(index: UInt64, delivery: DeliveryID) {
    self.index = index
    self.delivery = delivery
  }

  /// The place of a parked offer: what the next page comes after.
  package init(_ offer: Offer) { self.init(index: offer.index, delivery: offer.delivery) }

  /// By place in the ledger.
  package static func < (left: Self, right: Self) -> Bool {
    left.index == right.index ? left.delivery < right.delivery : left.index < right.index
  }
}

/// Parked deliveries in order of the ledger.
///
/// A sorted double-ended list: parking mostly appends and redriving mostly takes the first. In
/// the middle it moves what lies between there and the nearer end, 24 bytes each.
struct ParkedList: Sendable {
  private var cursors: Deque<ParkedCursor> = []

  var isEmpty: Bool { cursors.isEmpty }
  var count: Int { cursors.count }
  var first: ParkedCursor? { cursors.first }

  mutating func insert(_ cursor: ParkedCursor) {
    cursors.insert(cursor, at: position(of: cursor))
  }

  mutating func remove(_ cursor: ParkedCursor) {
    let position = position(of: cursor)
    precondition(cursors[position] == cursor, "a parked delivery is in the list of them")
    cursors.remove(at: position)
  }

  /// Up to `limit` of those that come after a cursor, from the start without one.
  func page(after cursor: ParkedCursor?, limit: Int) -> [ParkedCursor] {
    var start = 0
    if let cursor {
      start = position(of: cursor)
      if start < cursors.count, cursors[start] == cursor { start += 1 }
    }
    return Array(cursors[start..<min(start + limit, cursors.count)])
  }

  /// Those that come before a cursor.
  func before(_ cursor: ParkedCursor) -> Slice<Deque<ParkedCursor>> {
    cursors[..<position(of: cursor)]
  }

  /// The first position whose cursor is not before this one.
  private func position(of cursor: ParkedCursor) -> Int {
    var (low, high) = (0, cursors.count)
    while low < high {
      let middle = (low + high) / 2
      if cursors[middle] < cursor { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
