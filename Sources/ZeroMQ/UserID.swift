/// Who a key belongs to, as ZAP announces it with every frame from that key's connections.
///
/// 1 to 255 visible ASCII characters, so that it survives a C string and is compared as bytes.
public struct UserID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// ZAP counts its length in one byte.
  public static let lengthLimit = 255

  /// The name itself.
  public let rawValue: String

  /// Nil for an empty or over-long name, and for anything but visible ASCII.
  public init?(rawValue: String) {
    let bytes = rawValue.utf8
    guard (1...Self.lengthLimit).contains(bytes.count),
      bytes.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    self.rawValue = rawValue
  }

  /// The name itself.
  public var description: String { rawValue }
}
