import Deadlines
internal import Concerns
internal import Evidence
internal import Foundation
internal import GRDB
internal import Ledger

extension Appending {
  /// Writes one row of a write that was decided to be kept.
  mutating func keep(_ row: Ledger.Row, at place: RowPlace) throws {
    switch row {
    case .entry(let row): buffers.append(row, at: place.index)
    case .delivery(let row):
      buffers.append(row, at: place)
      footing.deliveries[row.id] = .init(place: place.number, version: row.standing.version)
    case .deliveryChange(let change): keep(change)
    case .handOver(let row): buffers.append(row, at: place.index)
    case .clock(let row): buffers.append(row, at: place)
    case .clockEnd(let end):
      try run(
        "UPDATE clock SET ended = ?, cause = ? WHERE id = ?",
        [end.at.milliseconds, Int64(end.cause), Data(end.id.bytes)])
    case .conversation(let row):
      buffers.append(row)
      footing.conversations[row.name] = row.version
    case .weeding(let index):
      try run("DELETE FROM entry WHERE place = ?", [index.value])
      // Which leaf was about it is known as long as the leaf is there.
      try run("UPDATE statement SET sealed = x'' WHERE entry = ?", [index.value])
      let fields = RowPlace(index: index, ordinal: 0)
      try run(
        "DELETE FROM field WHERE place BETWEEN ? AND ?",
        [fields.number, fields.number + Int64(RowPlace.rowsPerWrite) - 1])
    case .treeHead(let head): try keep(head)
    case .controllerKey(let row):
      try run(
        "INSERT INTO controller_key (controller, generation, name, key) VALUES (?, ?, ?, ?)",
        [
          Int64(row.controller.rawValue), Int64(row.generation.rawValue), Data(row.name.bytes),
          Data(row.key.bytes),
        ])
    }
  }

  /// The newest head replaces the one before; blocks are numbered on.
  private func keep(_ head: TreeHead) throws {
    let controller = Int64(head.controller.rawValue)
    try run(
      "INSERT OR REPLACE INTO tree_head (controller, size, at, note) VALUES (?, ?, ?, ?)",
      [controller, Int64(head.size), head.at.milliseconds, Data(head.note)])
    for root in head.blocks {
      try run(
        """
        INSERT INTO block (controller, number, root)
        SELECT ?1, ifnull(max(number) + 1, 0), ?2 FROM block WHERE controller = ?1
        """, [controller, Data(root.bytes)])
    }
  }

  private mutating func keep(_ change: DeliveryChange) {
    guard let place = footing.deliveries[change.id]?.place else {
      preconditionFailure("a change is decided by the delivery that it changes")
    }
    footing.deliveries[change.id]?.version = change.standing.version
    buffers.append(change, of: place)
  }
}
