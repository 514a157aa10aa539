/// A CURVE key on disk, as CZMQ, pyzmq and we read it: `NAME.key` and `NAME.key_secret`.
///
/// The secret file is its owner's alone. One that others can open is refused, because a key that
/// may have been copied proves nothing any more.
public struct KeyFile: Sendable {
  /// Longest file that is read; a real one has a few hundred bytes.
  public static let sizeLimit = 65_536

  /// What `NAME.key` says about the key's owner, in the order of the file.
  public struct Note: Hashable, Sendable {
    /// Letters, digits and `-`.
    public let name: String
    /// Anything on one line but a double quote.
    public let value: String

    /// A note as it is to be written; ``KeyFile/create(_:notes:)`` checks it.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The path without `.key`.
  public let name: String

  /// The file to hand out.
  public var publicPath: String { name + ".key" }

  /// The file to keep.
  public var secretPath: String { name + ".key_secret" }

  /// Names a pair of files that exist or are to be made.
  ///
  /// - Parameter name: The path without `.key`.
  public init(_ name: String) {
    self.name = name
  }

  /// Writes both files durably; overwrites neither.
  ///
  /// The notes go into both. If the second file cannot be written the first is left, and says so by
  /// existing.
  public func create(_ keys: CurveKeyPair, notes: [Note] = []) throws(ZeroMQError) {
    for note in notes where !note.isWritable {
      throw .keyFile(path: publicPath, .unwritableNote(note.name))
    }
    let secret = CertificateText(
      notes: notes, publicKey: keys.publicKey.z85, secretKey: Z85.encode(keys.secretKey.bytes))
    let shared = CertificateText(notes: notes, publicKey: keys.publicKey.z85, secretKey: nil)
    try DurableFile(path: secretPath).create(Array(secret.text.utf8), permissions: 0o600)
    try DurableFile(path: publicPath).create(Array(shared.text.utf8), permissions: 0o644)
  }

  /// Reads the public file.
  public func readPublic() throws(ZeroMQError) -> (key: CurvePublicKey, notes: [Note]) {
    let text = try CertificateText(reading: publicPath, .shared)
    return (try text.publicKey(in: publicPath), text.notes)
  }

  /// Reads the secret file, if it is its owner's alone and its keys belong together.
  public func readSecret() throws(ZeroMQError) -> (keys: CurveKeyPair, notes: [Note]) {
    try readSecret(.own)
  }

  /// Reads the secret file, if it is kept as closely as this and its keys belong together.
  package func readSecret(
    _ secrecy: Secrecy
  ) throws(ZeroMQError) -> (keys: CurveKeyPair, notes: [Note]) {
    let text = try CertificateText(reading: secretPath, secrecy)
    guard let written = text.secretKey, let secret = CurveSecretKey(z85: written) else {
      throw .keyFile(path: secretPath, .missing(key: "secret-key"))
    }
    let keys = try CurveKeyPair(secretKey: secret)
    guard try text.publicKey(in: secretPath) == keys.publicKey else {
      throw .keyFile(path: secretPath, .mismatched)
    }
    return (keys, text.notes)
  }
}

extension KeyFile.Note {
  fileprivate var isWritable: Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return !name.isEmpty && isPlain
      && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") }
  }
}
