package import Concerns
import Deadlines
package import Evidence
package import Ledger
import Synchronization

/// A ledger in memory, with somebody looking over its shoulder.
///
/// Everything goes to the real store; what became durable is noted beside it.
package final class WatchedStore: LedgerStore {
  private struct Watch {
    var noted: Noted
    var appends = 0
  }

  private let inner: InMemoryLedgerStore
  private let faults: [Int: FaultPlan.Fault]
  private let watch: Mutex<Watch>

  package init(
    opening disk: Disk, as identity: LedgerIdentity, noted: Noted,
    faults: [Int: FaultPlan.Fault] = [:]
  ) throws(LedgerError) {
    inner = try InMemoryLedgerStore(opening: disk, as: identity, faults: FaultPlan(faults))
    self.faults = faults
    watch = Mutex(Watch(noted: noted))
  }

  package var identity: LedgerIdentity { inner.identity }
  /// What a crash would leave behind now.
  package var disk: Disk { inner.disk }
  package var noted: Noted { watch.withLock { $0.noted } }

  /// Looks at what is noted without copying it.
  package func look<Value: Sendable>(_ body: (borrowing Noted) -> Value) -> Value {
    watch.withLock { body($0.noted) }
  }

  package func append(_ writes: [Write]) async throws(LedgerError) -> CommitMark {
    let count = watch.withLock {
      $0.appends += 1
      return $0.appends
    }
    guard faults[count] == .errorAfterDurable else {
      let mark = try await inner.append(writes)
      watch.withLock { $0.noted.note(writes, mark.outcomes) }
      return mark
    }
    // The answer will be an error although all is kept, so what was decided is worked out here.
    var copy = inner.disk
    let mark = copy.append(writes)
    watch.withLock { $0.noted.note(writes, mark.outcomes) }
    return try await inner.append(writes)
  }

  package func head() async throws(LedgerError) -> LedgerHead { try await inner.head() }

  package func entries(
    of kind: EntryKind, after: EntryIndex, limit: Int, fields: [FieldNumber]
  ) async throws(LedgerError) -> [StoredEntry] {
    try await inner.entries(of: kind, after: after, limit: limit, fields: fields)
  }

  package func entries(
    at places: [EntryIndex], fields: [FieldNumber]
  ) async throws(LedgerError) -> [EntryIndex: StoredEntry] {
    try await inner.entries(at: places, fields: fields)
  }

  package func claim(_ key: Keyed) async throws(LedgerError) -> StoredClaim? {
    try await inner.claim(key)
  }

  package func openDeliveries(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    try await inner.openDeliveries(after: after, limit: limit)
  }

  package func deliveries(
    to function: Keyed, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    try await inner.deliveries(to: function, after: after, limit: limit)
  }

  package func deliveries(
    of entries: [EntryIndex]
  ) async throws(LedgerError) -> [EntryIndex: [StoredDelivery]] {
    try await inner.deliveries(of: entries)
  }

  package func handOvers(of entry: EntryIndex) async throws(LedgerError) -> [StoredHandOver] {
    try await inner.handOvers(of: entry)
  }

  package func delivery(_ id: DeliveryID) async throws(LedgerError) -> StoredDelivery? {
    try await inner.delivery(id)
  }

  package func runningClocks(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredClock] {
    try await inner.runningClocks(after: after, limit: limit)
  }

  package func conversations(
    _ names: [Keyed]
  ) async throws(LedgerError) -> [Keyed: ConversationRow] {
    try await inner.conversations(names)
  }

  package func controllerKeys() async throws(LedgerError) -> [ControllerKeyRow] {
    try await inner.controllerKeys()
  }

  package func leafCount(of controller: ControllerNumber) async throws(LedgerError) -> Int {
    try await inner.leafCount(of: controller)
  }

  package func leaves(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [LeafValue] {
    try await inner.leaves(of: controller, in: range)
  }

  package func statements(
    about entry: EntryIndex, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredStatement] {
    try await inner.statements(about: entry, after: after, limit: limit)
  }

  package func treeHead(of controller: ControllerNumber) async throws(LedgerError) -> TreeHead? {
    try await inner.treeHead(of: controller)
  }

  package func blocks(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [Digest32] {
    try await inner.blocks(of: controller, in: range)
  }

  package func epochs(of names: [Stand.Name]) async throws(LedgerError) -> [Stand] {
    try await inner.epochs(of: names)
  }
}
