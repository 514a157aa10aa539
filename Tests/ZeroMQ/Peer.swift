import ZeroMQ

/// An actor that drives sockets for a test: suspends until something arrives or a deadline passes.
actor Peer: LoopBound {
  nonisolated let loop: PollLoop

  /// Far more than anything here takes; reaching it is a failure.
  static let patience = Duration.seconds(5)

  /// Enough for every message that a test does not mean to be refused.
  static let limits = MessageLimits(frames: 64, bytes: 1 << 20)

  init(_ loop: PollLoop) {
    self.loop = loop
  }

  /// Runs `body` on the loop, where every door is a plain call.
  func run<Result: Sendable>(
    _ body: @Sendable (isolated Peer) throws -> Result
  ) rethrows -> Result {
    try body(self)
  }

  /// The next thing that arrives, or nil at the deadline.
  func next(
    on id: SocketID, limits: MessageLimits = Peer.limits, within patience: Duration = Peer.patience
  ) async throws -> Received? {
    if let received = try receive(on: id, limits: limits) { return received }
    guard await isReadable(id, within: patience) else { return nil }
    return try receive(on: id, limits: limits)
  }

  /// The next message, or nil at the deadline or for anything but a message.
  func message(on id: SocketID, within patience: Duration = Peer.patience) async throws -> Message?
  {
    guard case .message(let message)? = try await next(on: id, within: patience) else { return nil }
    return message
  }

  private func isReadable(_ id: SocketID, within patience: Duration) async -> Bool {
    await withCheckedContinuation { continuation in
      let timer = after(patience) { peer in
        peer.stopReading(id)
        continuation.resume(returning: false)
      }
      whenReadable(id) { peer in
        peer.cancel(timer)
        peer.stopReading(id)
        continuation.resume(returning: true)
      }
    }
  }

  /// Suspends until the loop's own clock says so.
  func wait(_ delay: Duration) async {
    await withCheckedContinuation { continuation in
      after(delay) { _ in continuation.resume() }
    }
  }

  /// Two sockets of this process that talk to each other.
  func pair(_ endpoint: String, _ options: [SocketOption]) throws -> (SocketID, SocketID) {
    let right = try open(.pair, [.linger(.zero)] + options)
    try bind(right, endpoint)
    let left = try open(.pair, [.linger(.zero)] + options)
    try connect(left, endpoint)
    return (left, right)
  }
}
