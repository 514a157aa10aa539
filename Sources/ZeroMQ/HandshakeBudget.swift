/// How many handshakes one key may make.
///
/// Each handshake gives the peer a fresh chance at libzmq's numbering of routes, where a lucky
/// client can make 4.3.4 abort; and each costs the server 0.8 ms. A session cap is the listener's.
public struct HandshakeBudget: Hashable, Sendable {
  /// Handshakes in a row before the pace counts: a member's eight sessions after a restart.
  public var burst = 8

  /// Time per handshake after that.
  public var pace = Duration.seconds(1)

  /// The defaults: eight, then one a second.
  public init() {}

  /// A budget of one's own.
  public init(burst: Int, pace: Duration) {
    precondition(burst > 0 && pace > .zero, "a budget of nothing would refuse every key")
    self.burst = burst
    self.pace = pace
  }
}

/// What each key has left of its budget.
///
/// One instant per key: when its budget will be full again. Only known keys are counted, so there
/// are never more than the table has.
struct HandshakeMeter {
  private let budget: HandshakeBudget
  private var fullAgain: [CurvePublicKey: ContinuousClock.Instant] = [:]

  init(_ budget: HandshakeBudget) {
    self.budget = budget
  }

  /// Takes one handshake from the key's budget; false if none is left.
  mutating func admit(_ key: CurvePublicKey, at now: ContinuousClock.Instant) -> Bool {
    let full = max(fullAgain[key] ?? now, now) + budget.pace
    guard full - now <= budget.pace * budget.burst else { return false }
    fullAgain[key] = full
    return true
  }

  /// Forgets keys whose budget is full, which changes nothing for them.
  mutating func sweep(at now: ContinuousClock.Instant) {
    fullAgain = fullAgain.filter { $0.value > now }
  }
}
