import CZeroMQ

/// A CURVE public key: 32 bytes, written as 40 characters of Z85.
public struct CurvePublicKey: Hashable, Sendable, CustomStringConvertible {
  /// How many bytes a CURVE key has.
  public static let byteCount = 32

  /// The key itself, for ZAP and for libzmq.
  public let bytes: [UInt8]

  /// Nil unless there are 32 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  /// Nil unless the text is the one Z85 form of 32 bytes.
  public init?(z85: String) {
    guard let bytes = Z85.decode(z85) else { return nil }
    self.init(bytes: bytes)
  }

  /// The 40 characters that files and registries hold.
  public var z85: String { Z85.encode(bytes) }

  /// The same 40 characters: a public key is no secret.
  public var description: String { z85 }
}

/// A CURVE secret key. It does not print, compare or encode itself.
public struct CurveSecretKey: Sendable, CustomStringConvertible, CustomReflectable {
  let bytes: [UInt8]

  init?(bytes: [UInt8]) {
    guard bytes.count == CurvePublicKey.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Nil unless the text is the one Z85 form of 32 bytes.
  public init?(z85: String) {
    guard let bytes = Z85.decode(z85) else { return nil }
    self.init(bytes: bytes)
  }

  /// Says only that it is a secret.
  public var description: String { "secret key" }

  /// Empty, so that `dump` and test failures show nothing either.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A CURVE public key with the secret key that belongs to it.
public struct CurveKeyPair: Sendable {
  /// The half to hand out.
  public let publicKey: CurvePublicKey
  /// The half to keep.
  public let secretKey: CurveSecretKey

  /// A fresh random pair.
  public static func random() throws(ZeroMQError) -> CurveKeyPair {
    var publicText = [CChar](repeating: 0, count: Z85.keyBufferSize)
    var secretText = publicText
    guard unsafe zmq_curve_keypair(&publicText, &secretText) == 0 else { throw .last(.makeKey) }
    guard let publicKey = CurvePublicKey(z85: Z85.text(publicText)),
      let secretKey = CurveSecretKey(z85: Z85.text(secretText))
    else { preconditionFailure("libzmq made a key that is not Z85") }
    return CurveKeyPair(publicKey: publicKey, secretKey: secretKey)
  }

  /// The pair of a known secret, its public half computed.
  public init(secretKey: CurveSecretKey) throws(ZeroMQError) {
    var publicText = [CChar](repeating: 0, count: Z85.keyBufferSize)
    let secretText = Z85.encode(secretKey.bytes)
    guard unsafe zmq_curve_public(&publicText, secretText) == 0 else { throw .last(.makeKey) }
    guard let publicKey = CurvePublicKey(z85: Z85.text(publicText)) else {
      preconditionFailure("libzmq made a key that is not Z85")
    }
    self.init(publicKey: publicKey, secretKey: secretKey)
  }

  private init(publicKey: CurvePublicKey, secretKey: CurveSecretKey) {
    self.publicKey = publicKey
    self.secretKey = secretKey
  }
}
