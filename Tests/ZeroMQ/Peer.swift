import ZeroMQ

/// An endpoint that no other test is given, not even once this one's socket is closed.
///
/// In Linux's abstract namespace, so that no file is left behind.
func privateEndpoint() -> String {
  "ipc://@samverkan-test-\(UInt64.random(in: .min ... .max))"
}

/// An actor that drives sockets for a test: suspends until something arrives or a deadline passes.
actor Peer: LoopBound {
  nonisolated let loop: PollLoop

  /// Far more than anything here takes; reaching it is a failure.
  static let patience = Duration.seconds(60)

  /// Enough for every message that a test does not mean to be refused.
  static let limits = MessageLimits(frames: 64, bytes: 1 << 20)

  private struct Wish {
    let id: SocketID
    let event: MonitorEvent
    let settle: CheckedContinuation<Bool, Never>
  }

  /// What watched sockets have been through, in order.
  private(set) var events: [SocketID: [MonitorEvent]] = [:]
  private var wish: Wish?

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

  /// Notes every event of a socket from now on, for ``hears(_:of:)``.
  func watch(_ id: SocketID) throws {
    try monitor(id) { peer, event in
      peer.events[id, default: []].append(event)
      guard let wish = peer.wish, wish.id == id, wish.event == event else { return }
      peer.settleWish(true)
    }
  }

  /// Whether the event has happened to a watched socket, or does so before the deadline.
  func hears(_ event: MonitorEvent, of id: SocketID) async -> Bool {
    if events[id, default: []].contains(event) { return true }
    let timer = after(Peer.patience) { peer in peer.settleWish(false) }
    defer { cancel(timer) }
    return await withCheckedContinuation { wish = Wish(id: id, event: event, settle: $0) }
  }

  private func settleWish(_ isGranted: Bool) {
    wish?.settle.resume(returning: isGranted)
    wish = nil
  }

  /// A server and a client of it.
  func routerAndDealer(
    _ endpoint: String, sendHighWater: Int32 = 1000, receiveHighWater: Int32 = 1000
  ) throws -> (router: SocketID, dealer: SocketID) {
    let router = try open(
      .router, [.linger(.zero), .mandatoryRouting(true), .sendHighWater(sendHighWater)])
    let bound = try bind(router, endpoint)
    let dealer = try open(.dealer, [.linger(.zero), .receiveHighWater(receiveHighWater)])
    try connect(dealer, bound)
    return (router, dealer)
  }

  /// Suspends until the socket can send to somebody; false at the deadline.
  func canWrite(_ id: SocketID) async -> Bool {
    await withCheckedContinuation { continuation in
      let timer = after(Peer.patience) { _ in continuation.resume(returning: false) }
      whenWritable(id) { peer in
        peer.cancel(timer)
        continuation.resume(returning: true)
      }
    }
  }

  /// Whether a route dies before the deadline: a router learns of it after its monitor does.
  func losesRoute(_ route: Route, on id: SocketID) async throws -> Bool {
    let deadline = ContinuousClock.now + Peer.patience
    while ContinuousClock.now < deadline {
      if try send([[1], [2]], to: route, on: id) == .unreachable { return true }
      await wait(.milliseconds(1))
    }
    return false
  }
}
