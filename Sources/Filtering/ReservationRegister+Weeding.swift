package import Concerns
import Consents

extension ReservationRegister {
  /// How long a reservation is known after it was released under or has ended: until then a second
  /// release and a late answer are refused by name, and an operator sees what became of it. As long
  /// as a waiver is, on which it rests. The ledger keeps the messages, and each side its paper.
  package static let keeping: Duration = .seconds(365 * 86_400)

  /// Forgets what was released under, or has ended, longer ago than ``keeping``.
  ///
  /// What waits for an answer, or binds somebody and has nothing released under it, stays: it ends
  /// with the yes that it rests on. So does what was released and has not been handed over to the
  /// last, for as long again: without the reservation it would be withheld.
  ///
  /// - Parameters:
  ///   - limit: How many to look at; the rest waits for the next call.
  ///   - isUnderWay: Whether what an entry of the ledger holds is still to be handed over.
  /// - Returns: Those that are known no more.
  package mutating func weed(
    at now: Moment, limit: Int, sparing isUnderWay: (Int64) -> Bool
  ) -> [ReservationID] {
    var gone: [ReservationID] = []
    for _ in 0..<limit {
      guard let id = endings.next(before: now + (.zero - Self.keeping)) else { break }
      if let release = releases[id], isUnderWay(release) {
        endings.insert(id, at: now)
        continue
      }
      known[id] = nil
      places[id] = nil
      releases[id] = nil
      gone.append(id)
    }
    return gone
  }
}
