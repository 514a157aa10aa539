import CZeroMQ

/// A setting of a socket, given when it is opened and never changed.
///
/// libzmq aborts the process over some options that change after `connect`, and ignores others
/// after `bind`; so there is no way to set one later.
@nonexhaustive public enum SocketOption: Sendable {
  /// Accept CURVE clients only, as the owner of this key.
  case curveServer(CurveSecretKey)
  /// Speak CURVE to the server with this key, as the owner of this pair.
  case curveClient(CurveKeyPair, server: CurvePublicKey)
  /// Which ZAP table decides about peers.
  case zapDomain(ZapDomain)
  /// Refuse every peer if no ZAP handler answers. Worth nothing without a domain.
  case enforceZapDomain
  /// The largest frame a peer may send, also before it is let in.
  case frameLimit(bytes: Int64)
  /// How long a connection may take to prove who it is.
  case handshakeLimit(Duration)
  /// How many connections may wait to be accepted.
  case backlog(Int32)
  /// Messages waiting to be received, per peer; zero is unlimited.
  case receiveHighWater(Int32)
  /// Messages waiting to be sent, per peer; zero is unlimited.
  case sendHighWater(Int32)
  /// How long a closed socket goes on trying to send what is queued.
  case linger(Duration)
  /// Whether sending to an unknown route is told or silently dropped.
  case mandatoryRouting(Bool)
  /// Whether a second peer may take over a route. It would receive the first one's answers.
  case handover(Bool)
  /// Ping the peer this often, and give it up when it is silent for `limit`.
  case heartbeat(every: Duration, limit: Duration)
  /// Whether the kernel probes idle connections.
  case tcpKeepAlive(Bool)
  /// Wait this long before connecting again, doubling up to `limit`.
  case reconnect(after: Duration, limit: Duration)
  /// How long one attempt to connect may take.
  case connectLimit(Duration)
  /// Queue only for peers whose connection is complete.
  case immediate(Bool)
  /// The route that a ROUTER will know this socket by. Clients of ours set none.
  case routingID([UInt8])
}

/// One call of `zmq_setsockopt`.
struct SocketSetting {
  let option: Int32
  let value: Value

  enum Value {
    case number(Int32)
    case wideNumber(Int64)
    case bytes([UInt8])
  }

  static func number(_ option: Int32, _ number: Int32) -> SocketSetting {
    SocketSetting(option: option, value: .number(number))
  }

  static func flag(_ option: Int32, _ isSet: Bool) -> SocketSetting {
    .number(option, isSet ? 1 : 0)
  }

  static func duration(_ option: Int32, _ duration: Duration) -> SocketSetting {
    .number(option, Int32(clamping: duration.wholeMilliseconds))
  }

  static func bytes(_ option: Int32, _ bytes: [UInt8]) -> SocketSetting {
    SocketSetting(option: option, value: .bytes(bytes))
  }
}

extension SocketOption {
  /// The calls it takes, in order.
  var settings: [SocketSetting] {
    switch self {
    case .curveServer(let key):
      [.flag(ZMQ_CURVE_SERVER, true), .bytes(ZMQ_CURVE_SECRETKEY, key.bytes)]
    case .curveClient(let pair, let server):
      [
        .bytes(ZMQ_CURVE_SERVERKEY, server.bytes),
        .bytes(ZMQ_CURVE_PUBLICKEY, pair.publicKey.bytes),
        .bytes(ZMQ_CURVE_SECRETKEY, pair.secretKey.bytes),
      ]
    case .zapDomain(let domain): [.bytes(ZMQ_ZAP_DOMAIN, Array(domain.rawValue.utf8))]
    case .enforceZapDomain: [.flag(Int32(CZ_ZAP_ENFORCE_DOMAIN), true)]
    case .frameLimit(let bytes):
      [SocketSetting(option: ZMQ_MAXMSGSIZE, value: .wideNumber(bytes))]
    case .handshakeLimit(let limit): [.duration(ZMQ_HANDSHAKE_IVL, limit)]
    case .backlog(let count): [.number(ZMQ_BACKLOG, count)]
    case .receiveHighWater(let count): [.number(ZMQ_RCVHWM, count)]
    case .sendHighWater(let count): [.number(ZMQ_SNDHWM, count)]
    case .linger(let limit): [.duration(ZMQ_LINGER, limit)]
    case .mandatoryRouting(let isOn): [.flag(ZMQ_ROUTER_MANDATORY, isOn)]
    case .handover(let isOn): [.flag(ZMQ_ROUTER_HANDOVER, isOn)]
    case .heartbeat(let interval, let limit):
      [
        .duration(ZMQ_HEARTBEAT_IVL, interval), .duration(ZMQ_HEARTBEAT_TIMEOUT, limit),
        .duration(ZMQ_HEARTBEAT_TTL, limit),
      ]
    case .tcpKeepAlive(let isOn): [.flag(ZMQ_TCP_KEEPALIVE, isOn)]
    case .reconnect(let delay, let limit):
      [.duration(ZMQ_RECONNECT_IVL, delay), .duration(ZMQ_RECONNECT_IVL_MAX, limit)]
    case .connectLimit(let limit): [.duration(ZMQ_CONNECT_TIMEOUT, limit)]
    case .immediate(let isOn): [.flag(ZMQ_IMMEDIATE, isOn)]
    case .routingID(let bytes): [.bytes(ZMQ_ROUTING_ID, bytes)]
    }
  }
}

extension [SocketOption] {
  /// The one closed setting: a domain, which is never empty, and enforcement.
  var enforceZapDomain: Bool {
    var hasDomain = false
    var isEnforced = false
    for option in self {
      if case .zapDomain = option { hasDomain = true }
      if case .enforceZapDomain = option { isEnforced = true }
    }
    return hasDomain && isEnforced
  }
}

extension Duration {
  /// In milliseconds, rounded up, so that a wait is never too short.
  var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
