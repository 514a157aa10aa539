import Deadlines
internal import Concerns
internal import Foundation
internal import GRDB
internal import Ledger

extension Appending {
  /// Writes one row of a write that was decided to be kept.
  func keep(_ row: Ledger.Row, at place: RowPlace) throws {
    switch row {
    case .entry(let row): try keep(row, at: place.index)
    case .delivery(let row): try keep(row, at: place)
    case .deliveryChange(let change): try keep(change)
    case .clock(let row): try keep(row, at: place)
    case .clockEnd(let end):
      try run(
        "UPDATE clock SET ended = ?, cause = ? WHERE id = ?",
        [end.at.milliseconds, Int64(end.cause), Data(end.id.bytes)])
    case .conversation(let row): try keep(row)
    case .controllerKey(let row):
      try run(
        "INSERT INTO controller_key (controller, generation, name, key) VALUES (?, ?, ?, ?)",
        [
          Int64(row.controller.rawValue), Int64(row.generation.rawValue), Data(row.name.bytes),
          Data(row.key.bytes),
        ])
    }
  }

  private func keep(_ row: EntryRow, at index: EntryIndex) throws {
    try run(
      """
      INSERT INTO entry
        (place, record, kind, controller, at, bucket, generation, conversation, key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        index.value, Data(row.record.bytes), Int64(row.kind.rawValue),
        Int64(row.controller.rawValue), row.at.milliseconds, Int64(row.bucket.rawValue),
        Int64(row.generation.rawValue), Data(row.conversation.bytes), Data(row.key.bytes),
      ])
    for (number, sealed) in row.fields.sorted(by: { $0.key < $1.key }) {
      try keepField(sealed, at: RowPlace(index: index, ordinal: Int(number.rawValue)))
    }
  }

  private func keep(_ row: DeliveryRow, at place: RowPlace) throws {
    let standing = row.standing
    try run(
      """
      INSERT INTO delivery
        (place, id, entry, controller, function, thread, lane, state, attempts, not_before,
         acknowledged, version, at, mark, disclosure)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        place.number, Data(row.id.bytes), row.entry.index(own: place.index).value,
        Int64(row.controller.rawValue), Data(row.function.bytes), Data(row.thread.bytes),
        Int64(row.lane.ledgerNumber), Int64(standing.state.rawValue), Int64(standing.attempts),
        standing.notBefore.milliseconds, Int64(standing.acknowledged.rawValue),
        Int64(standing.version), standing.at.milliseconds, Data(row.mark.bytes),
        Data(row.disclosure.bytes),
      ])
  }

  private func keep(_ change: DeliveryChange) throws {
    let standing = change.standing
    try run(
      """
      UPDATE delivery SET state = ?, attempts = ?, not_before = ?, acknowledged = ?,
        version = ?, at = ?, mark = ?
      WHERE id = ?
      """,
      [
        Int64(standing.state.rawValue), Int64(standing.attempts),
        standing.notBefore.milliseconds, Int64(standing.acknowledged.rawValue),
        Int64(standing.version), standing.at.milliseconds, Data(change.mark.bytes),
        Data(change.id.bytes),
      ])
  }

  private func keep(_ row: ClockRow, at place: RowPlace) throws {
    try run(
      """
      INSERT INTO clock (place, id, entry, controller, kind, due, note)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        place.number, Data(row.id.bytes), row.entry.index(own: place.index).value,
        Int64(row.controller.rawValue), Int64(row.kind), row.due.milliseconds,
        Data(row.note.bytes),
      ])
  }

  private func keep(_ row: ConversationRow) throws {
    try run(
      """
      INSERT INTO conversation (name, controller, generation, key, version, standing)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET controller = excluded.controller,
        generation = excluded.generation, key = excluded.key, version = excluded.version,
        standing = excluded.standing
      """,
      [
        Data(row.name.bytes), Int64(row.controller.rawValue), Int64(row.generation.rawValue),
        Data(row.key.bytes), Int64(row.version), Data(row.standing.bytes),
      ])
  }
}
