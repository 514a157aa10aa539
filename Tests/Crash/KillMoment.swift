import Support

/// When the broker is killed.
enum KillMoment {
  /// So long after the process was started, ready or not.
  case starting(Duration)
  /// As the so-manieth receipt since the start comes in.
  case receipt(Int)
  /// So long after it said that it was ready.
  case serving(Duration)

  /// One kill in six hits the recovery, half of them the busiest moments, the rest any moment.
  static func draw(_ dice: inout SplitMix64) -> Self {
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: .starting(.milliseconds(Int.random(in: 0...250, using: &dice)))
    case 1...3: .receipt(Int.random(in: 1...60, using: &dice))
    default: .serving(.milliseconds(Int.random(in: 0...400, using: &dice)))
    }
  }
}
