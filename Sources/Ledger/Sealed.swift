/// Bytes that only a record's key and the right place can open.
///
/// A format byte, a nonce of twelve bytes, the ciphertext, a tag of sixteen. Stored and hashed as
/// it stands.
package struct Sealed: Hashable, Sendable {
  package static let format: UInt8 = 1
  /// What sealing adds to the padded plaintext.
  package static let overhead = 1 + 12 + 16

  package let bytes: [UInt8]

  /// Takes bytes as stored; whether they open is for the key to say.
  package init(stored bytes: [UInt8]) { self.bytes = bytes }
}

/// A key encrypted under the key above it (AES-KW, RFC 3394), after a format byte.
package struct WrappedKey: Hashable, Sendable {
  package static let format: UInt8 = 1
  package static let byteCount = 41

  package let bytes: [UInt8]

  /// Takes the stored form; `nil` for any other count.
  package init?(stored bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }
}

/// A keyed hash over the state of a row that is stored in clear, so that a changed bit shows.
package struct StateMark: Hashable, Sendable {
  package static let format: UInt8 = 1
  package static let byteCount = 33

  package let bytes: [UInt8]

  /// Takes the stored form; `nil` for any other count.
  package init?(stored bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }
}

/// How large the contents of a record are, in steps of a quarter of a power of two.
///
/// Plaintexts are padded to the end of their step, so the length of a blob tells no more than the
/// step does. Padding costs at most a quarter, a tenth on average.
package struct SizeBucket: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Nothing is shorter than this, so that short texts cannot be told apart.
  static let smallest = 64

  /// The step that so many bytes fall into.
  package init(holding count: Int) {
    var raw: UInt8 = 0
    while Self.byteCount(raw) < count { raw += 1 }
    self.init(rawValue: raw)
  }

  /// The most bytes that the step holds.
  package var byteCount: Int { Self.byteCount(rawValue) }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  private static func byteCount(_ raw: UInt8) -> Int {
    (smallest / 4 * (4 + Int(raw % 4))) << Int(raw / 4)
  }
}

/// The number that stands for a controller in this ledger, from 1.
package struct ControllerNumber: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
