/// The two alphabets of RFC 4648, read strictly: one text for each value and no other.
package enum Base64: Sendable {
  /// With `+`, `/` and padding.
  case standard
  /// With `-` and `_`, without padding.
  case url

  /// Writes bytes as text.
  ///
  /// Arrays and slices only: across modules any collection costs ten times as much, and this is on
  /// the way of every hash and key.
  package func encode(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: encodeBytes(bytes), as: UTF8.self)
  }

  /// Writes bytes as text.
  package func encode(_ bytes: [UInt8]) -> String { encode(bytes[...]) }

  /// Writes bytes as the ASCII of the text.
  package func encodeBytes(_ bytes: [UInt8]) -> [UInt8] { encodeBytes(bytes[...]) }

  /// Writes bytes as the ASCII of the text.
  package func encodeBytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let alphabet = self == .standard ? Self.standardAlphabet : Self.urlAlphabet
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = bytes.startIndex
    while bytes.endIndex - index >= 3 {
      let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      text.append(alphabet[group >> 18])
      text.append(alphabet[group >> 12 & 63])
      text.append(alphabet[group >> 6 & 63])
      text.append(alphabet[group & 63])
      index += 3
    }
    switch bytes.endIndex - index {
    case 1:
      let rest = Int(bytes[index])
      text.append(alphabet[rest >> 2])
      text.append(alphabet[rest << 4 & 63])
    case 2:
      let rest = Int(bytes[index]) << 8 | Int(bytes[index + 1])
      text.append(alphabet[rest >> 10])
      text.append(alphabet[rest >> 4 & 63])
      text.append(alphabet[rest << 2 & 63])
    default: break
    }
    if self == .standard {
      while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
    }
    return text
  }

  /// Reads text; `nil` for a foreign character, wrong padding or unused bits that are not zero.
  package func decode(_ text: [UInt8]) -> [UInt8]? {
    var digits = text[...]
    if self == .standard {
      guard digits.count % 4 == 0 else { return nil }
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { return nil }
    let values = self == .standard ? Self.standardValues : Self.urlValues
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var held: UInt32 = 0
    var bits: UInt32 = 0
    for digit in digits {
      let value = values[Int(digit)]
      guard value < 64 else { return nil }
      held = held << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: held >> bits))
      }
    }
    return held & ((1 << bits) - 1) == 0 ? bytes : nil
  }

  /// Reads text; `nil` for a foreign character, wrong padding or unused bits that are not zero.
  package func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)) }

  private static let letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  private static let standardAlphabet = Array((letters + "+/").utf8)
  private static let urlAlphabet = Array((letters + "-_").utf8)
  private static let standardValues = values(of: standardAlphabet)
  private static let urlValues = values(of: urlAlphabet)

  private static func values(of alphabet: [UInt8]) -> [UInt8] {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }
}
