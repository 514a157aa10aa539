import Concerns
import Deadlines
import Filtering
import Ledger
import Routing
import Wire

extension BrokerCore {
  /// Notes a question that waits for its answer, or that one has come.
  ///
  /// Which conversation a clock runs for is known here alone; what the sender calls it is not.
  mutating func note(_ concern: NewConcern, at index: EntryIndex, in name: Keyed, at now: Moment) {
    let routed = concern.cleared.routed
    guard routed.told.matter.kind.hidesSource else { return }
    guard routed.isAnswer else {
      // Those whose clock has ended otherwise are let go, so that no more are held than run.
      questions = questions.filter { clocksOf[$0.value] != nil }
      questions[name] = index
      return
    }
    // Whose clock is being ended by its owner's word at this moment is not ended twice.
    guard let question = questions.removeValue(forKey: name) else { return }
    for clock in running([.consultationAnswer], of: question) {
      end(clock)
      record(.clock(ClockNote(clock: clock, event: .ended, at: now)), then: .clock)
    }
  }
}
