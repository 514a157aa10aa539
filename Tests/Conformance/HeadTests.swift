import Concerns
import Evidence
import Ledger
import Support
import Testing

@Suite struct `The head of an audit tree` {
  @Test(arguments: Medium.allCases)
  func `covers all that was committed, over restarts and full blocks`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      var store = try await ground.create()
      let controller = scribe.controllerKey.controller
      var sizes: [Int] = []
      for round in 0..<6 {
        // None, then more than a step, then more than a block between two heads.
        let count = [0, 1, 40, 300, 0, 5][round]
        for start in stride(from: 0, to: count, by: 50) {
          let writes = try (start..<min(count, start + 50)).map {
            try scribe.concern("\(round) \($0)")
          }
          _ = try await store.append(writes)
        }
        let writer = try writer(on: store, scribe)
        let moment = Moment(seconds: 1000 + Int64(round))
        for _ in 0..<(round == 4 ? 2 : 1) { _ = try await writer.head(at: moment) }
        let head = try #require(try await store.treeHead(of: controller))
        sizes.append(head.size)
        #expect(head.at == moment)
        var leaves: [Digest32] = []
        for start in stride(from: 0, to: head.size, by: 200) {
          let page = try await store.leaves(of: controller, in: start..<start + 200)
          leaves += page.map(\.hash)
        }
        #expect(leaves.count == head.size, "nothing lies behind the newest head")
        let origin = TreeHead.origin(scribe.vault.deployment, controller)
        let checkpoint = Checkpoint(head.note, of: origin, by: try signer.key.verifyingKey)
        #expect(checkpoint?.size == head.size)
        #expect(checkpoint?.root == MerkleTree.root(of: leaves[...]))
        let blocks = try await store.blocks(of: controller, in: 0..<100)
        #expect(
          blocks
            == (0..<head.size / 256).map { MerkleTree.root(of: leaves[$0 * 256..<($0 + 1) * 256]) })
        store = try await ground.restart(store)
      }
      #expect(sizes == [16, 32, 80, 384, 416, 432])
    }
  }

  @Test(arguments: Medium.allCases)
  func `grows alike whether little has happened or nothing`(medium: Medium) async throws {
    try await onGround(medium) { ground, scribe in
      let store = try await ground.create()
      let writer = try writer(on: store, scribe)
      var sizes: [Int] = []
      for count in [0, 1, 16, 3] {
        let writes = try (0..<count).map { try scribe.concern("\(sizes.count) \($0)") }
        if count > 0 { _ = try await store.append(writes) }
        let heads = try await writer.head(at: Moment(seconds: 1000))
        let own = heads.first { $0.controller == scribe.controllerKey.controller }
        sizes.append(try #require(own).size)
      }
      #expect(sizes == [16, 32, 48, 64])
    }
  }

  private var signer: ReceiptSigner {
    get throws {
      var generator = SplitMix64(seed: 9)
      return ReceiptSigner(
        key: SigningKey(using: &generator), audience: try #require(DeploymentID("test.example")))
    }
  }

  private func writer(on store: any LedgerStore, _ scribe: Scribe) throws -> LedgerWriter {
    var vault = scribe.vault
    var generator = SplitMix64(seed: 3)
    let own = vault.newKey(for: try #require(ControllerID("operator")), using: &generator)
    try vault.admit(own)
    return try LedgerWriter(
      store: store, vault: vault, signer: try signer, generator: SplitMix64(seed: 4))
  }
}
