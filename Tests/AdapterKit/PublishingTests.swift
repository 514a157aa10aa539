import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Testing
import Wire

@Suite(.timeLimit(.minutes(20))) struct `Publishing` {
  @Test func `returns what the receipt promises`() async throws {
    try await Stage.run { stage in
      try await stage.client.start()
      let prepared = try stage.prepared()
      let published = try await stage.client.publish(prepared)
      #expect(published.id == prepared.id)
      #expect(published.conversation == prepared.conversation)
      #expect(published.answerable == stage.sample.reception)
      #expect(published.entrance?.name.sv == "Mottagningen")
      #expect(published.entrance?.phone == "011-15 00 00")
      #expect(published.accepted == Sample.moment)
      #expect(await stage.edge.publishes == [[prepared.envelope, prepared.sections]])
    }
  }

  @Test func `believes no receipt of a foreign key`() async throws {
    var generator = SystemRandomNumberGenerator()
    let forger = SigningKey(using: &generator)
    try await Stage.run(
      script: { edge, asked in
        guard case .publish(let publish) = asked.command else { return .usual }
        return .say(edge.receipt(for: publish.message, signedBy: forger))
      }
    ) { stage in
      try await stage.client.start()
      let found = await fault { _ = try await stage.client.publish(try stage.prepared()) }
      #expect(found == .forged(.receipt))
      #expect(await stage.client.counts.forged == 1)
    }
  }

  @Test func `believes no receipt for other content`() async throws {
    try await Stage.run(
      script: { edge, asked in
        guard case .publish(let publish) = asked.command else { return .usual }
        return .say(edge.receipt(for: publish.message, digest: Digest32(hashing: [1])))
      }
    ) { stage in
      try await stage.client.start()
      let found = await fault { _ = try await stage.client.publish(try stage.prepared()) }
      #expect(found == .forged(.receipt))
    }
  }

  @Test func `repeats the same bytes after a break`() async throws {
    try await Stage.run(
      script: { edge, asked in
        guard asked.command.name == .publish, edge.heardCount(.publish) == 1 else { return .usual }
        // The message has arrived, and its receipt never leaves.
        edge.cut()
        return .silence
      }
    ) { stage in
      try await stage.client.start()
      let prepared = try stage.prepared()
      let published = try await stage.client.publish(prepared)
      let bytes = [prepared.envelope, prepared.sections]
      #expect(published.id == prepared.id)
      #expect(await stage.edge.publishes == [bytes, bytes])
      #expect(await stage.client.counts.sessions == 2)
    }
  }

  @Test func `gives the same receipt for the same message`() async throws {
    let kept = Kept()
    try await Stage.run(
      script: { edge, asked in
        guard case .publish(let publish) = asked.command else { return .usual }
        return .say(kept.first(edge.receipt(for: publish.message)))
      }
    ) { stage in
      try await stage.client.start()
      let prepared = try stage.prepared()
      let first = try await stage.client.publish(prepared)
      let again = try PreparedConcern(envelope: prepared.envelope, sections: prepared.sections)
      #expect(try await stage.client.publish(again) == first)
      #expect(await stage.edge.heardCount(.publish) == 2)
    }
  }

  @Test func `repeats after busy`() async throws {
    try await Stage.run(
      script: { edge, asked in
        asked.command.name == .publish && edge.heardCount(.publish) < 3
          ? .say(.problem(Problem(.busy), refusal: nil)) : .usual
      }
    ) { stage in
      try await stage.client.start()
      _ = try await stage.client.publish(try stage.prepared())
      let publishes = await stage.edge.publishes
      #expect(publishes.count == 3)
      #expect(Set(publishes).count == 1)
    }
  }

  @Test func `keeps to what may be unanswered`() async throws {
    try await Stage.run(
      script: { edge, asked in
        switch asked.command {
        case .hello: return .say(.welcome(edge.welcome(publish: 1)))
        case .publish(let publish):
          // The second must not come before the first has its answer.
          let isEarly = edge.heardCount(.publish) > edge.answered + 1
          edge.answered += 1
          return .say(
            isEarly
              ? .problem(Problem(.badFrames), refusal: nil) : edge.receipt(for: publish.message))
        default: return .usual
        }
      }
    ) { stage in
      try await stage.client.start()
      let (first, second) = (try stage.prepared(), try stage.prepared())
      async let one = stage.client.publish(first)
      async let two = stage.client.publish(second)
      #expect(try await [one.id, two.id] == [first.id, second.id])
    }
  }

  @Test func `tells a refusal with its place and the lawful kinds`() async throws {
    try await Stage.run(
      script: { _, asked in
        asked.command.name == .publish
          ? .say(
            .problem(
              Problem(.kindNotLawful, frame: 3, pointer: "/kind", lawful: [.reportVoluntary]),
              refusal: nil)) : .usual
      }
    ) { stage in
      try await stage.client.start()
      let found = await fault { _ = try await stage.client.publish(try stage.prepared()) }
      guard case .refused(let refusal)? = found else {
        Issue.record("not refused: \(String(describing: found))")
        return
      }
      #expect(refusal.code == "kind-not-lawful")
      #expect(refusal.pointer == "/kind")
      #expect(refusal.lawful == [.reportVoluntary])
      #expect(refusal.retry == .mended)
      #expect(!refusal.isProven)
    }
  }

  @Test(arguments: [true, false])
  func `tells whether a refusal is proven`(isSigned: Bool) async throws {
    try await Stage.run(
      script: { edge, asked in
        guard case .publish(let publish) = asked.command else { return .usual }
        let digest = isSigned ? publish.message.digest : Digest32(hashing: [1])
        let signed = edge.sign(
          .refused(id: publish.message.envelope.id, digest: digest, code: .keyRevoked))
        guard case .receipt(let proof, let leaf)? = signed else { return .usual }
        return .say(.problem(Problem(.keyRevoked), refusal: .init(proof: proof, leaf: leaf)))
      }
    ) { stage in
      try await stage.client.start()
      let found = await fault { _ = try await stage.client.publish(try stage.prepared()) }
      guard case .refused(let refusal)? = found else {
        Issue.record("not refused: \(String(describing: found))")
        return
      }
      #expect(refusal.code == "key-revoked")
      #expect(refusal.isProven == isSigned)
    }
  }
}
