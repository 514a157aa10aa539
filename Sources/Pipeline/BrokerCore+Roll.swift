import Admission
import Concerns
import Deadlines
import Ringing
import Routing

// A receiver that has not checked in is an incident: people are rung before a report lands where
// nobody reads, and not when it has waited there.
extension BrokerCore {
  /// Calls the roll of those on duty, if it is time or somebody has just come.
  mutating func callRoll(at now: Moment) {
    let onDuty = Set(
      router.directory.onDuty(at: now).filter { admission.registry.agencies[$0.agency] != nil })
    let (absent, ended) = roll.call(onDuty, read: attendance.presence.read, at: now)
    for incident in ended {
      belfry.silence(incident.clock.id)
      actions.other.append(.alarm(.present(incident.function)))
    }
    for function in absent {
      let clock = Clock(
        id: ClockID(RandomUUID(using: &generator)), rule: .checkIn, startedAt: now
      ) { _ in false }
      roll.note(clock, of: function)
      belfry.hang(clock, at: now)
      belfry.note(owner: function, of: clock.id, at: now)
      actions.other.append(.alarm(.absent(function)))
    }
  }
}
