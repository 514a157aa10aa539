import CZeroMQ
import Glibc

/// One libzmq socket: a wrapper per call, every result checked, Swift values out.
///
/// INVARIANT: made, used and destroyed on its loop's thread. Only the loop's slot holds it, so its
/// end is the slot's end. That, and the fixed pointers below, is why it is safe.
@safe final class Socket {
  let kind: SocketKind
  let handle: UnsafeMutableRawPointer

  /// The one message part that receiving works with, allocated once.
  let part: UnsafeMutablePointer<zmq_msg_t>

  /// Whether a frame's `User-Id` comes from ZAP. Without an enforced domain any peer can write one.
  let trustsUserID: Bool

  private var inprocEndpoints: [String] = []
  private(set) var isMonitored = false

  init(_ kind: SocketKind, _ options: [SocketOption]) throws(ZeroMQError) {
    guard let handle = unsafe zmq_socket(Context.shared.handle, kind.code) else {
      throw .last(.open)
    }
    unsafe self.handle = handle
    unsafe self.part = .allocate(capacity: 1)
    unsafe zmq_msg_init(part)
    self.kind = kind
    self.trustsUserID = options.enforceZapDomain
    for option in options {
      for setting in option.settings { try apply(setting) }
    }
  }

  deinit {
    if isMonitored { unsafe zmq_socket_monitor(handle, nil, 0) }
    // Closing frees an inproc name some time later, on another thread; unbinding frees it now.
    for endpoint in inprocEndpoints { unsafe zmq_unbind(handle, endpoint) }
    unsafe zmq_close(handle)
    unsafe zmq_msg_close(part)
    unsafe part.deallocate()
  }

  private func apply(_ setting: SocketSetting) throws(ZeroMQError) {
    let code =
      switch setting.value {
      case .number(var number):
        unsafe zmq_setsockopt(handle, setting.option, &number, MemoryLayout<Int32>.size)
      case .wideNumber(var number):
        unsafe zmq_setsockopt(handle, setting.option, &number, MemoryLayout<Int64>.size)
      case .bytes(let bytes):
        unsafe bytes.withUnsafeBytes {
          unsafe zmq_setsockopt(handle, setting.option, $0.baseAddress, $0.count)
        }
      }
    guard code == 0 else { throw .last(.set(option: setting.option)) }
  }

  /// Listens, and returns the endpoint as libzmq resolved it: `*` has become a port.
  func bind(_ endpoint: String) throws(ZeroMQError) -> String {
    guard unsafe zmq_bind(handle, endpoint) == 0 else { throw .last(.bind(endpoint)) }
    if endpoint.hasPrefix("inproc://") { inprocEndpoints.append(endpoint) }
    var text = [UInt8](repeating: 0, count: 1024)
    var length = text.count
    let code = unsafe zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &text, &length)
    guard code == 0 else { throw .last(.bind(endpoint)) }
    return String(decoding: text[..<max(0, length - 1)], as: UTF8.self)
  }

  func unbind(_ endpoint: String) throws(ZeroMQError) {
    guard unsafe zmq_unbind(handle, endpoint) == 0 else { throw .last(.unbind(endpoint)) }
    inprocEndpoints.removeAll { $0 == endpoint }
  }

  func connect(_ endpoint: String) throws(ZeroMQError) {
    guard unsafe zmq_connect(handle, endpoint) == 0 else { throw .last(.connect(endpoint)) }
  }

  /// Sends this socket's connection events, version 1, to a PAIR that connects to `endpoint`.
  func startMonitor(_ endpoint: String, for scope: MonitorScope) throws(ZeroMQError) {
    precondition(!isMonitored, "this socket is monitored already, close that monitor first")
    guard unsafe zmq_socket_monitor(handle, endpoint, scope.mask) == 0 else {
      throw .last(.monitor)
    }
    isMonitored = true
  }

  func stopMonitor() {
    guard isMonitored else { return }
    unsafe zmq_socket_monitor(handle, nil, 0)
    isMonitored = false
  }
}

extension SocketKind {
  fileprivate var code: Int32 {
    switch self {
    case .router: ZMQ_ROUTER
    case .dealer: ZMQ_DEALER
    case .pair: ZMQ_PAIR
    }
  }
}

extension MonitorScope {
  fileprivate var mask: Int32 {
    switch self {
    case .all: ZMQ_EVENT_ALL
    case .failedHandshakes:
      ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
        | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_MONITOR_STOPPED
    }
  }
}
