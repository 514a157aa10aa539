import Admission
import Concerns
import Deadlines
import Filtering
import Ledger
import Routing
import Wire

// An operator sees which emergencies hold and which nobody has looked at: never whom they are
// about, and not which worker declared them.
extension BrokerCore {
  /// Shows emergencies a page at a time, or one of them with who was told.
  mutating func showEmergencies(
    _ name: String, _ request: JSONValue, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    guard name == "emergency.show" else {
      let after = try Self.emergency(in: request, "after")
      let page = emergencies(name, after: after, limit: try Self.limit(in: request), at: now)
      return try show(page, of: .emergencies(after: after), in: session, asker, at: now)
    }
    guard let id = try Self.emergency(in: request, "emergency"),
      let listed = filter.emergencies.listed(id, at: now)
    else { throw Problem(.badRequest, frame: 2, pointer: "/emergency") }
    let page: JSONValue = .object([
      .init("act", .string(name)),
      .init("emergency", .object(members(of: listed) + details(of: listed))),
    ])
    try show(page, of: .emergency(id), in: session, asker, at: now)
  }

  private func emergencies(
    _ name: String, after: EmergencyID?, limit: Int, at now: Moment
  ) -> JSONValue {
    // One more than asked for tells whether more follow.
    let found = filter.emergencies.census(after: after, limit: limit + 1, at: now)
    let page = found.prefix(limit)
    let next = found.count > limit ? page.last?.emergency.id : nil
    return .object(
      [
        .init("act", .string(name)),
        .init("emergencies", .array(page.map { .object(members(of: $0)) })),
      ] + (next.map { [.init("next", .string($0.description))] } ?? []))
  }

  private static func emergency(
    in request: JSONValue, _ name: String
  ) throws(Problem) -> EmergencyID? {
    guard let value = request[name] else { return nil }
    guard let id = value.string.flatMap(EmergencyID.init(_:)) else {
      throw Problem(.badRequest, frame: 2, pointer: "/" + name)
    }
    return id
  }

  private func members(of listed: ListedEmergency) -> [JSONValue.Member] {
    let emergency = listed.emergency
    return [
      .init("emergency", .string(emergency.id.description)),
      .init("agency", .string(emergency.agency.text)),
      .init("for", .string(emergency.recipient.text)),
      .init("reason", .string(emergency.reason.rawValue)),
      .init("declared", .string(emergency.declared.text)),
      .init("until", .string(emergency.until.text)),
      .init("state", .string(listed.standing.rawValue)),
      .init("review", .string(listed.review?.rawValue ?? "awaited")),
    ]
  }

  private func details(of listed: ListedEmergency) -> [JSONValue.Member] {
    let emergency = listed.emergency
    let due = reviewClock(of: emergency.id).flatMap(clocks.clock)?.due
    let officer = router.directory.dataProtectionOfficer
    return [
      .init("conversation", .string(emergency.conversation.description)),
      .init("head", .string(emergency.head.text)),
    ] + (officer.map { [.init("officer", .string($0.text))] } ?? [])
      + (due.map { [.init("due", .string($0.text))] } ?? [])
  }
}
