/// How a listener stands up to peers that mean harm.
///
/// Every value is set before `bind` and every call is checked. What libzmq cannot limit, the number
/// of connections and of frames in flight, is left to the firewall and the service manager.
public struct ServerOptions: Sendable {
  /// Which table of keys decides; enforced, so that a dead handler lets nobody in.
  public let domain: ZapDomain

  /// The key that proves who the server is.
  public let secretKey: CurveSecretKey

  /// The largest frame, also before the handshake; libzmq's default is none, and costs 1 GiB.
  public var frameLimit: Int64 = 262_144

  /// Time for one handshake, short so that silent connections give their descriptors back.
  public var handshakeLimit = Duration.seconds(2)

  /// Connections waiting for `accept`: everyone, when everyone reconnects at once.
  public var backlog: Int32 = 1024

  /// Messages waiting per peer. Few, since credit and not this queue is the way to go faster.
  public var receiveHighWater: Int32 = 100

  /// Answers waiting per peer; keep it above every credit granted to one.
  public var sendHighWater: Int32 = 2048

  /// How often a connection is pinged.
  public var heartbeat = Duration.seconds(5)

  /// How long a connection may be silent, and how long the peer should wait for us.
  public var heartbeatLimit = Duration.seconds(15)

  /// The defaults above, which are the recommended ones.
  public init(domain: ZapDomain, secretKey: CurveSecretKey) {
    self.domain = domain
    self.secretKey = secretKey
  }

  /// The same as options for ``LoopBound/open(_:_:)``.
  public var socketOptions: [SocketOption] {
    [
      .curveServer(secretKey),
      .zapDomain(domain),  // Before enforcement, which is a hole without it.
      .enforceZapDomain,
      .frameLimit(bytes: frameLimit),
      .handshakeLimit(handshakeLimit),
      .backlog(backlog),
      .receiveHighWater(receiveHighWater),
      .sendHighWater(sendHighWater),
      .linger(.zero),  // What is unsent is in the ledger, or was worth nothing.
      .mandatoryRouting(true),  // An unknown route is told, not dropped.
      .handover(false),  // Nobody takes over another's route, and with it the answers.
      .heartbeat(every: heartbeat, limit: heartbeatLimit),
      .tcpKeepAlive(true),
    ]
  }
}

/// How a member connects to a listener of ``ServerOptions``.
public struct ClientOptions: Sendable {
  /// Who we are.
  public let keys: CurveKeyPair

  /// Whom we mean to reach; another key there makes the connection fail.
  public let serverKey: CurvePublicKey

  /// The wait before the first new attempt. A second, so that a refused client is no flood.
  public var reconnectDelay = Duration.seconds(1)

  /// The longest wait between attempts; it doubles up to this.
  public var reconnectLimit = Duration.seconds(30)

  /// How long one attempt may take before the next begins.
  public var connectLimit = Duration.seconds(10)

  /// How often the connection is pinged.
  public var heartbeat = Duration.seconds(5)

  /// How long the server may be silent.
  public var heartbeatLimit = Duration.seconds(15)

  /// How long a closed socket goes on sending; zero, since what matters has a receipt or is resent.
  public var linger = Duration.zero

  /// Messages waiting in each direction; keep it above the credit that the server is given.
  public var highWater: Int32 = 1024

  /// The largest frame from the server.
  public var frameLimit: Int64 = 262_144

  /// The defaults above, which are the recommended ones.
  public init(keys: CurveKeyPair, serverKey: CurvePublicKey) {
    self.keys = keys
    self.serverKey = serverKey
  }

  /// The same as options for ``LoopBound/open(_:_:)``.
  public var socketOptions: [SocketOption] {
    [
      .curveClient(keys, server: serverKey),
      .reconnect(after: reconnectDelay, limit: reconnectLimit),
      .connectLimit(connectLimit),
      .heartbeat(every: heartbeat, limit: heartbeatLimit),
      .linger(linger),
      .sendHighWater(highWater),
      .receiveHighWater(highWater),
      .frameLimit(bytes: frameLimit),
      .tcpKeepAlive(true),
      // Never `immediate`: with it libzmq 4.3.4 drops the pipe of a connection that breaks at once,
      // and aborts the process if half a message has been read from it (fq.cpp, `!_more`).
    ]
  }
}

extension LoopBound {
  /// Opens a ROUTER that lets in only peers whose key a ``ZapHandler`` knows.
  public func open(_ options: ServerOptions) throws(ZeroMQError) -> SocketID {
    try open(.router, options.socketOptions)
  }

  /// Opens a DEALER that speaks CURVE to one server.
  public func open(_ options: ClientOptions) throws(ZeroMQError) -> SocketID {
    try open(.dealer, options.socketOptions)
  }
}
