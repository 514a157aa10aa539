package import Concerns

/// The server key that comes next, and where it is served while both are in use.
///
/// A client pins the server key and CURVE has no way to change it within a connection: so the next
/// one has a port of its own, and members are told both before they need them.
package struct NextServerKey: Hashable, Sendable {
  /// The key file without `.key_secret`; below the data folder unless it begins with a slash.
  package let keyFile: String
  /// Where members come in with the next key; another port than today's.
  package let listen: String
  /// From when on members are to come in there.
  package let from: Moment
  /// The port of ``listen``, as members are told it.
  package let port: Int

  /// Reads the three keys; `nil` if none of them is set.
  init?(_ values: [String: String], beside present: String) throws(ConfigurationError) {
    let names = ["next-key", "next-listen", "next-from"]
    let set = names.filter { values[$0]?.isEmpty == false }
    guard !set.isEmpty else { return nil }
    guard let keyFile = values["next-key"], let listen = values["next-listen"],
      let moment = values["next-from"], set.count == names.count
    else {
      throw .invalid(
        key: set[0], remedy: "set next-key, next-listen and next-from, or none of them")
    }
    guard listen.hasPrefix("tcp://"), let port = Self.port(of: listen),
      port != Self.port(of: present)
    else {
      throw .invalid(key: "next-listen", remedy: "write tcp://ADDRESS:PORT with a port of its own")
    }
    guard let from = Moment(moment) else {
      throw .invalid(key: "next-from", remedy: "write a time like 2026-11-21T20:00:00Z")
    }
    self.keyFile = keyFile
    self.listen = listen
    self.from = from
    self.port = port
  }

  private static func port(of endpoint: String) -> Int? {
    guard let colon = endpoint.lastIndex(of: ":") else { return nil }
    let port = Int(endpoint[endpoint.index(after: colon)...])
    return port.flatMap { (1...65_535).contains($0) ? $0 : nil }
  }
}
