import Support
import Wire

/// Changes frames in the ways that errors and malice do.
struct Mutator {
  /// Most changes at once: with more, nothing is left that a reader gets far into.
  private static let changeLimit = 3
  /// Longest frame after a change; what is longer is refused by its size.
  private static let frameLimit = 80_000

  /// Other frames, to cut pieces from.
  let corpus: [[[UInt8]]]

  /// What tends to be read in two ways: look-alikes, borders of numbers, structure, text marks.
  private static let pieces: [[UInt8]] =
    [
      "\u{212A}", "\u{37E}", "\u{1FEF}", "\u{301}", "\u{FEFF}", "\u{2028}", "\u{0}", "\r", "\n",
      " ",
      "\\u0041", "\\ud800", "\\ud83d\\ude00", "\\/", "\"", "\\", "{", "}", "[", "]", ",", ":", "-0",
      "00", "9007199254740992", "9007199254740991", "-9007199254740992", "99999999999999999999",
      "1e2", "1.0", "null", "true", "\"n\":1,", "\"proof\":{},", "=", "==", "A", "\u{10FFFF}",
      "{\"class\":\"padding\"}", String(repeating: "[", count: 20),
    ].map { Array($0.utf8) } + [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0xF4, 0x90, 0x80, 0x80],
    ]

  /// A changed copy. Half of what is large is filled up again, so that its size is not all wrong.
  func mutate(_ original: [[UInt8]], _ dice: inout SplitMix64) -> [[UInt8]] {
    var frames = original
    for _ in 0..<(1 + dice.below(Self.changeLimit)) {
      if dice.below(16) == 0 {
        shuffle(&frames, &dice)
      } else if !frames.isEmpty {
        let index = dice.below(frames.count)
        frames[index] = change(frames[index], &dice)
      }
    }
    if frames.count > 1, dice.below(2) == 0 { refill(&frames) }
    return frames
  }

  private func shuffle(_ frames: inout [[UInt8]], _ dice: inout SplitMix64) {
    let other = dice.one(of: corpus)
    switch dice.below(4) {
    case 0 where !frames.isEmpty: frames.remove(at: dice.below(frames.count))
    case 1 where !frames.isEmpty: frames.append(dice.one(of: frames))
    case 2 where frames.count > 1:
      frames.swapAt(dice.below(frames.count), dice.below(frames.count))
    default:
      guard !frames.isEmpty, !other.isEmpty else { return }
      // The frame that stands there in another message fits best, and deceives best.
      let index = dice.below(min(frames.count, other.count))
      frames[index] = other[index]
    }
  }

  /// Changes the bytes of a frame or of a text.
  func change(_ frame: [UInt8], _ dice: inout SplitMix64) -> [UInt8] {
    var bytes = frame
    let start = dice.below(bytes.count + 1)
    let end = min(bytes.count, start + 1 + dice.below(1 << dice.below(9)))
    switch dice.below(8) {
    case 0 where start < bytes.count: bytes[start] ^= 1 << UInt8(dice.below(8))
    case 1 where start < bytes.count: bytes[start] = UInt8(truncatingIfNeeded: dice.next())
    case 2 where start < end: bytes.removeSubrange(start..<end)
    case 3: bytes.insert(contentsOf: dice.one(of: Self.pieces), at: start)
    case 4 where start < end: bytes.insert(contentsOf: bytes[start..<end], at: start)
    case 5: bytes = Array(bytes[..<start])
    case 6: replaceWithLike(&bytes, at: start, &dice)
    default:
      let other = dice.one(of: dice.one(of: corpus))
      let from = dice.below(other.count + 1)
      let to = min(other.count, from + 1 + dice.below(1 << dice.below(9)))
      if from < to { bytes.replaceSubrange(start..<end, with: other[from..<to]) }
    }
    return bytes.count > Self.frameLimit ? frame : bytes
  }

  /// Puts in place of the next letter K, semicolon or grave accent what a string takes for it.
  private func replaceWithLike(_ bytes: inout [UInt8], at start: Int, _ dice: inout SplitMix64) {
    let likes: [UInt8: String] = [
      UInt8(ascii: "K"): "\u{212A}", UInt8(ascii: ";"): "\u{37E}", UInt8(ascii: "`"): "\u{1FEF}",
    ]
    guard let at = bytes[start...].firstIndex(where: { likes[$0] != nil }),
      let like = likes[bytes[at]]
    else { return }
    bytes.replaceSubrange(at...at, with: Array(like.utf8))
  }

  private func refill(_ frames: inout [[UInt8]]) {
    while frames[1].last == 0x20 { frames[1].removeLast() }
    let total = frames.reduce(0) { $0 + $1.count }
    guard total > 2000 else { return }
    let missing = (Header.paddingUnit - total % Header.paddingUnit) % Header.paddingUnit
    frames[1] += [UInt8](repeating: 0x20, count: missing)
  }
}
