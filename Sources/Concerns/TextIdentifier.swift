/// A short ASCII name that two programs agree on, compared byte by byte.
///
/// The grammar of each is in `protocols/wire.md`. An identifier is never free text, so it may
/// stand in a log or a page; it never names a person.
public protocol TextIdentifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The name as written on the wire.
  var text: String { get }
  /// Reads a name; `nil` when it breaks the grammar of this identifier.
  init?(_ text: String)
}

extension TextIdentifier {
  /// The name as written on the wire.
  public var description: String { text }

  /// Orders by bytes, so that every program sorts alike.
  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  /// Reads the plain name, for configuration files.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let identifier = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a valid \(Self.self)"))
    }
    self = identifier
  }

  /// Writes the plain name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The grammar that all names share: `[a-z0-9][a-z0-9-]*`.
enum Label {
  /// Longest label. Long enough for a unit's full name, short enough for one table column.
  static let limit = 40
  /// Longest machine name within an agency.
  static let machineLimit = 20

  static func isValid(
    _ text: some StringProtocol, limit: Int = limit, dots: Bool = false
  ) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "."),
      bytes.count <= limit
    else { return false }
    return bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "-"): true
      case UInt8(ascii: "."): dots
      default: false
      }
    }
  }

  /// Splits `left<separator>right` when it holds exactly one separator and both sides are labels.
  static func pair(
    _ text: String, separator: Character, rightLimit: Int = limit
  ) -> (left: Substring, right: Substring)? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 2, isValid(parts[0]), isValid(parts[1], limit: rightLimit) else {
      return nil
    }
    return (parts[0], parts[1])
  }
}
