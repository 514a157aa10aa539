import Concerns
import Evidence
import Simulation
import Testing
import Wire

@Suite struct `The receipts of one commit` {
  @Test(arguments: [(2, [2]), (64, [64]), (65, [1, 64])])
  func `share one signature, sixty-four of them at most`(count: Int, sizes: [Int]) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    for _ in 0..<count {
      let letter = bench.letter(bench.wording())
      try bench.begin(
        .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
      try await bench.finish(.examine)
    }
    try await bench.finish(.record, batches: count)
    var proofs: [[UInt8]: [Proof]] = [:]
    for case .receipt(let proof, let leaf) in bench.take(Bench.school) {
      proofs[proof.signature, default: []].append(proof)
      let attested = Attested.verify(
        leaf, proof: proof, for: .receipt, audience: Town.deployment,
        by: Town.receiptKey.verifyingKey)
      #expect(attested != nil)
    }
    #expect(proofs.values.map(\.count).sorted() == sizes)
    #expect(proofs.values.allSatisfy { batch in batch.allSatisfy { $0.size == batch.count } })
  }
}
