import Testing
import ZeroMQ

extension `A gate` {
  @Test func `passes its own test, again and again`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop) { $0.socketOptions }
      #expect(try await scene.perform() == .passed)
      #expect(try await scene.perform() == .passed)
      #expect(await scene.handler.counts.refused == [.unknownKey: 2])
    }
  }

  @Test func `fails it when open to strangers`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop) { [.curveServer($0.secretKey)] }
      await scene.handler.stop()
      #expect(try await scene.perform() == .strangerAdmitted)
    }
  }

  @Test func `fails it when the probe is not in the table`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop) { $0.socketOptions }
      await scene.handler.replace([:])
      #expect(try await scene.perform() == .probeRefused)
    }
  }

  @Test func `fails it when the handler is dead`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop) { $0.socketOptions }
      await scene.handler.stop()
      #expect(try await scene.perform() == .probeRefused)
    }
  }

  @Test func `fails it when the probe comes in under another name`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop) { $0.socketOptions }
      await scene.handler.replace(try Gate.table([scene.probe.publicKey: "police"]))
      #expect(try await scene.perform() == .wrongIdentity(UserID(rawValue: "police")))
    }
  }

  @Test func `fails it when names are not to be trusted`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop) {
        [.curveServer($0.secretKey), .zapDomain($0.domain)]
      }
      #expect(try await scene.perform() == .wrongIdentity(nil))
    }
  }

  @Test func `fails it when nobody is there`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop, knockingAt: privateEndpoint()) {
        $0.socketOptions
      }
      #expect(try await scene.perform(within: .milliseconds(200)) == .timedOut)
    }
  }

  @Test func `leaves messages that are not its test's alone`() async throws {
    try await withPollLoop(named: "test") { loop in
      let scene = try await TestedGate.open(loop) { $0.socketOptions }
      let forged = [Array("GATE-TEST 1".utf8), [UInt8](repeating: 0, count: 32)]
      let peer = Peer(loop)
      try await peer.run { peer in
        let client = try peer.open(
          .dealer,
          ClientOptions(keys: scene.probe, serverKey: scene.serverKey).socketOptions
            + [.immediate(false)])
        try peer.connect(client, scene.endpoint)
        #expect(try peer.send(forged, on: client) == .queued)
      }
      #expect(try await scene.perform() == .passed)
      #expect(await scene.unreported == [forged])
    }
  }
}

/// A listener whose owner reports to a gate test, as an owner should.
private actor TestedGate: LoopBound {
  nonisolated let loop: PollLoop
  nonisolated let handler: ZapHandler
  nonisolated let probe: CurveKeyPair
  nonisolated let serverKey: CurvePublicKey
  nonisolated let endpoint: String

  /// What arrived and was nobody's test.
  private(set) var unreported: [[[UInt8]]] = []

  private let test: GateTest
  private let listener: SocketID

  /// Opens a gate with a probe in its table, and a listener with options of the test's choice.
  static func open(
    _ loop: PollLoop, knockingAt elsewhere: String? = nil,
    _ options: (ServerOptions) -> [SocketOption]
  ) async throws -> TestedGate {
    let (server, probe) = (try CurveKeyPair.random(), try CurveKeyPair.random())
    let handler = ZapHandler(loop: loop, table: try Gate.table([probe.publicKey: "probe"]))
    try await handler.start()
    let domain = try #require(Gate.domain)
    let settings = options(ServerOptions(domain: domain, secretKey: server.secretKey))
    let peer = Peer(loop)
    let listener = try await peer.open(.router, [.linger(.zero)] + settings)
    let endpoint = try await peer.bind(listener, "tcp://127.0.0.1:*")
    let target = GateTest.Target(
      endpoint: elsewhere ?? endpoint, serverKey: server.publicKey, probe: probe,
      expected: try #require(UserID(rawValue: "probe")))
    let gate = TestedGate(loop, handler, listener, target)
    await gate.start()
    return gate
  }

  private init(
    _ loop: PollLoop, _ handler: ZapHandler, _ listener: SocketID, _ target: GateTest.Target
  ) {
    self.loop = loop
    self.handler = handler
    self.listener = listener
    probe = target.probe
    serverKey = target.serverKey
    endpoint = target.endpoint
    test = GateTest(loop: loop, target: target)
  }

  private func start() {
    whenReadable(listener) { gate in gate.listen() }
  }

  private func listen() {
    guard case .message(let message)? = try? receive(on: listener, limits: Peer.limits) else {
      return
    }
    if !test.report(message) { unreported.append(message.frames) }
  }

  func perform(within limit: Duration = Peer.patience) async throws -> GateTest.Outcome {
    try await test.perform(within: limit)
  }
}
