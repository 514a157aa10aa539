import Concerns
import Deadlines
import Filtering
import Ledger
import Ringing
import Routing

// What is acute waits for somebody who reads it. A machine that has received it has read nothing.
extension BrokerCore {
  /// The clocks that end when somebody opens a delivery; none while it is no reader's to end.
  func endedByOpening(_ delivery: OpenDelivery) -> [ClockID] {
    guard delivery.recipient.standing.mayOpen, !delivery.isCalledBack else { return [] }
    return running([.opening], of: delivery.key.entry) + takenByReading(delivery)
  }

  /// Takes clocks off the list of those that run while the ledger is asked to end them, so that
  /// nobody ends them twice.
  mutating func beginEnding(_ ended: [ClockID], of delivery: OpenDelivery) -> [ClockID] {
    drop(ended, of: delivery.key.entry)
    return ended
  }

  /// Puts back what was not ended after all.
  mutating func restore(_ clocks: [ClockID], of entry: EntryIndex) {
    guard !clocks.isEmpty else { return }
    clocksOf[entry, default: []] += clocks
  }

  /// A clock for the new owner of something acute that the old one had opened already.
  mutating func reopening(_ delivery: OpenDelivery, at now: Moment) -> Clock? {
    guard delivery.lane == .acute, running([.opening], of: delivery.key.entry).isEmpty else {
      return nil
    }
    return Clock(
      id: ClockID(RandomUUID(using: &generator)), rule: .opening, startedAt: now
    ) { _ in false }
  }

  /// The wait begins anew, for whoever it was sent on to; a bell that hangs is theirs now.
  mutating func reopen(_ redirection: Redirection, at now: Moment) {
    let entry = redirection.change.key.entry
    if let clock = redirection.opening {
      clocks.start(clock)
      clocksOf[entry, default: []].append(clock.id)
      concernOf[clock.id] = entry
      belfry.hang(clock, at: now)
    }
    for (delivery, disclosure) in zip(redirection.deliveries, redirection.disclosures)
    where disclosure.recipient.standing == .owner {
      keepers.pass(entry, to: disclosure.recipient.function, as: delivery)
    }
    hangDuty(at: now)
    belfry.pass(clocksOf[entry] ?? [], at: now)
  }
}

extension Recipient.Standing {
  /// Whether it is whoever answers for a concern, or is on duty for that.
  var mayOpen: Bool {
    switch self {
    case .owner, .duty: true
    case .reporter, .participant: false
    }
  }
}
