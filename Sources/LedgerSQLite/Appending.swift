import Deadlines
internal import Concerns
internal import Evidence
internal import Foundation
internal import GRDB
internal import Ledger

/// Where the ledger ends, as the writing connection knows it between commits.
struct Position: Sendable {
  var head: LedgerHead
  /// Sizes of the audit trees that were written to since the start.
  var leafCounts: [ControllerNumber: Int] = [:]
}

/// One batch inside its transaction: decides about each write, then keeps it.
///
/// All that may refuse a write is known before its first row is kept, so a refused write leaves
/// nothing to take back. What is looked up later in the batch and still waits in a buffer is
/// written first.
struct Appending {
  let db: Database
  let refusesIntake: Bool
  private(set) var position: Position
  var buffers = RowBuffers()
  var footing: Footing
  /// Epochs looked up in this batch; those it raises are looked up anew.
  private var epochs: [Stand.Name: Int64] = [:]

  /// - Parameter writes: What is to be appended.
  init(
    _ writes: [Write], to db: Database, at position: Position, refusesIntake: Bool
  ) throws {
    self.db = db
    self.position = position
    self.refusesIntake = refusesIntake
    footing = try Footing(of: writes, in: db)
  }

  mutating func append(_ writes: [Write]) throws -> CommitMark {
    var time = position.head.time
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(writes.count)
    for write in writes {
      let outcome = try decide(write)
      if case .recorded(let index) = outcome {
        time = max(time, write.at)
        try keep(write, at: index)
      }
      outcomes.append(outcome)
    }
    try buffers.flush(to: db)
    position.head = LedgerHead(last: position.head.last, time: time)
    try run(
      "UPDATE ledger SET last = ?, time = ?", [position.head.last.value, time.milliseconds])
    return CommitMark(outcomes: outcomes, time: time)
  }

  /// Claim first: a duplicate is answered even on a full disk and after its basis has moved.
  private mutating func decide(_ write: Write) throws -> Outcome {
    if let claim = write.claim, let earlier = try earlier(claim.key) {
      return earlier.claim.digest == claim.digest ? .duplicate(earlier) : .conflict
    }
    if write.isIntake, refusesIntake { return .full }
    for stand in write.expects where try epoch(of: stand.name) != stand.epoch {
      return .stale(stand.name)
    }
    for (index, row) in write.rows.enumerated() where try !stands(row) {
      return .overtaken(row: index)
    }
    return .recorded(position.head.last.next)
  }

  private mutating func earlier(_ key: Keyed) throws -> StoredClaim? {
    guard footing.claims.contains(key) else { return nil }
    try buffers.flush(to: db)
    return try Lookup.claim(key, in: db)
  }

  private mutating func epoch(of name: Stand.Name) throws -> Int64 {
    if let epoch = epochs[name] { return epoch }
    let epoch = try Lookup.epoch(of: name, in: db)
    epochs[name] = epoch
    return epoch
  }

  /// Whether what a row builds on is still so.
  private mutating func stands(_ row: Ledger.Row) throws -> Bool {
    switch row {
    case .entry, .delivery, .clock, .handOver, .treeHead:
      return true
    case .deliveryChange(let change):
      return footing.deliveries[change.id]?.version == change.expectedVersion
    case .clockEnd(let end):
      if buffers.clockIDs.contains(end.id) { try buffers.flush(to: db) }
      return try number("SELECT ended IS NULL FROM clock WHERE id = ?", [Data(end.id.bytes)]) == 1
    case .conversation(let row):
      return footing.conversations[row.name] ?? 0 == row.version - 1
    case .weeding(let index):
      return try number("SELECT kind FROM entry WHERE place = ?", [index.value])
        == Int64(EntryKind.ring.rawValue)
    case .controllerKey(let row):
      return try number(
        "SELECT 1 FROM controller_key WHERE controller = ? AND generation = ?",
        [Int64(row.controller.rawValue), Int64(row.generation.rawValue)]) == nil
    }
  }

  private mutating func keep(_ write: Write, at index: EntryIndex) throws {
    position.head = LedgerHead(last: index, time: position.head.time)
    for (ordinal, row) in write.rows.enumerated() {
      try keep(row, at: RowPlace(index: index, ordinal: ordinal))
    }
    if let claim = write.claim {
      buffers.append(claim, at: index)
      footing.claims.insert(claim.key)
    }
    for name in write.raises {
      try run(
        """
        INSERT INTO stand (name, epoch) VALUES (?, 1)
        ON CONFLICT (name) DO UPDATE SET epoch = epoch + 1
        """, [Data(name.bytes)])
      epochs[name] = nil
    }
    for (ordinal, leaf) in write.leaves.enumerated() {
      try keep(leaf, at: RowPlace(index: index, ordinal: ordinal))
    }
  }

  private mutating func keep(_ leaf: AuditLeaf, at place: RowPlace) throws {
    let count =
      try position.leafCounts[leaf.controller] ?? Lookup.leafCount(leaf.controller, in: db)
    buffers.append(leaf, as: count, at: place)
    position.leafCounts[leaf.controller] = count + 1
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  private func number(_ sql: String, _ arguments: StatementArguments) throws -> Int64? {
    try Int64.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments)
  }
}
