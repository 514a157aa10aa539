package import Concerns
import Consents
import Wire

/// Which reservations were offered, which of them are acknowledged, and what was released.
///
/// A value: it reads no clock. Nothing is acknowledged but by a message of whoever it was offered
/// to, and what is acknowledged is good for one release, for as long as the yes it rests on.
package struct ReservationRegister: Sendable {
  /// Most reservations of one conversation that wait for an answer: more is no offer any longer.
  package static let waitingLimit = 8

  /// How far one has come; each state says where it may go.
  package enum State: Hashable, Sendable {
    /// Nobody has answered. Moves to `acknowledged` or `ended`.
    case waiting
    /// Somebody is bound by it. Moves to `released` or `ended`.
    case acknowledged(ReservationAcknowledgement)
    /// A release was made under it. Terminal.
    case released(ReservationAcknowledgement, MessageID)
    /// Its time ran out, or a yes that it rested on was taken back, by then acknowledged or not.
    /// Terminal.
    case ended(ReservationAcknowledgement?)
  }

  var known: [ReservationID: (reservation: Reservation, state: State)] = [:]
  /// The entry of the ledger that each was offered in: it rests on no yes of a later one.
  var places: [ReservationID: Int64] = [:]
  /// The entry of what was released under each.
  var releases: [ReservationID: Int64] = [:]
  /// When those that are released or ended became so.
  var endings = Endings<ReservationID>()
  private var waiting: Set<ReservationID> = []
  /// Those that somebody is bound by and nothing was released under.
  private var unspent: Set<ReservationID> = []

  /// Begins empty.
  package init() {}

  /// The reservation of this name; `nil` where nobody has offered it.
  package subscript(_ id: ReservationID) -> Reservation? { known[id]?.reservation }

  /// How far one has come; `nil` where nobody has offered it.
  package func state(of id: ReservationID) -> State? { known[id]?.state }

  /// Every name, in no order.
  package var ids: some Sequence<ReservationID> { known.keys }

  /// Those that nobody has answered, in the order of their names.
  package var unanswered: [Reservation] { waiting.sorted().compactMap { known[$0]?.reservation } }

  /// Those that something may still be released under, in the order of their names.
  package var living: [Reservation] {
    waiting.union(unspent).sorted().compactMap { known[$0]?.reservation }
  }

  /// Why a change would be refused; nothing changes.
  package func refusal(of change: ReservationChange, at now: Moment) -> ReservationRefusal? {
    switch change {
    case .offer(let reservation):
      let others = unanswered.count { $0.conversation == reservation.conversation }
      return others < Self.waitingLimit ? nil : .tooMany
    case .acknowledge(let id, let conversation, let said):
      guard let (reservation, state) = known[id], reservation.conversation == conversation else {
        return .unknown
      }
      guard reservation.recipient == said.unit else { return .wrongParty }
      guard said.text == reservation.text.wire else { return .wrongText }
      switch state {
      case .waiting: return now <= reservation.due ? nil : .ended
      case .acknowledged, .released: return .acknowledged
      case .ended(let said): return said == nil ? .ended : .acknowledged
      }
    case .release(let id, let conversation, let unit, let recipient, let persons, _):
      guard let (reservation, state) = known[id], reservation.conversation == conversation else {
        return .unknown
      }
      guard reservation.unit == unit, reservation.recipient == recipient else {
        return .wrongParty
      }
      guard let persons, persons.isSubset(of: reservation.persons) else { return .wrongPerson }
      switch state {
      case .waiting, .ended(nil): return .unacknowledged
      case .ended: return .ended
      case .acknowledged: return nil
      case .released: return .spent
      }
    }
  }

  /// Where one was offered, in the order of all records.
  func place(of id: ReservationID) -> Int64? { places[id] }

  /// Makes a change that was judged and is on disk.
  ///
  /// - Parameters:
  ///   - place: Its entry of the ledger.
  ///   - moment: When that was made.
  package mutating func apply(_ change: ReservationChange, in place: Int64, at moment: Moment) {
    switch change {
    case .offer(let reservation):
      places[reservation.id] = place
      known[reservation.id] = (reservation, .waiting)
      waiting.insert(reservation.id)
    case .acknowledge(let id, _, let said):
      known[id]?.state = .acknowledged(said)
      waiting.remove(id)
      unspent.insert(id)
    case .release(let id, _, _, _, _, let message):
      guard case .acknowledged(let said)? = known[id]?.state else { return }
      known[id]?.state = .released(said, message)
      unspent.remove(id)
      releases[id] = place
      endings.insert(id, at: moment)
    }
  }

  /// Ends one that nothing was released under.
  package mutating func end(_ id: ReservationID, at moment: Moment) {
    switch known[id]?.state {
    case .waiting: known[id]?.state = .ended(nil)
    case .acknowledged(let said): known[id]?.state = .ended(said)
    case .released, .ended, nil: return
    }
    waiting.remove(id)
    unspent.remove(id)
    endings.insert(id, at: moment)
  }

  /// Whether a function is bound by a reservation towards whoever offered it.
  func binds(
    _ recipient: FunctionID, by id: ReservationID, towards agency: AgencyID,
    in conversation: ConversationID?
  ) -> Bool {
    guard let (reservation, state) = known[id], reservation.recipient == recipient,
      reservation.unit.agency == agency, reservation.conversation == conversation
    else { return false }
    switch state {
    case .acknowledged, .released: return true
    case .waiting, .ended: return false
    }
  }
}

/// Why the register refuses an offer, an acknowledgement or a release.
package enum ReservationRefusal: String, CaseIterable, Hashable, Sendable {
  /// Others of the same conversation wait for an answer; wait for that first.
  case tooMany = "too-many"
  /// No such reservation was offered in this conversation; check its name.
  case unknown
  /// It was offered to, or by, somebody else.
  case wrongParty = "wrong-party"
  /// It is about somebody whom the offer was not about; offer a new one.
  case wrongPerson = "wrong-person"
  /// What is acknowledged is another text than the one offered; read it again.
  case wrongText = "wrong-text"
  /// It can be acknowledged no more; a new one must be offered.
  case ended
  /// It is acknowledged already.
  case acknowledged
  /// Nobody has acknowledged it; wait, or offer a new one.
  case unacknowledged
  /// Something was released under it; offer a new one.
  case spent
}
