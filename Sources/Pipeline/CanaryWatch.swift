import Concerns
import Delivery
import Filtering
import Policy
import Tables

/// When the canaries were asked last, and of which policy.
struct CanaryWatch: Sendable {
  /// How often they are asked: what leaks, leaks for a minute at most.
  static let interval: Duration = .seconds(60)

  /// The canaries of the policy in force, written out.
  private(set) var round: CanaryRound?
  private var policyEpoch: Int64?
  private var asked: Moment?
  /// Whether one has passed. Terminal: only a new start asks anew.
  private(set) var isSilenced = false

  /// Whether they must be asked now: at the start, with every policy, and every minute.
  func isDue(at now: Moment, under policyEpoch: Int64) -> Bool {
    guard policyEpoch == self.policyEpoch, let asked else { return true }
    return now - asked >= Self.interval
  }

  /// Whether the canaries in hand are those of another policy.
  func isOutdated(under policyEpoch: Int64) -> Bool { policyEpoch != self.policyEpoch }

  mutating func take(_ round: CanaryRound, of policyEpoch: Int64) {
    (self.round, self.policyEpoch) = (round, policyEpoch)
  }

  mutating func note(passed: Bool, at now: Moment) {
    asked = now
    if passed { isSilenced = true }
  }
}

extension BrokerCore {
  /// Asks the canaries of the live filter, register and encoder when it is time.
  ///
  /// - Returns: Those that passed, each once; then nothing may leave this core any more.
  mutating func askCanaries(at now: Moment) -> [RuleID] {
    guard canaries.isDue(at: now, under: filter.policyEpoch) else { return [] }
    let passed = findCanaries(at: now)
    canaries.note(passed: !passed.isEmpty, at: now)
    return passed
  }

  private mutating func findCanaries(at now: Moment) -> [RuleID] {
    if canaries.isOutdated(under: filter.policyEpoch) {
      do throws(TableFlaw) {
        let round = try CanaryRound(filter.canaries, at: now, using: &generator)
        canaries.take(round, of: filter.policyEpoch)
      } catch {
        // Whoever loads a policy has refused such a one; nobody may be served unasked.
        return filter.canaries.map(\.id)
      }
    }
    let findings = canaries.round?.ask(filter, at: now, using: &generator) ?? []
    return findings.map(\.canary).reduce(into: []) { all, id in
      if !all.contains(id) { all.append(id) }
    }
  }
}
