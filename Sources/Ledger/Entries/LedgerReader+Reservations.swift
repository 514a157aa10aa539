import Concerns
import Deadlines
import Filtering
import Routing
import Wire

extension LedgerReader {
  /// Makes the register anew of every offer, acknowledgement and release, in their order.
  ///
  /// What nobody has acknowledged, and no clock runs for, has ended: the clock ends with it.
  func recoverReservations(into recovery: inout Recovery) async throws(LedgerError) {
    // What is shared is offered or released; each comes after what it rests on, kind by kind.
    var releases: [(ReservationChange, EntryIndex, Moment)] = []
    let dues = Dictionary(
      recovery.clocks.map { ($0.delivery, $0.clock.due) }, uniquingKeysWith: { first, _ in first })
    try await eachChange(of: .shared, due: dues) { change, index, moment in
      switch change {
      case .offer:
        recovery.reservations.apply(change, in: index.value, at: moment)
        recovery.reservationEntries[change.id] = index
      case .release: releases.append((change, index, moment))
      case .acknowledge: break
      }
    }
    try await eachChange(of: .acknowledgedReservation, due: dues) { change, index, moment in
      recovery.reservations.apply(change, in: index.value, at: moment)
    }
    for (release, index, moment) in releases {
      recovery.reservations.apply(release, in: index.value, at: moment)
    }
    for waiting in recovery.reservations.unanswered {
      guard recovery.reservationEntries[waiting.id].map({ dues[$0] == nil }) ?? true else {
        continue
      }
      // When exactly nobody wrote down: at the latest then.
      recovery.reservations.end(waiting.id, at: waiting.due)
    }
  }

  /// Reads the messages of a kind of entry that change the register.
  ///
  /// - Parameter dues: Until when each running clock gives.
  private func eachChange(
    of kind: EntryKind, due dues: [EntryIndex: Moment],
    _ body: (ReservationChange, EntryIndex, Moment) -> Void
  ) async throws(LedgerError) {
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: kind, after: index, limit: LedgerPage.limit, fields: [])
      for entry in page where try await kindOfConcern(at: entry.index).isUnderReservation {
        let message = try await concern(at: entry.index).payload.message
        let moment = entry.row.at
        let change = ReservationChange(
          message, persons: vault.pseudonyms(in: message.handling), at: moment,
          due: dues[entry.index] ?? ClockRule.reservationDue(from: moment))
        guard let change else { throw .corrupt(table: "entry") }
        body(change, entry.index, moment)
      }
      guard let last = page.last, page.count == LedgerPage.limit else { return }
      index = last.index
    }
  }

  /// What kind of message an entry holds, without opening what it says.
  private func kindOfConcern(at index: EntryIndex) async throws(LedgerError) -> Kind {
    let (entry, key) = try await record(at: index, fields: [.facts])
    let row = entry.row
    guard let facts = row.fields[.facts] else { throw .corrupt(table: "field") }
    return try ConcernFacts(
      stored: try open(facts, key, .field(.facts, of: row.kind, at: row.at))
    ).kind
  }
}
