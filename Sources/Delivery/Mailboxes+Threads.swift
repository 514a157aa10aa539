import Concerns

// How a parcel moves between the queues. Only here does a place change to or from waiting.
extension Mailboxes {
  /// Lets a parcel wait at its place in its thread.
  mutating func enqueue(_ parcel: Parcel.Number) {
    let thread = parcels[parcel].thread
    guard let first = threads[thread].first else {
      threads[thread].first = parcel
      setOut(parcel)
      return
    }
    if !parcels[first].isUnderWay, parcels[parcel].rank < parcels[first].rank {
      // Redriven, or recorded out of turn: what came before it in the ledger goes before it here.
      lift(first)
      putBehind(first)
      threads[thread].first = parcel
      setOut(parcel)
    } else {
      putBehind(parcel)
      refreshLane(thread)
    }
  }

  /// Lets the first of a thread wait again, after whatever came before it meanwhile.
  mutating func stepBack(_ parcel: Parcel.Number) {
    let thread = parcels[parcel].thread
    if let next = threads[thread].behind.firstRank, next < parcels[parcel].rank {
      putBehind(parcel)
      advance(thread)
    } else {
      setOut(parcel)
    }
  }

  /// Lets the next of a thread step forward, or forgets the thread when nothing is left of it.
  mutating func advance(_ thread: MailThread.Number) {
    threads[thread].first = threads[thread].behind.removeFirst(&positions)
    if let first = threads[thread].first {
      threads[thread].behindByLane[parcels[first].offer.lane] -= 1
      setOut(first)
    } else if threads[thread].isEmpty {
      mailboxes[threads[thread].mailbox].threads[threads[thread].id] = nil
      threads.remove(thread)
    }
  }

  /// Takes a waiting parcel out of the queue it stands in.
  mutating func lift(_ parcel: Parcel.Number) {
    let (mailbox, thread) = (parcels[parcel].mailbox, parcels[parcel].thread)
    switch parcels[parcel].place {
    case .behind:
      threads[thread].behind.remove(parcel, &positions)
      threads[thread].behindByLane[parcels[parcel].offer.lane] -= 1
    case .ready(let lane):
      mailboxes[mailbox].ready[lane].remove(parcel, &positions)
      noteTaken(from: mailbox, lane)
    case .resting: timers.remove(parcel, &positions)
    case .offered, .leased, .parked: preconditionFailure("only what waits can be lifted")
    }
  }

  /// Sets the first of a thread where sessions are served from, or among the timers first.
  private mutating func setOut(_ parcel: Parcel.Number) {
    if let moment = parcels[parcel].offer.notBefore {
      parcels[parcel].place = .resting
      let rank = ParcelQueue.Rank(deadline: moment, arrival: parcels[parcel].arrival)
      timers.insert(parcel, rank, &positions)
    } else {
      makeReady(parcel)
    }
  }

  /// Puts the first of a thread in its mailbox's queue and wakes whoever reads it.
  mutating func makeReady(_ parcel: Parcel.Number) {
    let (mailbox, rank) = (parcels[parcel].mailbox, parcels[parcel].rank)
    let lane = threads[parcels[parcel].thread].lane(of: parcels[parcel].offer)
    parcels[parcel].offer.notBefore = nil
    parcels[parcel].place = .ready(lane)
    let wasEmpty = mailboxes[mailbox].ready[lane].isEmpty
    mailboxes[mailbox].ready[lane].insert(parcel, rank, &positions)
    guard wasEmpty else { return }
    for session in mailboxes[mailbox].sessions {
      sessions[session].work[lane] += 1
      joinRotation(session, lane)
    }
  }

  /// Tells whoever reads a mailbox when nothing is ready in a lane of it any more.
  mutating func noteTaken(from mailbox: Mailbox.Number, _ lane: Lane) {
    guard mailboxes[mailbox].ready[lane].isEmpty else { return }
    for session in mailboxes[mailbox].sessions { sessions[session].work[lane] -= 1 }
  }

  private mutating func putBehind(_ parcel: Parcel.Number) {
    let thread = parcels[parcel].thread
    parcels[parcel].place = .behind
    threads[thread].behind.insert(parcel, parcels[parcel].rank, &positions)
    threads[thread].behindByLane[parcels[parcel].offer.lane] += 1
  }

  /// Serves the first of a thread in the lane that what lies behind it calls for now.
  mutating func refreshLane(_ thread: MailThread.Number) {
    guard let first = threads[thread].first, case .ready(let lane) = parcels[first].place,
      threads[thread].lane(of: parcels[first].offer) != lane
    else { return }
    lift(first)
    makeReady(first)
  }
}
