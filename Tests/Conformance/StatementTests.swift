import Concerns
import Evidence
import Ledger
import Testing

@Suite struct `A statement of what happened` {
  @Test(arguments: Medium.allCases)
  func `is found by the entry that it is about, in order, and opens beside its leaf alone`(
    medium: Medium
  ) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      let writes = [try scribe.concern("a", said: "first"), try scribe.concern("b", said: "other")]
      _ = try await store.append(writes)
      let key = try scribe.key.open(try #require(writes[0].conversation))
      for number in 1...3 {
        let leaf = key.leaf(
          Array("later \(number)".utf8), about: .at(.nth(1)), using: &scribe.generator)
        _ = try await store.append([Write(at: Moment(seconds: 200), rows: [], leaves: [leaf])])
      }
      for _ in 0..<2 {
        let page = try await store.statements(about: .nth(1), after: .start, limit: 3)
        let rest = try await store.statements(
          about: .nth(1), after: try #require(page.last).place, limit: 3)
        #expect((page + rest).map(\.position) == [0, 2, 3, 4])
        #expect((page + rest).map(\.place.index) == [1, 3, 4, 5].map { .nth($0) })
        let said = try (page + rest).map { try key.open(try #require($0.sealed), of: $0.leaf) }
        #expect(
          said.map { String(decoding: $0.statement, as: UTF8.self) }
            == ["first", "later 1", "later 2", "later 3"])
        #expect(said.allSatisfy { $0.salt.count == LeafValue.saltByteCount })
        #expect(Set(said.map(\.salt)).count == 4)
        let moved = try #require(page[0].sealed)
        #expect(throws: VaultError.notOpened) { try key.open(moved, of: page[1].leaf) }
        let leaves = try await store.leaves(of: key.controller, in: 0..<9)
        #expect((page + rest).map(\.leaf) == [0, 2, 3, 4].map { leaves[$0] })
        store = try await ground.restart(store)
      }
      #expect(try await store.statements(about: .nth(9), after: .start, limit: 9).isEmpty)
    }
  }

  @Test(arguments: Medium.allCases)
  func `goes with an entry that is weeded, and its leaf stays`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let ring = try scribe.entry(.ring, said: "a round")
      _ = try await store.append([ring, try scribe.entry(.ring, said: "another")])
      _ = try await store.append([Write(at: Moment(seconds: 2), rows: [.weeding(.nth(1))])])
      let gone = try await store.statements(about: .nth(1), after: .start, limit: 9)
      #expect(gone.map(\.sealed) == [nil])
      #expect(gone.map(\.position) == [0])
      let left = try await store.statements(about: .nth(2), after: .start, limit: 9)
      #expect(left.map { $0.sealed != nil } == [true])
      let leaves = try await store.leaves(of: scribe.controllerKey.controller, in: 0..<9)
      #expect(leaves.first == ring.leaves.first?.value)
    }
  }
}

@Suite struct `The value of a leaf` {
  @Test func `is the hash of its purpose, a salt and a statement, after its format`() throws {
    let salted = Array(repeating: UInt8(7), count: LeafValue.saltByteCount) + Array("{}".utf8)
    let value = LeafValue(committingTo: salted)
    let hash = Digest32(hashing: Array("samverkan/1 leaf\n".utf8), salted)
    #expect(value.bytes == [2] + hash.bytes)
    #expect(value.hash == Digest32(hashing: [0], value.bytes))
    #expect(LeafValue(stored: value.bytes) == value)
    #expect(LeafValue(stored: Array(value.bytes.dropLast())) == nil)
  }
}
