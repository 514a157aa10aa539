import CZeroMQ
import Glibc

/// The process's one libzmq context: its I/O threads and everything `inproc`.
///
/// There is never a second one. In libzmq 4.3.4 closing a context can break another that still
/// serves, so this one is made at first use and left to the end of the process.
@safe public final class Context: Sendable {
  /// The only context there is.
  public static let shared = Context()

  /// Sockets open at once, over all loops; connections do not count. libzmq's own default.
  static let socketLimit: Int32 = 1023

  /// CURVE runs on these threads, and a connection stays on one; more than four buys nothing here.
  static let ioThreadLimit = 4

  /// Safe to share: libzmq documents contexts, unlike sockets, as thread-safe.
  nonisolated(unsafe) let handle: UnsafeMutableRawPointer

  private init() {
    guard let handle = unsafe zmq_ctx_new() else {
      preconditionFailure("libzmq could not make a context, check memory and open-file limits")
    }
    unsafe self.handle = handle
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    set(ZMQ_IO_THREADS, to: Int32(min(Self.ioThreadLimit, max(1, cores / 2))))
    set(ZMQ_MAX_SOCKETS, to: Self.socketLimit)
    // Without this a forgotten socket would linger for ever and block the process's exit.
    set(ZMQ_BLOCKY, to: 0)
  }

  private func set(_ option: Int32, to value: Int32) {
    let code = unsafe zmq_ctx_set(handle, option, value)
    precondition(code == 0, "libzmq refused context option \(option), is it older than 4.3?")
  }

  /// Ends all traffic in the process, at once and for good.
  ///
  /// Every socket answers ``ZeroMQError/terminated`` from here on. Loops stay alive as executors,
  /// so that actors can wind down, until each is stopped. Any thread may call it, and twice.
  public func shutDown() {
    // Its one error says that the context is gone, which cannot be: nobody terminates it.
    _ = unsafe zmq_ctx_shutdown(handle)
  }
}
