package import Concerns

/// An emergency as an operator sees it: whose, for whom and how long, and whether it is reviewed.
package struct ListedEmergency: Hashable, Sendable {
  package let emergency: Emergency
  /// What was found of it; `nil` while a review is awaited.
  package let review: EmergencyReview?
  package let standing: Standing

  /// Whether it holds.
  package enum Standing: String, CaseIterable, Hashable, Sendable {
    /// It holds.
    case open
    /// Its time is over.
    case expired
    /// A review has ended it.
    case ended
  }
}

extension EmergencyRegister {
  /// One emergency; `nil` where nobody has declared it.
  package func listed(_ id: EmergencyID, at now: Moment) -> ListedEmergency? {
    guard let emergency = self[id] else { return nil }
    let review = review(of: id)
    let standing: ListedEmergency.Standing =
      review == .unfounded ? .ended : now < emergency.until ? .open : .expired
    return ListedEmergency(emergency: emergency, review: review, standing: standing)
  }

  /// Emergencies in the order of their names, a page at a time.
  package func census(
    after: EmergencyID?, limit: Int, at now: Moment
  ) -> [ListedEmergency] {
    ids.filter { id in after.map { $0 < id } ?? true }.sorted().prefix(limit)
      .compactMap { listed($0, at: now) }
  }
}
