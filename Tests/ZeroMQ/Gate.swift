import Testing
import ZeroMQ

/// What a handler in a test does with requests.
enum HandlerKind: CaseIterable, Sendable {
  case none, refusesAll, hangs
}

/// A listener with its handler, set up right or wrong.
struct Gate: Sendable {
  static let domain = ZapDomain(rawValue: "broker")

  let peer: Peer
  let listener: SocketID
  let endpoint: String
  let serverKey: CurvePublicKey

  /// Opens a listener with exactly these settings besides its key.
  static func open(
    _ loop: PollLoop, settings: [SocketOption]
  ) async throws -> Gate {
    let keys = try CurveKeyPair.random()
    let peer = Peer(loop)
    return try await peer.run { peer in
      let options: [SocketOption] = [.curveServer(keys.secretKey), .linger(.zero)]
      let listener = try peer.open(.router, options + settings)
      let endpoint = try peer.bind(listener, "tcp://127.0.0.1:*")
      return Gate(
        peer: peer, listener: listener, endpoint: endpoint, serverKey: keys.publicKey)
    }
  }

  /// Opens a listener as the product does.
  static func open(
    _ loop: PollLoop, adjust: @Sendable (inout ServerOptions) -> Void = { _ in }
  ) async throws -> Gate {
    let keys = try CurveKeyPair.random()
    let peer = Peer(loop)
    var options = ServerOptions(domain: try #require(domain), secretKey: keys.secretKey)
    adjust(&options)
    return try await peer.run { [options] peer in
      let listener = try peer.open(options)
      let endpoint = try peer.bind(listener, "tcp://127.0.0.1:*")
      return Gate(
        peer: peer, listener: listener, endpoint: endpoint, serverKey: keys.publicKey)
    }
  }

  /// A table for the gate's domain.
  static func table(_ members: [CurvePublicKey: String]) throws -> ZapTable {
    var names: [CurvePublicKey: UserID] = [:]
    for (key, name) in members {
      let userID = try #require(UserID(rawValue: name))
      names[key] = userID
    }
    return [try #require(domain): names]
  }

  /// A watched client with its own queue, so that it can speak before it is connected.
  func client(_ keys: CurveKeyPair, _ more: [SocketOption] = []) async throws -> SocketID {
    let options = ClientOptions(keys: keys, serverKey: serverKey).socketOptions
    return try await peer.run { peer in
      let client = try peer.open(.dealer, options + [.immediate(false)] + more)
      try peer.watch(client)
      try peer.connect(client, endpoint)
      return client
    }
  }
}

/// How a first visit to a gate ended.
enum Visit: Sendable, Equatable {
  /// The listener has the visitor's message; under this name, if any.
  case delivered(UserID?)
  /// The visitor's handshake failed.
  case refused(HandshakeFailure)
  /// Neither, in all the time there was.
  case silent
}

/// Knocks on gates and waits for what happens first.
actor Visitor: LoopBound {
  nonisolated let loop: PollLoop
  private var settle: CheckedContinuation<Visit, Never>?

  init(_ loop: PollLoop) {
    self.loop = loop
  }

  /// Connects with a key, speaks once, and closes again.
  func visit(
    _ gate: Gate, as keys: CurveKeyPair, within patience: Duration = Peer.patience
  ) async throws -> Visit {
    let options = ClientOptions(keys: keys, serverKey: gate.serverKey).socketOptions
    let client = try open(.dealer, options + [.immediate(false)])
    try monitor(client) { visitor, event in
      if case .handshakeFailed(let failure) = event { visitor.finish(.refused(failure)) }
    }
    whenReadable(gate.listener) { visitor in visitor.takeVisit(gate.listener) }
    let timer = after(patience) { visitor in visitor.finish(.silent) }
    try connect(client, gate.endpoint)
    #expect(try send([[1], [2]], on: client) == .queued)
    let visit = await withCheckedContinuation { settle = $0 }
    cancel(timer)
    stopReading(gate.listener)
    close(client)
    return visit
  }

  private func takeVisit(_ listener: SocketID) {
    guard case .message(let message)? = try? receive(on: listener, limits: Peer.limits) else {
      return
    }
    finish(.delivered(message.userID))
  }

  private func finish(_ visit: Visit) {
    settle?.resume(returning: visit)
    settle = nil
  }
}
