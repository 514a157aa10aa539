import ZeroMQ

/// Finds a loopback port that nobody uses, by using it for a moment.
actor FreePort: LoopBound {
  nonisolated let loop: PollLoop

  init(loop: PollLoop) { self.loop = loop }

  static func find() async throws -> String {
    try await withPollLoop(named: "port") { loop in try await FreePort(loop: loop).endpoint() }
  }

  private func endpoint() throws -> String {
    let socket = try open(.router, [.linger(.zero)])
    defer { close(socket) }
    return try bind(socket, "tcp://127.0.0.1:*")
  }
}
