package import Concerns

/// How sections are committed to without being shown.
///
/// Every message commits to sixteen or sixty-four values, so that the number of sections does not
/// show. The rest is padding, opened all at once by one seed (`protocols/wire.md`, "Commitments").
package enum Commitments {
  /// The two sizes an envelope may have.
  package static let sizes = [16, 64]
  /// Most lines one message may hold: one value at least is padding.
  package static let lineLimit = 63

  /// The size that so many lines need; `nil` when they are too many.
  package static func size(forLines count: Int) -> Int? { sizes.first { count < $0 } }

  /// What commits to one line.
  package static func commitment(to line: [UInt8], of id: MessageID) -> Digest32 {
    Digest32(hashing: Domain.section.prefix, Array(id.description.utf8), lineFeed, line)
  }

  /// The values that one seed opens.
  package static func padding(seed: Salt, count: Int, of id: MessageID) -> [Digest32] {
    let head =
      Domain.padding.prefix + Array(id.description.utf8) + lineFeed
      + Array(seed.text.utf8) + lineFeed
    return (0..<count).map { Digest32(hashing: head, Array(String($0).utf8)) }
  }

  private static let lineFeed: [UInt8] = [0x0A]
}
