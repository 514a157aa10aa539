package import Concerns

extension ReservationRegister {
  /// How far a reservation has come, in a word.
  package enum Standing: String, CaseIterable, Hashable, Sendable {
    /// It waits for an answer.
    case waiting
    /// Somebody is bound by it, and nothing was released yet.
    case acknowledged
    /// A release was made under it.
    case released
    /// Nobody answered in time.
    case expired
    /// A yes that it rested on was taken back.
    case withdrawn
  }

  /// The word for one; `nil` where nobody has offered it.
  package func standing(of id: ReservationID, at now: Moment) -> Standing? {
    guard let reservation = self[id] else { return nil }
    switch state(of: id) {
    case .waiting: return now <= reservation.due ? .waiting : .expired
    case .acknowledged: return .acknowledged
    case .released: return .released
    case .ended(let said): return said != nil || now <= reservation.due ? .withdrawn : .expired
    case nil: return nil
    }
  }

  /// Reservations in the order of their names, a page at a time.
  package func census(after: ReservationID?, limit: Int) -> [Reservation] {
    ids.filter { id in after.map { $0 < id } ?? true }.sorted().prefix(limit)
      .compactMap { self[$0] }
  }
}
