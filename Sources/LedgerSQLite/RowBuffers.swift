import Deadlines
internal import Concerns
internal import Evidence
internal import Foundation
internal import GRDB
internal import Ledger

/// The rows of a batch that nothing is decided by, table by table, until they are written.
struct RowBuffers {
  private var entries = RowBuffer(
    "entry",
    [
      "place", "record", "kind", "controller", "at", "bucket", "generation", "conversation", "key",
    ])
  private var fields = RowBuffer("field", ["place", "sealed"])
  private var deliveries = RowBuffer(
    "delivery",
    [
      "place", "id", "entry", "controller", "function", "thread", "lane", "state", "attempts",
      "not_before", "acknowledged", "version", "at", "mark", "disclosure",
    ])
  private var clocks = RowBuffer(
    "clock", ["place", "id", "entry", "controller", "kind", "due", "note"])
  private var leaves = RowBuffer("leaf", ["controller", "position", "hash"])

  /// Deliveries and clocks that are not in their tables yet, in case a later write moves them.
  private(set) var deliveryIDs: Set<DeliveryID> = []
  private(set) var clockIDs: Set<ClockID> = []

  mutating func append(_ row: EntryRow, at index: EntryIndex) {
    entries.append([
      index.value, Data(row.record.bytes), Int64(row.kind.rawValue),
      Int64(row.controller.rawValue), row.at.milliseconds, Int64(row.bucket.rawValue),
      Int64(row.generation.rawValue), Data(row.conversation.bytes), Data(row.key.bytes),
    ])
    for (number, sealed) in row.fields.sorted(by: { $0.key < $1.key }) {
      append(sealed, at: RowPlace(index: index, ordinal: Int(number.rawValue)))
    }
  }

  mutating func append(_ sealed: Sealed, at place: RowPlace) {
    fields.append([place.number, Data(sealed.bytes)])
  }

  mutating func append(_ row: DeliveryRow, at place: RowPlace) {
    let standing = row.standing
    deliveries.append([
      place.number, Data(row.id.bytes), row.entry.index(own: place.index).value,
      Int64(row.controller.rawValue), Data(row.function.bytes), Data(row.thread.bytes),
      Int64(row.lane.ledgerNumber), Int64(standing.state.rawValue), Int64(standing.attempts),
      standing.notBefore.milliseconds, Int64(standing.acknowledged.rawValue),
      Int64(standing.version), standing.at.milliseconds, Data(row.mark.bytes),
      Data(row.disclosure.bytes),
    ])
    deliveryIDs.insert(row.id)
  }

  mutating func append(_ row: ClockRow, at place: RowPlace) {
    clocks.append([
      place.number, Data(row.id.bytes), row.entry.index(own: place.index).value,
      Int64(row.controller.rawValue), Int64(row.kind), row.due.milliseconds, Data(row.note.bytes),
    ])
    clockIDs.insert(row.id)
  }

  mutating func append(_ leaf: AuditLeaf, at position: Int) {
    leaves.append([
      Int64(leaf.controller.rawValue), Int64(position), Data(leaf.hash.bytes),
    ])
  }

  mutating func flush(to db: Database) throws {
    try entries.flush(to: db)
    try fields.flush(to: db)
    try deliveries.flush(to: db)
    try clocks.flush(to: db)
    try leaves.flush(to: db)
    deliveryIDs.removeAll(keepingCapacity: true)
    clockIDs.removeAll(keepingCapacity: true)
  }
}
