package import Concerns
package import Deadlines

/// Whom to ring, and when: a function of what runs, who is on duty, what was rung, and the instant.
///
/// It rings nobody itself, and knows nothing of telephones.
package enum Bell {
  /// Between two rounds, and between two steps of the line: long enough for somebody to find the
  /// telephone and open, short enough that a quarter of an hour reaches everybody there is.
  package static let pause: Duration = .seconds(300)

  /// Between two rounds that reached nobody, of what can wait: a gateway that is away all day costs
  /// a few records, not a hundred.
  package static let rest: Duration = .seconds(3600)

  /// The round that is due now, if any.
  ///
  /// What waits for somebody to open it is rung from its beginning, every five minutes, one step
  /// further down the line each time, by the time that has passed: a broker that stood still for an
  /// hour rings everybody at once. Everything else is rung once for each level of its clock, at any
  /// hour where somebody may need protection, else while the office is open. When all levels have
  /// rung and somebody else must act since, they are rung once.
  ///
  /// - Parameters:
  ///   - line: Whom to ring; asked for only when a round may be due.
  ///   - last: What was rung before; `nil` for nothing.
  ///   - since: Since when somebody must act who has not heard what was rung before that.
  ///   - isOfficeOpen: Whether the office of whoever answers is open now.
  package static func call(
    for clock: Clock, along line: @autoclosure () -> CallLine, after last: Rung?,
    since: Moment? = nil, isOfficeOpen: @autoclosure () -> Bool, at now: Moment
  ) -> Call? {
    // What was on its way when the broker stopped is rung again, under the same name.
    if let last, last.outcome == .begun {
      return Call(clock: clock.id, kind: clock.kind, round: last.round, callees: last.callees)
    }
    switch clock.kind.manner {
    case .untilAnswered: return nextRound(of: clock, along: line(), after: last, at: now)
    case .anyHour, .byDay:
      guard let (level, round) = due(of: clock, after: last, since: since, at: now),
        clock.kind.manner == .anyHour || isOfficeOpen()
      else { return nil }
      return Call(
        clock: clock.id, kind: clock.kind, round: round,
        callees: line().callees(to: clock.kind.step(at: level)))
    }
  }

  private static func nextRound(
    of clock: Clock, along line: CallLine, after last: Rung?, at now: Moment
  ) -> Call? {
    let begin = clock.rings(at: .warning)
    guard begin <= now else { return nil }
    let steps = (now - begin) / pause
    let step = CallStep(rawValue: Int(steps)) ?? .person
    let callees = line.callees(to: step)
    if let last, now < last.at + pause {
      // Whoever has come on duty since has not heard it; nobody else is disturbed for that.
      let fresh = callees.filter { !last.callees.contains($0) }
      guard fresh.first == .function(line.duty) else { return nil }
    }
    return Call(
      clock: clock.id, kind: clock.kind, round: (last?.round ?? 0) + 1, callees: callees)
  }

  /// The level that a clock has reached and that is still to be rung, and as which round.
  private static func due(
    of clock: Clock, after last: Rung?, since: Moment?, at now: Moment
  ) -> (ClockLevel, round: Int)? {
    guard let level = ClockLevel.allCases.last(where: { clock.rings(at: $0) <= now }) else {
      return nil
    }
    let round = level.rawValue + 1
    guard let last, round <= last.round else { return (level, round) }
    // Until the last level the next one finds whoever must act.
    if level == .overdue, let since, last.at < since { return (level, last.round + 1) }
    // Nobody was reached: the same again, after a while.
    let wait = clock.kind.manner == .byDay ? rest : pause
    guard last.outcome == .unreached, last.at + wait <= now else { return nil }
    return (level, last.round)
  }
}

/// How a clock is rung.
enum BellManner {
  /// Round after round, day and night, until somebody has answered.
  case untilAnswered
  /// Once for each level, at any hour: somebody may need protection.
  case anyHour
  /// Once for each level, while the office is open: it can wait for the morning.
  case byDay
}

extension ClockKind {
  var manner: BellManner {
    switch self {
    case .opening, .drill: .untilAnswered
    case .protectionAssessment, .openingWithoutDelay, .checkIn: .anyHour
    case .decisionToOpen, .consultationAnswer, .emergencyReview, .inquiry, .feedback,
      .transferAnswer, .reservationAnswer, .passingOn, .dutyAcceptance:
      .byDay
    }
  }

  /// How far down the line a level is rung; only protection wakes a person at night.
  func step(at level: ClockLevel) -> CallStep {
    switch (manner, level) {
    case (_, .warning): .duty
    case (_, .due), (.byDay, .overdue): .deputy
    case (.anyHour, .overdue), (.untilAnswered, .overdue): .person
    }
  }
}
