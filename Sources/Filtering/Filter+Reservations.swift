package import Concerns
import Consents
import Policy

// An acknowledged reservation is one more established fact, for the one function that is bound by
// it. The policy is asked as ever: without a yes it opens nothing.
extension Filter {
  /// Why a change of the register of reservations would be refused; nothing changes.
  ///
  /// An acknowledgement binds to something only while the yes that was given still holds.
  package func refusal(of change: ReservationChange, at now: Moment) -> ReservationRefusal? {
    if let refusal = reservations.refusal(of: change, at: now) { return refusal }
    guard case .acknowledge(let id, _, _) = change, let reservation = reservations[id],
      !isWaived(reservation, at: now)
    else { return nil }
    return .ended
  }

  /// Whether everyone whom a reservation rests on still says yes to its recipient being told in
  /// free text, as its conditions are.
  package func isWaived(_ reservation: Reservation, at now: Moment) -> Bool {
    reservation.persons.allSatisfy { person in
      consents.waives(
        person: person, from: reservation.unit.agency, to: reservation.recipient.agency,
        class: .narrative, under: Kind.reservationOffer.cooperationForms,
        guardians: reservation.guardians, at: now)
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
