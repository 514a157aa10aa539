package import Concerns
import Consents
import Policy

// An acknowledged reservation is one more established fact, for the one function that is bound by
// it. The policy is asked as ever: without a yes it opens nothing.
extension Filter {
  /// Why a change of the register of reservations would be refused; nothing changes.
  ///
  /// An acknowledgement binds to something only while the yes that was given still holds, and
  /// nothing is released under it once that yes is gone, whatever somebody has signed since.
  package func refusal(of change: ReservationChange, at now: Moment) -> ReservationRefusal? {
    if let refusal = reservations.refusal(of: change, at: now) { return refusal }
    switch change {
    case .offer: return nil
    case .acknowledge(let id, _, _), .release(let id, _, _, _, _, _):
      guard let reservation = reservations[id] else { return nil }
      return isWaived(reservation, at: now) ? nil : .ended
    }
  }

  /// Whether everyone whom a reservation rests on still says yes to its recipient being told in
  /// free text, as its conditions are: by the yes that was there when it was offered.
  package func isWaived(_ reservation: Reservation, at now: Moment) -> Bool {
    guard let place = reservations.place(of: reservation.id) else { return false }
    return reservation.persons.allSatisfy { person in
      consents.waives(
        person: person, from: reservation.unit.agency, to: reservation.recipient.agency,
        class: .narrative, under: Kind.reservationOffer.cooperationForms,
        guardians: reservation.guardians, recordedBy: place, at: now)
    }
  }

  /// Whether a recipient of a release has acknowledged the reservation that it names.
  func isBound(_ recipient: FunctionID, by facts: Facts) -> Bool {
    guard let reservation = facts.handling.particulars.reservation else { return false }
    return reservations.binds(
      recipient, by: ReservationID(reservation.uuid), towards: facts.source,
      in: facts.conversation)
  }
}
