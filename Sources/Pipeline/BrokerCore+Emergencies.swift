import Admission
import Concerns
import Deadlines
import Filtering
import Ledger
import Routing
import Wire

// The register of emergencies changes by messages alone, in turn with that of waivers. Nothing else
// declares one: no urgency, no ground, no clock.
extension BrokerCore {
  /// Routes and judges an emergency, or its review, and hands it to the ledger.
  mutating func acceptEmergency(
    _ trial: Retrial, _ standing: ConversationStanding?, at now: Moment
  ) throws(Problem) {
    guard !isChangingConsents else { return consentsWaiting.append((trial, standing)) }
    let said = trial.admitted.said
    let reviewed = said.handling.particulars.review.map { EmergencyID($0.emergency.uuid) }
    let routed: Routed
    if let reviewed {
      let emergency = filter.emergencies[reviewed]
      // One of another conversation is as unknown as none.
      let isHere = emergency?.conversation == said.matter.conversation
      routed = try router.review(
        trial.admitted, toldTo: isHere ? emergency?.head : nil, in: standing,
        registry: admission.registry, at: now)
    } else {
      routed = try router.declare(
        trial.admitted, in: standing, registry: admission.registry, at: now)
      try checkRoom(for: routed, at: now)
    }
    let cleared = try clear(routed, at: now)
    guard let change = EmergencyChange(said, head: routed.owner.function, at: now) else {
      preconditionFailure("a message of an emergency's kind declares or reviews one")
    }
    if let refusal = filter.emergencies.refusal(of: change) { throw Problem(refusing: refusal) }
    isChangingConsents = true
    let ended = reviewed.flatMap(reviewClock)
    keep(cleared, trial, declaring: .init(change: change, ended: ended), at: now)
  }

  /// What was recorded is in force from the commit on; a review ends the clock that waits for it.
  mutating func settle(_ emergency: NewConcern.Emergency, at index: EntryIndex) {
    let refusal = filter.emergencies.apply(emergency.change)
    precondition(
      refusal == nil, "nothing changes the register between a judgement and its record")
    if let clock = emergency.ended {
      end(clock)
    }
    if case .declare(let declared) = emergency.change { emergencyEntries[declared.id] = index }
  }

  /// The clock that waits for an emergency to be looked at.
  func reviewClock(of emergency: EmergencyID) -> ClockID? {
    emergencyEntries[emergency].flatMap { running([.emergencyReview], of: $0).first }
  }

  /// Asks anew about all that rests on an emergency that was none.
  mutating func review(unfounded change: EmergencyChange, at now: Moment) {
    guard case .review(let id, .unfounded, _) = change else { return }
    for delivery in book.resting(on: id) {
      bring(Errand(delivery.key.delivery, .review), at: now)
    }
  }
}
