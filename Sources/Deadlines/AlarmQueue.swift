import Concerns

/// When one clock next rings.
struct Alarm: Hashable, Comparable, Sendable {
  let meant: Moment
  let id: ClockID
  let level: ClockLevel

  /// Orders by moment, then by name and level, so that every run rings in the same order.
  static func < (left: Self, right: Self) -> Bool {
    (left.meant, left.id, left.level) < (right.meant, right.id, right.level)
  }
}

/// What is to happen, with the earliest in front: a binary heap.
struct AlarmQueue<Entry: Comparable & Sendable>: Sendable {
  /// Entries left behind that are always tolerated, so that few of them never cause a rebuild.
  static var slack: Int { 64 }

  private var heap: [Entry] = []

  init() {}

  init(_ entries: [Entry]) {
    // A sorted array is a heap.
    heap = entries.sorted()
  }

  var count: Int { heap.count }
  var first: Entry? { heap.first }

  mutating func insert(_ entry: Entry) {
    heap.append(entry)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    var parent = 0
    while true {
      let children = (2 * parent + 1)...(2 * parent + 2)
      guard let least = children.filter({ $0 < heap.count }).min(by: { heap[$0] < heap[$1] }),
        heap[least] < heap[parent]
      else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
