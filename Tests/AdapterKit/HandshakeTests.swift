import AdapterKit
import EdgeSupport
import Testing
import Wire
import ZeroMQ

/// A client before a gate that counts handshakes. One gate per process, so one test after another.
@Suite(.serialized, .timeLimit(.minutes(1))) struct `A gate` {
  @Test func `that is in a hurry is waited for by the ninth client in a row`() async throws {
    try await run(HandshakeBudget()) { edge, sample, loop in
      let endpoint = try await edge.listen()
      for _ in 1...9 {
        let client = MemberClient(
          connection: try sample.connection(endpoint), loop: loop, limits: Sample.limits,
          now: { Sample.moment })
        #expect(await fault { try await client.start() } == nil)
        await client.close()
      }
      #expect(await edge.heardCount(.hello) == 9)
    }
  }

  @Test func `that stays closed for long is told as too many handshakes`() async throws {
    var limits = Sample.limits
    limits.hello = .milliseconds(500)
    try await run(HandshakeBudget(burst: 1, pace: .seconds(600))) { [limits] edge, sample, loop in
      let endpoint = try await edge.listen()
      let clients = try (1...2).map { _ in
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

  @Test func `refuses a key it does not know at once`() async throws {
    try await run(HandshakeBudget(), knowsMember: false) { edge, sample, loop in
      let endpoint = try await edge.listen()
      let client = MemberClient(
        connection: try sample.connection(endpoint), loop: loop, limits: Sample.limits)
      #expect(await fault { try await client.start() } == .keyRefused(endpoint: endpoint))
      await client.close()
    }
  }

  private func run(
    _ budget: HandshakeBudget, knowsMember: Bool = true,
    _ body: @Sendable (Edge, Sample, PollLoop) async throws -> Void
  ) async throws {
    let sample = try Sample()
    let domain = try #require(ZapDomain(rawValue: "members"))
    let name = try #require(UserID(rawValue: "school/main"))
    try await withPollLoop(named: "test") { loop in
      let handler = ZapHandler(
        loop: loop, table: [domain: knowsMember ? [sample.curve.publicKey: name] : [:]],
        budget: budget)
      try await handler.start()
      let edge = Edge(loop, sample, gate: domain)
      try await body(edge, sample, loop)
      await edge.stop()
      await handler.stop()
    }
  }
}
