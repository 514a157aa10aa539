import AdapterKit
import Concerns
import EdgeSupport
import Testing
import Wire
import ZeroMQ

@Suite(.timeLimit(.minutes(20))) struct `An announced server key` {
  /// A client at one edge, which announces another with a key of its own.
  private func run(
    from: Moment, isServed: Bool = true,
    _ body: (_ old: Edge, _ new: Edge, MemberClient) async throws -> Void
  ) async throws {
    let (sample, other) = (try Sample(), try Sample())
    var limits = Sample.limits
    // What nobody answers is given up soon; what somebody does is waited for.
    if !isServed { limits.hello = .seconds(10) }
    try await withPollLoop(named: "test") { loop in
      let new = Edge(loop, other)
      let place = try await new.listen()
      if !isServed { await new.stop() }
      let port = try #require(place.split(separator: ":").last.flatMap { Int($0) })
      let next = BrokerCommand.Welcome.Successor(
        key: other.server.publicKey.z85, port: port, from: from)
      let old = Edge(loop, sample) { edge, asked in
        asked.command.name == .hello ? .say(.welcome(edge.welcome(next: next))) : .usual
      }
      let client = MemberClient(
        connection: try sample.connection(try await old.listen()), loop: loop, limits: limits,
        now: { Sample.moment })
      let session = try await client.start()
      #expect(session.next?.key == other.server.publicKey)
      #expect(session.next?.port == port)
      #expect(session.next?.from == from)
      try await body(old, new, client)
      await client.close()
    }
  }

  @Test func `is used at the next connection once its time has come`() async throws {
    try await run(from: Sample.moment) { old, new, _ in
      await old.cut()
      #expect(await new.hear(1, .hello))
      #expect(await old.heardCount(.hello) == 1)
    }
  }

  @Test func `is not used before its time`() async throws {
    try await run(from: Sample.moment + .seconds(1)) { old, new, _ in
      await old.cut()
      #expect(await old.hear(2, .hello))
      #expect(await new.heardCount(.hello) == 0)
    }
  }

  @Test func `that nobody serves gives the old one its turn`() async throws {
    try await run(from: Sample.moment, isServed: false) { old, new, _ in
      await old.cut()
      #expect(await old.hear(2, .hello))
      #expect(await new.heardCount(.hello) == 0)
    }
  }

  @Test func `moves a connection to the port on the host that is known`() async throws {
    try await run(from: Sample.moment) { _, new, client in
      let next = try #require(try await client.start().next)
      let moved = try #require(client.connection.moved(to: next))
      #expect(await moved.endpoint == new.endpoint)
      #expect(moved.serverKey == next.key)
      #expect(moved.member == client.connection.member)
      #expect(moved.moved(to: next) == nil)
    }
  }
}
