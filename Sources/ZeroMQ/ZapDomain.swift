/// The name of a ZAP table: which list of keys decides about a listener's peers.
///
/// Never empty, because libzmq 4.3.4 takes an enforced empty domain to mean "let everyone in".
public struct ZapDomain: RawRepresentable, Hashable, Sendable {
  /// ZAP counts its length in one byte.
  public static let lengthLimit = 255

  /// The name itself.
  public let rawValue: String

  /// Nil for an empty or over-long name.
  public init?(rawValue: String) {
    guard (1...Self.lengthLimit).contains(rawValue.utf8.count) else { return nil }
    self.rawValue = rawValue
  }
}
