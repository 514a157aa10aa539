import Concerns
import Ledger
import Testing

@Suite struct `Weeding a ledger` {
  @Test(arguments: Medium.allCases)
  func `takes entries about ringing away, and leaves what is around them`(
    medium: Medium
  ) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      let writes = try (1...4).map { try scribe.entry(.ring, said: "round \($0)") }
      let clock = try scribe.entry(.clock, said: "rang")
      _ = try await store.append([writes[0], clock] + writes[1...])
      let mark = try await store.append([
        Write(at: Moment(seconds: 200), rows: [.weeding(.nth(1)), .weeding(.nth(4))])
      ])
      #expect(mark.outcomes == [.recorded(.nth(6))])
      for _ in 0..<2 {
        let left = try await store.entries(
          of: .ring, after: .start, limit: 10, fields: [.facts])
        #expect(left.map(\.index) == [.nth(3), .nth(5)])
        #expect(left.map(\.row) == [writes[1], writes[3]].map(\.entry))
        #expect(try await store.entry(at: .nth(4), fields: [.facts]) == nil)
        #expect(try await store.entry(at: .nth(2), fields: [.facts])?.row == clock.entry)
        // What was said is gone; that it was said stays provable.
        #expect(try await store.leafCount(of: scribe.controllerKey.controller) == 5)
        store = try await ground.restart(store)
      }
      let next = try scribe.entry(.ring, said: "round 5")
      #expect(try await store.append([next]).outcomes == [.recorded(.nth(7))])
    }
  }

  @Test(arguments: Medium.allCases)
  func `takes nothing else away, and nothing twice`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let concern = try scribe.concern("a")
      _ = try await store.append([concern, try scribe.entry(.ring, said: "round")])
      func weed(_ index: EntryIndex) async throws -> [Outcome] {
        try await store.append([Write(at: Moment(seconds: 200), rows: [.weeding(index)])]).outcomes
      }
      #expect(try await weed(.nth(1)) == [.overtaken(row: 0)])
      #expect(try await weed(.nth(2)) == [.recorded(.nth(3))])
      #expect(try await weed(.nth(2)) == [.overtaken(row: 0)])
      #expect(try await weed(.nth(9)) == [.overtaken(row: 0)])
      #expect(try await store.entry(at: .nth(1), fields: [.payload]) != nil)
    }
  }
}
