/// Sixteen random bytes that hide what a commitment commits to.
package struct Salt: Hashable, Sendable {
  package static let byteCount = 16
  /// Characters of its base64url form.
  package static let textLength = 22

  /// Twenty-two base64url characters.
  package let text: String

  package init(using generator: inout some RandomNumberGenerator) {
    text = Base64.url.encode(Self.bytes(Self.byteCount, using: &generator))
  }

  /// Reads twenty-two base64url characters; `nil` for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == Self.textLength, Base64.url.decode(text) != nil else { return nil }
    self.text = text
  }

  /// Draws random bytes.
  package static func bytes(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 7)
    while bytes.count < count {
      let word = generator.next()
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}
