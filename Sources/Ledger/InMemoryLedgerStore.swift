package import Concerns
package import Evidence
internal import Synchronization

/// A store that keeps its rows in memory, for simulations and tests.
///
/// Holds to the same contract as the stores on disk; what is "durable" is in ``disk``, and a new
/// store opened on that value is the broker started again.
package final class InMemoryLedgerStore: LedgerStore {
  /// How long a caller is told to wait after a planned ``FaultPlan/Fault/busy``.
  private static let busyWait = Duration.milliseconds(50)

  private struct State {
    var disk: Disk
    var appends = 0
    var latched: LedgerError?
  }

  package let identity: LedgerIdentity
  private let faults: FaultPlan
  private let state: Mutex<State>

  /// Creates an empty ledger.
  package init(creating identity: LedgerIdentity, faults: FaultPlan = .none) {
    self.identity = identity
    self.faults = faults
    state = Mutex(State(disk: Disk(identity)))
  }

  /// Opens what another store left behind.
  package init(
    opening disk: Disk, as identity: LedgerIdentity, faults: FaultPlan = .none
  ) throws(LedgerError) {
    try identity.check(found: disk.identity)
    self.identity = identity
    self.faults = faults
    state = Mutex(State(disk: disk))
  }

  /// What would be found after a crash now.
  package var disk: Disk { state.withLock { $0.disk } }

  package func append(_ writes: [Write]) async throws(LedgerError) -> CommitMark {
    try state.withLock { state throws(LedgerError) in
      if let latched = state.latched { throw latched }
      state.appends += 1
      switch faults.fault(at: state.appends) {
      case nil: return state.disk.append(writes)
      case .lowWater: return state.disk.append(writes, refusesIntake: true)
      case .busy: throw .busy(retryAfter: Self.busyWait)
      case .full: throw .full
      case .lostBeforeCommit: break
      case .errorAfterDurable: _ = state.disk.append(writes)
      }
      state.latched = .failed(code: 0)
      throw .failed(code: 0)
    }
  }

  /// Reads what is durable; final errors come first.
  private func read<Value: Sendable>(
    _ body: (Disk) -> Value
  ) throws(LedgerError) -> Value {
    try body(
      state.withLock { state throws(LedgerError) in
        if let latched = state.latched { throw latched }
        return state.disk
      })
  }

  package func head() async throws(LedgerError) -> LedgerHead { try read { $0.head } }

  package func entries(
    of kind: EntryKind, after: EntryIndex, limit: Int, fields: [FieldNumber]
  ) async throws(LedgerError) -> [StoredEntry] {
    try read { $0.entries(of: kind, after: after, limit: limit, fields: fields) }
  }

  package func entries(
    at places: [EntryIndex], fields: [FieldNumber]
  ) async throws(LedgerError) -> [EntryIndex: StoredEntry] {
    LedgerPage.check(limit: max(1, places.count))
    return try read { disk in
      var found: [EntryIndex: StoredEntry] = [:]
      for place in places { found[place] = disk.entry(at: place, fields: fields) }
      return found
    }
  }

  package func claim(_ key: Keyed) async throws(LedgerError) -> StoredClaim? {
    try read { $0.claims[key] }
  }

  package func openDeliveries(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    try read { $0.deliveries(after: after, limit: limit) { $0.standing.state.isOpen } }
  }

  package func deliveries(
    to function: Keyed, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    try read { $0.deliveries(after: after, limit: limit) { $0.function == function } }
  }

  package func deliveries(
    of entries: [EntryIndex]
  ) async throws(LedgerError) -> [EntryIndex: [StoredDelivery]] {
    LedgerPage.check(limit: max(1, entries.count))
    return try read { disk in
      var found: [EntryIndex: [StoredDelivery]] = [:]
      for entry in entries {
        found[entry] = disk.deliveriesOfEntry[entry]?.map { disk.deliveries[$0] }
      }
      return found
    }
  }

  package func handOvers(of entry: EntryIndex) async throws(LedgerError) -> [StoredHandOver] {
    try read { $0.handOvers[entry] ?? [] }
  }

  package func delivery(_ id: DeliveryID) async throws(LedgerError) -> StoredDelivery? {
    try read { disk in disk.positionOfDelivery[id].map { disk.deliveries[$0] } }
  }

  package func runningClocks(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredClock] {
    try read { $0.runningClocks(after: after, limit: limit) }
  }

  package func conversations(
    _ names: [Keyed]
  ) async throws(LedgerError) -> [Keyed: ConversationRow] {
    LedgerPage.check(limit: max(1, names.count))
    return try read { disk in
      var found: [Keyed: ConversationRow] = [:]
      for name in names { found[name] = disk.conversations[name] }
      return found
    }
  }

  package func controllerKeys() async throws(LedgerError) -> [ControllerKeyRow] {
    try read {
      $0.controllerKeys.sorted {
        ($0.controller, $0.generation) < ($1.controller, $1.generation)
      }
    }
  }

  package func leafCount(of controller: ControllerNumber) async throws(LedgerError) -> Int {
    try read { $0.leaves[controller, default: []].count }
  }

  package func leaves(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [LeafValue] {
    LedgerPage.check(leaves: range)
    return try read {
      let leaves = $0.leaves[controller, default: []]
      return Array(leaves[range.clamped(to: leaves.indices)])
    }
  }

  package func statements(
    about entry: EntryIndex, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredStatement] {
    LedgerPage.check(limit: limit)
    return try read {
      Array($0.statements[entry, default: []].lazy.filter { $0.place > after }.prefix(limit))
    }
  }

  package func treeHead(of controller: ControllerNumber) async throws(LedgerError) -> TreeHead? {
    try read { $0.heads[controller] }
  }

  package func blocks(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [Digest32] {
    LedgerPage.check(leaves: range)
    return try read {
      let blocks = $0.blocks[controller, default: []]
      return Array(blocks[range.clamped(to: blocks.indices)])
    }
  }

  package func epochs(of names: [Stand.Name]) async throws(LedgerError) -> [Stand] {
    try read { disk in
      names.map { Stand(name: $0, epoch: disk.epochs[$0, default: 0]) }
    }
  }
}
