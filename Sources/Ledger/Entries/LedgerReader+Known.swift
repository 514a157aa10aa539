import Concerns
import Routing
import Wire

extension KnownSearch {
  /// Whether somebody who may be named has taken a report on by a delivery of it.
  fileprivate func counts(_ parcel: StoredParcel) -> Bool {
    parcel.recipient.standing == .owner && parcel.standing.acknowledged == .committed
      && functions.contains(parcel.recipient.function)
  }
}

extension LedgerReader {
  /// Goes one turn further back for who last took on reports about somebody.
  ///
  /// Only reports count that a unit of the board that asks has owned, once it has told that it has
  /// one in its case system (`committed`). What another board took in and never gave away is not
  /// opened.
  package func search(_ search: KnownSearch) async throws(LedgerError) -> KnownSearch {
    var search = search
    let head = try await store.head().last
    let places = search.next(upTo: head)
    guard !places.isEmpty else { return search }
    let entries = try await store.entries(at: places, fields: [])
    let reports = entries.values.filter { $0.row.kind == .concern && $0.index != search.own }
    let ours =
      reports.filter { $0.row.controller == search.controller }.map(\.index)
      + (try await given(
        reports.filter { search.former.contains($0.row.controller) }.map(\.index), for: search))
    guard !ours.isEmpty else { return search }
    let records = try await records(at: ours, fields: [.payload, .facts])
    for index in ours.sorted(by: >) {
      guard let (entry, key) = records[index], let sealed = entry.row.fields[.payload],
        try facts(of: entry, key).kind.isReport
      else { continue }
      let bytes = try open(sealed, key, .field(.payload, of: entry.row.kind, at: entry.row.at))
      guard search.mayStand(in: bytes) else { continue }
      let tags = search.concerned(in: try Payload(stored: bytes).message.handling)
      guard !tags.isEmpty, let knower = try await knower(of: index, for: search) else { continue }
      search.find(tags, known: knower)
    }
    return search
  }

  /// Those of some entries of other boards that the board that asks has taken on since.
  private func given(
    _ entries: [EntryIndex], for search: KnownSearch
  ) async throws(LedgerError) -> [EntryIndex] {
    guard !entries.isEmpty else { return [] }
    let deliveries = try await store.deliveries(of: entries)
    let parcels = try await parcels(deliveries.values.flatMap(\.self))
    return Set(parcels.filter(search.counts).map(\.key.entry)).sorted()
  }

  /// Who has taken a report on, as its owner; `nil` while nobody has that may be named to whoever
  /// asks, or where whoever asks has let it go for a conflict of interest.
  private func knower(
    of report: EntryIndex, for search: KnownSearch
  ) async throws(LedgerError) -> KnownSearch.Knower? {
    let parcels = try await parcels(store.deliveries(of: report))
    guard !parcels.contains(where: { $0.journey.conflicted.contains(search.asker) }) else {
      return nil
    }
    return parcels.last(where: search.counts).map {
      KnownSearch.Knower(function: $0.recipient.function, at: $0.standing.at)
    }
  }
}
