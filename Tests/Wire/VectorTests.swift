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
    if vector.expect.problem == ProblemCode.smallOrderKey.rawValue {
      // Such a key never gets into the register, so there is no door to knock on.
      #expect(vector.context.keys?.allSatisfy { VerifyingKey(wire: $0.key) == nil } == true)
      return
    }
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
      guard deliver.key.id == read.envelope.key else { throw Problem(.unknownKey) }
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
