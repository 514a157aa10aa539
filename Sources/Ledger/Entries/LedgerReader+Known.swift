import Concerns
import Routing
import Wire

extension LedgerReader {
  /// Goes one turn further back for who last took on reports about somebody.
  ///
  /// Only reports count, of the board that asks, and only once the unit that owned one has told
  /// that it is in its case system (`committed`).
  package func search(_ search: KnownSearch) async throws(LedgerError) -> KnownSearch {
    var search = search
    let head = try await store.head().last
    let places = search.next(upTo: head)
    guard !places.isEmpty else { return search }
    let entries = try await store.entries(at: places, fields: [])
    let ours = entries.values.filter {
      $0.row.kind == .concern && $0.row.controller == search.controller && $0.index != search.own
    }.map(\.index)
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

  /// Who has taken a report on, as its owner; `nil` while nobody has that may be named to whoever
  /// asks, or where whoever asks has let it go for a conflict of interest.
  private func knower(
    of report: EntryIndex, for search: KnownSearch
  ) async throws(LedgerError) -> KnownSearch.Knower? {
    let parcels = try await parcels(store.deliveries(of: report))
    guard !parcels.contains(where: { $0.journey.conflicted.contains(search.asker) }) else {
      return nil
    }
    return parcels.last {
      $0.recipient.standing == .owner && $0.standing.acknowledged == .committed
        && search.functions.contains($0.recipient.function)
    }.map { KnownSearch.Knower(function: $0.recipient.function, at: $0.standing.at) }
  }
}
