internal import Crypto
internal import Evidence
internal import Foundation

/// One symmetric key with its uses: wrap, unwrap, derive, seal and open.
///
/// The key has no other way out than the key file, and it does not print itself.
struct Lock: Sendable, CustomStringConvertible {
  static let byteCount = 32
  private static let nonceByteCount = 12
  private static let padding: UInt8 = 0x80

  private let key: SymmetricKey

  private init(_ key: SymmetricKey) { self.key = key }

  /// Takes thirty-two bytes; `nil` for any other count.
  init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(SymmetricKey(data: bytes))
  }

  /// Draws a fresh key.
  init(using generator: inout some RandomNumberGenerator) {
    self.init(SymmetricKey(data: Salt.bytes(Self.byteCount, using: &generator)))
  }

  var description: String { "key" }

  /// The key for one purpose; purposes cannot be told apart or led back to this key.
  ///
  /// HKDF without its first half, which RFC 5869 (3.3) lets go where the key is random already.
  func derived(for purpose: String) -> Lock {
    Lock(
      HKDF<SHA256>.expand(
        pseudoRandomKey: key, info: Data("samverkan/1 \(purpose)\n".utf8),
        outputByteCount: Self.byteCount))
  }

  /// The key as one that hashes.
  var hashing: HashingKey { HashingKey(HMAC<SHA256>(key: key)) }

  func wrap(_ other: Lock) -> WrappedKey {
    guard let wrapped = try? AES.KeyWrap.wrap(other.key, using: key),
      let key = WrappedKey(stored: [WrappedKey.format] + wrapped)
    else { preconditionFailure("wrapping a key of thirty-two bytes does not fail") }
    return key
  }

  func unwrap(_ wrapped: WrappedKey) throws(VaultError) -> Lock {
    guard wrapped.bytes[0] == WrappedKey.format else { throw .unknownFormat }
    guard let key = try? AES.KeyWrap.unwrap(Array(wrapped.bytes.dropFirst()), using: key),
      key.bitCount == Self.byteCount * 8
    else { throw .notOpened }
    return Lock(key)
  }

  /// Pads to a size step and seals, with a nonce drawn here.
  func seal(
    _ plaintext: [UInt8], authenticating place: [UInt8],
    using generator: inout some RandomNumberGenerator
  ) -> Sealed {
    let size = SizeBucket(holding: plaintext.count + 1).byteCount
    var padded: [UInt8] = []
    padded.reserveCapacity(size)
    padded.append(contentsOf: plaintext)
    padded.append(Self.padding)
    padded.append(contentsOf: repeatElement(0, count: size - padded.count))
    let drawn = Salt.bytes(Self.nonceByteCount, using: &generator)
    guard let nonce = try? AES.GCM.Nonce(data: drawn),
      let box = try? AES.GCM.seal(padded, using: key, nonce: nonce, authenticating: place),
      let combined = box.combined
    else { preconditionFailure("sealing with a key in memory does not fail") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(combined.count + 1)
    bytes.append(Sealed.format)
    bytes.append(contentsOf: combined)
    return Sealed(stored: bytes)
  }

  func open(_ sealed: Sealed, authenticating place: [UInt8]) throws(VaultError) -> [UInt8] {
    guard sealed.bytes.first == Sealed.format else { throw .unknownFormat }
    guard let box = try? AES.GCM.SealedBox(combined: sealed.bytes.dropFirst()),
      let padded = try? AES.GCM.open(box, using: key, authenticating: place),
      let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == Self.padding
    else { throw .notOpened }
    return Array(padded[..<end])
  }
}

/// A key that hashes and does nothing else: HMAC-SHA256, with the key's part done beforehand.
///
/// A concern costs some twenty hashes, and setting the key up is two thirds of each.
struct HashingKey: Sendable, CustomStringConvertible {
  private let keyed: HMAC<SHA256>

  fileprivate init(_ keyed: HMAC<SHA256>) { self.keyed = keyed }

  var description: String { "key" }

  func hash(_ bytes: [UInt8]) -> Digest32 {
    var code = keyed
    code.update(data: bytes)
    guard let digest = Digest32(Array(code.finalize())) else {
      preconditionFailure("an HMAC-SHA256 has thirty-two bytes")
    }
    return digest
  }
}
