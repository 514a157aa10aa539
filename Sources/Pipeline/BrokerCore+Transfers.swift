import Admission
import Concerns
import Deadlines
import DequeModule
import Ledger
import Wire

/// Answers to transfers that whoever asked has not been told yet, because nobody of them is there.
struct Answers: Sendable {
  /// Most answers of one agency that wait; more than that is told by STATUS.
  static let limit = 64

  private var asked: [ClockID: TransferAnswer] = [:]
  private var waiting: [AgencyID: Deque<Waiting>] = [:]

  /// An answer, and the unit that asked: nobody else of its agency is told.
  struct Waiting: Sendable {
    let answered: BrokerCommand.Answered
    let unit: FunctionID
  }

  /// Notes an answer whose asker has to be found out first, by the clock that it ended.
  mutating func ask(_ answer: TransferAnswer, by clock: ClockID) { asked[clock] = answer }

  /// Takes the answer that ended a clock; `nil` where none did.
  mutating func take(by clock: ClockID) -> TransferAnswer? { asked.removeValue(forKey: clock) }

  /// Keeps one until somebody of its unit is there.
  mutating func keep(_ one: Waiting) {
    let agency = one.unit.agency
    waiting[agency, default: []].append(one)
    if waiting[agency, default: []].count > Self.limit { waiting[agency]?.removeFirst() }
  }

  /// Takes all that units of an agency have to be told.
  mutating func take(for agency: AgencyID) -> [Waiting] {
    waiting.removeValue(forKey: agency).map(Array.init) ?? []
  }
}

// Whoever asked another municipality to take a case over is told what it answers: at once where
// somebody is there, else when they come. A restart between tells nobody; STATUS always does.
extension BrokerCore {
  /// Finds out who asked, and tells them.
  mutating func tellAsker(_ given: TransferAnswer, of note: RulingNote) {
    guard let clock = note.change.ended.first else { return }
    if let message = recent[note.key.entry]?.payload.message {
      tell(SentMessage(message), given)
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
    tell(message, given)
  }

  /// Tells an agency that has come back what was answered meanwhile.
  mutating func catchUpAnswers(_ agency: AgencyID) {
    for one in answers.take(for: agency) where !tell(one) { answers.keep(one) }
  }

  private mutating func tell(_ message: SentMessage, _ given: TransferAnswer) {
    let one = Answers.Waiting(answered: .init(id: message.id, answer: given), unit: message.unit)
    if !tell(one) { answers.keep(one) }
  }

  /// Whether somebody was there to be told who reads for the unit that asked.
  private mutating func tell(_ one: Answers.Waiting) -> Bool {
    let sessions = admission.sessions.open(for: one.unit.agency).filter {
      admission.sessions[$0]?.functions.contains(one.unit) == true
    }
    for session in sessions {
      let number = admission.nextNumber(session)
      answer(.answered(one.answered), to: Asker(session: session, number: number))
    }
    return !sessions.isEmpty
  }
}
