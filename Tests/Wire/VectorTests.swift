import Admission
import Concerns
import Evidence
import Support
import Testing
import Wire

@Suite struct `The golden vectors` {
  @Test(arguments: try Protocols.vectors("json"))
  func `of single documents are judged alike`(vector: Vector) {
    let verdict = Self.verdict { () throws(Problem) in
      _ = try JSONScanner.parse(vector.bytes[0])
    }
    #expect(verdict?.code.rawValue == vector.expect.problem)
  }

  @Test(
    arguments: try Protocols.vectors("envelope") + Protocols.vectors("sections")
      + Protocols.vectors("meaning") + Protocols.vectors("proof").filter { $0.purpose == "publish" }
  )
  func `of publications are judged alike`(vector: Vector) throws {
    var door = try Door(vector.context)
    let (admitted, problem) = door.publish(vector.bytes)
    expectVerdict(problem, of: vector)
    guard let facts = vector.expect.ok else { return }
    let message = try #require(admitted).said
    #expect(message.envelope.id.description == facts.id)
    #expect(message.envelope.key.text == facts.keyid)
    #expect(message.digest.wire == facts.digest)
    #expect(MerkleTree.leaf(message.envelope.bytes).wire == facts.leafHash)
    #expect(message.padding.count == facts.padding)
    if case .commitments(let lines)? = facts.lines {
      #expect(message.sections.map(\.commitment.wire) == lines)
    }
    let unverified = message.handling.persons.filter {
      if case .unverified? = $0.identifier { true } else { false }
    }
    if let expected = facts.unverified { #expect(unverified.map(\.tag.text) == expected) }
  }

  @Test(arguments: try Protocols.vectors("ack"))
  func `of acknowledgements are judged alike`(vector: Vector) throws {
    var door = try Door(vector.context)
    let (admitted, problem) = door.acknowledge(vector.bytes)
    expectVerdict(problem, of: vector)
    guard let facts = vector.expect.ok else { return }
    let document = try #require(admitted).said
    #expect(document.items.count == facts.items)
    #expect(document.digest.wire == facts.digest)
  }

  @Test(arguments: try Protocols.vectors("receipt"))
  func `of receipts are judged alike`(vector: Vector) throws {
    let verdict = Self.verdict { () throws(Problem) in
      guard case .receipt(let proof, let leaf) = try BrokerCommand.read(vector.bytes).command,
        let audience = vector.context.deployment.flatMap(DeploymentID.init(_:))
      else { throw Problem(.badFrames) }
      let keys = (vector.context.keys ?? []).compactMap { VerifyingKey(wire: $0.key) }
      let isSigned = keys.contains {
        Attested.verify(leaf, proof: proof, for: .receipt, audience: audience, by: $0) != nil
      }
      guard isSigned else { throw Problem(.badSignature) }
      _ = try ReceiptLeaf(reading: leaf)
    }
    #expect(verdict?.code.rawValue == vector.expect.problem)
  }

  @Test(arguments: try Protocols.vectors("deliver"))
  func `of deliveries are judged alike`(vector: Vector) throws {
    var view: View?
    let verdict = Self.verdict { () throws(Problem) in
      guard case .deliver(let deliver) = try BrokerCommand.read(vector.bytes).command,
        let audience = vector.context.deployment.flatMap(DeploymentID.init(_:))
      else { throw Problem(.badFrames) }
      let read = try View(
        envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
      let brokerKeys = try (vector.context.brokerKeys ?? []).map { text throws(Problem) in
        guard let key = VerifyingKey(wire: text) else { throw Problem(.unknownKey) }
        return key
      }
      guard read.envelope.isSpoken(by: deliver.key, brokerKeys: brokerKeys) else {
        throw Problem(.unknownKey)
      }
      let attested = Attested.verify(
        deliver.envelope, proof: deliver.proof, for: .publish, audience: audience, by: deliver.key)
      guard attested != nil else { throw Problem(.badSignature) }
      view = read
    }
    #expect(verdict?.code.rawValue == vector.expect.problem)
    if let facts = vector.expect.ok { #expect(view?.digest.wire == facts.view) }
  }

  @Test(arguments: try Protocols.vectors("personal-number"))
  func `of personal numbers are judged alike`(vector: Vector) throws {
    let today = vector.context.now.flatMap(Moment.init(_:)).map {
      CivilDate(daysSinceEpoch: Int($0.seconds / 86_400))
    }
    let text = String(decoding: vector.bytes[0], as: UTF8.self)
    let number = PersonalNumber(text, today: today)
    #expect((number == nil) == (vector.expect.problem != nil))
    #expect(number?.digits == vector.expect.ok?.twelve)
  }

  @Test(
    arguments: try Protocols.vectors("hash")
      + Protocols.vectors("endorsement").filter { $0.purpose == "hash" })
  func `of hashes are computed alike`(vector: Vector) throws {
    #expect(try Self.hash(vector) == vector.expect.ok?.hash)
  }

  @Test(arguments: try Protocols.vectors("proof").filter { $0.purpose == "proof" })
  func `of proofs beside one leaf are judged alike`(vector: Vector) throws {
    let shown = try #require(vector.context.proof)
    let domain = try #require(vector.context.purpose.flatMap(Domain.init(rawValue:)))
    let audience = try #require(vector.context.deployment.flatMap(DeploymentID.init(_:)))
    let keys = (vector.context.keys ?? []).compactMap { VerifyingKey(wire: $0.key) }
    let leaf = vector.bytes[0]
    let proof = try #require(
      Proof(
        size: shown.size, index: shown.index, path: shown.path.compactMap(Digest32.init(wire:)),
        signature: Base64.url.decode(shown.signature) ?? []))
    let attested = keys.compactMap {
      Attested.verify(leaf, proof: proof, for: domain, audience: audience, by: $0)
    }.first
    let problem = attested == nil ? ProblemCode.badSignature.rawValue : nil
    #expect(problem == vector.expect.problem)
    if let root = vector.expect.ok?.root {
      #expect(
        MerkleTree.root(
          from: MerkleTree.leaf(leaf), at: proof.index, of: proof.size, along: proof.path)?.wire
          == root)
    }
  }

  /// The hash that the context names, of the frames in order.
  private static func hash(_ vector: Vector) throws -> String {
    let inputs = vector.bytes
    func text(_ place: Int) -> String { String(decoding: inputs[place], as: UTF8.self) }
    switch vector.context.function {
    case "keyid": return try #require(VerifyingKey(inputs[0])).id.text
    case "section":
      let id = try #require(MessageID(text(0)))
      return Commitments.commitment(to: inputs[1], of: id).wire
    case "padding":
      let id = try #require(MessageID(text(0)))
      let index = try #require(Int(text(2)))
      let seed = try #require(Salt(text(1)))
      return Commitments.padding(seed: seed, count: index + 1, of: id)[index].wire
    case "digest": return SignedMessage.digest(.digest, envelope: inputs[0], lines: inputs[1]).wire
    case "view": return SignedMessage.digest(.view, envelope: inputs[0], lines: inputs[1]).wire
    case "ack": return try AckDocument(reading: inputs[0]).digest.wire
    case "leaf": return MerkleTree.leaf(inputs[0]).wire
    case "rule": return Digest32(hashing: Domain.rule.prefix, inputs[0]).wire
    default: return "no such function"
    }
  }

  private static func verdict(_ body: () throws(Problem) -> Void) -> Problem? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private func expectVerdict(_ problem: Problem?, of vector: Vector) {
    #expect(problem?.code.rawValue == vector.expect.problem)
    guard let problem else { return }
    // A vector may leave place out; a refusal may, too, but must not name another.
    if let frame = problem.frame, let expected = vector.expect.frame { #expect(frame == expected) }
    if let pointer = problem.pointer, let expected = vector.expect.pointer {
      #expect(pointer == expected)
    }
  }
}
