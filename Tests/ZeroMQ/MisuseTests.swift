import Glibc
import Testing
import ZeroMQ

// Each of these is a fault in our own code, and must end the process with a sentence that names it.

@Suite struct `Misuse of a loop` {
  @Test func `by a stale socket name ends the process`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try await withPollLoop(named: "test") { loop in
        try await Peer(loop).run { peer in
          let socket = try peer.open(.dealer, [])
          peer.close(socket)
          // The slot is taken again: a bare index would now reach somebody else's socket.
          _ = try peer.open(.dealer, [])
          _ = try peer.send([[1]], on: socket)
        }
      }
    }
    #expect(result.said("a socket id was used after its socket was closed"))
  }

  @Test func `by another loop's socket name ends the process`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try await withPollLoop(named: "one") { one in
        let socket = try await Peer(one).open(.dealer, [])
        try await withPollLoop(named: "two") { two in
          _ = try await Peer(two).open(.dealer, [])
          _ = try await Peer(two).send([[1]], on: socket)
        }
      }
    }
    #expect(result.said("on a loop that does not own the socket"))
  }

  @Test func `by a job after its end ends the process`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let loop = try PollLoop.start(named: "test")
      loop.stop()
      await Peer(loop).wait(.zero)
    }
    #expect(result.said("a job reached a stopped loop"))
  }

  @Test func `by waiting for itself ends the process`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let loop = try PollLoop.start(named: "test")
      await Peer(loop).run { $0.loop.stop() }
    }
    #expect(result.said("a loop cannot wait for its own end"))
  }

  @Test func `by a route on the wrong kind of socket ends the process`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try await withPollLoop(named: "test") { loop in
        try await Peer(loop).run { peer in
          _ = try peer.send([[1]], on: try peer.open(.router, []))
        }
      }
    }
    #expect(result.said("a route belongs to a ROUTER's message"))
  }

  @Test func `by an empty message ends the process`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try await withPollLoop(named: "test") { loop in
        try await Peer(loop).run { peer in
          _ = try peer.send([], on: try peer.open(.dealer, []))
        }
      }
    }
    #expect(result.said("a message has at least one frame"))
  }

  @Test func `is not what a shut-down context is: its loops live on`() async {
    await #expect(processExitsWith: .success) {
      try await withPollLoop(named: "test") { loop in
        let peer = Peer(loop)
        let socket = try await peer.open(.dealer, [.linger(.zero)])
        await peer.whenReadable(socket) { _ in }
        await peer.wait(.milliseconds(1))
        Context.shared.shutDown()
        await peer.wait(.milliseconds(1))
        let error = await #expect(throws: ZeroMQError.self) {
          try await peer.receive(on: socket, limits: Peer.limits)
        }
        precondition(error == .terminated)
        await peer.close(socket)
      }
    }
  }
}

extension ExitTest.Result? {
  /// Whether the process's last words hold the sentence. Optimised builds die without words.
  fileprivate func said(_ sentence: String) -> Bool {
    guard let self else { return false }
    #if DEBUG
      return String(decoding: self.standardErrorContent, as: UTF8.self).contains(sentence)
    #else
      return self.exitStatus != .exitCode(EXIT_FAILURE)
    #endif
  }
}
