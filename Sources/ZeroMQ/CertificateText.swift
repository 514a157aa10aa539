/// The text of a key file: a `metadata` and a `curve` section of ZPL (RFC 4).
///
/// Z85 uses `#`, which begins a comment, and `=`; so values are always written in double quotes.
struct CertificateText {
  private(set) var notes: [KeyFile.Note]
  private(set) var publicKey: String?
  private(set) var secretKey: String?

  init(notes: [KeyFile.Note], publicKey: String, secretKey: String?) {
    self.notes = notes
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  init(reading path: String, _ secrecy: Secrecy) throws(ZeroMQError) {
    let bytes = try DurableFile(path: path).read(secrecy)
    notes = []
    var section = ""
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      guard let line = Line(String(decoding: line, as: UTF8.self)) else {
        throw .keyFile(path: path, .malformed(line: index + 1))
      }
      switch line {
      case .nothing: break
      case .section(let name): section = name
      case .property(let name, let value):
        guard take(name, value, in: section) else {
          throw .keyFile(path: path, .malformed(line: index + 1))
        }
      }
    }
  }

  func publicKey(in path: String) throws(ZeroMQError) -> CurvePublicKey {
    guard let publicKey, let key = CurvePublicKey(z85: publicKey) else {
      throw .keyFile(path: path, .missing(key: "public-key"))
    }
    return key
  }

  /// False for a key that is given twice, where two readers could take one each.
  private mutating func take(_ name: String, _ value: String, in section: String) -> Bool {
    switch (section, name) {
    case ("metadata", _):
      notes.append(KeyFile.Note(name, value))
      return true
    case ("curve", "public-key") where publicKey == nil:
      publicKey = value
      return true
    case ("curve", "secret-key") where secretKey == nil:
      secretKey = value
      return true
    case ("curve", "public-key"), ("curve", "secret-key"):
      return false
    default:
      return true  // A section or a property of some other program.
    }
  }

  /// The file's content.
  var text: String {
    let advice =
      secretKey == nil
      ? "#   ZeroMQ CURVE public key. Hand it over in a way that nobody can change it."
      : "#   ZeroMQ CURVE **secret** key. Never copy it or send it; make a new one instead."
    var lines = [advice, "", "metadata"]
    lines += notes.map { "    \($0.name) = \"\($0.value)\"" }
    lines.append("curve")
    if let publicKey { lines.append("    public-key = \"\(publicKey)\"") }
    if let secretKey { lines.append("    secret-key = \"\(secretKey)\"") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line of the file.
  private enum Line {
    case nothing
    case section(String)
    case property(String, String)

    init?(_ text: String) {
      let isIndented = text.first == " " || text.first == "\t"
      let text = text.trimmed
      if text.isEmpty || text.first == "#" {
        self = .nothing
      } else if let equals = text.firstIndex(of: "=") {
        let name = String(text[..<equals]).trimmed
        guard isIndented, !name.isEmpty,
          let value = Self.unquoted(String(text[text.index(after: equals)...]).trimmed)
        else { return nil }
        self = .property(name, value)
      } else if isIndented {
        return nil
      } else {
        self = .section(text)
      }
    }

    /// A value in single or double quotes, and nothing after it but a comment; or a bare word.
    private static func unquoted(_ text: String) -> String? {
      guard let quote = text.first, quote == "\"" || quote == "'" else {
        return text.prefix { $0 != "#" && $0 != "\"" && $0 != "'" } == text ? text : nil
      }
      let rest = text.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { return nil }
      let after = String(rest[rest.index(after: end)...]).trimmed
      return after.isEmpty || after.first == "#" ? String(rest[..<end]) : nil
    }
  }
}

extension String {
  /// Without spaces, tabs and carriage returns at its ends.
  fileprivate var trimmed: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
