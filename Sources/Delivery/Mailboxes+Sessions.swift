package import Concerns
import DequeModule

extension Mailboxes {
  /// Opens a session that reads functions; it gets nothing before it gives credit.
  ///
  /// Which functions its member may read was settled before. Naming one twice is naming it once.
  package mutating func open(_ id: SessionID, functions: [FunctionID]) -> SessionAnswer {
    guard sessionNumbers[id] == nil else { return .refused(.alreadyOpen) }
    guard sessions.count < limits.sessions else { return .refused(.tooManySessions) }
    guard functions.count <= limits.functionsPerSession else {
      return .refused(.tooManyFunctions)
    }
    if let crowded = functions.first(where: isCrowded) { return .refused(.crowded(crowded)) }
    let numbers = mailboxes(of: functions)
    let session = sessions.insert(Session(id, numbers))
    sessionNumbers[id] = session
    for mailbox in numbers {
      mailboxes[mailbox].sessions.append(session)
      for lane in Lane.byUrgency where !mailboxes[mailbox].ready[lane].isEmpty {
        sessions[session].work[lane] += 1
      }
    }
    return .granted
  }

  private func isCrowded(_ function: FunctionID) -> Bool {
    guard let mailbox = mailboxNumbers[function] else { return false }
    return mailboxes[mailbox].sessions.count >= limits.sessionsPerMailbox
  }

  /// Raises what a session may be sent, in messages and bytes since it began.
  ///
  /// Saying the same twice changes nothing. A fall of either is refused.
  package mutating func credit(
    _ id: SessionID, messages: Int, bytes: Int
  ) -> SessionAnswer {
    guard let session = sessionNumbers[id] else { return .refused(.noSession) }
    let (granted, wasWilling) = (sessions[session].granted, isWilling(session))
    guard messages >= granted.messages, bytes >= granted.bytes else {
      return .refused(.creditFell)
    }
    sessions[session].granted = .init(messages: messages, bytes: bytes)
    if !wasWilling { joinRotations(session) }
    return .granted
  }

  /// Closes a session; what it was leased returns to the mailboxes, in the ledger's order.
  ///
  /// What is being recorded for it ends when that is confirmed. Closing twice is closing once.
  /// Cost: in proportion to what it held and to the open sessions.
  package mutating func close(_ id: SessionID, at now: Moment) -> [Ending] {
    guard let session = sessionNumbers.removeValue(forKey: id) else { return [] }
    for lane in Lane.byUrgency { rotation[lane].removeAll { $0 == session } }
    sessions[session].isOpen = false
    let numbers = sessions[session].mailboxes
    for mailbox in numbers { mailboxes[mailbox].sessions.removeAll { $0 == session } }
    var endings: [Ending] = []
    for parcel in sessions[session].held.sorted(by: { parcels[$0].rank < parcels[$1].rank }) {
      switch parcels[parcel].place {
      case .offered(var hold):
        hold.session = nil
        parcels[parcel].place = .offered(hold)
      case .leased: endings.append(end(parcel, at: now))
      case .behind, .ready, .resting, .parked:
        preconditionFailure("a session holds only what is under way")
      }
    }
    sessions.remove(session)
    for mailbox in numbers { dismissIfIdle(mailbox) }
    return endings
  }

  /// Whether a session may be sent something.
  func isWilling(_ session: Session.Number) -> Bool {
    sessions[session].isOpen && sessions[session].hasCredit
      && sessions[session].held.count < limits.unsettledPerSession
  }

  /// Whether something is ready for a session in a lane.
  func hasWork(_ session: Session.Number, _ lane: Lane) -> Bool {
    sessions[session].work[lane] > 0
  }

  /// Queues a session up for a lane, if it may be sent something.
  mutating func joinRotation(_ session: Session.Number, _ lane: Lane) {
    guard !sessions[session].isInRotation[lane], isWilling(session) else { return }
    sessions[session].isInRotation[lane] = true
    rotation[lane].append(session)
  }

  /// Queues a session up for each lane in which something is ready for it.
  mutating func joinRotations(_ session: Session.Number) {
    guard isWilling(session) else { return }
    for lane in Lane.byUrgency where hasWork(session, lane) { joinRotation(session, lane) }
  }
}
