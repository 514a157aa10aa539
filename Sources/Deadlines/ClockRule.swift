package import Concerns

/// What a clock counts down to.
package enum ClockKind: String, CaseIterable, Hashable, Sendable, Codable {
  /// The immediate assessment of whether the child needs protection now.
  case protectionAssessment = "protection-assessment"
  /// The decision to open an inquiry or not.
  case decisionToOpen = "decision-to-open"
}

/// How far the counting of a clock may be trusted.
package enum ClockReview: String, CaseIterable, Hashable, Sendable, Codable {
  /// The provision states the term.
  case read
  /// The provision leaves open how to count; a lawyer must confirm the way chosen here.
  case needsLegalReview = "needs-legal-review"
}

/// A statutory clock as data: what starts it, when it is due, and under which provision.
///
/// Clocks run in calendar time. Red days and closed offices move nothing, and every term ends with
/// the last second of a day in Sweden.
package struct ClockRule: Hashable, Sendable {
  /// How a due moment is counted from the start.
  package enum Term: Hashable, Sendable {
    /// The same day; the next, if it starts at or after these hours of the wall clock.
    case sameDay(lateFrom: Int, onFridays: Int)
    /// So many days later.
    case days(Int)
  }

  /// What the clock counts down to.
  package let kind: ClockKind
  /// The provisions, as a lawyer writes them.
  package let citation: [String]
  /// How far the counting may be trusted.
  package let review: ClockReview
  /// How the due moment is counted.
  package let term: Term
  /// How long before the due moment the clock first rings.
  package let warning: Duration
  /// How long after the due moment it rings for somebody else to step in.
  package let patience: Duration

  /// When a clock that starts at this moment is due.
  package func due(from start: Moment) -> Moment {
    let (day, second) = LocalTime.reading(at: start)
    let later =
      switch term {
      case .sameDay(let lateFrom, let onFridays):
        second >= (day.weekday == 5 ? onFridays : lateFrom) * 3600 ? 1 : 0
      case .days(let days): days
      }
    return LocalTime.end(of: CivilDate(daysSinceEpoch: day.daysSinceEpoch + later))
  }
}

extension ClockRule {
  /// The immediate assessment: at once; the same day, or the next if the report came late.
  ///
  /// Late is taken to mean after reception closes, 17.00 and on Fridays 16.00. Neither the act nor
  /// the preparatory works name an hour. The hours of ringing are the service's own: four hours
  /// leave a working afternoon, one hour is the longest that nobody answers unseen.
  package static let protectionAssessment = ClockRule(
    kind: .protectionAssessment, citation: ["SoL 20:1", "prop. 2012/13:10"],
    review: .needsLegalReview, term: .sameDay(lateFrom: 17, onFridays: 16),
    warning: .seconds(4 * 3600), patience: .seconds(3600))

  /// The decision to open an inquiry or not, within fourteen days of receipt. Not active yet.
  ///
  /// It does not apply where an inquiry about the child already runs, which the broker cannot know
  /// before the case system says so. Two days before the end there is still time to act.
  package static let decisionToOpen = ClockRule(
    kind: .decisionToOpen, citation: ["SoL 20:2"], review: .needsLegalReview, term: .days(14),
    warning: .seconds(48 * 3600), patience: .seconds(24 * 3600))

  /// The rule of a clock that was recorded.
  package init(of kind: ClockKind) {
    switch kind {
    case .protectionAssessment: self = .protectionAssessment
    case .decisionToOpen: self = .decisionToOpen
    }
  }

  /// The clocks that a report starts at receipt.
  package static let active = [protectionAssessment]
}
