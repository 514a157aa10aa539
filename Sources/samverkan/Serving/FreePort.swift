import ZeroMQ

/// Finds a loopback port that nobody uses, by using it for a moment.
actor FreePort: LoopBound {
  /// Below those that Linux gives to outgoing connections (32768 and up): one of them may take a
  /// port between this look at it and its use.
  private static let range = 20_000..<32_000
  /// Ports tried before any will do; nearly all of them are free.
  private static let attempts = 16

  nonisolated let loop: PollLoop

  init(loop: PollLoop) { self.loop = loop }

  static func find() async throws -> String {
    try await withPollLoop(named: "port") { loop in try await FreePort(loop: loop).endpoint() }
  }

  private func endpoint() throws -> String {
    let socket = try open(.router, [.linger(.zero)])
    defer { close(socket) }
    for _ in 0..<Self.attempts {
      let endpoint = "tcp://127.0.0.1:\(Int.random(in: Self.range))"
      do {
        return try bind(socket, endpoint)
      } catch {
        continue  // Somebody has it.
      }
    }
    return try bind(socket, "tcp://127.0.0.1:*")
  }
}
