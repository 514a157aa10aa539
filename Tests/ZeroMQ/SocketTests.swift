import Testing
import ZeroMQ

@Suite struct `A socket` {
  @Test(arguments: ["inproc://carries", "tcp://127.0.0.1:*"])
  func `carries whole messages both ways in order`(endpoint: String) async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let (router, dealer) = try await peer.run { peer in
        let router = try peer.open(.router, [.linger(.zero), .mandatoryRouting(true)])
        let bound = try peer.bind(router, endpoint)
        let dealer = try peer.open(.dealer, [.linger(.zero)])
        try peer.connect(dealer, bound)
        return (router, dealer)
      }
      for number in UInt8(0)..<20 {
        let sent = try await peer.send([[number], [], [number, 1]], on: dealer)
        #expect(sent == .queued)
      }
      for number in UInt8(0)..<20 {
        let message = try #require(try await peer.message(on: router))
        #expect(message.frames == [[number], [], [number, 1]])
        #expect(message.userID == nil)
        let route = try #require(message.route)
        #expect(route.isAutomatic)
        #expect(try await peer.send([[number]], to: route, on: router) == .queued)
      }
      for number in UInt8(0)..<20 {
        #expect(try await peer.message(on: dealer)?.frames == [[number]])
      }
    }
  }
}

extension `A socket` {
  @Test func `says full at the high-water mark, and never queues half a message`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      // Nobody listens there yet, so the sender's own queue is all the room there is.
      let endpoint = privateEndpoint()
      let sender = try await peer.run { peer in
        let sender = try peer.open(
          .dealer,
          [
            .linger(.zero), .sendHighWater(2),
            .reconnect(after: .milliseconds(20), limit: .milliseconds(20)),
          ])
        try peer.connect(sender, endpoint)
        return sender
      }
      let outcomes = try await peer.run { peer in
        try (UInt8(0)..<4).map { try peer.send([[$0], [$0], [$0]], on: sender) }
      }
      #expect(outcomes == [.queued, .queued, .full, .full])

      let listener = try await peer.run { peer in
        let listener = try peer.open(.router, [.linger(.zero)])
        try peer.bind(listener, endpoint)
        return listener
      }
      for number in UInt8(0)..<2 {
        let frames = try await peer.message(on: listener)?.frames
        #expect(frames == [[number], [number], [number]])
      }
      #expect(try await peer.receive(on: listener, limits: Peer.limits) == nil)
      #expect(await peer.canWrite(sender))
      #expect(try await peer.send([[9]], on: sender) == .queued)
      #expect(try await peer.message(on: listener)?.frames == [[9]])
    }
  }

  @Test func `says full to a router's slow peer and keeps its messages whole`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let (router, dealer) = try await peer.routerAndDealer(
        "inproc://slow", sendHighWater: 2, receiveHighWater: 1)
      #expect(try await peer.send([[0]], on: dealer) == .queued)
      let route = try #require(try await peer.message(on: router)?.route)
      let outcomes = try await peer.run { peer in
        try (UInt8(0)..<5).map { try peer.send([[$0], [$0]], to: route, on: router) }
      }
      #expect(outcomes == [.queued, .queued, .queued, .full, .full])
      for number in UInt8(0)..<3 {
        #expect(try await peer.message(on: dealer)?.frames == [[number], [number]])
      }
      #expect(try await peer.receive(on: dealer, limits: Peer.limits) == nil)
    }
  }

  @Test func `says unreachable once a peer has gone`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let (router, dealer) = try await peer.routerAndDealer("tcp://127.0.0.1:*")
      #expect(try await peer.send([[0]], on: dealer) == .queued)
      let route = try #require(try await peer.message(on: router)?.route)
      await peer.close(dealer)
      #expect(try await peer.losesRoute(route, on: router))
    }
  }

  @Test(
    arguments: [
      ([1, 1, 1, 1], .frames), ([1, 1, 1], nil), ([10], nil), ([11], .bytes), ([5, 6], .bytes),
      ([5, 5], nil), ([0, 0, 0], nil), ([11, 0], .bytes), ([11, 0, 0, 0], .bytes),
    ] as [([Int], Received.Excess?)])
  func `keeps no message beyond its limits, and the next one whole`(
    sizes: [Int], excess: Received.Excess?
  ) async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let (router, dealer) = try await peer.routerAndDealer("tcp://127.0.0.1:*")
      let frames = sizes.map { [UInt8](repeating: 7, count: $0) }
      #expect(try await peer.send(frames, on: dealer) == .queued)
      #expect(try await peer.send([[8]], on: dealer) == .queued)
      let limits = MessageLimits(frames: 3, bytes: 10)
      let first = try #require(try await peer.next(on: router, limits: limits))
      let second = try #require(try await peer.next(on: router, limits: limits))
      guard case .message(let next) = second else {
        Issue.record("the next message was lost: \(second)")
        return
      }
      #expect(next.frames == [[8]])
      if case .message(let message) = first {
        #expect(excess == nil)
        #expect(message.frames == frames)
      } else {
        #expect(
          first == excess.map { .oversized($0, from: next.route, userID: nil) })
      }
    }
  }

  @Test func `tells what went wrong and what to do about it`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let (first, second) = try await peer.run { peer in
        (try peer.open(.router, []), try peer.open(.router, []))
      }
      let endpoint = try await peer.bind(first, "tcp://127.0.0.1:*")
      let taken = await #expect(throws: ZeroMQError.self) {
        try await peer.bind(second, endpoint)
      }
      #expect(
        taken?.description
          == "binding \(endpoint) failed: address already in use, "
          + "stop the other listener or choose another port")
      let odd = await #expect(throws: ZeroMQError.self) {
        try await peer.connect(second, "carrier-pigeon://roof")
      }
      #expect(
        odd?.description.contains("write the endpoint as tcp://, ipc:// or inproc://") == true)
      let refused = await #expect(throws: ZeroMQError.self) {
        try await peer.open(.router, [.sendHighWater(-1)])
      }
      #expect(refused?.description.hasPrefix("setting socket option 23 failed") == true)
    }
  }

  @Test func `reports its connections to a monitor, down to the last event`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let (router, dealer) = try await peer.routerAndDealer("tcp://127.0.0.1:*")
      try await peer.watch(router)
      #expect(try await peer.send([[0]], on: dealer) == .queued)
      _ = try #require(try await peer.message(on: router))
      await peer.close(dealer)
      #expect(await peer.hears(.disconnected, of: router))
      await peer.close(router)
      #expect(await peer.hears(.stopped, of: router))
      let events = await peer.events[router]
      #expect(events?.last == .stopped)
    }
  }

  @Test func `outlives a monitor that is closed first, and takes another`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let (router, dealer) = try await peer.routerAndDealer("inproc://watched")
      try await peer.run { peer in
        let watcher = try peer.monitor(router) { _, _ in }
        peer.close(watcher)
        try peer.watch(router)
      }
      #expect(try await peer.send([[1]], on: dealer) == .queued)
      #expect(try await peer.message(on: router)?.frames == [[1]])
    }
  }
}
