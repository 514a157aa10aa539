import Deadlines
internal import Concerns
internal import Evidence

/// A ledger as a value: what a crash leaves behind, and what the next start finds.
///
/// Copying is free until one copy changes. Nothing in it depends on the order of a dictionary.
package struct Disk: Sendable {
  package let identity: LedgerIdentity
  package internal(set) var head = LedgerHead.empty

  var entries: [StoredEntry] = []
  var records: Set<RecordID> = []
  var claims: [Keyed: StoredClaim] = [:]
  var epochs: [Keyed: Int64] = [:]
  var deliveries: [StoredDelivery] = []
  var positionOfDelivery: [DeliveryID: Int] = [:]
  var deliveriesOfEntry: [EntryIndex: [Int]] = [:]
  var clocks: [StoredClock] = []
  var positionOfClock: [ClockID: Int] = [:]
  var endOfClock: [ClockID: ClockEnd] = [:]
  var handOvers: [EntryIndex: [StoredHandOver]] = [:]
  var conversations: [Keyed: ConversationRow] = [:]
  var controllerKeys: [ControllerKeyRow] = []
  var leaves: [ControllerNumber: [LeafValue]] = [:]
  var statements: [EntryIndex: [StoredStatement]] = [:]
  var heads: [ControllerNumber: TreeHead] = [:]
  var blocks: [ControllerNumber: [Digest32]] = [:]

  /// An empty ledger.
  package init(_ identity: LedgerIdentity) {
    self.identity = identity
  }

  /// Appends writes in order and says what became of each.
  ///
  /// - Parameter refusesIntake: Whether the medium is at its low-water mark.
  package mutating func append(_ writes: [Write], refusesIntake: Bool = false) -> CommitMark {
    var time = head.time
    let outcomes = writes.map { write in
      let outcome = decide(write, refusesIntake: refusesIntake)
      if case .recorded = outcome {
        time = max(time, write.at)
        keep(write)
      }
      return outcome
    }
    head = LedgerHead(last: head.last, time: time)
    return CommitMark(outcomes: outcomes, time: time)
  }

  /// Claim first: a duplicate is answered even on a full disk and after its basis has moved.
  private func decide(_ write: Write, refusesIntake: Bool) -> Outcome {
    if let claim = write.claim, let earlier = claims[claim.key] {
      return earlier.claim.digest == claim.digest ? .duplicate(earlier) : .conflict
    }
    if write.isIntake, refusesIntake { return .full }
    for stand in write.expects where epochs[stand.name, default: 0] != stand.epoch {
      return .stale(stand.name)
    }
    if let row = write.rows.firstIndex(where: { !stands($0) }) { return .overtaken(row: row) }
    return .recorded(head.last.next)
  }

  /// Whether what a row builds on is still so.
  private func stands(_ row: Row) -> Bool {
    switch row {
    case .entry, .delivery, .clock, .handOver, .treeHead:
      true
    case .deliveryChange(let change):
      positionOfDelivery[change.id].map { deliveries[$0].row.standing.version }
        == change.expectedVersion
    case .clockEnd(let end):
      positionOfClock[end.id] != nil && endOfClock[end.id] == nil
    case .conversation(let row):
      conversations[row.name]?.version ?? 0 == row.version - 1
    case .weeding(let index):
      position(of: index).map { entries[$0].row.kind == .ring } ?? false
    case .controllerKey(let row):
      !controllerKeys.contains {
        ($0.controller, $0.generation) == (row.controller, row.generation)
      }
    }
  }

  private mutating func keep(_ write: Write) {
    let index = head.last.next
    head = LedgerHead(last: index, time: head.time)
    for (ordinal, row) in write.rows.enumerated() {
      keep(row, at: RowPlace(index: index, ordinal: ordinal))
    }
    if let claim = write.claim, let entry = write.entry {
      claims[claim.key] = StoredClaim(
        claim: claim, index: index, record: entry.record, at: entry.at)
    }
    for name in write.raises { epochs[name, default: 0] += 1 }
    for (ordinal, leaf) in write.leaves.enumerated() {
      keep(leaf, at: RowPlace(index: index, ordinal: ordinal))
    }
  }

  private mutating func keep(_ leaf: AuditLeaf, at place: RowPlace) {
    let position = leaves[leaf.controller, default: []].count
    leaves[leaf.controller, default: []].append(leaf.value)
    guard let statement = leaf.statement else { return }
    statements[leaf.entry.index(own: place.index), default: []].append(
      StoredStatement(
        place: place, controller: leaf.controller, position: position, leaf: leaf.value,
        sealed: statement))
  }

  private mutating func keep(_ row: Row, at place: RowPlace) {
    switch row {
    case .entry(let row):
      precondition(records.insert(row.record).inserted, "a record is recorded once")
      entries.append(StoredEntry(index: place.index, row: row))
    case .delivery(let row):
      precondition(positionOfDelivery[row.id] == nil, "a delivery is recorded once")
      positionOfDelivery[row.id] = deliveries.count
      let entry = row.entry.index(own: place.index)
      deliveriesOfEntry[entry, default: []].append(deliveries.count)
      let placed = row.standing(nil, entry: entry)
      deliveries.append(StoredDelivery(place: place, row: placed))
    case .deliveryChange(let change):
      guard let position = positionOfDelivery[change.id] else { return }
      let old = deliveries[position]
      let row = old.row.standing(change, entry: old.row.entry.index(own: old.place.index))
      deliveries[position] = StoredDelivery(place: old.place, row: row)
    case .clock(let row):
      precondition(positionOfClock[row.id] == nil, "a clock is started once")
      positionOfClock[row.id] = clocks.count
      let placed = row.placed(at: row.entry.index(own: place.index))
      clocks.append(StoredClock(place: place, row: placed))
    case .clockEnd(let end): endOfClock[end.id] = end
    case .handOver(let row):
      handOvers[row.entry, default: []].append(StoredHandOver(index: place.index, row: row))
    case .conversation(let row): conversations[row.name] = row
    case .controllerKey(let row): controllerKeys.append(row)
    case .treeHead(let head):
      heads[head.controller] = head
      blocks[head.controller, default: []] += head.blocks
    case .weeding(let index):
      if let position = position(of: index) { entries.remove(at: position) }
      statements[index] = statements[index]?.map(\.erased)
    }
  }
}
