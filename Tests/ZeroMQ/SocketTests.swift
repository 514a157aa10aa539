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
