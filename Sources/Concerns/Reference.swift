/// What a sender may quote on the telephone: twelve characters that nobody can guess.
///
/// Sixty random bits, in Crockford's base 32, grouped by four. It says nothing about what it
/// refers to.
public struct Reference: Hashable, Sendable, CustomStringConvertible {
  /// The grouped form, `XXXX-XXXX-XXXX`.
  public let text: String

  /// Draws a fresh reference.
  public init(using generator: inout some RandomNumberGenerator) {
    let alphabet = Self.alphabet
    var bits = generator.next()
    var text = ""
    for position in 0..<12 {
      if position == 4 || position == 8 { text.append("-") }
      text.append(alphabet[Int(bits & 31)])
      bits >>= 5
    }
    self.text = text
  }

  /// Reads the grouped form; `nil` for anything else.
  public init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    // In bytes, too: the Kelvin sign is the character K and three bytes.
    guard groups.count == 3, text.utf8.count == 14,
      groups.allSatisfy({ $0.count == 4 && $0.allSatisfy(Self.alphabet.contains) })
    else { return nil }
    self.text = text
  }

  /// The grouped form.
  public var description: String { text }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
