import Admission
import Concerns
import Deadlines
import Filtering
import Ledger
import Routing
import Wire

// An operator sees which reservations wait and which are acknowledged: never their text, and never
// whom a release is about.
extension BrokerCore {
  /// Shows reservations a page at a time, or one of them with who is bound by it.
  mutating func showReservations(
    _ name: String, _ request: JSONValue, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    guard name == "reservation.show" else {
      let after = try Self.reservation(in: request, "after")
      let page = reservations(name, after: after, limit: try Self.limit(in: request), at: now)
      return try show(page, of: .reservations(after: after), in: session, asker, at: now)
    }
    guard let id = try Self.reservation(in: request, "reservation"),
      let reservation = filter.reservations[id]
    else { throw Problem(.badRequest, frame: 2, pointer: "/reservation") }
    let page: JSONValue = .object([
      .init("act", .string(name)),
      .init(
        "reservation", .object(members(of: reservation, at: now) + details(of: reservation))),
    ])
    try show(page, of: .reservation(id), in: session, asker, at: now)
  }

  private func reservations(
    _ name: String, after: ReservationID?, limit: Int, at now: Moment
  ) -> JSONValue {
    // One more than asked for tells whether more follow.
    let found = filter.reservations.census(after: after, limit: limit + 1)
    let page = found.prefix(limit)
    let next = found.count > limit ? page.last?.id : nil
    return .object(
      [
        .init("act", .string(name)),
        .init("reservations", .array(page.map { .object(members(of: $0, at: now)) })),
      ] + (next.map { [.init("next", .string($0.description))] } ?? []))
  }

  private static func reservation(
    in request: JSONValue, _ name: String
  ) throws(Problem) -> ReservationID? {
    guard let value = request[name] else { return nil }
    guard let id = value.string.flatMap(ReservationID.init(_:)) else {
      throw Problem(.badRequest, frame: 2, pointer: "/" + name)
    }
    return id
  }

  private func members(of reservation: Reservation, at now: Moment) -> [JSONValue.Member] {
    let standing = filter.reservations.standing(of: reservation.id, at: now)
    return [
      .init("reservation", .string(reservation.id.description)),
      .init("unit", .string(reservation.unit.text)),
      .init("for", .string(reservation.recipient.text)),
      .init("offered", .string(reservation.offered.text)),
      .init("due", .string(reservation.due.text)),
      .init("state", standing.map { .string($0.rawValue) } ?? .null),
    ]
  }

  private func details(of reservation: Reservation) -> [JSONValue.Member] {
    let members: [JSONValue.Member] = [
      .init("conversation", .string(reservation.conversation.description)),
      .init("text", .string(reservation.text.wire)),
    ]
    switch filter.reservations.state(of: reservation.id) {
    case .acknowledged(let said), .ended(let said?): return members + details(of: said)
    case .released(let said, let message):
      return members + details(of: said) + [.init("release", .string(message.description))]
    case .waiting, .ended(nil), nil: return members
    }
  }

  private func details(of said: ReservationAcknowledgement) -> [JSONValue.Member] {
    [
      .init("acknowledged", .string(said.at.text)), .init("worker", .string(said.worker.text)),
      .init("evidence", .string(said.evidence)),
    ]
  }
}
