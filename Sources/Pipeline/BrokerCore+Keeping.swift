import Concerns
import Deadlines
import Ledger
import Ringing
import Routing

// Who keeps something must be there to hand it over. What a unit kept that has ended is kept by
// whoever follows it; where nobody does, by its owner, who takes it by reading it. A list that was
// written waits as before: its words are the owner's, and no follower's.
extension BrokerCore {
  /// Notes who keeps what, now that it is known.
  mutating func learn(_ kept: Keepers.Kept?, at now: Moment) {
    guard let kept, clocks.clock(kept.clock.id) != nil else { return }
    keepers.keep(kept)
    // It may have been sent on while that was read.
    let open = book.deliveries(of: kept.entry).first(where: \.isAnswerable)
    if let open, open.key.delivery != kept.owned {
      keepers.pass(kept.entry, to: open.recipient.function, as: open.key.delivery)
    }
    // Or called back.
    if known(kept.taken)?.kept.state.isCalledBack == true {
      keepers.callBack(kept.taken, of: kept.entry)
    }
    if let open {
      keepers.bar(open.journey.conflicted, from: kept.entry, ownedBy: open.recipient.function)
    }
    follow(kept, at: now)
    ringFollower(of: kept, at: now)
    takeOver(kept.entry, at: now)
    hangDuty(at: now)
    // It was taken while its owner's unit ended, or after that.
    if passOn(kept.entry) { succeed(at: now) }
  }

  /// Lets others keep what is kept by functions that are not there any more.
  mutating func followKeepers(at now: Moment) {
    guard !successions.absent.isEmpty else { return }
    let all = keepers.all
    for kept in all where isAbsent(kept.taker) { follow(kept, at: now) }
    for kept in all {
      passOn(kept.entry)
      guard isAbsent(kept.taker) else { continue }
      ringFollower(of: kept, at: now)
      guard keepers[kept.entry]?.isOwnersOwn == true else { continue }
      // Its owner may have read it already.
      actions.lookups.append(.kept(kept.clock, of: kept.entry))
    }
    hangDuty(at: now)
  }

  /// By whoever follows the one who took it, not the one who kept it last: so it is the same after
  /// a start, which knows no more than who took it.
  private mutating func follow(_ kept: Keepers.Kept, at now: Moment) {
    guard isAbsent(kept.taker) else { return }
    let heir = router.directory.heir(of: kept.taker, for: nil, on: LocalTime.date(at: now))
    keepers.follow(kept.entry, by: heir?.function)
  }

  /// Lets bells that have rung all their rounds ring once more, where somebody else must act since:
  /// whoever follows has not heard them.
  private mutating func ringFollower(of kept: Keepers.Kept, at now: Moment) {
    let day = LocalTime.date(at: now)
    guard isAbsent(kept.taker), let kept = keepers[kept.entry],
      let end = router.directory.end(of: kept.taker, by: day)
    else { return }
    let since = LocalTime.end(of: end) + .seconds(1)
    let seesIt = !kept.isOwnersOwn && !kept.isCalledBack
    for clock in clocksOf[kept.entry] ?? [] {
      let isTheirs = clock == kept.clock.id ? keepers.leads(kept.entry) : seesIt
      belfry.pass([clock], since: isTheirs ? since : nil, at: now)
    }
  }

  /// Lets what is kept for a unit that has ended go to whoever follows that, though its owner has
  /// taken it on: somebody must be there to accept.
  ///
  /// - Returns: Whether it is to go.
  @discardableResult
  private mutating func passOn(_ entry: EntryIndex) -> Bool {
    // What is open goes by itself.
    guard let kept = keepers[entry], isAbsent(kept.owner),
      !book.deliveries(of: entry).contains(where: { $0.recipient.standing == .owner })
    else { return false }
    successions.add([.concern(entry)])
    return true
  }

  /// Ends what its owner keeps and has read, unless a list waits: somebody must read that, too.
  private mutating func takeOver(_ entry: EntryIndex, at now: Moment) {
    guard let kept = keepers[entry], kept.isRead, endsByReading(kept),
      running([.dutyAcceptance], of: entry).contains(kept.clock.id)
    else { return }
    end(kept.clock.id)
    record(.clock(ClockNote(clock: kept.clock.id, event: .ended, at: now)), then: .clock)
  }

  /// Whether somebody owes its owner a hand-over list that names it.
  func isKept(_ entry: EntryIndex) -> Bool { !running([.dutyAcceptance], of: entry).isEmpty }

  /// The clocks of duty that end when the owner reads its own delivery.
  func takenByReading(_ delivery: OpenDelivery) -> [ClockID] {
    let entry = delivery.key.entry
    guard let kept = keepers[entry], kept.owned == delivery.key.delivery, endsByReading(kept)
    else { return [] }
    return running([.dutyAcceptance], of: entry)
  }

  /// Whether nobody is there to hand it over, and nothing that was written waits.
  private func endsByReading(_ kept: Keepers.Kept) -> Bool {
    kept.isOwnersOwn && keepers.list(naming: kept) == nil
  }
}
