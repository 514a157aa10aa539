/// The head of an audit tree, as a signed note says it (C2SP `tlog-checkpoint`, `signed-note`).
///
/// Three lines and a signature: whose tree, how many leaves, which root. Any witness of the
/// transparency world can read it.
package struct Checkpoint: Hashable, Sendable {
  /// Most bytes of a note: an origin of 255 and one signature are half of it.
  package static let byteLimit = 1024

  /// Whose tree: names the deployment and the controller, and is never another's.
  package let origin: String
  package let size: Int
  package let root: Digest32

  package init(origin: String, size: Int, root: Digest32) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// What is signed: no other text that this broker signs begins like it.
  private var text: String {
    "\(origin)\n\(size)\n\(Base64.standard.encode(root.bytes))\n"
  }

  /// The note, signed.
  package func signed(by key: SigningKey) -> [UInt8] {
    let name = Self.keyName(origin, key.verifyingKey)
    let signature = Base64.standard.encode(name + key.sign(Array(text.utf8)))
    return Array("\(text)\n\u{2014} \(origin) \(signature)\n".utf8)
  }

  /// Reads a note; `nil` unless it is one, of this origin, signed by this key.
  ///
  /// Signatures by others, as witnesses add them, may stand beside it.
  package init?(_ note: [UInt8], of origin: String, by key: VerifyingKey) {
    guard note.count <= Self.byteLimit, let whole = String(validating: note, as: UTF8.self),
      let end = whole.firstRange(of: "\n\n")
    else { return nil }
    let text = whole[..<end.lowerBound] + "\n"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0] == origin, let size = Int(lines[1]), size >= 0,
      "\(size)" == lines[1],
      let root = Base64.standard.decode(String(lines[2])).flatMap({ Digest32($0) })
    else { return nil }
    let name = Self.keyName(origin, key)
    let isSigned = whole[end.upperBound...].split(separator: "\n").contains { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "\u{2014}", parts[1] == origin,
        let bytes = Base64.standard.decode(String(parts[2])), bytes.starts(with: name)
      else { return false }
      return key.isValid(Array(bytes.dropFirst(name.count)), for: Array(text.utf8))
    }
    guard isSigned else { return nil }
    self.init(origin: origin, size: size, root: root)
  }

  /// The first four bytes of a hash of name and key; 1 says Ed25519.
  private static func keyName(_ origin: String, _ key: VerifyingKey) -> [UInt8] {
    Array(Digest32(hashing: Array("\(origin)\n".utf8), [0x01], key.bytes).bytes.prefix(4))
  }
}
