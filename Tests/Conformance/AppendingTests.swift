import Concerns
import Ledger
import Testing

@Suite struct `Appending to a ledger` {
  @Test(arguments: Medium.allCases)
  func `records in order and answers for each write`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let writes = [try scribe.concern("a", at: 300), try scribe.concern("b", at: 100)]
      let mark = try await store.append(writes)
      #expect(mark.outcomes == [.recorded(.nth(1)), .recorded(.nth(2))])
      #expect(mark.time == Moment(seconds: 300))
      let later = try await store.append([try scribe.concern("c", at: 200)])
      #expect(later.outcomes == [.recorded(.nth(3))])
      #expect(later.time == Moment(seconds: 300), "ledger time never goes back")
      #expect(try await store.head() == LedgerHead(last: .nth(3), time: Moment(seconds: 300)))
    }
  }

  @Test(arguments: Medium.allCases)
  func `answers a duplicate with what the first was answered`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let first = try scribe.concern("a")
      let again = try scribe.concern("a")
      let other = try scribe.concern("a", said: "other words")
      let mark = try await store.append([first, again, other])
      let expected = StoredClaim(
        claim: try #require(first.claim), index: .nth(1),
        record: try #require(first.entry?.record), at: Moment(seconds: 100))
      #expect(mark.outcomes == [.recorded(.nth(1)), .duplicate(expected), .conflict])
      let later = try await store.append([other, again, try scribe.concern("b")])
      #expect(later.outcomes == [.conflict, .duplicate(expected), .recorded(.nth(2))])
      #expect(try await store.claim(expected.claim.key) == expected)
      let open = try await store.openDeliveries(after: .start, limit: 10)
      #expect(
        open.map(\.row.id) == [try #require(first.delivery?.id)] + open.dropFirst().map(\.row.id))
      #expect(open.count == 2, "a refused write leaves no rows")
      #expect(try await store.leafCount(of: scribe.controllerKey.controller) == 2)
    }
  }

  @Test(arguments: Medium.allCases)
  func `refuses a write whose basis has moved`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let (unraised, raised) = (try scribe.stand("consent", 0), try scribe.stand("consent", 1))
      let withdrawal = try scribe.concern("w", raises: [unraised.name])
      let writes = [
        try scribe.concern("a", expects: [unraised]), withdrawal,
        try scribe.concern("b", expects: [unraised]), try scribe.concern("c", expects: [raised]),
      ]
      let mark = try await store.append(writes)
      #expect(
        mark.outcomes == [
          .recorded(.nth(1)), .recorded(.nth(2)), .stale(unraised.name), .recorded(.nth(3)),
        ])
      let never = try scribe.stand("never", 0)
      #expect(try await store.epochs(of: [never.name, raised.name]) == [never, raised])
      let late = try await store.append([try scribe.concern("b", expects: [raised])])
      #expect(late.outcomes == [.recorded(.nth(4))], "a stale write has claimed nothing")
    }
  }

  @Test(arguments: Medium.allCases)
  func `does not raise for a write that was refused`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let stand = try scribe.stand("policy", 0)
      let wrong = try scribe.stand("policy", 5)
      let mark = try await store.append([
        try scribe.concern("a", expects: [wrong], raises: [stand.name])
      ])
      #expect(mark.outcomes == [.stale(stand.name)])
      #expect(try await store.epochs(of: [stand.name]) == [stand])
    }
  }

  @Test(arguments: Medium.allCases)
  func `lets one of two changes of a version through`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let concern = try scribe.concern("a")
      let id = try #require(concern.delivery?.id)
      let settling = try scribe.settling(id, from: 1)
      let mark = try await store.append([concern, settling, settling])
      #expect(
        mark.outcomes == [.recorded(.nth(1)), .recorded(.nth(2)), .overtaken(row: 0)])
      let stored = try #require(try await store.delivery(id))
      #expect(stored.row.standing.version == 2)
      #expect(stored.row.standing.acknowledged == .read)
      #expect(stored.place.index == .nth(1))
      try scribe.key.check(stored.row)
      let foreign = try scribe.settling(DeliveryID(using: &scribe.generator), from: 1)
      #expect(try await store.append([foreign]).outcomes == [.overtaken(row: 0)])
    }
  }

  @Test(arguments: Medium.allCases, [1, 9, 75])
  func `moves as many deliveries as a batch names`(medium: Medium, count: Int) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let concerns = try (0..<count).map { try scribe.concern("\($0)") }
      let ids = concerns.compactMap(\.delivery?.id)
      let moves = try ids.map { try scribe.settling($0, from: 1) }
      let again = try ids.map { try scribe.settling($0, from: 2, at: 300) }
      let mark = try await store.append(concerns + moves)
      #expect(mark.outcomes == (1...Int64(2 * count)).map { .recorded(.nth($0)) })
      #expect(try await store.append(again).outcomes.count == count)
      for id in ids {
        let stored = try #require(try await store.delivery(id))
        #expect(stored.row.standing.version == 3)
        #expect(stored.row.standing.at == Moment(seconds: 300))
        try scribe.key.check(stored.row)
      }
      #expect(try await store.openDeliveries(after: .start, limit: 10).isEmpty)
    }
  }

  @Test(arguments: Medium.allCases)
  func `ends a clock once`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let concern = try scribe.concern("a")
      let clock = try #require(concern.clock)
      _ = try await store.append([concern])
      #expect(
        try await store.runningClocks(after: .start, limit: 10).map(\.row.due) == [clock.due])
      let end = Row.clockEnd(ClockEnd(id: clock.id, at: Moment(seconds: 150), cause: 2))
      let write = Write(at: Moment(seconds: 150), rows: [end])
      let mark = try await store.append([write, write])
      #expect(mark.outcomes == [.recorded(.nth(2)), .overtaken(row: 0)])
      #expect(try await store.runningClocks(after: .start, limit: 10).isEmpty)
    }
  }

  @Test(arguments: Medium.allCases)
  func `keeps nothing of a write whose last row was overtaken`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let concern = try scribe.concern("a")
      let row = try #require(concern.conversation)
      _ = try await store.append([concern])
      var other = try scribe.concern("b")
      other = Write(
        at: other.at, claim: other.claim,
        rows: other.rows.filter { if case .conversation = $0 { false } else { true } }
          + [.conversation(row)], leaves: other.leaves)
      #expect(try await store.append([other]).outcomes == [.overtaken(row: 3)])
      #expect(try await store.claim(try #require(other.claim).key) == nil)
      #expect(try await store.openDeliveries(after: .start, limit: 10).count == 1)
      let next = ConversationRow(
        name: row.name, controller: row.controller, generation: row.generation, key: row.key,
        version: 2, standing: row.standing)
      let write = Write(at: other.at, rows: [.conversation(next)])
      #expect(try await store.append([write]).outcomes == [.recorded(.nth(2))])
      #expect(try await store.conversation(row.name) == next)
    }
  }

  @Test(arguments: Medium.allCases)
  func `refuses intake at the low-water mark and nothing else`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.createNearlyFull()
      let kept = try scribe.concern("a", isIntake: false)
      let settling = try scribe.settling(try #require(kept.delivery?.id), from: 1)
      let mark = try await store.append([kept, try scribe.concern("b"), settling])
      #expect(mark.outcomes == [.recorded(.nth(1)), .full, .recorded(.nth(2))])
      let again = try await store.append([try scribe.concern("a")])
      guard case .duplicate = again.outcomes[0] else {
        Issue.record("a duplicate is answered on a full disk")
        return
      }
    }
  }
}
