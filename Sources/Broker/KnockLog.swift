import Concerns
import Pipeline
import ZeroMQ

/// Counts who was turned away at the door, and says when a line of the log is due.
///
/// By reason alone: neither key nor address is kept.
struct KnockLog {
  /// Between two lines for the same reason. A client that is refused tries again every second, for
  /// days; there are at most as many lines a minute as there are reasons.
  static let pause: Duration = .seconds(60)

  /// Since the start.
  private(set) var counts: [KnockRefusal: Int] = [:]
  private var said: [KnockRefusal: (count: Int, at: Moment)] = [:]
  private var isNews = false

  /// Counts one.
  ///
  /// - Returns: How many there have been since the last line, if the next one is due.
  mutating func note(_ reason: KnockRefusal, at now: Moment) -> Int? {
    let count = counts[reason, default: 0] + 1
    counts[reason] = count
    isNews = true
    if let last = said[reason], now - last.at < Self.pause { return nil }
    let fresh = count - (said[reason]?.count ?? 0)
    said[reason] = (count, now)
    return fresh
  }

  /// The counts, if there is more in them than when they were last taken.
  mutating func takeNews() -> [KnockRefusal: Int]? {
    guard isNews else { return nil }
    isNews = false
    return counts
  }
}

extension KnockRefusal {
  /// What a ZAP handler refused.
  init(_ refusal: ZapRefusal) {
    switch refusal {
    case .unknownDomain, .unknownKey: self = .unknownKey
    case .overBudget: self = .tooFast
    case .malformed: self = .malformed
    }
  }

  /// What failed before a ZAP handler was asked; `nil` for what it refused, which it counts itself.
  init?(_ failure: HandshakeFailure) {
    switch failure {
    case .cryptographic: self = .wrongServerKey
    case .mechanismMismatch: self = .wrongMechanism
    case .malformed: self = .malformed
    case .noDetail: self = .brokenOff
    default: return nil
    }
  }
}
