package import Evidence
import Wire
package import ZeroMQ

/// An agency's Ed25519 signing key on disk: `NAME.sign` and `NAME.sign_secret`.
///
/// ZPL text like a CURVE key file, with a section of its own. The secret file is its owner's
/// alone; one that others can open is refused: a key that may have been copied proves nothing.
public struct SigningKeyFile: Sendable {
  /// The path without `.sign`.
  public let name: String

  /// The file to hand out.
  public var publicPath: String { name + ".sign" }

  /// The file to keep.
  public var secretPath: String { name + ".sign_secret" }

  /// Names a pair of files that exist or are to be made.
  public init(_ name: String) { self.name = name }

  /// Draws a fresh key and writes both files durably; overwrites neither.
  ///
  /// - Returns: The public key as it is registered, 43 characters of base64url.
  @discardableResult
  public func create() throws(AdapterError) -> String {
    var generator = SystemRandomNumberGenerator()
    let key = SigningKey(using: &generator)
    try create(key)
    return key.verifyingKey.wire
  }

  /// Writes both files of a key durably; overwrites neither.
  package func create(_ key: SigningKey) throws(AdapterError) {
    let shared = Self.text(publicKey: key.verifyingKey.wire, seed: nil)
    let secret = Self.text(
      publicKey: key.verifyingKey.wire, seed: Base64.url.encode(key.seed))
    try DurableFile(path: secretPath).keep(Array(secret.utf8), permissions: 0o600)
    try DurableFile(path: publicPath).keep(Array(shared.utf8), permissions: 0o644)
  }

  /// The public key as it is registered, 43 characters of base64url.
  public func readPublic() throws(AdapterError) -> String {
    let values = try Self.read(publicPath, .shared)
    guard let key = values.publicKey.flatMap(VerifyingKey.init(wire:)) else {
      throw .file(path: publicPath, .malformed)
    }
    return key.wire
  }

  /// Reads the secret file, if it is kept as closely as this and its keys belong together.
  package func readSecret(_ secrecy: Secrecy = .own) throws(AdapterError) -> SigningKey {
    let values = try Self.read(secretPath, secrecy)
    guard let seed = values.seed.flatMap({ Base64.url.decode($0) }),
      let key = SigningKey(seed: seed), values.publicKey == key.verifyingKey.wire
    else { throw .file(path: secretPath, .malformed) }
    return key
  }

  private static func text(publicKey: String, seed: String?) -> String {
    let advice =
      seed == nil
      ? "#   Ed25519 public key. Hand it over in a way that nobody can change it."
      : "#   Ed25519 **secret** key. Never copy it or send it; make a new one instead."
    let secret = seed.map { "    secret-key = \"\($0)\"\n" } ?? ""
    return "\(advice)\n\ned25519\n    public-key = \"\(publicKey)\"\n\(secret)"
  }

  /// The two values of the `ed25519` section; a name given twice makes the file unusable.
  private static func read(
    _ path: String, _ secrecy: Secrecy
  ) throws(AdapterError) -> (publicKey: String?, seed: String?) {
    let text = String(decoding: try DurableFile(path: path).content(secrecy), as: UTF8.self)
    var values: [String: String] = [:]
    var section = ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: "=", maxSplits: 1)
      guard line.first != "#", let name = words.first?.split(separator: " ").first else {
        continue
      }
      guard words.count == 2 else {
        section = String(name)
        continue
      }
      guard section == "ed25519" else { continue }
      let quoted = words[1].split(separator: "\"", omittingEmptySubsequences: false)
      guard quoted.count >= 3, values.updateValue(String(quoted[1]), forKey: String(name)) == nil
      else { throw .file(path: path, .malformed) }
    }
    return (values["public-key"], values["secret-key"])
  }
}
