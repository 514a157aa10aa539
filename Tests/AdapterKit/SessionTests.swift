import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Testing
import Wire
import ZeroMQ

@Suite(.timeLimit(.minutes(20))) struct `A session` {
  @Test func `tells what the broker allows, and is opened once`() async throws {
    try await Stage.run { stage in
      let session = try await stage.client.start()
      #expect(session.publishLimit == 256)
      #expect(session.idle == .seconds(60))
      #expect(session.entrances.map(\.phone) == ["011-15 00 00"])
      #expect(!session.hasUnknownBrokerKey)
      #expect(try await stage.client.start() == session)
      #expect(await stage.edge.heardCount(.hello) == 1)
    }
  }

  @Test func `is not opened with another deployment`() async throws {
    let other = try #require(DeploymentID("production.elsewhere"))
    try await Stage.run(
      script: { edge, asked in
        asked.command.name == .hello ? .say(.welcome(edge.welcome(deployment: other))) : .usual
      }
    ) { stage in
      #expect(await fault { try await stage.client.start() } == .otherDeployment)
    }
  }

  @Test func `is refused with the broker's own code`() async throws {
    try await Stage.run(
      script: { _, asked in
        asked.command.name == .hello ? .say(.problem(Problem(.clockSkew), refusal: nil)) : .usual
      }
    ) { stage in
      #expect(code(of: await fault { try await stage.client.start() }) == "clock-skew")
    }
  }

  @Test func `is not opened where nobody listens`() async throws {
    var limits = Sample.limits
    limits.hello = .milliseconds(200)
    let sample = try Sample()
    try await withPollLoop(named: "test") { [limits] loop in
      let edge = Edge(loop, sample)
      let endpoint = try await edge.listen()
      await edge.stop()
      let client = MemberClient(
        connection: try sample.connection(endpoint), loop: loop, limits: limits)
      #expect(
        await fault { try await client.start() } == .unreachable(endpoint: endpoint))
      await client.close()
    }
  }

  @Test func `is not opened with a server of another key`() async throws {
    var limits = Sample.limits
    limits.hello = .seconds(10)
    let sample = try Sample()
    try await withPollLoop(named: "test") { [limits] loop in
      let endpoint = try await Edge(loop, sample).listen()
      let stranger = try CurveKeyPair.random().publicKey
      let client = MemberClient(
        connection: try sample.connection(endpoint, serverKey: stranger), loop: loop,
        limits: limits)
      #expect(await fault { try await client.start() } == .wrongServer(endpoint: endpoint))
      await client.close()
    }
  }

  @Test func `begins anew when the broker has forgotten it`() async throws {
    try await Stage.run(
      script: { edge, asked in
        asked.command.name == .status && edge.heardCount(.status) == 1
          ? .say(.problem(Problem(.noSession), refusal: nil)) : .usual
      }
    ) { stage in
      try await stage.client.start()
      let id = try stage.prepared().id
      #expect(try await stage.client.status(of: id) == .delivered)
      #expect(await stage.edge.heardCount(.hello) == 2)
      #expect(await stage.client.counts.sessions == 2)
    }
  }

  @Test func `says farewell, and what waits is told`() async throws {
    try await Stage.run { stage in
      try await stage.client.start()
      var generator = SystemRandomNumberGenerator()
      let delivery = DeliveryID(using: &generator)
      async let opening = fault { _ = try await stage.client.open(delivery) }
      #expect(await stage.edge.hear(1, .open))
      await stage.client.close()
      #expect(await opening == .closed)
      #expect(await stage.edge.heardCount(.bye) == 1)
    }
  }

  @Test func `is over once closed, for questions and for mailboxes`() async throws {
    try await Stage.run { stage in
      let id = try stage.prepared().id
      #expect(await fault { _ = try await stage.client.status(of: id) } == .closed)
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      await stage.client.close()
      #expect(await fault { _ = try await stage.client.status(of: id) } == .closed)
      var iterator = referrals.makeAsyncIterator()
      #expect(await iterator.next() == nil)
      #expect(await stage.edge.heardCount(.status) == 0)
    }
  }

  @Test func `tells when there is no answer`() async throws {
    var limits = Sample.limits
    limits.answer = .milliseconds(50)
    try await Stage.run(limits: limits) { stage in
      try await stage.client.start()
      let found = await fault { _ = try await stage.client.list(stage.sample.reception) }
      #expect(found == .unanswered)
    }
  }
}
