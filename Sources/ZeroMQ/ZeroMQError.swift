import CZeroMQ
import Glibc

/// Why libzmq, the kernel or a key file said no.
@nonexhaustive public enum ZeroMQError: Error, Hashable, Sendable {
  /// A call failed; `code` is its `errno`.
  case failed(Operation, code: Int32)

  /// The process is shutting its sockets down: ``Context/shutDown()`` has been called.
  case terminated

  /// A key file cannot be used.
  case keyFile(path: String, KeyFileFault)

  /// What was being tried.
  @nonexhaustive public enum Operation: Hashable, Sendable {
    /// Starting a loop's thread or its wake-up.
    case startLoop
    /// Making a socket.
    case open
    /// Setting an option, by its number in `zmq.h`.
    case set(option: Int32)
    /// Listening on an endpoint.
    case bind(String)
    /// No longer listening on an endpoint.
    case unbind(String)
    /// Connecting to an endpoint.
    case connect(String)
    /// Queueing a message.
    case send
    /// Taking a message.
    case receive
    /// Watching a socket's connections.
    case monitor
    /// Making or deriving a CURVE key.
    case makeKey
  }

  /// The error for a libzmq call that has just failed on this thread.
  ///
  /// Call it in the same synchronous function as the call: `errno` belongs to the thread, and an
  /// `await` may change threads.
  static func last(_ operation: Operation) -> ZeroMQError {
    let code = zmq_errno()
    return code == CZeroMQErrno.terminated ? .terminated : .failed(operation, code: code)
  }
}

/// The two numbers that libzmq invents; the rest are the system's.
enum CZeroMQErrno {
  static let terminated = Int32(ZMQ_HAUSNUMERO + 53)
  static let noThread = Int32(ZMQ_HAUSNUMERO + 54)
}

extension ZeroMQError: CustomStringConvertible {
  /// What happened and what to do, in one line.
  public var description: String {
    switch self {
    case .terminated: "sockets are shut down, stop using this loop and let its actors end"
    case .keyFile(let path, let fault): "key file \(path) \(fault)"
    case .failed(let operation, let code):
      "\(operation) failed: \(Self.reason(code)), \(Self.remedy(code))"
    }
  }

  private static func reason(_ code: Int32) -> String {
    guard let text = unsafe zmq_strerror(code) else { return "errno \(code)" }
    return unsafe String(cString: text).lowercased()
  }

  private static func remedy(_ code: Int32) -> String {
    switch code {
    case EADDRINUSE: "stop the other listener or choose another port"
    case EADDRNOTAVAIL, ENODEV: "use an address that `ip address` lists on this machine"
    case EACCES, EPERM: "give the process the right to this address or file"
    case EMFILE, ENFILE: "close sockets or raise the open-file limit (LimitNOFILE)"
    case ENOMEM, EAGAIN: "free memory or threads and try again"
    case ENOENT, ECONNREFUSED: "bind the endpoint or check its spelling"
    case EPROTONOSUPPORT: "write the endpoint as tcp://, ipc:// or inproc://"
    case EINVAL: "check the value against libzmq 4.3.4"
    default: "look up errno \(code) in zmq.h"
    }
  }
}

extension ZeroMQError.Operation: CustomStringConvertible {
  /// The attempt, as the beginning of a sentence.
  public var description: String {
    switch self {
    case .startLoop: "starting a loop"
    case .open: "opening a socket"
    case .set(let option): "setting socket option \(option)"
    case .bind(let endpoint): "binding \(endpoint)"
    case .unbind(let endpoint): "unbinding \(endpoint)"
    case .connect(let endpoint): "connecting to \(endpoint)"
    case .send: "sending"
    case .receive: "receiving"
    case .monitor: "monitoring a socket"
    case .makeKey: "making a key"
    }
  }
}
