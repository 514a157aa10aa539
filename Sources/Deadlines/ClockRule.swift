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
  /// The decision to open an inquiry where a report speaks of violence: it has no fortnight.
  case openingWithoutDelay = "opening-without-delay"
  /// The inquiry itself, from its opening.
  case inquiry
  /// The answer to a mandated reporter who has asked what became of the report.
  case feedback
  /// The answer to a municipality that asks another to take a case over.
  case transferAnswer = "transfer-answer"
  /// Somebody who reads what is acute: until then people are rung.
  case opening
  /// The acknowledgement of a reservation that was offered.
  case reservationAnswer = "reservation-answer"
  /// The passing on of a matter to the municipality where the person lives.
  case passingOn = "passing-on"
  /// Somebody who takes over what on-call has taken: until then on-call keeps it.
  case dutyAcceptance = "duty-acceptance"
  /// A machine that reads for a function on duty: until then people are rung.
  case checkIn = "check-in"
  /// Nothing: somebody tries the bell.
  case drill
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
/// working days goes by the calendar that is handed in. Every term of days or months ends with
/// the last second of a day in Sweden.
package struct ClockRule: Hashable, Sendable {
  /// How a due moment is counted from the start.
  package enum Term: Hashable, Sendable {
    /// The same day; the next, if it starts at or after these hours of the wall clock.
    case sameDay(lateFrom: Int, onFridays: Int)
    /// So many days later.
    case days(Int)
    /// The same day so many months later, or the month's last where it has no such day.
    case months(Int)
    /// The last of so many working days, the day of the start not among them.
    case workingDays(Int)
    /// So many minutes of time that passes, whatever clocks on the wall show.
    case minutes(Int)
    /// This hour of the wall clock, on the first working day on which it is still to come.
    case morning(hour: Int)
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
    let later: Int
    switch term {
    case .minutes(let minutes): return start + .seconds(60 * minutes)
    case .morning(let hour): return Self.morning(hour, after: day, second, by: isWorkingDay)
    case .sameDay(let lateFrom, let onFridays):
      later = second >= (day.weekday == 5 ? onFridays : lateFrom) * 3600 ? 1 : 0
    case .days(let days): later = days
    case .months(let months): later = Self.days(in: months, after: day)
    case .workingDays(let count): later = Self.rest(after: day, count, by: isWorkingDay)
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

  /// An hour of the first working day on which it is still to come.
  ///
  /// Clocks are turned at two and at three: from four o'clock on a day has no gap and no double.
  private static func morning(
    _ hour: Int, after day: CivilDate, _ second: Int, by isWorkingDay: (CivilDate) -> Bool
  ) -> Moment {
    precondition((4...23).contains(hour), "before four o'clock the clocks may be turned")
    let isPast = second >= hour * 3600
    let today = CivilDate(daysSinceEpoch: day.daysSinceEpoch + (isPast ? 1 : 0))
    let days = (0...longestRest).first {
      isWorkingDay(CivilDate(daysSinceEpoch: today.daysSinceEpoch + $0))
    }
    let first = CivilDate(daysSinceEpoch: today.daysSinceEpoch + (days ?? 0))
    return LocalTime.end(of: first) + .seconds(hour * 3600 - (LocalTime.day - 1))
  }

  /// How many days after one the same day of a later month is.
  ///
  /// Where that month has no such day its last one counts (lag 1930:173, 1 §).
  private static func days(in months: Int, after day: CivilDate) -> Int {
    let number = day.year * 12 + day.month - 1 + months
    let candidates = (0...3).lazy.compactMap {
      CivilDate(year: number / 12, month: number % 12 + 1, day: day.day - $0)
    }
    guard let last = candidates.first else { preconditionFailure("no month is shorter than 28") }
    return last.daysSinceEpoch - day.daysSinceEpoch
  }

  /// The rule of a clock that was recorded.
  package init(of kind: ClockKind) {
    switch kind {
    case .protectionAssessment: self = .protectionAssessment
    case .decisionToOpen: self = .decisionToOpen
    case .consultationAnswer: self = .consultationAnswer
    case .emergencyReview: self = .emergencyReview
    case .openingWithoutDelay: self = .openingWithoutDelay
    case .inquiry: self = .inquiry
    case .feedback: self = .feedback
    case .transferAnswer: self = .transferAnswer
    case .opening: self = .opening
    case .reservationAnswer: self = .reservationAnswer
    case .passingOn: self = .passingOn
    case .dutyAcceptance: self = .dutyAcceptance
    case .checkIn: self = .checkIn
    case .drill: self = .drill
    }
  }

  /// The clocks that a message starts at receipt.
  ///
  /// - Parameters:
  ///   - grounds: Why someone is concerned: of violence the decision may not wait.
  ///   - isForAnother: Whether the person lives in another municipality that is known.
  package static func started(
    by kind: Kind, grounds: Set<Ground> = [], isForAnother: Bool = false
  ) -> [ClockRule] {
    // Whatever may say where somebody is comes to the board without having been sent to it.
    if isForAnother, kind.handlingMembers.contains(.present) {
      return started(by: kind, grounds: grounds) + [passingOn]
    }
    if kind.isReport {
      return grounds.isDisjoint(with: [.violence, .honour])
        ? active : active + [openingWithoutDelay]
    }
    switch kind {
    case .transfer: return [transferAnswer]
    case .consultationAnonymous: return [consultationAnswer]
    case .emergencyDeclare: return [emergencyReview]
    case .reservationOffer: return [reservationAnswer]
    default: return []
    }
  }

  /// The clocks that a report starts at receipt.
  package static let active = [protectionAssessment, decisionToOpen]
}
