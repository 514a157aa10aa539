import Admission
import Concerns
import Consents
import Filtering
import Ledger
import Wire

// An operator sees which agencies share what, and until when: never with whose consent.
extension BrokerCore {
  /// Shows the cooperations a page at a time, or one of them with what each authority has obtained.
  mutating func showConsents(
    _ name: String, _ request: JSONValue, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    let subject: InspectionNote.Subject
    let page: JSONValue
    if name == "consent.show" {
      guard let cooperation = try Self.cooperation(in: request, "cooperation"),
        let listed = filter.consents.listed(cooperation, at: now)
      else { throw Problem(.badRequest, frame: 2, pointer: "/cooperation") }
      subject = .cooperation(cooperation)
      page = .object([
        .init("act", .string(name)), .init("consent", listed.value(showsWaivers: true)),
      ])
    } else {
      let after = try Self.cooperation(in: request, "after")
      subject = .consents(after: after)
      page = consents(name, after: after, limit: try Self.limit(in: request), at: now)
    }
    try show(page, of: subject, in: session, asker, at: now)
  }

  /// Shows an operator something that is kept about persons, however little it says of them.
  ///
  /// That somebody looks, and at what, is on disk before they see it.
  mutating func show(
    _ page: JSONValue, of subject: InspectionNote.Subject, in session: Session, _ asker: Asker,
    at now: Moment
  ) throws(Problem) {
    let asker = try counted(asker)
    let note = InspectionNote(of: subject, by: session.peer.member, at: now)
    record(.inspection(note), then: .look(.admin(page), to: asker))
  }

  private func consents(
    _ name: String, after: CooperationID?, limit: Int, at now: Moment
  ) -> JSONValue {
    // One more than asked for tells whether more follow.
    let found = filter.consents.census(after: after, limit: limit + 1, at: now)
    let page = found.prefix(limit)
    let next = found.count > limit ? page.last?.cooperation : nil
    return .object(
      [
        .init("act", .string(name)),
        .init("consents", .array(page.map { $0.value(showsWaivers: false) })),
      ] + (next.map { [.init("next", .string($0.uuid.text))] } ?? []))
  }

  private static func cooperation(
    in request: JSONValue, _ name: String
  ) throws(Problem) -> CooperationID? {
    guard let value = request[name] else { return nil }
    guard let uuid = value.string.flatMap(RandomUUID.init(_:)) else {
      throw Problem(.badRequest, frame: 2, pointer: "/" + name)
    }
    return CooperationID(uuid)
  }
}

extension ListedCooperation {
  fileprivate func value(showsWaivers: Bool) -> JSONValue {
    .object(
      [
        .init("cooperation", .string(cooperation.uuid.text)),
        .init("form", .string(form.rawValue)), .init("state", .string(standing.rawValue)),
        .init("parties", .array(parties.map { .string($0.text) })),
        .init("classes", .array(classes.map { .string($0.rawValue) })),
        .init("until", .string(until.text)),
      ] + ListedCooperation.members(counting: persons)
        + (showsWaivers ? [.init("waivers", .array(waivers.map(\.value)))] : []))
  }

  /// Fewer are left out: a small number of persons is somebody.
  private static let leastCount = 5

  fileprivate static func members(counting persons: Int) -> [JSONValue.Member] {
    persons < leastCount ? [] : [.init("persons", .integer(Int64(persons)))]
  }
}

extension ListedWaiver {
  fileprivate var value: JSONValue {
    .object(
      [
        .init("authority", .string(authority.text)), .init("state", .string(standing.rawValue)),
        .init("parties", .array(parties.map { .string($0.text) })),
        .init("classes", .array(classes.map { .string($0.rawValue) })),
        .init("until", .string(until.text)),
      ] + ListedCooperation.members(counting: persons))
  }
}
