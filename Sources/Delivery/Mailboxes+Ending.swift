package import Concerns

extension Mailboxes {
  /// Takes a delivery out of its mailbox wherever it stands; its thread moves on.
  package mutating func withdraw(_ delivery: DeliveryID) -> WithdrawalAnswer {
    guard let parcel = parcelNumbers[delivery] else { return .unknown }
    if case .leased(let hold) = parcels[parcel].place, let session = hold.session {
      let id = sessions[session].id
      return .recall(id, remove(parcel))
    }
    return .removed(remove(parcel))
  }

  /// Gives back a delivery that the session holds. It counts as an attempt, as any ending does.
  package mutating func release(
    _ delivery: DeliveryID, by id: SessionID, at now: Moment
  ) -> ReleaseAnswer {
    guard let session = sessionNumbers[id] else { return .refused(.noSession) }
    guard let parcel = parcelNumbers[delivery] else { return .refused(.unknown) }
    guard case .leased(let hold) = parcels[parcel].place, hold.session == session else {
      return .refused(.notYours)
    }
    return .ended(end(parcel, at: now))
  }

  /// Ends a hand-over that was recorded and not settled: the parcel rests, or is parked.
  mutating func end(_ parcel: Parcel.Number, at now: Moment) -> Ending {
    letGo(parcel)
    let offer = parcels[parcel].offer
    guard offer.attempts < terms.attemptLimit else {
      let thread = parcels[parcel].thread
      shelve(parcel)
      advance(thread)
      return .parked(parcels[parcel].offer)
    }
    let moment = now + terms.pause(after: offer.attempts)
    parcels[parcel].offer.notBefore = moment
    stepBack(parcel)
    return .returned(offer.delivery, attempts: offer.attempts, notBefore: moment)
  }

  /// Takes a parcel from whoever has it; it then stands in no queue.
  mutating func letGo(_ parcel: Parcel.Number) {
    switch parcels[parcel].place {
    case .offered(let hold): unhold(parcel, hold, isRefunded: hold.isCharged)
    case .leased(let hold):
      timers.remove(parcel, &positions)
      unhold(parcel, hold, isRefunded: false)
    case .behind, .ready, .resting, .parked:
      preconditionFailure("only what is under way can be let go")
    }
    underWay -= 1
  }

  private mutating func unhold(
    _ parcel: Parcel.Number, _ hold: Parcel.Hold, isRefunded: Bool
  ) {
    guard let session = hold.session else { return }
    let (position, wasWilling) = (parcels[parcel].heldAt, isWilling(session))
    let last = sessions[session].held.removeLast()
    if last != parcel {
      sessions[session].held[position] = last
      parcels[last].heldAt = position
    }
    if isRefunded {
      sessions[session].used.messages -= 1
      sessions[session].used.bytes -= parcels[parcel].offer.byteCount
    }
    if !wasWilling { joinRotations(session) }
  }

  /// Removes a parcel for good and lets its thread move on.
  ///
  /// - Returns: The offer as it stood at the end.
  @discardableResult
  mutating func remove(_ parcel: Parcel.Number) -> Offer {
    switch parcels[parcel].place {
    case .offered, .leased: letGo(parcel)
    case .behind, .ready, .resting: lift(parcel)
    case .parked: unshelve(parcel)
    }
    let (offer, thread) = (parcels[parcel].offer, parcels[parcel].thread)
    let mailbox = parcels[parcel].mailbox
    parcelNumbers[offer.delivery] = nil
    parcels.remove(parcel)
    mailboxes[mailbox].count -= 1
    if threads[thread].first == parcel || threads[thread].isEmpty {
      advance(thread)
    } else {
      refreshLane(thread)
    }
    dismissIfIdle(mailbox)
    return offer
  }
}
