package import Concerns
package import Consents
import Evidence
package import Wire

/// What a message asks of the register of reservations.
package enum ReservationChange: Hashable, Sendable {
  case offer(Reservation)
  case acknowledge(ReservationID, in: ConversationID, ReservationAcknowledgement)
  /// About nobody else than was offered: `nil` where the broker knows somebody by no name.
  case release(
    ReservationID, in: ConversationID, by: FunctionID, to: FunctionID,
    about: Set<PersonPseudonym>?, as: MessageID)

  /// Reads the change out of a message; `nil` when the message asks for none.
  ///
  /// - Parameters:
  ///   - persons: Everyone in the message, by the name that waivers know them under.
  ///   - moment: When the broker takes it.
  ///   - due: Until when what is offered then can be acknowledged.
  package init?(
    _ message: SignedMessage, persons: [Tag: PersonPseudonym], at moment: Moment, due: Moment
  ) {
    let (matter, handling) = (message.matter, message.handling)
    if let terms = handling.particulars.acknowledgement {
      self = .acknowledge(
        ReservationID(terms.reservation.uuid), in: matter.conversation,
        ReservationAcknowledgement(
          unit: matter.unit, worker: terms.worker, text: terms.text, evidence: terms.evidence,
          at: moment))
      return
    }
    guard matter.kind.isUnderReservation, let recipient = handling.parties.first else {
      return nil
    }
    if let id = handling.particulars.reservation {
      let isEverybodyKnown = handling.persons.allSatisfy { persons[$0.tag] != nil }
      self = .release(
        ReservationID(id.uuid), in: matter.conversation, by: matter.unit, to: recipient,
        about: isEverybodyKnown ? Set(persons.values) : nil, as: message.envelope.id)
      return
    }
    guard let text = message.sections.first(where: { $0.dataClass == .narrative }) else {
      return nil
    }
    self = .offer(
      Reservation(
        id: ReservationID(message.envelope.id.uuid), conversation: matter.conversation,
        unit: matter.unit, recipient: recipient, text: text.commitment,
        persons: Set(persons.values), guardians: handling.guardians, offered: moment, due: due))
  }

  /// The reservation that it is about.
  package var id: ReservationID {
    switch self {
    case .offer(let reservation): reservation.id
    case .acknowledge(let id, _, _), .release(let id, _, _, _, _, _): id
    }
  }
}

extension Problem {
  /// What the register refuses, in the words of the wire.
  ///
  /// - Parameter kind: What was asked for: an acknowledgement names it elsewhere than a release.
  package init(refusing refusal: ReservationRefusal, of kind: Kind) {
    let isAnswer = kind == .reservationAcknowledge
    let name = isAnswer ? "/acknowledgement/reservation" : "/reservation"
    switch refusal {
    case .tooMany: self.init(.reservationTooMany, frame: 3, pointer: "/conversation")
    case .unknown: self.init(.reservationUnknown, frame: 3, pointer: name)
    case .wrongParty:
      self.init(.reservationWrongParty, frame: 3, pointer: isAnswer ? "/unit" : name)
    case .wrongPerson: self.init(.reservationWrongPerson, frame: 3, pointer: "/persons")
    case .wrongText:
      self.init(.reservationWrongText, frame: 3, pointer: "/acknowledgement/text")
    case .ended: self.init(.reservationEnded, frame: 3, pointer: name)
    case .acknowledged: self.init(.reservationAcknowledged, frame: 3, pointer: name)
    case .unacknowledged: self.init(.reservationUnacknowledged, frame: 3, pointer: name)
    case .spent: self.init(.reservationSpent, frame: 3, pointer: name)
    }
  }
}
