package import Concerns
import Consents
package import Delivery
package import Filtering
package import Policy
package import Tables

/// What the canaries of a policy come to today, and on each later day on which its law changes.
package struct CanaryTrial: Sendable {
  /// A canary that passes.
  package struct Result: Hashable, Sendable {
    /// The first day on which it does; `nil` for today.
    package let from: CivilDate?
    package let finding: CanaryFinding
  }

  /// How many canaries the policy has.
  package let count: Int
  /// Those that pass, today's first.
  package let results: [Result]

  /// Asks a filter that has the policy.
  ///
  /// - Throws: The first canary that cannot be asked, with its line and a remedy.
  package init(of policy: ProvedPolicy, by filter: Filter, at now: Moment) throws(TableFlaw) {
    var generator = SystemRandomNumberGenerator()
    let round = try CanaryRound(filter.canaries, at: now, using: &generator)
    count = round.count
    let days = policy.table.changes(after: LocalTime.date(at: now))
    var results = round.ask(filter, at: now, using: &generator)
      .map { Result(from: nil, finding: $0) }
    for day in days {
      results += round.ask(filter, at: LocalTime.end(of: day), using: &generator)
        .map { Result(from: day, finding: $0) }
        .filter { late in !results.contains { $0.finding == late.finding } }
    }
    self.results = results
  }

  /// Asks a policy by itself, with nobody's consent.
  package init(of policy: ProvedPolicy, at now: Moment) throws(TableFlaw) {
    let filter = Filter(
      policy: policy, consents: ConsentRegister(), policyEpoch: 0, registerEpoch: 0)
    try self.init(of: policy, by: filter, at: now)
  }
}
