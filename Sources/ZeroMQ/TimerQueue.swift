/// Names a timer, so that it can be cancelled. Late or repeated cancelling does nothing.
public struct TimerID: Hashable, Sendable {
  let number: UInt64
}

/// What is to be run, and when; earliest first, and in order of arrival at the same instant.
struct TimerQueue {
  private struct Entry {
    let deadline: ContinuousClock.Instant
    let number: UInt64

    func precedes(_ other: Entry) -> Bool {
      deadline != other.deadline ? deadline < other.deadline : number < other.number
    }
  }

  /// Cancelled entries may outnumber living ones by this many before the heap is swept.
  private static let cancelledAllowance = 64

  /// A binary heap. Cancelled entries stay until they surface or are swept.
  private var heap: [Entry] = []
  private var bodies: [UInt64: () -> Void] = [:]
  private var lastNumber: UInt64 = 0

  mutating func insert(
    at deadline: ContinuousClock.Instant, _ body: @escaping () -> Void
  ) -> TimerID {
    lastNumber += 1
    bodies[lastNumber] = body
    heap.append(Entry(deadline: deadline, number: lastNumber))
    siftUp()
    return TimerID(number: lastNumber)
  }

  mutating func cancel(_ timer: TimerID) {
    bodies[timer.number] = nil
    guard heap.count > 2 * bodies.count + Self.cancelledAllowance else { return }
    heap = heap.filter { bodies[$0.number] != nil }.sorted { $0.precedes($1) }
  }

  /// Takes the earliest body whose deadline has come.
  mutating func popDue(at now: ContinuousClock.Instant) -> (() -> Void)? {
    guard let next = nearest, next <= now, let first = heap.first else { return nil }
    removeFirst()
    return bodies.removeValue(forKey: first.number)
  }

  /// The earliest deadline that has not been cancelled.
  var nearest: ContinuousClock.Instant? {
    mutating get {
      while let first = heap.first {
        if bodies[first.number] != nil { return first.deadline }
        removeFirst()
      }
      return nil
    }
  }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var first = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].precedes(heap[first]) {
        first = child
      }
      guard first != parent else { return }
      heap.swapAt(parent, first)
      parent = first
    }
  }
}
