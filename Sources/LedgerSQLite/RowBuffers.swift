import Deadlines
internal import Concerns
internal import Evidence
internal import Foundation
internal import GRDB
internal import Ledger

/// The rows of a batch, table by table, until they are written.
///
/// What changes twice in a batch is written once, as it stands at the end.
struct RowBuffers {
  private var entries = RowBuffer(.entries)
  private var fields = RowBuffer(.fields)
  private var claims = RowBuffer(.claims)
  private var deliveries = RowBuffer(.deliveries)
  private var disclosures = RowBuffer(.disclosures)
  private var handOvers = RowBuffer(.handOvers)
  private var clocks = RowBuffer(.clocks)
  private var leaves = RowBuffer(.leaves)
  private var statements = RowBuffer(.statements)
  /// By the place of the delivery.
  private var changes: [Int64: DeliveryChange] = [:]
  private var conversations: [Keyed: ConversationRow] = [:]

  /// Clocks that are not in their table yet, in case a later write ends them.
  private(set) var clockIDs: Set<ClockID> = []

  mutating func append(_ row: EntryRow, at index: EntryIndex) {
    entries.append([
      value(index.value), value(row.record.bytes), value(row.kind.rawValue),
      value(row.controller.rawValue), value(row.at), value(row.bucket.rawValue),
      value(row.generation.rawValue), value(row.conversation.bytes), value(row.key.bytes),
    ])
    for (number, sealed) in row.fields.sorted(by: { $0.key < $1.key }) {
      append(sealed, at: RowPlace(index: index, ordinal: Int(number.rawValue)))
    }
  }

  mutating func append(_ sealed: Sealed, at place: RowPlace) {
    fields.append([value(place.number), value(sealed.bytes)])
  }

  mutating func append(_ claim: Claim, at index: EntryIndex) {
    claims.append([value(claim.key.bytes), value(claim.digest.bytes), value(index.value)])
    append(claim.answer, at: RowPlace(index: index, ordinal: 0))
  }

  mutating func append(_ row: DeliveryRow, at place: RowPlace) {
    let standing = row.standing
    deliveries.append([
      value(place.number), value(row.id.bytes),
      value(row.entry.index(own: place.index).value), value(row.controller.rawValue),
      value(row.function.bytes), value(row.thread.bytes), value(row.lane.ledgerNumber),
      value(standing.state.rawValue), value(standing.attempts), value(standing.notBefore),
      value(standing.acknowledged.rawValue), value(standing.version), value(standing.at),
      value(row.mark.bytes),
    ])
    disclosures.append([value(place.number), value(row.disclosure.bytes)])
  }

  /// - Parameter place: Where the delivery lies.
  mutating func append(_ change: DeliveryChange, of place: Int64) { changes[place] = change }

  mutating func append(_ row: HandOverRow, at index: EntryIndex) {
    handOvers.append([value(index.value), value(row.entry.value), value(row.note.bytes)])
  }

  mutating func append(_ row: ConversationRow) { conversations[row.name] = row }

  mutating func append(_ row: ClockRow, at place: RowPlace) {
    clocks.append([
      value(place.number), value(row.id.bytes),
      value(row.entry.index(own: place.index).value), value(row.controller.rawValue),
      value(row.kind), value(row.due), value(row.note.bytes),
    ])
    clockIDs.insert(row.id)
  }

  mutating func append(_ leaf: AuditLeaf, as position: Int, at place: RowPlace) {
    leaves.append([value(leaf.controller.rawValue), value(position), value(leaf.value.bytes)])
    guard let statement = leaf.statement else { return }
    statements.append([
      value(place.number), value(leaf.entry.index(own: place.index).value),
      value(leaf.controller.rawValue), value(position), value(statement.bytes),
    ])
  }

  /// Deliveries before what changes them: both may be of this batch.
  mutating func flush(to db: Database) throws {
    try entries.flush(to: db)
    try fields.flush(to: db)
    try claims.flush(to: db)
    try deliveries.flush(to: db)
    try disclosures.flush(to: db)
    try handOvers.flush(to: db)
    try clocks.flush(to: db)
    try leaves.flush(to: db)
    try statements.flush(to: db)
    try flushChanges(to: db)
    try flushConversations(to: db)
    clockIDs.removeAll(keepingCapacity: true)
  }

  private mutating func flushChanges(to db: Database) throws {
    var rows = RowBuffer(.changes)
    for (place, change) in changes.sorted(by: { $0.key < $1.key }) {
      let standing = change.standing
      rows.append([
        value(place), value(standing.state.rawValue), value(standing.attempts),
        value(standing.notBefore), value(standing.acknowledged.rawValue),
        value(standing.version), value(standing.at), value(change.mark.bytes),
      ])
    }
    try rows.flush(to: db)
    changes.removeAll(keepingCapacity: true)
  }

  private mutating func flushConversations(to db: Database) throws {
    var rows = RowBuffer(.conversations)
    for (name, row) in conversations.sorted(by: { $0.key < $1.key }) {
      rows.append([
        value(name.bytes), value(row.controller.rawValue), value(row.generation.rawValue),
        value(row.key.bytes), value(row.version), value(row.standing.bytes),
      ])
    }
    try rows.flush(to: db)
    conversations.removeAll(keepingCapacity: true)
  }

  private func value(_ number: some BinaryInteger) -> DatabaseValue {
    Int64(number).databaseValue
  }

  private func value(_ moment: Moment) -> DatabaseValue { moment.milliseconds.databaseValue }

  private func value(_ bytes: [UInt8]) -> DatabaseValue { Data(bytes).databaseValue }
}

extension RowForm {
  fileprivate static let entries = Self(
    into: "entry",
    [
      "place", "record", "kind", "controller", "at", "bucket", "generation", "conversation", "key",
    ])
  fileprivate static let fields = Self(into: "field", ["place", "sealed"])
  fileprivate static let claims = Self(into: "claim", ["key", "digest", "entry"])
  fileprivate static let deliveries = Self(
    into: "delivery",
    [
      "place", "id", "entry", "controller", "function", "thread", "lane", "state", "attempts",
      "not_before", "acknowledged", "version", "at", "mark",
    ])
  fileprivate static let disclosures = Self(into: "disclosure", ["place", "sealed"])
  fileprivate static let handOvers = Self(into: "hand_over", ["place", "entry", "note"])
  fileprivate static let clocks = Self(
    into: "clock", ["place", "id", "entry", "controller", "kind", "due", "note"])
  fileprivate static let leaves = Self(into: "leaf", ["controller", "position", "value"])
  fileprivate static let statements = Self(
    into: "statement", ["place", "entry", "controller", "position", "sealed"])
  fileprivate static let conversations = Self(
    into: "conversation", ["name", "controller", "generation", "key", "version", "standing"],
    conflict: """
      ON CONFLICT (name) DO UPDATE SET controller = excluded.controller,
        generation = excluded.generation, key = excluded.key, version = excluded.version,
        standing = excluded.standing
      """)
  /// By place and not by name: the index of names is touched all over.
  fileprivate static let changes = Self(width: 8) { rows in
    """
    UPDATE delivery SET state = new.column2, attempts = new.column3, not_before = new.column4,
      acknowledged = new.column5, version = new.column6, at = new.column7, mark = new.column8
    FROM (VALUES \(rows)) AS new WHERE delivery.place = new.column1
    """
  }
}
