package import Concerns

/// When what ends or has ended, the earliest first: what is kept for some time after.
///
/// Waivers end at midnight, so that the moments are few however many waivers there are.
package struct Endings<Name: Sendable>: Sendable {
  /// The latest first: what is due is taken from the end.
  private var moments: [Moment] = []
  private var names: [Moment: [Name]] = [:]

  /// Begins empty.
  package init() {}

  /// Takes note of an end.
  package mutating func insert(_ name: Name, at moment: Moment) {
    if names[moment] == nil {
      moments.insert(moment, at: place(of: moment))
    }
    names[moment, default: []].append(name)
  }

  /// Takes out one of those that ended before a moment, if there are any.
  package mutating func next(before moment: Moment) -> Name? {
    guard let first = moments.last, first < moment else { return nil }
    let name = names[first]?.popLast()
    if names[first]?.isEmpty ?? true {
      names[first] = nil
      moments.removeLast()
    }
    return name
  }

  /// Where a moment belongs among those that are there.
  private func place(of moment: Moment) -> Int {
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] > moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
