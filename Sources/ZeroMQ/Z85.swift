/// ZeroMQ's base 85 (RFC 32): four bytes as five characters that need no escaping in a string.
enum Z85 {
  /// A key's 40 characters and the zero that ends a C string.
  static let keyBufferSize = 41

  private static let alphabet = Array(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8)

  private static let values: [UInt8: UInt64] = Dictionary(
    uniqueKeysWithValues: zip(alphabet, UInt64(0)...))

  /// The text of bytes whose count is a multiple of four, as a key's is.
  static func encode(_ bytes: [UInt8]) -> String {
    precondition(bytes.count.isMultiple(of: 4), "Z85 works on groups of four bytes")
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 4) {
      let number = bytes[start..<start + 4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      var divisor: UInt64 = 85 * 85 * 85 * 85
      while divisor > 0 {
        text.append(alphabet[Int(number / divisor % 85)])
        divisor /= 85
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or nil for a foreign character, a broken group, or a group above 32 bits.
  static func decode(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count.isMultiple(of: 5) else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: characters.count, by: 5) {
      var number: UInt64 = 0
      for character in characters[start..<start + 5] {
        guard let value = values[character] else { return nil }
        number = number * 85 + value
      }
      guard let group = UInt32(exactly: number) else { return nil }
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: group >> shift)) }
    }
    return bytes
  }

  /// The characters before the zero of a C string.
  static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
