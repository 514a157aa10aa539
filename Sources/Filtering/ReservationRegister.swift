package import Concerns
import Wire

/// Which reservations were offered, which of them are acknowledged, and what was released.
///
/// A value: it reads no clock. Nothing is acknowledged but by a message of whoever it was offered
/// to, and what is acknowledged stays so: it is good for one release, and for no other.
package struct ReservationRegister: Sendable {
  /// Most reservations of one conversation that wait for an answer: more is no offer any longer.
  package static let waitingLimit = 8

  /// How far one has come; each state says where it may go.
  package enum State: Hashable, Sendable {
    /// Nobody has answered. Moves to `acknowledged` or `ended`.
    case waiting
    /// Somebody is bound by it. Moves to `released`.
    case acknowledged(ReservationAcknowledgement)
    /// A release was made under it. Terminal.
    case released(ReservationAcknowledgement, MessageID)
    /// Its time ran out, or a yes that it rested on was taken back. Terminal.
    case ended
  }

  private var known: [ReservationID: (reservation: Reservation, state: State)] = [:]
  private var waiting: Set<ReservationID> = []

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
      case .ended: return .ended
      }
    case .release(let id, let conversation, let unit, let recipient, _):
      guard let (reservation, state) = known[id], reservation.conversation == conversation else {
        return .unknown
      }
      guard reservation.unit == unit, reservation.recipient == recipient else {
        return .wrongParty
      }
      switch state {
      case .waiting, .ended: return .unacknowledged
      case .acknowledged: return nil
      case .released: return .spent
      }
    }
  }

  /// Makes a change that was judged and is on disk.
  package mutating func apply(_ change: ReservationChange) {
    switch change {
    case .offer(let reservation):
      known[reservation.id] = (reservation, .waiting)
      waiting.insert(reservation.id)
    case .acknowledge(let id, _, let said):
      known[id]?.state = .acknowledged(said)
      waiting.remove(id)
    case .release(let id, _, _, _, let message):
      guard case .acknowledged(let said)? = known[id]?.state else { return }
      known[id]?.state = .released(said, message)
    }
  }

  /// Ends one that nobody has answered.
  package mutating func end(_ id: ReservationID) {
    guard waiting.remove(id) != nil else { return }
    known[id]?.state = .ended
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
