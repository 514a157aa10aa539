import Concerns
import Evidence
import Ledger
import Synchronization
import Testing

/// A store whose commits end when the test says so.
final class GatedStore: LedgerStore {
  private struct State {
    var batches: [[Write]] = []
    var gates: [CheckedContinuation<LedgerError?, Never>] = []
    var arrivals: [CheckedContinuation<Void, Never>] = []
  }

  private let inner: InMemoryLedgerStore
  private let state = Mutex(State())
  var identity: LedgerIdentity { inner.identity }

  init(_ identity: LedgerIdentity) { inner = InMemoryLedgerStore(creating: identity) }

  var batches: [[Write]] { state.withLock { $0.batches } }

  func append(_ writes: [Write]) async throws(LedgerError) -> CommitMark {
    let error = await withCheckedContinuation { gate in
      let arrivals = state.withLock { state in
        state.batches.append(writes)
        state.gates.append(gate)
        defer { state.arrivals = [] }
        return state.arrivals
      }
      for arrival in arrivals { arrival.resume() }
    }
    if let error { throw error }
    return try await inner.append(writes)
  }

  /// Waits until a batch is at the gate, then lets it end.
  func endBatch(with error: LedgerError? = nil) async {
    await withCheckedContinuation { arrival in
      let isThere = state.withLock { state in
        if state.gates.isEmpty { state.arrivals.append(arrival) }
        return !state.gates.isEmpty
      }
      if isThere { arrival.resume() }
    }
    state.withLock { $0.gates.removeFirst() }.resume(returning: error)
  }

  func head() async throws(LedgerError) -> LedgerHead { try await inner.head() }
  func entries(
    of kind: EntryKind, after: EntryIndex, limit: Int, fields: [FieldNumber]
  ) async throws(LedgerError) -> [StoredEntry] {
    try await inner.entries(of: kind, after: after, limit: limit, fields: fields)
  }
  func entry(
    at index: EntryIndex, fields: [FieldNumber]
  ) async throws(LedgerError) -> StoredEntry? { try await inner.entry(at: index, fields: fields) }
  func entry(
    of record: RecordID, fields: [FieldNumber]
  ) async throws(LedgerError) -> StoredEntry? { try await inner.entry(of: record, fields: fields) }
  func claim(_ key: Keyed) async throws(LedgerError) -> StoredClaim? { try await inner.claim(key) }
  func openDeliveries(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    try await inner.openDeliveries(after: after, limit: limit)
  }
  func deliveries(
    to function: Keyed, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery] {
    try await inner.deliveries(to: function, after: after, limit: limit)
  }
  func deliveries(of entry: EntryIndex) async throws(LedgerError) -> [StoredDelivery] {
    try await inner.deliveries(of: entry)
  }
  func delivery(_ id: DeliveryID) async throws(LedgerError) -> StoredDelivery? {
    try await inner.delivery(id)
  }
  func runningClocks(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredClock] {
    try await inner.runningClocks(after: after, limit: limit)
  }
  func conversation(_ name: Keyed) async throws(LedgerError) -> ConversationRow? {
    try await inner.conversation(name)
  }
  func controllerKeys() async throws(LedgerError) -> [ControllerKeyRow] {
    try await inner.controllerKeys()
  }
  func leafCount(of controller: ControllerNumber) async throws(LedgerError) -> Int {
    try await inner.leafCount(of: controller)
  }
  func leaves(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [Digest32] { try await inner.leaves(of: controller, in: range) }
  func epochs(of names: [Stand.Name]) async throws(LedgerError) -> [Stand] {
    try await inner.epochs(of: names)
  }
}

@Suite struct `A group commit` {
  private let store: GatedStore
  private let commit: GroupCommit

  init() throws {
    let deployment = try #require(DeploymentID("test.example"))
    let root = try #require(RootKey(bytes: [UInt8](repeating: 7, count: 32)))
    let identity = Vault(root: root, deployment: deployment).identity(for: .training)
    store = GatedStore(identity)
    commit = GroupCommit(store: store)
  }

  private func write(_ seconds: Int64) -> Write { Write(at: Moment(seconds: seconds), rows: []) }

  private func indices(_ findings: [Finding]) -> [Int64] {
    findings.compactMap { if case .recorded(let proof) = $0 { proof.index.value } else { nil } }
  }

