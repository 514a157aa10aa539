import Support
import Testing
import ZeroMQ

extension `A gate` {
  @Test func `does not believe a name that a peer gives itself`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let listener = try await peer.open(.router, [.linger(.zero)])
      let endpoint = try await peer.bind(listener, "tcp://127.0.0.1:*")
      let liar = try RawPeer(endpoint)
      liar.say(RawPeer.greeting("NULL"))
      liar.say(RawPeer.ready([("Socket-Type", "DEALER"), ("User-Id", "police")]))
      liar.hearReady()
      liar.say(RawPeer.message("hello"))
      let message = try #require(try await peer.message(on: listener))
      #expect(message.frames == [Array("hello".utf8)])
      #expect(message.userID == nil)
      liar.hangUp()
    }
  }

  @Test func `hangs up on a peer that offers no key`() async throws {
    try await withPollLoop(named: "test") { loop in
      let gate = try await Gate.open(loop)
      let liar = try RawPeer(gate.endpoint)
      liar.say(RawPeer.greeting("NULL"))
      liar.say(RawPeer.ready([("Socket-Type", "DEALER"), ("User-Id", "police")]))
      liar.say(RawPeer.message("hello"))
      #expect(liar.isHungUpOn())
      #expect(try await gate.peer.receive(on: gate.listener, limits: Peer.limits) == nil)
    }
  }

  @Test func `hangs up on a huge frame before the handshake`() async throws {
    try await withPollLoop(named: "test") { loop in
      // With a minute for the handshake, only the frame's size can be why.
      let gate = try await Gate.open(loop) { $0.handshakeLimit = .seconds(60) }
      let hog = try RawPeer(gate.endpoint)
      hog.say(RawPeer.greeting("CURVE"))
      let gibibyte: [UInt8] = [0, 0, 0, 0, 0x40, 0, 0, 0]
      hog.say([0x06] + gibibyte + [UInt8](repeating: 0x41, count: 4096))
      #expect(hog.isHungUpOn())
    }
  }

  @Test func `hangs up on a peer that says nothing`() async throws {
    try await withPollLoop(named: "test") { loop in
      let gate = try await Gate.open(loop) { $0.handshakeLimit = .milliseconds(50) }
      let mute = try RawPeer(gate.endpoint)
      #expect(mute.isHungUpOn())
    }
  }

  @Test func `serves members after a storm of noise`() async throws {
    try await withPollLoop(named: "test") { loop in
      let member = try CurveKeyPair.random()
      let handler = ZapHandler(loop: loop, table: try Gate.table([member.publicKey: "school"]))
      try await handler.start()
      let gate = try await Gate.open(loop)
      var noise = SplitMix64(seed: 20_260_101)
      for round in 0..<200 {
        let peer = try RawPeer(gate.endpoint)
        if round.isMultiple(of: 2) { peer.say(RawPeer.greeting("CURVE")) }
        if round.isMultiple(of: 3) { peer.say([0x04, 200, 5] + Array("HELLO".utf8)) }
        peer.say(noise.bytes(Int.random(in: 1...600, using: &noise)))
      }
      let visit = try await Visitor(loop).visit(gate, as: member)
      #expect(visit == .delivered(UserID(rawValue: "school")))
      #expect(await handler.counts.admitted == 1)
    }
  }

  @Test func `lets nobody take over another's route, and tells a chosen one apart`() async throws {
    try await withPollLoop(named: "test") { loop in
      let (first, second) = (try CurveKeyPair.random(), try CurveKeyPair.random())
      let table = try Gate.table([first.publicKey: "first", second.publicKey: "second"])
      let handler = ZapHandler(loop: loop, table: table)
      try await handler.start()
      let gate = try await Gate.open(loop)
      let same = SocketOption.routingID(Array("same".utf8))
      let owner = try await gate.client(first, [same])
      #expect(try await gate.peer.send([[1]], on: owner) == .queued)
      let message = try #require(try await gate.peer.message(on: gate.listener))
      let route = try #require(message.route)
      #expect(!route.isAutomatic)

      // The second comes in, says so to itself, and is mute.
      let squatter = try await gate.client(second, [same])
      #expect(await gate.peer.hears(.handshakeSucceeded, of: squatter))
      #expect(try await gate.peer.send([[2]], on: squatter) == .queued)
      #expect(try await gate.peer.send([[3]], to: route, on: gate.listener) == .queued)
      #expect(try await gate.peer.message(on: owner)?.frames == [[3]])
      #expect(try await gate.peer.send([[4]], on: owner) == .queued)
      let next = try #require(try await gate.peer.message(on: gate.listener))
      #expect(next.frames == [[4]])
      #expect(next.userID == UserID(rawValue: "first"))
      #expect(try await gate.peer.receive(on: squatter, limits: Peer.limits) == nil)
    }
  }

  @Test func `cuts living connections when it is unbound, not when a key goes`() async throws {
    try await withPollLoop(named: "test") { loop in
      let member = try CurveKeyPair.random()
      let handler = ZapHandler(loop: loop, table: try Gate.table([member.publicKey: "school"]))
      try await handler.start()
      let gate = try await Gate.open(loop)
      let client = try await gate.client(member)
      #expect(try await gate.peer.send([[1]], on: client) == .queued)
      let route = try #require(try await gate.peer.message(on: gate.listener)?.route)

      await handler.replace([:])
      #expect(try await gate.peer.send([[2]], on: client) == .queued)
      #expect(try await gate.peer.message(on: gate.listener)?.frames == [[2]])

      await gate.peer.whenReadable(gate.listener) { _ in }
      try await gate.peer.unbind(gate.listener, gate.endpoint)
      #expect(await gate.peer.hears(.disconnected, of: client))
      #expect(try await gate.peer.losesRoute(route, on: gate.listener))
    }
  }
}
