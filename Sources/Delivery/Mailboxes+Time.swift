package import Concerns

extension Mailboxes {
  /// Ends the leases and rests that are over, the earliest first.
  ///
  /// - Returns: What became of each delivery whose lease ended. Record these, and ring for those
  ///   parked. A full call leaves the rest; ``nextDeadline(after:)`` then answers at once.
  package mutating func tick(at now: Moment) -> [Ending] {
    var endings: [Ending] = []
    for _ in 0..<limits.deadlinesPerTick {
      guard let parcel = timers.first, let rank = timers.firstRank, rank.deadline <= now
      else { break }
      switch parcels[parcel].place {
      case .leased: endings.append(end(parcel, at: now))
      case .resting:
        lift(parcel)
        makeReady(parcel)
      case .behind, .ready, .offered, .parked:
        preconditionFailure("only leased and resting parcels have a timer")
      }
    }
    return endings
  }

  /// When ``tick(at:)`` has something to do next, never before `now`; `nil` for not at all.
  package func nextDeadline(after now: Moment) -> Moment? {
    timers.firstRank.map { max($0.deadline, now) }
  }
}
