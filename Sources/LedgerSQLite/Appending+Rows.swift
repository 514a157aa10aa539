import Deadlines
internal import Concerns
internal import Foundation
internal import GRDB
internal import Ledger

extension Appending {
  /// Writes one row of a write that was decided to be kept.
  mutating func keep(_ row: Ledger.Row, at place: RowPlace) throws {
    switch row {
    case .entry(let row): buffers.append(row, at: place.index)
    case .delivery(let row): buffers.append(row, at: place)
    case .deliveryChange(let change): try keep(change)
    case .clock(let row): buffers.append(row, at: place)
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
