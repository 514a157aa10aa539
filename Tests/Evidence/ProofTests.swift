import Concerns
import Evidence
import Testing

@Suite struct `A proof` {
  let key: SigningKey
  let audience: DeploymentID

  init() throws {
    var generator = SystemRandomNumberGenerator()
    key = SigningKey(using: &generator)
    audience = try #require(DeploymentID("test"))
  }

  @Test(arguments: [1, 2, 3, 5, 16, 63, 64])
  func `verifies for every leaf of its batch and for no other`(size: Int) {
    let leaves = (0..<size).map { Array("leaf \($0)".utf8) }
    let proofs = Proof.sign(leaves, for: .publish, audience: audience, with: key)
    #expect(proofs.count == size)
    for (leaf, proof) in zip(leaves, proofs) {
      let attested = Attested.verify(
        leaf, proof: proof, for: .publish, audience: audience, by: key.verifyingKey)
      #expect(attested?.leaf == MerkleTree.leaf(leaf))
      #expect(attested?.key == key.verifyingKey.id)
      #expect(
        Attested.verify(
          leaf + [0], proof: proof, for: .publish, audience: audience, by: key.verifyingKey) == nil)
    }
  }

  @Test func `holds for one purpose and one audience`() throws {
    let leaf = Array("leaf".utf8)
    let proof = Proof.sign([leaf], for: .publish, audience: audience, with: key)[0]
    let other = try #require(DeploymentID("other"))
    #expect(
      Attested.verify(leaf, proof: proof, for: .ack, audience: audience, by: key.verifyingKey)
        == nil)
    #expect(
      Attested.verify(leaf, proof: proof, for: .publish, audience: other, by: key.verifyingKey)
        == nil)
  }

  @Test func `is refused when its path is longer or shorter than its tree`() {
    let leaves = (0..<5).map { Array("leaf \($0)".utf8) }
    let proof = Proof.sign(leaves, for: .publish, audience: audience, with: key)[1]
    let short = Proof(size: 5, index: 1, path: proof.path.dropLast(), signature: proof.signature)
    let long = Proof(
      size: 5, index: 1, path: proof.path + [proof.path[0]], signature: proof.signature)
    #expect(short == nil)
    #expect(long == nil)
  }
}

@Suite struct `A verifying key` {
  @Test(arguments: [
    [UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31),
    [0xEC] + [UInt8](repeating: 0xFF, count: 31),
  ])
  func `is refused when its order is small`(bytes: [UInt8]) {
    #expect(VerifyingKey(bytes) == nil)
  }
}

@Suite struct `Base 64` {
  @Test(arguments: [(Base64.url, "_-8"), (Base64.standard, "/+8="), (.standard, ""), (.url, "AA")])
  func `reads what it writes`(alphabet: Base64, text: String) throws {
    #expect(alphabet.encode(try #require(alphabet.decode(text))) == text)
  }

  @Test(arguments: [
    (Base64.url, "AB"), (.url, "A"), (.url, "AA=="), (.url, "A+"), (.standard, "AA"),
    (.standard, "AB=="), (.standard, "A-=="), (.standard, "===="),
  ])
  func `refuses a second spelling`(alphabet: Base64, text: String) {
    #expect(alphabet.decode(text) == nil)
  }
}
