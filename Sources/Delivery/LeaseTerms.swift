/// How long a recipient may hold a delivery, and how often it is tried.
package struct LeaseTerms: Hashable, Sendable {
  /// How long a hand-over stands unsettled before it ends.
  ///
  /// Long enough for a slow link to carry a delivery and its answer many times over; short enough
  /// that a dead machine costs an acute concern half a minute.
  package var period: Duration = .seconds(30)

  /// Hand-overs before a delivery is parked and a human is rung.
  ///
  /// With the pauses between them six take 211 seconds: a restart of the recipient fits in,
  /// a lunch does not.
  package var attemptLimit = 6

  /// The default terms.
  package init() {}

  /// How long a delivery rests after that many hand-overs: 1, 2, 4, 8, 16, then 30 seconds.
  ///
  /// However the hand-over ended. A machine that falls over a delivery closes its session without
  /// a lease running out, and must not be handed it again at once, for ever.
  package func pause(after attempts: Int) -> Duration {
    .seconds(min(1 << min(max(attempts, 1) - 1, 5), Self.longestPause))
  }

  /// Seconds. No longer than a lease, so that parking is never more than a minute off.
  private static let longestPause = 30
}
