/// Names one delivery of one message to one function: sixteen random bytes.
public struct DeliveryID: Hashable, Comparable, Sendable, CustomStringConvertible {
  let high: UInt64
  let low: UInt64

  /// Draws a fresh name of 127 random bits.
  ///
  /// The first bit is 0, so that the wire form begins with a letter: a command line takes what
  /// begins with a hyphen for an option.
  public init(using generator: inout some RandomNumberGenerator) {
    high = generator.next() >> 1
    low = generator.next()
  }

  /// Reads sixteen bytes as stored; `nil` for any other count.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The sixteen bytes, most significant first.
  public var bytes: [UInt8] { BytePair.bytes(high, low) }

  /// A fixed phrase; the wire form is base64url and belongs to `Wire`.
  public var description: String { "delivery" }

  /// Orders by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