  /// Calls that reach the actor one after another, each once the one before has been queued.
  private func inOrder(
    _ calls: [[Write]], _ meanwhile: @escaping @Sendable () async -> Void
  ) async -> [Result<[Finding], LedgerError>] {
    await withTaskGroup(of: (Int, Result<[Finding], LedgerError>)?.self) { group in
      for (number, writes) in calls.enumerated() {
        group.addTask { [commit] in
          do throws(LedgerError) {
            return (number, .success(try await commit.record(writes)))
          } catch {
            return (number, .failure(error))
          }
        }
        while await commit.callCount <= number { await Task.yield() }
      }
      group.addTask {
        await meanwhile()
        return nil
      }
      var results: [(Int, Result<[Finding], LedgerError>)] = []
      for await result in group { if let result { results.append(result) } }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  @Test func `gathers what comes while the disk is busy, in order`() async throws {
    let calls = [[write(1)], [write(2), write(3)], [write(4)], [write(5)]]
    let results = await inOrder(calls) { [store] in
      await store.endBatch()
      await store.endBatch()
    }
    #expect(store.batches == [[write(1)], [write(2), write(3), write(4), write(5)]])
    #expect(try results.map { try indices($0.get()) } == [[1], [2, 3], [4], [5]])
  }

  @Test func `begins another batch at the limit of writes`() async throws {
    let half = GroupCommit.writeLimit / 2 + 1
    let many = (0..<half).map { write(Int64($0)) }
    let results = await inOrder([[write(0)], many, many]) { [store] in
      for _ in 0..<3 { await store.endBatch() }
    }
    #expect(store.batches.map(\.count) == [1, half, half])
    #expect(try results.map { try $0.get().count } == [1, half, half])
  }

  @Test func `fails one batch for an error that passes`() async throws {
    let results = await inOrder([[write(1)], [write(2)]]) { [store] in
      await store.endBatch(with: .full)
      await store.endBatch()
    }
    #expect(results[0] == .failure(.full))
    #expect(try indices(results[1].get()) == [1])
  }

  @Test func `fails everybody, now and later, for one that is final`() async throws {
    let results = await inOrder([[write(1)], [write(2)], [write(3)]]) { [store] in
      await store.endBatch(with: .failed(code: 10))
    }
    #expect(results == Array(repeating: .failure(.failed(code: 10)), count: 3))
    await #expect(throws: LedgerError.failed(code: 10)) { try await commit.record([write(4)]) }
    #expect(store.batches.count == 1, "nothing is written after a final error")
  }

  @Test func `turns callers away when the line is full`() async throws {
    let full = (0..<GroupCommit.writeLimit).map { write(Int64($0)) }
    let calls = GroupCommit.waitingLimit / GroupCommit.writeLimit
    let results = await inOrder(Array(repeating: full, count: calls + 1) + [[write(1)]]) {
      [store] in
      for _ in 0...calls { await store.endBatch() }
    }
    #expect(results.last == .failure(.busy(retryAfter: GroupCommit.busyWait)))
    #expect(try results.dropLast().map { try $0.get().count } == Array(repeating: 512, count: 17))
  }
}

@Suite struct `A planned fault` {
  private let identity: LedgerIdentity

  init() throws {
    let deployment = try #require(DeploymentID("test.example"))
    let root = try #require(RootKey(bytes: [UInt8](repeating: 7, count: 32)))
    identity = Vault(root: root, deployment: deployment).identity(for: .training)
  }

  @Test(arguments: [
    (FaultPlan.Fault.lostBeforeCommit, Int64(1), true), (.errorAfterDurable, 2, true),
    (.busy, 1, false), (.full, 1, false),
  ])
  func `keeps what it says and latches where it must`(
    fault: FaultPlan.Fault, kept: Int64, isFinal: Bool
  ) async throws {
    let store = InMemoryLedgerStore(creating: identity, faults: FaultPlan([2: fault]))
    let write = Write(at: Moment(seconds: 1), rows: [])
    _ = try await store.append([write])
    let error = await #expect(throws: LedgerError.self) { try await store.append([write]) }
    #expect(error?.isFinal == isFinal)
    #expect(store.disk.head.last.value == kept)
    let again = try InMemoryLedgerStore(opening: store.disk, as: identity)
    #expect(try await again.append([write]).outcomes == [.recorded(EntryIndex(kept + 1))])
    if isFinal {
      await #expect(throws: LedgerError.self) { try await store.append([write]) }
      await #expect(throws: LedgerError.self) { try await store.head() }
    } else {
      #expect(try await store.append([write]).outcomes == [.recorded(EntryIndex(kept + 1))])
    }
  }
}
