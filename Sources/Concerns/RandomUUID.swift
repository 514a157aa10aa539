/// A random UUID (RFC 9562 version 4), written in lower case.
///
/// Version 4 and not 7: a version 7 identifier tells when something happened.
public struct RandomUUID: Hashable, Comparable, Sendable {
  let high: UInt64
  let low: UInt64

  /// Draws a fresh identifier.
  public init(using generator: inout some RandomNumberGenerator) {
    high = (generator.next() & ~0xF000) | 0x4000
    low = (generator.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
  }

  /// Reads the 36 characters of the lower-case form; `nil` for any other form or version.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (index, byte) in bytes.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let nibble = Self.nibble(byte) else { return nil }
      if digits < 16 {
        halves.0 = halves.0 << 4 | nibble
      } else {
        halves.1 = halves.1 << 4 | nibble
      }
      digits += 1
    }
    guard halves.0 & 0xF000 == 0x4000, halves.1 >> 62 == 0b10 else { return nil }
    (high, low) = halves
  }

  /// Reads sixteen bytes as stored; `nil` for any other length or version.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    let high = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let low = bytes.dropFirst(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard high & 0xF000 == 0x4000, low >> 62 == 0b10 else { return nil }
    (self.high, self.low) = (high, low)
  }

  /// The sixteen bytes, most significant first.
  public var bytes: [UInt8] { BytePair.bytes(high, low) }

  /// The 36 characters of the lower-case form.
  public var text: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 4, 6, 8, 10: text.append(UInt8(ascii: "-"))
      default: break
      }
      text.append(Self.digits[Int(byte >> 4)])
      text.append(Self.digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Orders by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func nibble(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    default: nil
    }
  }
}

/// An identifier that is a random UUID under a name of its own, so that no two kinds are mixed up.
public protocol RandomIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier itself.
  var uuid: RandomUUID { get }
  /// Takes an identifier that was read or drawn.
  init(_ uuid: RandomUUID)
}

extension RandomIdentifier {
  /// Reads the lower-case form; `nil` for anything else.
  public init?(_ text: String) {
    guard let uuid = RandomUUID(text) else { return nil }
    self.init(uuid)
  }

  /// The lower-case form.
  public var description: String { uuid.text }

  /// Orders by bytes.
  public static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

/// Names one message of an agency; with the agency, the key of idempotency.
public struct MessageID: RandomIdentifier {
  /// The identifier itself.
  public let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  public init(_ uuid: RandomUUID) { self.uuid = uuid }
}

/// Ties a report to the requests, answers and decisions that follow it.
public struct ConversationID: RandomIdentifier {
  /// The identifier itself.
  public let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  public init(_ uuid: RandomUUID) { self.uuid = uuid }
}

/// Names one hand-over list; drawn by whoever writes it.
public struct DutyListID: RandomIdentifier {
  /// The identifier itself.
  public let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  public init(_ uuid: RandomUUID) { self.uuid = uuid }
}
