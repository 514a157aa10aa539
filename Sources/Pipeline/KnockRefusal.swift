/// Why a connection was turned away at the door, before there was a message to speak of.
package enum KnockRefusal: String, CaseIterable, Hashable, Sendable {
  /// Its key is not registered, or not any more.
  case unknownKey = "unknown-key"
  /// Its key is registered, and knocks more often than anybody needs to.
  case tooFast = "too-fast"
  /// It means another broker: what it sends does not open with our server key.
  case wrongServerKey = "wrong-server-key"
  /// It wants no CURVE, or another mechanism.
  case wrongMechanism = "wrong-mechanism"
  /// It went away in the middle of the handshake: a probe of the port, or a line that broke.
  case brokenOff = "broken-off"
  /// It does not speak ZMTP as it should.
  case malformed
}
