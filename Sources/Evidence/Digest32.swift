internal import Crypto

/// A SHA-256 value.
package struct Digest32: Hashable, Comparable, Sendable {
  package static let byteCount = 32

  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Takes thirty-two bytes; `nil` for any other count.
  ///
  /// A slice and not any collection: across modules a generic one costs microseconds, and this is
  /// on the way of every row.
  package init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// Takes thirty-two bytes; `nil` for any other count.
  package init?(_ bytes: [UInt8]) { self.init(bytes[...]) }

  init(_ digest: SHA256.Digest) {
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in digest.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// The hash of the parts, one after the other.
  package init(hashing parts: [UInt8]...) {
    var hasher = SHA256()
    for part in parts { hasher.update(data: part) }
    self.init(hasher.finalize())
  }

  /// The thirty-two bytes, in order.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return bytes
  }

  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  package static func < (left: Self, right: Self) -> Bool { left.words < right.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
