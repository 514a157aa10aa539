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
    let start = bytes.startIndex
    words = (
      Self.word(bytes, at: start), Self.word(bytes, at: start + 8),
      Self.word(bytes, at: start + 16), Self.word(bytes, at: start + 24)
    )
  }

  private static func word(_ bytes: ArraySlice<UInt8>, at start: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in start..<(start + 8) { word = word << 8 | UInt64(bytes[index]) }
    return word
  }

  /// Takes thirty-two bytes; `nil` for any other count.
  package init?(_ bytes: [UInt8]) { self.init(bytes[...]) }

  init(_ digest: SHA256.Digest) {
    // Its iterator is an array's, which the compiler sees through; a sequence's it does not.
    var bytes = digest.makeIterator()
    func word() -> UInt64 {
      var word: UInt64 = 0
      for _ in 0..<8 { word = word << 8 | UInt64(bytes.next() ?? 0) }
      return word
    }
    words = (word(), word(), word(), word())
  }

  /// The hash of the parts, one after the other.
  package init(hashing parts: [UInt8]...) {
    // Copying costs a tenth of what a call of the library's for each part does.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { bytes += part }
    self.init(SHA256.hash(data: bytes))
  }

  /// The thirty-two bytes, in order.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Puts the thirty-two bytes after others.
  package func append(to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + Self.byteCount)
    Self.append(words.0, to: &bytes)
    Self.append(words.1, to: &bytes)
    Self.append(words.2, to: &bytes)
    Self.append(words.3, to: &bytes)
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    var word = word
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: word >> 56))
      word <<= 8
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  package static func < (left: Self, right: Self) -> Bool { left.words < right.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
