/// An actor whose jobs run on a poll loop's thread, the only place where sockets work.
///
/// Conforming gives the actor these doors as its own isolated methods. Inside they are plain calls;
/// from elsewhere they need `await`, which hops to the loop. Actors on one loop call each other
/// without a thread switch.
///
/// ```swift
/// actor Echo: LoopBound {
///   nonisolated let loop: PollLoop
///   init(loop: PollLoop) { self.loop = loop }
///
///   func start() throws(ZeroMQError) -> String {
///     let socket = try open(.router, [.linger(.zero)])
///     whenReadable(socket) { echo in echo.answer(on: socket) }
///     return try bind(socket, "tcp://127.0.0.1:*")
///   }
/// }
/// ```
///
/// Nothing that blocks belongs in such an actor: while it runs, no socket on its loop is served.
public protocol LoopBound: Actor {
  /// The loop whose thread runs this actor.
  nonisolated var loop: PollLoop { get }
}

extension LoopBound {
  /// The loop itself.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe loop.asUnownedSerialExecutor()
  }

  /// Opens a socket with all its options; they cannot be changed later.
  public func open(_ kind: SocketKind, _ options: [SocketOption]) throws(ZeroMQError) -> SocketID {
    loop.add(try Socket(kind, options))
  }

  /// Listens, and returns the endpoint with `*` replaced by the port that was free.
  @discardableResult
  public func bind(_ id: SocketID, _ endpoint: String) throws(ZeroMQError) -> String {
    try loop.socket(id).bind(endpoint)
  }

  /// Stops listening, which also cuts every connection that came in there.
  ///
  /// libzmq cuts them as the socket is next used, so keep it readable: a socket that nobody reads
  /// keeps its connections until it is closed.
  public func unbind(_ id: SocketID, _ endpoint: String) throws(ZeroMQError) {
    try loop.socket(id).unbind(endpoint)
  }

  /// Connects, now or as soon as somebody listens there.
  public func connect(_ id: SocketID, _ endpoint: String) throws(ZeroMQError) {
    try loop.socket(id).connect(endpoint)
  }

  /// Queues a whole message, or nothing of it; never waits.
  ///
  /// - Parameters:
  ///   - frames: At least one.
  ///   - route: Where a ROUTER's message goes; nil on every other kind.
  /// - Returns: ``Sent/queued``, which does not mean that it arrived.
  public func send(
    _ frames: [[UInt8]], to route: Route? = nil, on id: SocketID
  ) throws(ZeroMQError) -> Sent {
    try loop.socket(id).send(frames, to: route)
  }

  /// Takes the next message, or nil if there is none; never waits.
  public func receive(
    on id: SocketID, limits: MessageLimits
  ) throws(ZeroMQError) -> Received? {
    try loop.socket(id).receive(limits)
  }

  /// Takes what is there, but at most ``PollLoop/messagesPerTick``, so that others get their turn.
  ///
  /// What is left makes the socket readable again. `body` may close the socket, which ends it.
  public func drain(
    _ id: SocketID, limits: MessageLimits, _ body: (Received) -> Void
  ) throws(ZeroMQError) {
    for _ in 0..<PollLoop.messagesPerTick {
      guard loop.isOpen(id), let received = try receive(on: id, limits: limits) else { return }
      body(received)
    }
  }

  /// Runs `body` in every tick in which the socket has something to receive, until told otherwise.
  ///
  /// The loop keeps this actor alive meanwhile. A second call replaces the first.
  public func whenReadable(
    _ id: SocketID, _ body: @escaping @Sendable (isolated Self) -> Void
  ) {
    loop.setReader(id) { self.assumeIsolated(body) }
  }

  /// Leaves what arrives in the queue, so that peers feel it; ``whenReadable(_:_:)`` goes on.
  public func stopReading(_ id: SocketID) {
    loop.setReader(id, nil)
  }

  /// Runs `body` once, when the socket can send to somebody.
  ///
  /// On a ROUTER that is any one peer: it does not tell when the one that was full has room.
  public func whenWritable(
    _ id: SocketID, _ body: @escaping @Sendable (isolated Self) -> Void
  ) {
    loop.setWriter(id) { self.assumeIsolated(body) }
  }

  /// Runs `body` at `deadline`, or at once if it has passed. Stopping the loop drops it.
  @discardableResult
  public func schedule(
    at deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (isolated Self) -> Void
  ) -> TimerID {
    loop.schedule(at: deadline) { self.assumeIsolated(body) }
  }

  /// Runs `body` when `delay` has passed, on a clock that nobody can set.
  @discardableResult
  public func after(
    _ delay: Duration, _ body: @escaping @Sendable (isolated Self) -> Void
  ) -> TimerID {
    schedule(at: .now + delay, body)
  }

  /// Makes sure that a timer does not fire. One that has fired is no matter.
  public func cancel(_ timer: TimerID) {
    loop.cancel(timer)
  }

  /// Closes a socket; its name is dead from here on, and using it stops the process.
  public func close(_ id: SocketID) {
    loop.close(id)
  }
}
