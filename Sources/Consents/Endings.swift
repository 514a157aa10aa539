import Concerns

/// When which cooperation has a waiver that ends, the earliest first.
///
/// Waivers end at midnight, so the moments are few however many waivers there are.
struct Endings: Sendable {
  /// The latest first: what is due is taken from the end.
  private var moments: [Moment] = []
  private var cooperations: [Moment: [CooperationID]] = [:]

  /// Takes note that a waiver of a cooperation ends.
  mutating func insert(_ cooperation: CooperationID, at moment: Moment) {
    if cooperations[moment] == nil {
      moments.insert(moment, at: place(of: moment))
    }
    cooperations[moment, default: []].append(cooperation)
  }

  /// Takes out one of those whose waivers ended before a moment, if there are any.
  mutating func next(before moment: Moment) -> CooperationID? {
    guard let first = moments.last, first < moment else { return nil }
    let cooperation = cooperations[first]?.popLast()
    if cooperations[first]?.isEmpty ?? true {
      cooperations[first] = nil
      moments.removeLast()
    }
    return cooperation
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
