/// Sixteen random bytes that name a row and say nothing else.
package protocol RandomName: Hashable, Comparable, Sendable {
  var high: UInt64 { get }
  var low: UInt64 { get }
  init(high: UInt64, low: UInt64)
}

extension RandomName {
  /// Draws a fresh name.
  package init(using generator: inout some RandomNumberGenerator) {
    self.init(high: generator.next(), low: generator.next())
  }

  /// Reads sixteen bytes as stored; `nil` for any other count.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    self.init(
      high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
      low: bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// The sixteen bytes, most significant first.
  package var bytes: [UInt8] { BigEndian.bytes(high) + BigEndian.bytes(low) }

  package static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// Names one record and everything sealed with its key.
package struct RecordID: RandomName {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// Whole numbers as bytes, most significant first: how everything hashed writes its numbers.
enum BigEndian {
  static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    let width = type(of: value).bitWidth
    return stride(from: width - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: value >> $0)
    }
  }
}
