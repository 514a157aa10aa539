import Admission
import Concerns
import Consents
import DequeModule
import Filtering
import Ledger
import Routing
import Wire

// The register of waivers changes by messages alone, one at a time: what the next one comes to is
// judged by a register that holds the one before.
extension BrokerCore {
  /// Routes and judges a waiver, or its withdrawal, and hands it to the ledger.
  mutating func acceptConsent(
    _ trial: Retrial, _ standing: ConversationStanding?, at now: Moment
  ) throws(Problem) {
    guard !isChangingConsents else { return consentsWaiting.append((trial, standing)) }
    // All that is due, whatever the beat has left: a start that replays this makes the same.
    seating.clear(filter.consents.weed(at: now))
    let said = trial.admitted.said
    guard let change = ConsentChange(said, persons: vault.pseudonyms(in: said.handling)) else {
      throw Problem(.busy)  // Without the key to the names nobody is matched.
    }
    let functions: [FunctionID]
    switch change {
    case .record: functions = said.handling.parties
    case .withdraw(let withdrawal):
      // First: whoever has no part in it is to see nothing of who has.
      _ = try judge(change, at: now)
      functions = seating.told(of: withdrawal, by: said.matter.unit)
    }
    let routed = try router.route(
      trial.admitted, to: functions, in: standing, registry: admission.registry, at: now)
    if case .record = change { try checkRoom(for: routed, at: now) }
    let cleared = try clear(routed, at: now)
    let raised = try judge(change, at: now)
    guard seating.hasRoom(for: said) else { throw Problem(refusing: ConsentRefusal.tooMany) }
    isChangingConsents = true
    keep(cleared, trial, changing: .init(change: change, raised: raised), at: now)
  }

  /// Forgets a little of what ended long ago.
  ///
  /// Not while a change is on its way to the ledger: it was judged by the register as it is.
  mutating func weedConsents(at now: Moment) {
    guard !isChangingConsents else { return }
    seating.clear(filter.consents.weed(at: now, limit: Self.weedingLimit))
  }

  /// Most waivers, and most reservations, that one beat forgets: microseconds each, on the thread
  /// that serves everybody.
  static let weedingLimit = 64

  /// Those whose epochs a change would raise.
  private func judge(
    _ change: ConsentChange, at now: Moment
  ) throws(Problem) -> [PersonPseudonym] {
    switch filter.consents.outcome(of: change, at: now) {
    case .recorded(let raised): return raised
    case .refused(let refusal): throw Problem(refusing: refusal)
    }
  }

  /// What became of a change in the ledger: in force from the commit on.
  mutating func settle(
    _ consent: NewConcern.Consent, of concern: NewConcern, _ outcome: Kept
  ) {
    guard case .recorded(let kept) = outcome else { return }
    // At the moment of its record, so that a register made anew of the ledger is the same.
    let made = filter.consents.apply(
      consent.change, at: concern.at, in: kept.recorded.index.value)
    guard made == .recorded(raised: consent.raised) else {
      preconditionFailure("nothing changes the register between a judgement and its record")
    }
    if case .withdraw(let withdrawal) = consent.change {
      let withdrawn = Withdrawn(at: kept.recorded.index, cooperation: withdrawal.cooperation)
      sharings.note(withdrawn, at: concern.at, holding: consent.raised)
    }
    seating.seat(concern.cleared.routed.admitted.said)
  }

  /// Lets the next one in that waited for its turn.
  mutating func passTurn(at now: Moment) {
    isChangingConsents = false
    while !isChangingConsents, let (trial, standing) = consentsWaiting.popFirst() {
      retry(trial, standing, at: now)
    }
  }
}
