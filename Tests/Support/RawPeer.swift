import Glibc

/// A TCP connection that speaks bytes and not libzmq, to say what no honest peer would.
@safe package final class RawPeer {
  /// Nobody answers at the endpoint.
  package struct Unreachable: Error {}

  private let descriptor: Int32

  /// Connects to `tcp://127.0.0.1:PORT`; no call on it waits longer than so many seconds.
  package init(_ endpoint: String, patience: Int = 60) throws(Unreachable) {
    guard let port = endpoint.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw Unreachable()
    }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
    let code = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Unreachable() }
  }

  deinit {
    close(descriptor)
  }

  /// Reads this many bytes, or fewer if the other end hangs up.
  package func hear(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let heard = unsafe recv(descriptor, &bytes, count, Int32(MSG_WAITALL))
    return Array(bytes.prefix(max(0, heard)))
  }

  /// Takes the listener's greeting and READY; what is said before them is no message to libzmq.
  package func hearReady() {
    _ = hear(64)
    if let length = hear(2).last { _ = hear(Int(length)) }
  }

  /// Stays connected until here: without a last use it would end at its first lull.
  package func hangUp() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// Breaks off with a reset instead of a farewell when it goes.
  package func resetAtEnd() {
    var option = linger(l_onoff: 1, l_linger: 0)
    let size = socklen_t(MemoryLayout<linger>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, size)
  }

  /// Sends what the other end will take.
  package func say(_ bytes: [UInt8]) {
    _ = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// Reads to the end; false if the other end has not hung up in time.
  package func isHungUpOn() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
      if count > 0 { continue }
      return count == 0 || errno == ECONNRESET
    }
  }

  /// The opening of ZMTP 3.0 for a mechanism.
  package static func greeting(_ mechanism: String) -> [UInt8] {
    let name = Array(mechanism.utf8)
    let signature: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0]
    return signature + name + [UInt8](repeating: 0, count: 52 - name.count)
  }

  /// The NULL mechanism's READY, with any metadata one likes.
  package static func ready(_ metadata: [(String, String)]) -> [UInt8] {
    var body: [UInt8] = [5] + Array("READY".utf8)
    for (name, value) in metadata {
      body += [UInt8(name.utf8.count)] + Array(name.utf8)
      body += [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }
    return [0x04, UInt8(body.count)] + body
  }

  /// A single-frame message.
  package static func message(_ text: String) -> [UInt8] {
    [0x00, UInt8(text.utf8.count)] + Array(text.utf8)
  }
}
