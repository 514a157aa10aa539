import Concerns
import Ledger

/// When the audit trees get their heads: at a start, and then on every tenth minute of the clock,
/// whatever happens.
struct TreeBeat: Sendable {
  private var last: Int64?

  /// Whether another is due; then it has been.
  mutating func isDue(at now: Moment) -> Bool {
    let number = Self.number(of: now)
    guard last != number else { return false }
    last = number
    return true
  }

  private static func number(of moment: Moment) -> Int64 {
    moment.milliseconds / (LedgerWriter.beat.components.seconds * 1000)
  }
}
