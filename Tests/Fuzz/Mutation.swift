/// Draws mutations of real frames from a seed: the same seed draws the same.
struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(below bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  /// One to four changes to frames that another program made.
  mutating func mutated(_ frames: [[UInt8]], with others: [[UInt8]]) -> [[UInt8]] {
    var frames = frames
    for _ in 0...number(below: 4) { change(&frames, with: others) }
    return frames
  }

  private mutating func change(_ frames: inout [[UInt8]], with others: [[UInt8]]) {
    guard !frames.isEmpty else { return frames = others }
    let frame = number(below: frames.count)
    let at = number(below: frames[frame].count)
    switch number(below: 9) {
    case 0 where !frames[frame].isEmpty: frames[frame][at] ^= 1 << UInt8(number(below: 8))
    case 1 where !frames[frame].isEmpty: frames[frame][at] = UInt8(number(below: 256))
    case 2: frames[frame].insert(Self.telling[number(below: Self.telling.count)], at: at)
    case 3 where !frames[frame].isEmpty: frames[frame].remove(at: at)
    case 4: frames[frame] = Array(frames[frame].prefix(at))
    case 5:
      let piece = frames[frame].dropFirst(at).prefix(number(below: 64))
      frames[frame].insert(contentsOf: piece, at: at)
    case 6: frames.swapAt(frame, number(below: frames.count))
    case 7: frames.append(frames[frame])
    default:
      let other = others[number(below: others.count)]
      let from = number(below: other.count)
      frames[frame] = Array(frames[frame].prefix(at) + other.dropFirst(from))
    }
  }

  /// Bytes that a parser of these frames looks for.
  private static let telling = Array("{}[]\",:\\/0-9eE. \n\r\t".utf8) + [0, 0x80, 0xC0, 0xEF, 0xFF]
}
