import Concerns
import Ledger
import Testing

@Suite struct `A ledger started again` {
  @Test(arguments: Medium.allCases)
  func `has all that was recorded and opens it`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      let concern = try scribe.concern("a", said: "what was said")
      let keys = Write(at: Moment(seconds: 1), rows: [.controllerKey(scribe.controllerKey)])
      _ = try await store.append([keys, concern, keys])
      store = try await ground.restart(store)

      #expect(try await store.controllerKeys() == [scribe.controllerKey])
      #expect(try await store.head().last == .nth(2))
      let stored = try #require(try await store.entry(at: .nth(2), fields: [.payload, .facts]))
      #expect(stored.row == concern.entry)
      #expect(try await store.entry(at: .nth(2), fields: [])?.row.fields == [:])
      #expect(try await store.entry(at: .nth(1), fields: []) == nil)
      let conversation = try await store.conversation(stored.row.conversation)
      let key = try scribe.vault.open(stored.row, in: conversation)
      let payload = try #require(stored.row.fields[.payload])
      let place = Place.field(.payload, of: stored.row.kind, at: stored.row.at)
      #expect(try key.open(payload, at: place) == Array("what was said".utf8))

      let after = try await store.append([try scribe.concern("b"), concern])
      #expect(after.outcomes.first == .recorded(.nth(3)))
      #expect(try await store.leafCount(of: stored.row.controller) == 2)
      guard case .duplicate(let earlier) = after.outcomes[1] else {
        Issue.record("a claim outlives a restart")
        return
      }
      #expect(earlier.index == .nth(2))
    }
  }

  @Test(arguments: Medium.allCases, DeliveryState.allCases)
  func `reads a delivery as open if its state says so`(
    medium: Medium, state: DeliveryState
  ) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      let write = try scribe.concern("a")
      _ = try await store.append([write])
      let id = try #require(write.delivery?.id)
      _ = try await store.append([try scribe.settling(id, from: 1, as: state)])
      store = try await ground.restart(store)
      let open = try await store.openDeliveries(after: .start, limit: 2)
      #expect(open.map(\.row.id) == (state.isOpen ? [id] : []))
      #expect(try await store.delivery(id)?.row.standing.state == state)
    }
  }

  @Test(arguments: Medium.allCases)
  func `reads open deliveries in pages without gap or repetition`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      var writes: [Write] = []
      for number in 0..<7 { writes.append(try scribe.concern("\(number)")) }
      _ = try await store.append(writes)
      let ids = writes.compactMap(\.delivery?.id)
      _ = try await store.append([try scribe.settling(ids[2], from: 1)])
      store = try await ground.restart(store)
      var read: [StoredDelivery] = []
      repeat {
        let page = try await store.openDeliveries(after: read.last?.place ?? .start, limit: 2)
        read += page
        if page.count < 2 { break }
      } while read.count <= ids.count
      #expect(read.map(\.row.id) == ids.enumerated().filter { $0.offset != 2 }.map(\.element))
      #expect(read.map(\.row.entry) == [1, 2, 4, 5, 6, 7].map { .at(.nth($0)) })
      let first = try #require(writes[0].delivery)
      let listed = try await store.deliveries(to: first.function, after: .start, limit: 100)
      #expect(listed.map(\.row.id) == ids)
      let none = try await store.deliveries(to: first.thread, after: .start, limit: 100)
      #expect(none.isEmpty)
      #expect(try await store.deliveries(of: .nth(3)).map(\.row.standing.state) == [.settled])
    }
  }

  @Test(arguments: Medium.allCases)
  func `reads several entries and their deliveries at once, and none that is not there`(
    medium: Medium
  ) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let writes = [try scribe.concern("a"), try scribe.concern("b"), try scribe.concern("c")]
      _ = try await store.append(writes)
      let asked: [EntryIndex] = [.nth(3), .nth(9), .nth(1)]
      let entries = try await store.entries(at: asked, fields: [.facts])
      #expect(entries.keys.sorted() == [.nth(1), .nth(3)])
      #expect(entries[.nth(3)]?.row.record == writes[2].entry?.record)
      #expect(entries[.nth(3)]?.row.fields.keys.map(\.self) == [.facts])
      let deliveries = try await store.deliveries(of: asked)
      #expect(deliveries[.nth(1)]?.map(\.row.id) == [writes[0].delivery].compactMap { $0?.id })
      #expect(deliveries[.nth(3)]?.map(\.row.id) == [writes[2].delivery].compactMap { $0?.id })
      #expect(deliveries[.nth(9), default: []].isEmpty)
      #expect(try await store.entries(at: [], fields: []).isEmpty)
      #expect(try await store.deliveries(of: []).isEmpty)
    }
  }

  @Test(arguments: Medium.allCases)
  func `tells to whom an entry was handed over, in order`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      let concern = try scribe.concern("a")
      _ = try await store.append([concern, try scribe.concern("b")])
      let row = try #require(concern.conversation)
      let key = try scribe.key.open(row)
      let notes = ["first", "second"].map { Array($0.utf8) }
      for note in notes {
        let handOver = key.seal(handOver: note, of: .nth(1), using: &scribe.generator)
        _ = try await store.append([Write(at: Moment(seconds: 2), rows: [.handOver(handOver)])])
      }
      store = try await ground.restart(store)
      let found = try await store.handOvers(of: .nth(1))
      #expect(found.map(\.index) == [.nth(3), .nth(4)])
      #expect(try found.map { try key.open($0.row) } == notes)
      #expect(try await store.handOvers(of: .nth(2)).isEmpty)
      let moved = HandOverRow(entry: .nth(2), note: found[0].row.note)
      #expect(throws: VaultError.notOpened) { try key.open(moved) }
    }
  }

  @Test(arguments: Medium.allCases)
  func `replays entries of one kind in order`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      for number in 0..<5 { _ = try await store.append([try scribe.concern("\(number)")]) }
      store = try await ground.restart(store)
      let page = try await store.entries(of: .concern, after: .nth(1), limit: 3, fields: [.facts])
      #expect(page.map(\.index) == [.nth(2), .nth(3), .nth(4)])
      #expect(page.allSatisfy { Array($0.row.fields.keys) == [.facts] })
      let others = try await store.entries(of: .consent, after: .start, limit: 3, fields: [])
      #expect(others.isEmpty)
    }
  }

  @Test(arguments: Medium.allCases)
  func `has its audit leaves in order`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      let writes = try (0..<4).map { try scribe.concern("\($0)", said: "\($0)") }
      _ = try await store.append(Array(writes[..<2]))
      store = try await ground.restart(store)
      _ = try await store.append(Array(writes[2...]))
      let controller = scribe.controllerKey.controller
      let values = writes.flatMap(\.leaves).map(\.value)
      #expect(try await store.leaves(of: controller, in: 1..<3) == Array(values[1..<3]))
      #expect(try await store.leaves(of: controller, in: 2..<100) == Array(values[2...]))
      let other = ControllerNumber(rawValue: 9)
      #expect(try await store.leaves(of: other, in: 0..<10).isEmpty)
      #expect(try await store.leafCount(of: other) == 0)
    }
  }

  @Test(arguments: Medium.allCases)
  func `is refused to another deployment, environment or root key`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let own = ground.identity
      let elsewhere = LedgerIdentity(
        deployment: try #require(DeploymentID("other.example")), environment: .training,
        rootMark: own.rootMark)
      let production = LedgerIdentity(
        deployment: own.deployment, environment: .production, rootMark: own.rootMark)
      let stranger = try Scribe(seed: 2).vault.identity(for: .training)
      _ = try await store.append([try scribe.concern("a")])
      await #expect(throws: LedgerError.wrongDeployment(found: "test.example")) {
        try await ground.restart(store, as: elsewhere)
      }
      await #expect(throws: LedgerError.wrongEnvironment(found: "training")) {
        try await ground.restart(store, as: production)
      }
      await #expect(throws: LedgerError.wrongRootKey) {
        try await ground.restart(store, as: stranger)
      }
      #expect(try await ground.restart(store).head().last == .nth(1))
    }
  }
}
