package import Concerns

extension Mailboxes {
  /// Lets a parked delivery wait again, with all its attempts before it.
  ///
  /// It takes its old place in its thread: next, once the one under way has ended.
  ///
  /// - Returns: Whether it was parked; otherwise nothing changed.
  package mutating func redrive(_ delivery: DeliveryID) -> Bool {
    guard let parcel = parcelNumbers[delivery], case .parked = parcels[parcel].place
    else { return false }
    unshelve(parcel)
    parcels[parcel].offer.attempts = 0
    parcels[parcel].offer.isParked = false
    enqueue(parcel)
    return true
  }

  /// A page of parked deliveries in the ledger's order.
  ///
  /// - Parameter cursor: The last of the page before; `nil` for the first page.
  package func parked(after cursor: ParkedCursor? = nil, limit: Int = .max) -> [Offer] {
    let page = parked.page(after: cursor, limit: min(max(limit, 0), limits.parkedPerPage))
    return page.compactMap { parcelNumbers[$0.delivery].map { parcels[$0].offer } }
  }

  /// What is parked before a delivery in its thread; empty when its mailbox has no such delivery.
  package func parked(before delivery: DeliveryID) -> [DeliveryID] {
    guard let parcel = parcelNumbers[delivery] else { return [] }
    return threads[parcels[parcel].thread].parked.before(parcels[parcel].cursor).map(\.delivery)
  }

  /// Parks a parcel that stands in no queue.
  mutating func shelve(_ parcel: Parcel.Number) {
    parcels[parcel].place = .parked
    parcels[parcel].offer.isParked = true
    parcels[parcel].offer.notBefore = nil
    parked.insert(parcels[parcel].cursor)
    threads[parcels[parcel].thread].parked.insert(parcels[parcel].cursor)
  }

  /// Takes a parked parcel off both lists; it then stands in no queue.
  mutating func unshelve(_ parcel: Parcel.Number) {
    parked.remove(parcels[parcel].cursor)
    threads[parcels[parcel].thread].parked.remove(parcels[parcel].cursor)
  }
}
