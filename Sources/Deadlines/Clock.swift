package import Concerns

/// Names one running clock; random, and says nothing about what it counts.
package struct ClockID: Hashable, Comparable, Sendable {
  /// The identifier itself.
  package let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  package init(_ uuid: RandomUUID) { self.uuid = uuid }

  /// Reads sixteen bytes as stored; `nil` for anything else.
  package init?(bytes: some Collection<UInt8>) {
    guard let uuid = RandomUUID(bytes: bytes) else { return nil }
    self.uuid = uuid
  }

  /// The sixteen bytes as stored.
  package var bytes: [UInt8] { uuid.bytes }

  /// Orders by bytes.
  package static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

/// One clock of one concern: running from receipt until somebody has acted.
package struct Clock: Hashable, Sendable {
  /// Which clock.
  package let id: ClockID
  /// The rule it follows.
  package let rule: ClockRule
  /// When it started: at receipt, never at pick-up.
  package let startedAt: Moment
  /// When it is due. Kept from the start, so that a changed rule moves no clock that runs.
  package let due: Moment

  /// What it counts down to.
  package var kind: ClockKind { rule.kind }

  /// Starts a clock by its rule.
  ///
  /// - Parameter isWorkingDay: The calendar, for a term of working days.
  package init(
    id: ClockID, rule: ClockRule, startedAt: Moment, by isWorkingDay: (CivilDate) -> Bool
  ) {
    self.init(
      id: id, rule: rule, startedAt: startedAt, due: rule.due(from: startedAt, by: isWorkingDay))
  }

  /// Takes a clock as it was recorded.
  package init(id: ClockID, rule: ClockRule, startedAt: Moment, due: Moment) {
    self.id = id
    self.rule = rule
    self.startedAt = startedAt
    self.due = due
  }

  /// When the clock rings at a level.
  package func rings(at level: ClockLevel) -> Moment {
    switch level {
    case .warning: max(startedAt, due + (.zero - rule.warning))
    case .due: due
    case .overdue: due + rule.patience
    }
  }
}

/// How urgently a clock rings; each level rings once.
package enum ClockLevel: Int, CaseIterable, Hashable, Comparable, Sendable {
  /// There is still time.
  case warning
  /// The term ends now.
  case due
  /// The term has ended and nobody has acted: somebody else must.
  case overdue

  /// The milder level comes first.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  var next: Self? { Self(rawValue: rawValue + 1) }
}

/// A clock that rings.
package struct Ring: Hashable, Sendable {
  /// Which clock.
  package let clock: Clock
  /// How urgently.
  package let level: ClockLevel
  /// When it should have rung; earlier than now after a standstill.
  package let meant: Moment

  /// Takes the parts.
  package init(clock: Clock, level: ClockLevel, meant: Moment) {
    self.clock = clock
    self.level = level
    self.meant = meant
  }
}
