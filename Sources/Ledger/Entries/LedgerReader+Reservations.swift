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
    try await eachConcern(in: kind, where: \.isUnderReservation) {
      concern throws(LedgerError) in
      let message = concern.payload.message
      let change = ReservationChange(
        message, persons: vault.pseudonyms(in: message.handling), at: concern.at,
        due: dues[concern.index] ?? ClockRule.reservationDue(from: concern.at))
      guard let change else { throw .corrupt(table: "entry") }
      body(change, concern.index, concern.at)
    }
  }
}
