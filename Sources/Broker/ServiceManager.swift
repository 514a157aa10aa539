internal import Foundation
internal import Glibc

/// Tells the service manager that the broker serves, and that its loop still turns.
///
/// The protocol of sd_notify(3): a datagram to the socket that `NOTIFY_SOCKET` names. Without that
/// variable nobody is told, and nothing is lost.
struct ServiceManager: Sendable {
  private let path: String?
  /// How often the manager wants to hear that the loop turns; `nil` if it does not.
  let interval: Duration?

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = environment["NOTIFY_SOCKET"]
    // Half of what the manager allows, as sd_watchdog_enabled(3) advises.
    interval = environment["WATCHDOG_USEC"].flatMap(Int64.init).map { .microseconds($0 / 2) }
  }

  func ready() { tell("READY=1") }

  func turning() { tell("WATCHDOG=1") }

  func stopping() { tell("STOPPING=1") }

  private func tell(_ state: String) {
    guard let path, let address = Self.address(of: path) else { return }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    guard socket >= 0 else { return }
    defer { Glibc.close(socket) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
    // Never waits: a manager that does not listen must not hold up the loop.
    _ = unsafe withUnsafePointer(to: address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe sendto(
          socket, state, state.utf8.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL),
          address, length)
      }
    }
  }

  /// The socket's address; an `@` at the beginning stands for the abstract name space.
  private static func address(of path: String) -> sockaddr_un? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    return address
  }
}
