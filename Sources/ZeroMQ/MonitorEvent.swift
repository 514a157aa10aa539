import CZeroMQ

/// Something that happened to a socket's connections, or to one being made.
///
/// It never says which peer: libzmq gives the local endpoint only.
@nonexhaustive public enum MonitorEvent: Hashable, Sendable {
  /// A connection is there; nothing has been proved yet.
  case connected(descriptor: UInt32)
  /// Connecting is under way.
  case connectDelayed
  /// Connecting failed; the next attempt comes after this delay.
  case connectRetried(after: Duration)
  /// The socket listens.
  case listening(descriptor: UInt32)
  /// The socket cannot listen; the payload is `errno`.
  case bindFailed(code: UInt32)
  /// A stranger has connected; nothing has been proved yet.
  case accepted(descriptor: UInt32)
  /// A stranger could not be accepted, most often for want of descriptors.
  case acceptFailed(code: UInt32)
  /// A connection or listener has been closed.
  case closed
  /// Closing failed; the payload is `errno`.
  case closeFailed(code: UInt32)
  /// A connection has ended.
  case disconnected
  /// The monitor has ended; the last event.
  case stopped
  /// Both ends have proved who they are.
  case handshakeSucceeded
  /// They have not.
  case handshakeFailed(HandshakeFailure)
  /// An event that libzmq 4.3.4 does not document.
  case unknown(number: UInt16, value: UInt32)

  /// Nil unless the frames are those of a version-1 event.
  init?(frames: [[UInt8]]) {
    guard let frame = frames.first, frame.count == 6 else { return nil }
    // Both numbers are in the machine's own byte order.
    let number = UInt16(littleEndian: UInt16(frame[0]) | UInt16(frame[1]) << 8)
    let value = UInt32(
      littleEndian: frame[2...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    self.init(number: number, value: value)
  }

  private init(number: UInt16, value: UInt32) {
    self =
      switch Int32(number) {
      case ZMQ_EVENT_CONNECTED: .connected(descriptor: value)
      case ZMQ_EVENT_CONNECT_DELAYED: .connectDelayed
      case ZMQ_EVENT_CONNECT_RETRIED: .connectRetried(after: .milliseconds(value))
      case ZMQ_EVENT_LISTENING: .listening(descriptor: value)
      case ZMQ_EVENT_BIND_FAILED: .bindFailed(code: value)
      case ZMQ_EVENT_ACCEPTED: .accepted(descriptor: value)
      case ZMQ_EVENT_ACCEPT_FAILED: .acceptFailed(code: value)
      case ZMQ_EVENT_CLOSED: .closed
      case ZMQ_EVENT_CLOSE_FAILED: .closeFailed(code: value)
      case ZMQ_EVENT_DISCONNECTED: .disconnected
      case ZMQ_EVENT_MONITOR_STOPPED: .stopped
      case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: .handshakeSucceeded
      case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: .handshakeFailed(.noDetail)
      case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: .handshakeFailed(.refused(status: value))
      case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: .handshakeFailed(HandshakeFailure(protocol: value))
      default: .unknown(number: number, value: value)
      }
  }
}

/// Why a handshake came to nothing, as far as libzmq tells.
@nonexhaustive public enum HandshakeFailure: Hashable, Sendable {
  /// The other end hung up: from a client's side most often a wrong server key.
  case noDetail
  /// ZAP said no, with this status: 400 for a key it does not know.
  case refused(status: UInt32)
  /// What was sent does not decrypt: from a server's side a client with the wrong server key.
  case cryptographic
  /// The other end wants another mechanism than CURVE, or none.
  case mechanismMismatch
  /// What was sent is not ZMTP as it should be.
  case malformed
  /// Our own ZAP handler answered wrongly or not at all.
  case brokenHandler

  /// The server does not know our key. Any other status may be another one a moment later.
  public static let unknownKey = HandshakeFailure.refused(status: 400)

  fileprivate init(protocol code: UInt32) {
    self =
      switch code {
      case 0x1100_0001: .cryptographic
      case 0x1100_0002: .mechanismMismatch
      case 0x2000_0000...0x2FFF_FFFF: .brokenHandler
      default: .malformed
      }
  }
}

/// How often handshakes have failed, by reason.
public struct HandshakeFailures: Hashable, Sendable {
  /// How often each reason has occurred. ZAP statuses are few, so this stays small.
  public private(set) var counts: [HandshakeFailure: Int] = [:]

  /// Nothing has failed yet.
  public init() {}

  /// Counts the event if it is a failed handshake.
  public mutating func note(_ event: MonitorEvent) {
    guard case .handshakeFailed(let failure) = event else { return }
    counts[failure, default: 0] += 1
  }

  /// All of them together.
  public var total: Int { counts.values.reduce(0, +) }
}
