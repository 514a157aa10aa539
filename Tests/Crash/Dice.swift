/// Draws that are the same for the same seed: SplitMix64.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// When the broker is killed.
enum KillMoment {
  /// So long after the process was started, ready or not.
  case starting(Duration)
  /// As the so-manieth receipt since the start comes in.
  case receipt(Int)
  /// So long after it said that it was ready.
  case serving(Duration)

  /// One kill in six hits the recovery, half of them the busiest moments, the rest any moment.
  static func draw(_ dice: inout Dice) -> Self {
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: .starting(.milliseconds(Int.random(in: 0...250, using: &dice)))
    case 1...3: .receipt(Int.random(in: 1...60, using: &dice))
    default: .serving(.milliseconds(Int.random(in: 0...400, using: &dice)))
    }
  }
}
