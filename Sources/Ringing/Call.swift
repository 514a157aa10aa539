package import Concerns
package import Deadlines

/// Somebody who is rung.
package enum Callee: Hashable, Sendable {
  /// Whoever has the telephone of a function.
  case function(FunctionID)
  /// The person with a telephone number who is last in every line.
  case person

  /// As it is recorded and told to whoever rings.
  package var text: String {
    switch self {
    case .function(let function): function.text
    case .person: "person"
    }
  }

  /// Reads what was recorded; no function is called `person`: it has a dot in its name.
  package init?(_ text: String) {
    if text == "person" {
      self = .person
    } else if let function = FunctionID(text) {
      self = .function(function)
    } else {
      return nil
    }
  }
}

/// Whom to ring about something, in this order; a fact of the directory and the instant.
package struct CallLine: Hashable, Sendable {
  /// Who is on duty for it now.
  package let duty: FunctionID
  /// That function's deputy, the deputy's deputy and so on.
  package let deputies: [FunctionID]
  /// Who is on call for the unit, whatever the hour.
  package let onCall: FunctionID

  package init(duty: FunctionID, deputies: [FunctionID], onCall: FunctionID) {
    self.duty = duty
    self.deputies = deputies
    self.onCall = onCall
  }

  /// Everybody as far as a step; nobody who was rung before is left out, and nobody comes twice.
  func callees(to step: CallStep) -> [Callee] {
    var line: [Callee] = [.function(duty)]
    if step >= .deputy { line += deputies.map { .function($0) } }
    if step >= .onCall { line.append(.function(onCall)) }
    if step >= .person { line.append(.person) }
    var seen: Set<Callee> = []
    return line.filter { seen.insert($0).inserted }
  }
}

/// How far down the line is rung.
enum CallStep: Int, Comparable {
  case duty, deputy, onCall, person

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One round of ringing about one clock.
package struct Call: Hashable, Sendable {
  /// What it is about: the clock that somebody's act will stop.
  package let clock: ClockID
  package let kind: ClockKind
  /// Counted from 1; the same round rung twice, after a restart, has the same number.
  package let round: Int
  /// Everybody who is rung in this round.
  package let callees: [Callee]

  package init(clock: ClockID, kind: ClockKind, round: Int, callees: [Callee]) {
    self.clock = clock
    self.kind = kind
    self.round = round
    self.callees = callees
  }

  /// The same for the same round, so that a gateway can tell that it has rung already.
  package var name: String { clock.uuid.text + "-\(round)" }
}

/// What was rung last about a clock.
package struct Rung: Hashable, Sendable {
  /// What came of it.
  package enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// It is on record that it is to be rung, and not whether it was.
    case begun
    /// Whoever carries it on has taken it.
    case reached
    /// Nobody has.
    case unreached
  }

  package let round: Int
  package let at: Moment
  package let callees: [Callee]
  package var outcome: Outcome

  package init(round: Int, at: Moment, callees: [Callee], outcome: Outcome) {
    self.round = round
    self.at = at
    self.callees = callees
    self.outcome = outcome
  }
}
