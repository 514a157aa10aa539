package import Concerns

/// What a clock counts down to.
package enum ClockKind: String, CaseIterable, Hashable, Sendable, Codable {
  /// The immediate assessment of whether the child needs protection now.
  case protectionAssessment = "protection-assessment"
  /// The decision to open an inquiry or not.
  case decisionToOpen = "decision-to-open"
  /// The answer to a question that names nobody.
  case consultationAnswer = "consultation-answer"
  /// The review of an emergency that somebody has declared.
  case emergencyReview = "emergency-review"
}

/// How far the counting of a clock may be trusted.
package enum ClockReview: String, CaseIterable, Hashable, Sendable, Codable {
  /// No provision: the service has promised it.
  case promised
  /// The provision states the term.
  case read
  /// The provision leaves open how to count; a lawyer must confirm the way chosen here.
  case needsLegalReview = "needs-legal-review"
}

/// A statutory clock as data: what starts it, when it is due, and under which provision.
///
/// Statutory clocks run in calendar time: red days and closed offices move nothing. A promise of
/// working days goes by the calendar that is handed in. Every term ends with the last second of a
/// day in Sweden.
package struct ClockRule: Hashable, Sendable {
  /// How a due moment is counted from the start.
  package enum Term: Hashable, Sendable {
    /// The same day; the next, if it starts at or after these hours of the wall clock.
    case sameDay(lateFrom: Int, onFridays: Int)
    /// So many days later.
    case days(Int)
    /// The last of so many working days, the day of the start not among them.
    case workingDays(Int)
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
  ///
  /// - Parameter isWorkingDay: The calendar; only a term of working days asks it.
  package func due(from start: Moment, by isWorkingDay: (CivilDate) -> Bool) -> Moment {
    let (day, second) = LocalTime.reading(at: start)
    let later =
      switch term {
      case .sameDay(let lateFrom, let onFridays):
        second >= (day.weekday == 5 ? onFridays : lateFrom) * 3600 ? 1 : 0
      case .days(let days): days
      case .workingDays(let count): Self.rest(after: day, count, by: isWorkingDay)
      }
    return LocalTime.end(of: CivilDate(daysSinceEpoch: day.daysSinceEpoch + later))
  }
}

extension ClockRule {
  /// Longest run of days that are no working days: from Christmas to Epiphany it is five. Beyond it
  /// the calendar is wrong, and must not hold a clock for ever.
  private static let longestRest = 10

  /// How many days after one the last of so many working days is.
  private static func rest(
    after day: CivilDate, _ count: Int, by isWorkingDay: (CivilDate) -> Bool
  ) -> Int {
    var (days, left) = (0, count)
    for _ in 0..<count * (longestRest + 1) where left > 0 {
      days += 1
      if isWorkingDay(CivilDate(daysSinceEpoch: day.daysSinceEpoch + days)) { left -= 1 }
    }
    return days
  }

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

  /// The answer to a question that names nobody: one working day.
  ///
  /// No provision sets a term; whoever waits for an answer may be waiting with a report, though
  /// nobody should. Twelve hours before the end it is noon and somebody is at work; nine after it
  /// work begins again.
  package static let consultationAnswer = ClockRule(
    kind: .consultationAnswer, citation: [], review: .promised, term: .workingDays(1),
    warning: .seconds(12 * 3600), patience: .seconds(9 * 3600))

  /// The review of an emergency: five days.
  ///
  /// No provision sets a term; SoPUL 10 § wants access looked at regularly. A day before the end
  /// somebody is still at work, unless it falls on a weekend; a day after it somebody else must
  /// look.
  package static let emergencyReview = ClockRule(
    kind: .emergencyReview, citation: [], review: .promised, term: .days(5),
    warning: .seconds(24 * 3600), patience: .seconds(24 * 3600))

  /// The rule of a clock that was recorded.
  package init(of kind: ClockKind) {
    switch kind {
    case .protectionAssessment: self = .protectionAssessment
    case .decisionToOpen: self = .decisionToOpen
    case .consultationAnswer: self = .consultationAnswer
    case .emergencyReview: self = .emergencyReview
    }
  }

  /// The clocks that a message starts at receipt.
  package static func started(by kind: Kind) -> [ClockRule] {
    if kind.isReport { return active }
    switch kind {
    case .consultationAnonymous: return [consultationAnswer]
    case .emergencyDeclare: return [emergencyReview]
    default: return []
    }
  }

  /// The clocks that a report starts at receipt.
  package static let active = [protectionAssessment]
}
