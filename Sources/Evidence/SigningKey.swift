internal import Crypto

/// A private Ed25519 key. It does not print itself and is never encoded.
package struct SigningKey: Sendable, CustomStringConvertible {
  package static let seedByteCount = 32

  private let key: Curve25519.Signing.PrivateKey

  /// The public half.
  package let verifyingKey: VerifyingKey

  /// Takes the thirty-two byte seed (RFC 8032, 5.1.5); `nil` for any other count.
  package init?(seed: some Collection<UInt8>) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(seed)),
      let verifyingKey = VerifyingKey(Array(key.publicKey.rawRepresentation))
    else { return nil }
    self.key = key
    self.verifyingKey = verifyingKey
  }

  /// Draws a fresh key.
  package init(using generator: inout some RandomNumberGenerator) {
    let seed = Salt.bytes(Self.seedByteCount, using: &generator)
    guard let key = Self(seed: seed) else {
      preconditionFailure("thirty-two bytes are always a seed")
    }
    self = key
  }

  /// The seed, for the key file and nothing else.
  package var seed: [UInt8] { Array(key.rawRepresentation) }

  package var description: String { "signing key \(verifyingKey.id)" }

  /// The signature of a message. About 25 microseconds.
  ///
  /// - Throws: Never for a key that could be made; the library declares it.
  func sign(_ message: [UInt8]) -> [UInt8] {
    guard let signature = try? key.signature(for: message) else {
      preconditionFailure("signing with a key in memory does not fail")
    }
    return Array(signature)
  }
}
