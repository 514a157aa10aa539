package import Concerns
import DequeModule

extension Mailboxes {
  /// Chooses what to hand over to whom, the most urgent first.
  ///
  /// Lanes share turns by weight, sessions with credit take turns within a lane, and each session
  /// shares its turns between its lanes and mailboxes. Record each hand-over, then confirm or
  /// retract it. Deadlines that have passed take effect in ``tick(at:)`` only, so call that first.
  ///
  /// - Parameter limit: At most that many, and never more than the limits say.
  package mutating func next(at now: Moment, limit: Int = .max) -> [HandOver] {
    var chosen: [HandOver] = []
    while chosen.count < min(limit, limits.handOversPerCall), let handOver = choose(at: now) {
      chosen.append(handOver)
    }
    return chosen
  }

  /// The rotation says who; the session's own round and cursor say what.
  private mutating func choose(at now: Moment) -> HandOver? {
    guard let turn = round.take(among: lanesInRotation()) else { return nil }
    let session = rotation[turn].removeFirst()
    sessions[session].isInRotation[turn] = false
    var waiting = PerLane(false)
    for lane in Lane.byUrgency { waiting[lane] = hasWork(session, lane) }
    guard let lane = sessions[session].round.take(among: waiting),
      let parcel = takeReady(for: session, lane)
    else { preconditionFailure("a session with its turn in a lane has something ready there") }
    let handOver = offer(parcel, to: session, at: now, isCharged: true)
    if hasWork(session, turn) { joinRotation(session, turn) }
    return handOver
  }

  /// The lanes in which a session waits for its turn, once those who wait in vain have left.
  private mutating func lanesInRotation() -> PerLane<Bool> {
    var lanes = PerLane(false)
    for lane in Lane.byUrgency {
      while let session = rotation[lane].first, !(isWilling(session) && hasWork(session, lane)) {
        rotation[lane].removeFirst()
        sessions[session].isInRotation[lane] = false
      }
      lanes[lane] = !rotation[lane].isEmpty
    }
    return lanes
  }

  /// Takes the first ready parcel from the session's next mailbox that has one in the lane.
  ///
  /// Cost: the functions that the session reads.
  private mutating func takeReady(
    for session: Session.Number, _ lane: Lane
  ) -> Parcel.Number? {
    let (count, start) = (sessions[session].mailboxes.count, sessions[session].cursors[lane])
    for step in 0..<count {
      let position = (start + step) % count
      let mailbox = sessions[session].mailboxes[position]
      if let parcel = mailboxes[mailbox].ready[lane].removeFirst(&positions) {
        sessions[session].cursors[lane] = (position + 1) % count
        noteTaken(from: mailbox, lane)
        return parcel
      }
    }
    return nil
  }

  /// Marks a parcel that stands in no queue as offered.
  private mutating func offer(
    _ parcel: Parcel.Number, to session: Session.Number, at now: Moment, isCharged: Bool
  ) -> HandOver {
    let until = now + terms.period
    let offer = parcels[parcel].offer
    parcels[parcel].place = .offered(.init(session: session, until: until, isCharged: isCharged))
    parcels[parcel].heldAt = sessions[session].held.count
    sessions[session].held.append(parcel)
    underWay += 1
    if isCharged {
      sessions[session].used.messages += 1
      sessions[session].used.bytes += offer.byteCount
    }
    let gap = threads[parcels[parcel].thread].parked.first
    return HandOver(
      delivery: offer.delivery, function: offer.function, thread: offer.thread, lane: offer.lane,
      session: sessions[session].id, attempt: offer.attempts + 1,
      leaseUntil: until, hasGap: gap.map { $0 < parcels[parcel].cursor } ?? false)
  }

  /// Offers one delivery to the session that asks for it by name, resting or not.
  ///
  /// It uses no credit, since it answers a request; order within the thread holds all the same.
  /// Whether the member may read the mailbox was settled before, and the session need not
  /// subscribe to it.
  package mutating func claim(
    _ delivery: DeliveryID, by id: SessionID, at now: Moment
  ) -> ClaimAnswer {
    guard let session = sessionNumbers[id] else { return .refused(.noSession) }
    guard let parcel = parcelNumbers[delivery] else { return .refused(.unknown) }
    guard sessions[session].held.count < limits.unsettledPerSession else {
      return .refused(.tooManyUnsettled)
    }
    switch parcels[parcel].place {
    case .behind: return .refused(.behind)
    case .parked: return .refused(.parked)
    case .offered: return .refused(.beingOffered)
    case .leased(let hold): return .refused(.held(until: hold.until))
    case .ready, .resting:
      lift(parcel)
      return .offered(offer(parcel, to: session, at: now, isCharged: false))
    }
  }

  /// Tells that the ledger has a hand-over. The attempt counts from here.
  package mutating func confirm(_ delivery: DeliveryID, at now: Moment) -> Confirmation {
    guard let parcel = parcelNumbers[delivery], case .offered(let hold) = parcels[parcel].place
    else { return .gone }
    parcels[parcel].offer.attempts += 1
    guard hold.session != nil else { return .ended(end(parcel, at: now)) }
    parcels[parcel].place = .leased(hold)
    let rank = ParcelQueue.Rank(deadline: hold.until, arrival: parcels[parcel].arrival)
    timers.insert(parcel, rank, &positions)
    return .leased
  }

  /// Tells that the ledger did not take a hand-over; one that is gone already stays gone.
  package mutating func retract(_ delivery: DeliveryID, _ retraction: Retraction) {
    guard let parcel = parcelNumbers[delivery], case .offered = parcels[parcel].place
    else { return }
    switch retraction {
    case .removed: remove(parcel)
    case .waits(let moment):
      letGo(parcel)
      parcels[parcel].offer.notBefore = moment
      stepBack(parcel)
    }
  }
}
