import AdapterKit
import EdgeSupport
import Testing
import Wire
import ZeroMQ

/// A client before a gate that counts handshakes.
///
/// Each test has a process of its own, since a process has one gate.
@Suite(.timeLimit(.minutes(20))) struct `A gate that counts` {
  @Test func `is waited for by the ninth client in a row`() async {
    await #expect(processExitsWith: .success) {
      try await Self.stand(before: HandshakeBudget()) { endpoint, sample, loop in
        for _ in 1...9 {
          let client = MemberClient(
            connection: try sample.connection(endpoint), loop: loop, limits: Sample.limits,
            now: { Sample.moment })
          #expect(await fault { try await client.start() } == nil)
          await client.close()
        }
      }
    }
  }

  @Test func `and stays closed is told as too many handshakes`() async {
    await #expect(processExitsWith: .success) {
      let budget = HandshakeBudget(burst: 1, pace: .seconds(600))
      try await Self.stand(before: budget) { endpoint, sample, loop in
        var limits = Sample.limits
        limits.hello = .seconds(10)
        let clients = try (1...2).map { [limits] _ in
          MemberClient(
            connection: try sample.connection(endpoint), loop: loop, limits: limits,
            now: { Sample.moment })
        }
        #expect(await fault { try await clients[0].start() } == nil)
        #expect(
          await fault { try await clients[1].start() } == .tooManyHandshakes(endpoint: endpoint))
        for client in clients { await client.close() }
      }
    }
  }

  @Test func `refuses a key it does not know at once`() async {
    await #expect(processExitsWith: .success) {
      try await Self.stand(before: HandshakeBudget(), known: false) { endpoint, sample, loop in
        let client = MemberClient(
          connection: try sample.connection(endpoint), loop: loop, limits: Sample.limits)
        #expect(await fault { try await client.start() } == .keyRefused(endpoint: endpoint))
        await client.close()
      }
    }
  }

  private static func stand(
    before budget: HandshakeBudget, known isKnown: Bool = true,
    _ body: @Sendable (String, Sample, PollLoop) async throws -> Void
  ) async throws {
    let sample = try Sample()
    let domain = try #require(ZapDomain(rawValue: "members"))
    let name = try #require(UserID(rawValue: "school/main"))
    try await withPollLoop(named: "test") { loop in
      let handler = ZapHandler(
        loop: loop, table: [domain: isKnown ? [sample.curve.publicKey: name] : [:]],
        budget: budget)
      try await handler.start()
      let edge = Edge(loop, sample, gate: domain)
      try await body(try await edge.listen(), sample, loop)
      await edge.stop()
      await handler.stop()
    }
  }
}
