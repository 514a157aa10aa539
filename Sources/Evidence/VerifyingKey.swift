internal import Crypto

/// An agency's or a broker's public Ed25519 key.
package struct VerifyingKey: Hashable, Sendable {
  package static let byteCount = 32

  /// The key as written on the wire.
  package let bytes: [UInt8]

  /// Takes thirty-two bytes; `nil` for another count, or a key of small order.
  ///
  /// Under a key of small order anybody can make signatures that verify.
  package init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.byteCount, !Self.hasSmallOrder(bytes) else { return nil }
    self.bytes = bytes
  }

  /// The name of the key in an envelope.
  package var id: KeyID { KeyID(of: self) }

  /// Whether this key signed the message. About 90 microseconds.
  package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
      return false  // Not a point on the curve: nothing can verify under it.
    }
    return key.isValidSignature(signature, for: message)
  }

  /// Whether the bytes encode one of the points of order 1, 2, 4 or 8.
  ///
  /// The list is that of libsodium's `ge25519_has_small_order`, the sign bit left out.
  package static func hasSmallOrder(_ bytes: [UInt8]) -> Bool {
    guard let last = bytes.last else { return false }
    let unsigned = bytes.dropLast() + [last & 0x7F]
    return smallOrder.contains(Array(unsigned))
  }

  private static let smallOrder: Set<[UInt8]> = Set(
    [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ].map(bytes(fromHex:)))

  private static func bytes(fromHex text: String) -> [UInt8] {
    let nibbles = text.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
  }
}

/// The first twelve bytes of the hash of a public key: what an envelope names its key by.
package struct KeyID: Hashable, Comparable, Sendable, CustomStringConvertible {
  static let byteCount = 12

  /// Sixteen base64url characters.
  package let text: String

  package init(of key: VerifyingKey) {
    let hash = Digest32(hashing: Domain.key.prefix, key.bytes)
    text = Base64.url.encode(hash.bytes.prefix(Self.byteCount))
  }

  /// Reads sixteen base64url characters; `nil` for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == 16, Base64.url.decode(text) != nil else { return nil }
    self.text = text
  }

  package var description: String { text }

  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
