package import Concerns

/// What ends by itself, each thing at a moment of its own.
///
/// A value: it reads no clock. The cost of putting something in or taking it out grows with the
/// logarithm of how many there are.
package struct Expiries<Name: Hashable & Comparable & Sendable>: Sendable {
  private struct Expiry: Hashable, Comparable, Sendable {
    let meant: Moment
    let name: Name

    /// Orders by moment, then by name, so that every run finds them in the same order.
    static func < (left: Self, right: Self) -> Bool {
      (left.meant, left.name) < (right.meant, right.name)
    }
  }

  private var moments: [Name: Moment] = [:]
  private var queue = AlarmQueue<Expiry>()

  /// Begins with nothing.
  package init() {}

  /// When the next thing ends; `nil` while nothing will.
  package var next: Moment? { queue.first?.meant }

  /// Says when something ends; `nil` when it no longer does by itself.
  package mutating func set(_ moment: Moment?, for name: Name) {
    guard moments[name] != moment else { return }
    moments[name] = moment
    if let moment { queue.insert(Expiry(meant: moment, name: name)) }
    // Its former place stays behind; throw such places away before they outnumber the living.
    if queue.count > 2 * moments.count + AlarmQueue<Expiry>.slack {
      queue = AlarmQueue(moments.map { Expiry(meant: $1, name: $0) })
    }
    dropStale()
  }

  /// Takes out what has ended, the earliest first.
  ///
  /// - Parameter limit: The most that are taken; the rest is there at once, and ``next`` says so.
  package mutating func take(by now: Moment, atMost limit: Int) -> [Name] {
    var ended: [Name] = []
    while ended.count < limit, let expiry = queue.first, expiry.meant <= now {
      moments[expiry.name] = nil
      ended.append(expiry.name)
      dropStale()
    }
    return ended
  }

  // INVARIANT: the first in the queue, if any, is when that thing ends, so that `next` is true.
  private mutating func dropStale() {
    while let expiry = queue.first, moments[expiry.name] != expiry.meant { queue.removeFirst() }
  }
}
