package import Concerns
package import Evidence

/// The last line of a whole message: a seed that opens all that is padding.
package struct PaddingLine: Hashable, Sendable {
  static let className = "padding"

  package let seed: Salt
  package let count: Int
  /// The line itself, without its line feed.
  package let line: [UInt8]

  package init(seed: Salt, count: Int) {
    self.seed = seed
    self.count = count
    let label = JSONValue.object([.init("class", .string(Self.className))])
    line = JSONValue.array([.string(seed.text), label, .integer(Int64(count))]).bytes
  }

  /// Reads the line; one spelling only.
  init(reading line: [UInt8]) throws(Problem) {
    guard case .array(let parts) = try JSONScanner.parse(line),
      parts.count == 3, let seed = parts[0].string.flatMap(Salt.init(_:)),
      let count = parts[2].integer, (1...64).contains(count)
    else { throw Problem(.badSections) }
    self.init(seed: seed, count: Int(count))
    guard self.line == line else { throw Problem(.badSections) }
  }

  /// The values the seed opens.
  package func commitments(of id: MessageID) -> [Digest32] {
    Commitments.padding(seed: seed, count: count, of: id)
  }
}
