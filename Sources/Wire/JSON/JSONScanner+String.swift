extension JSONScanner {
  /// Reads a string; without `keeping` it is only checked.
  mutating func string(keeping: Bool) throws(Problem) -> String {
    guard at < end, bytes[at] == UInt8(ascii: "\"") else { throw Problem(.badJSON) }
    at += 1
    let start = at
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        let text = keeping ? String(decoding: bytes[start..<at], as: UTF8.self) : ""
        at += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start, keeping: keeping)
      case 0..<0x20: throw Problem(.badJSON)
      default: at += 1
      }
    }
    throw Problem(.badJSON)
  }

  /// Goes on from the first escape of a string.
  private mutating func escapedString(from start: Int, keeping: Bool) throws(Problem) -> String {
    var text = Array(bytes[start..<at])
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return keeping ? String(decoding: text, as: UTF8.self) : ""
      case UInt8(ascii: "\\"):
        at += 1
        text += Array(String(Character(try escape())).utf8)
      case 0..<0x20: throw Problem(.badJSON)
      default:
        text.append(bytes[at])
        at += 1
      }
    }
    throw Problem(.badJSON)
  }

  /// Reads what follows a backslash.
  private mutating func escape() throws(Problem) -> Unicode.Scalar {
    guard at < end else { throw Problem(.badJSON) }
    let letter = bytes[at]
    at += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw Problem(.badJSON)
    }
  }

  private mutating func unicodeEscape() throws(Problem) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A surrogate: only a high one followed by an escaped low one means a character.
    guard (0xD800..<0xDC00).contains(first), at + 1 < end,
      bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
    else { throw Problem(.badJSON) }
    at += 2
    let second = try codeUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw Problem(.badJSON) }
    return scalar
  }

  private mutating func codeUnit() throws(Problem) -> UInt32 {
    guard at + 4 <= end else { throw Problem(.badJSON) }
    var unit: UInt32 = 0
    for byte in bytes[at..<(at + 4)] {
      guard let digit = Self.hexDigit(byte) else { throw Problem(.badJSON) }
      unit = unit << 4 | digit
    }
    at += 4
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
