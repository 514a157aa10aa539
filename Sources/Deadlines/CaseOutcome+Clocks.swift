package import Concerns

extension CaseOutcome {
  /// The clocks that it ends.
  package var ends: Set<ClockKind> {
    switch self {
    case .assessed: [.protectionAssessment]
    case .opened, .notOpened, .alreadyOpen: [.decisionToOpen, .openingWithoutDelay, .passingOn]
    case .closed: [.inquiry]
    }
  }

  /// How the term of a reporter's answer is counted from now on; `nil` where it stays as it is.
  var feedback: ClockRule? {
    switch self {
    case .opened, .notOpened: .feedback
    case .alreadyOpen: .feedbackAtOnce
    case .assessed, .closed: nil
    }
  }

  /// What becomes of a case's clocks.
  ///
  /// - Parameters:
  ///   - running: All clocks that run for it, a reporter's question included.
  ///   - name: Draws a name for a clock that starts.
  /// - Returns: `nil` where none of those runs that it would end: it was decided before.
  package func change(
    of running: [Clock], at now: Moment, naming name: () -> ClockID
  ) -> ClockChange? {
    var ended = running.filter { ends.contains($0.kind) }.map(\.id)
    guard !ended.isEmpty else { return nil }
    var started: [Clock] = []
    func start(_ rule: ClockRule) {
      started.append(Clock(id: name(), rule: rule, startedAt: now) { _ in false })
    }
    if self == .opened { start(.inquiry) }
    if let feedback {
      for clock in running where clock.kind == .feedback {
        ended.append(clock.id)
        start(feedback)
      }
    }
    return ClockChange(ended: ended, started: started)
  }
}

extension Clock {
  /// A reporter's question: a week after a decision that is still to come, at once where it has.
  ///
  /// - Parameter decision: The clock of that decision while it runs.
  package static func feedback(
    _ id: ClockID, before decision: Clock?, at now: Moment
  ) -> Clock {
    guard let decision else {
      return Clock(id: id, rule: .feedbackAtOnce, startedAt: now) { _ in false }
    }
    let due = ClockRule.feedback.due(from: decision.due) { _ in false }
    return Clock(id: id, rule: .feedback, startedAt: now, due: due)
  }
}

/// What becomes of the clocks of one case, all of it at once.
package struct ClockChange: Hashable, Sendable {
  /// Those that run no more.
  package let ended: [ClockID]
  /// Those that run from now on.
  package let started: [Clock]

  package init(ended: [ClockID], started: [Clock]) {
    self.ended = ended
    self.started = started
  }
}

extension ExtensionReason {
  /// The clock that it may move; no other waits for anything.
  package var kind: ClockKind {
    switch self {
    case .policeInterview, .familyUnreached: .decisionToOpen
    case .specialReasons: .inquiry
    }
  }

  /// Longest that a clock may be moved at once: a year, beyond which the date is a slip.
  private static let longest = 366

  /// What becomes of a case's clocks when one of them is moved to the end of a day.
  ///
  /// - Returns: `nil` where the clock does not run, the day is no later than it was due, or it is
  ///   more than a year off.
  package func change(
    of running: [Clock], until day: CivilDate, naming name: () -> ClockID
  ) -> ClockChange? {
    let due = LocalTime.end(of: day)
    guard let clock = running.first(where: { $0.kind == kind }), clock.due < due,
      day.daysSinceEpoch - LocalTime.date(at: clock.due).daysSinceEpoch <= Self.longest
    else { return nil }
    return ClockChange(
      ended: [clock.id],
      started: [Clock(id: name(), rule: clock.rule, startedAt: clock.startedAt, due: due)])
  }
}
