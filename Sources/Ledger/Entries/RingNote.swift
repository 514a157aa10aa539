package import Concerns
package import Ringing

/// Rounds of ringing, before anybody is rung or when it is known what came of them.
///
/// Kept before, so that a start after a fall rings them again under the same names; kept after, so
/// that it does not.
package struct RingNote: Hashable, Sendable {
  /// Most rounds of one entry: about what the bytes of one small record hold.
  package static let callLimit = 64

  package let calls: [Call]
  package let outcome: Rung.Outcome
  package let at: Moment

  package init(_ calls: [Call], _ outcome: Rung.Outcome, at: Moment) {
    precondition(calls.count <= Self.callLimit, "one entry holds at most 64 rounds")
    self.calls = calls
    self.outcome = outcome
    self.at = at
  }
}
