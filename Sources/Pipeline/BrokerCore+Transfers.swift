import Admission
import Concerns
import Deadlines
import Ledger
import Routing
import Wire

/// Answers to transfers that whoever asked has not been told yet, because nobody of them is there.
struct Answers: Sendable {
  /// Most answers of one agency that wait; more than that is told by STATUS.
  static let limit = 64

  private var asked: [ClockID: TransferAnswer] = [:]
  /// In the order they came.
  private var waiting: [Waiting] = []

  /// An answer, and the unit that asked: nobody else of its agency is told.
  struct Waiting: Sendable {
    let answered: BrokerCommand.Answered
    let unit: FunctionID
    /// The clock that it ended: under its name is kept that it was told.
    let clock: ClockID

    init(_ given: TransferAnswer, to id: MessageID, of unit: FunctionID, by clock: ClockID) {
      answered = .init(id: id, answer: given)
      (self.unit, self.clock) = (unit, clock)
    }

    /// One that a start has found.
    init(_ answer: UntoldAnswer) {
      self.init(answer.given, to: answer.id, of: answer.unit, by: answer.clock)
    }
  }

  /// Notes an answer whose asker has to be found out first, by the clock that it ended.
  mutating func ask(_ answer: TransferAnswer, by clock: ClockID) { asked[clock] = answer }

  /// Takes the answer that ended a clock; `nil` where none did.
  mutating func take(by clock: ClockID) -> TransferAnswer? { asked.removeValue(forKey: clock) }

  /// Keeps one until somebody of its unit is there.
  mutating func keep(_ one: Waiting) {
    waiting.append(one)
    let own = waiting.indices.filter { waiting[$0].unit.agency == one.unit.agency }
    if own.count > Self.limit { waiting.remove(at: own[0]) }
  }

  /// Takes all that somebody has to be told.
  mutating func take() -> [Waiting] {
    defer { waiting = [] }
    return waiting
  }
}

// Whoever asked another municipality to take a case over is told what it answers: at once where
// somebody is there, else when they come, also after a restart. STATUS tells it whenever they ask.
extension BrokerCore {
  /// Finds out who asked, and tells them.
  mutating func tellAsker(_ given: TransferAnswer, of note: RulingNote, at now: Moment) {
    guard let clock = note.change.ended.first else { return }
    if let message = recent[note.key.entry]?.payload.message {
      tell(SentMessage(message), given, by: clock, at: now)
    } else {
      answers.ask(given, by: clock)
      actions.lookups.append(.sender(of: note.key.entry, clock))
    }
  }

  /// Tells whoever sent what a clock ran for: its answer, or that nobody has opened it.
  mutating func tell(_ message: SentMessage, of clock: ClockID, at now: Moment) {
    guard let given = answers.take(by: clock) else {
      return tell(message, nobodyOpened: clock, at: now)
    }
    tell(message, given, by: clock, at: now)
  }

  /// Tells those who have come back what was answered meanwhile.
  mutating func catchUpAnswers(at now: Moment) {
    for one in answers.take() where !tell(one, at: now) { answers.keep(one) }
  }

  private mutating func tell(
    _ message: SentMessage, _ given: TransferAnswer, by clock: ClockID, at now: Moment
  ) {
    let one = Answers.Waiting(given, to: message.id, of: message.unit, by: clock)
    if !tell(one, at: now) { answers.keep(one) }
  }

  /// Whether somebody was there to be told who reads for the unit that asked, or for whoever
  /// follows that. A crash before that is on disk tells it once more.
  private mutating func tell(_ one: Answers.Waiting, at now: Moment) -> Bool {
    let unit = router.listener(for: one.unit, on: LocalTime.date(at: now))
    let sessions = admission.sessions.open(for: unit.agency).filter {
      admission.sessions[$0]?.functions.contains(unit) == true
    }
    for session in sessions {
      let number = admission.nextNumber(session)
      answer(.answered(one.answered), to: Asker(session: session, number: number))
    }
    guard !sessions.isEmpty else { return false }
    record(.clock(ClockNote(clock: one.clock, event: .told, at: now)), then: .clock)
    return true
  }
}
