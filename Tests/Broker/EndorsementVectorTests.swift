import Broker
import Concerns
import Evidence
import Policy
import Support
import Testing
import Wire

@Suite struct `The golden vectors of what is signed beside a law` {
  @Test(arguments: try Protocols.vectors("endorsement").filter { $0.purpose == "endorsement" })
  func `are judged alike`(vector: Vector) throws {
    let endorsement = Endorsement(line: vector.bytes[0])
    #expect(Self.problem(of: endorsement, in: vector.context) == vector.expect.problem)
    guard let facts = vector.expect.ok else { return }
    let claim = try #require(endorsement).claim
    #expect(claim.subject.role.rawValue == facts.role)
    #expect(claim.by.text == facts.by && claim.at.text == facts.at)
    #expect(MerkleTree.leaf(claim.leaf).wire == facts.leafHash)
    switch claim.subject {
    case .change(let law, let old): #expect(law.wire == facts.law && old.wire == facts.over)
    case .directory(let directory, let old):
      #expect(directory.wire == facts.directory && old.wire == facts.over)
    case .rule(let rule, let version):
      #expect(rule.text == facts.rule && version.wire == facts.version)
    }
  }

  private static func problem(
    of endorsement: Endorsement?, in context: Vector.Context
  ) -> String? {
    guard let endorsement else { return "bad-json" }
    guard endorsement.claim.deployment.text == context.deployment else { return "wrong-audience" }
    let keys = (context.keys ?? []).compactMap { VerifyingKey(wire: $0.key) }
    guard let key = keys.first(where: { $0.id == endorsement.key }) else { return "unknown-key" }
    return endorsement.isSigned(by: key) ? nil : "bad-signature"
  }
}
