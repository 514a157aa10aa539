import Deadlines
import Admission
import Concerns
import Delivery
import Evidence
import Filtering
import Ledger
import Routing
import Wire

extension BrokerCore {
  /// Answers an operator. A change of the register is recorded before it takes effect.
  mutating func administer(
    _ request: JSONValue, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    guard session.peer.door == .operators,
      admission.registry.members[session.peer.member]?.isOperator == true
    else { throw Problem(.notPermitted) }
    guard let name = request["act"]?.string else {
      throw Problem(.badRequest, frame: 2, pointer: "/act")
    }
    switch name {
    case "agency.ls", "agency.show", "member.ls", "key.ls":
      answer(.admin(try register(name, request)), to: asker)
    case "agency.add", "member.add", "member.remove", "key.add", "key.retire", "key.revoke":
      try change(name, request, asker, at: now)
    case "parked.ls", "parked.show": answer(.admin(try parked(name, request)), to: asker)
    case "consent.ls", "consent.show":
      try showConsents(name, request, session, asker, at: now)
    case "emergency.ls", "emergency.show":
      try showEmergencies(name, request, session, asker, at: now)
    case "reservation.ls", "reservation.show":
      try showReservations(name, request, session, asker, at: now)
    case "contact.counts": try countContacts(request, session, asker, at: now)
    case "parked.redrive": try redrive(request, asker, at: now)
    case "route.test": answer(.admin(try route(request, at: now)), to: asker)
    case "directory.draft", "directory.plan", "directory.day", "directory.items":
      try plan(name, request, session, asker, at: now)
    case "bell.drill": try drill(request, asker, at: now)
    case "broker.status": answer(.admin(status(at: now)), to: asker)
    default: throw Problem(.badRequest, frame: 2, pointer: "/act")
    }
  }

  private mutating func change(
    _ name: String, _ request: JSONValue, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    guard !isActing else { throw Problem(.busy) }
    let act = try RegistryForm.act(name, request)
    var trial = admission.registry
    do {
      try trial.apply(act, at: now)
    } catch {
      throw Problem(.badRequest, frame: 2, remedy: error.description)
    }
    guard let member = admission.sessions[asker.session]?.peer.member else { return }
    isActing = true
    let answer = RegistryForm.answer(name, to: act, in: trial)
    record(.act(act, by: member, at: now), then: .act(act, at: now, answer: answer, to: asker))
  }

  /// An act takes effect when it is on disk, as of the moment it was recorded with: a start that
  /// replays it must come to the same register.
  mutating func settle(
    _ act: RegistryAct, recorded moment: Moment, _ answer: JSONValue, _ asker: Asker,
    _ outcome: Kept, at now: Moment
  ) {
    isActing = false
    let closing = door(closedBy: act)
    guard case .recorded = outcome, (try? admission.apply(act, at: moment)) != nil else {
      return refuse(Problem(.busy), to: asker)  // Nothing was kept, so nothing has changed.
    }
    filter.registerEpoch += 1
    if case .addAgency(let agency) = act { bringOut(for: agency.id, at: now) }
    actions.other.append(access)
    let revoked = admission.sessions.revoked(by: admission.registry)
    for session in revoked { close(session, at: now) }
    if let closing { actions.other.append(.cut(closing)) }
    self.answer(.admin(answer), to: asker)
  }

  /// The door at which somebody who is connected must be cut off.
  private func door(closedBy act: RegistryAct) -> Peer.Door? {
    switch act {
    case .removeMember(let id):
      admission.registry.members[id].map { $0.comesLocally ? .operators : .members }
    // A signing key says nothing about the connection; it is looked up at every message.
    case .addAgency, .addMember, .addKey, .retireKey, .revokeKey: nil
    }
  }

  private func register(_ name: String, _ request: JSONValue) throws(Problem) -> JSONValue {
    let registry = admission.registry
    switch name {
    case "agency.ls": return RegistryForm.agencies(registry)
    case "member.ls":
      return RegistryForm.members(
        registry, of: request["agency"]?.string.flatMap(AgencyID.init(_:)))
    case "key.ls":
      return RegistryForm.keys(registry, of: try RegistryForm.agency(in: request, "agency"))
    default:
      let id = try RegistryForm.agency(in: request, "id")
      guard let agency = registry.agencies[id] else {
        throw Problem(
          .badRequest, frame: 2, pointer: "/id", remedy: RegistryError.unknownAgency.description)
      }
      return RegistryForm.show(agency, registry)
    }
  }

  private func parked(_ name: String, _ request: JSONValue) throws(Problem) -> JSONValue {
    if name == "parked.show" {
      let (id, delivery) = try parkedDelivery(request)
      return .object([
        .init("act", .string(name)), .init("parked", value(of: id, delivery, showsOwner: true)),
      ])
    }
    let (after, limit) = (try ParkedCursor(in: request), try Self.limit(in: request))
    let page = mailboxes.parked(after: after, limit: limit)
    let items = page.compactMap { offer in
      book[offer.delivery].map { value(of: offer.delivery, $0, showsOwner: false) }
    }
    let isLast = page.last.map { mailboxes.parked(after: ParkedCursor($0), limit: 1).isEmpty }
    let next = isLast == false ? page.last.map { ParkedCursor($0).text } : nil
    return .object(
      [.init("act", .string(name)), .init("parked", .array(items))]
        + (next.map { [.init("next", .string($0))] } ?? []))
  }

  /// How many a page may hold, as LIST has it, and how many it holds when nobody says.
  private static let pageLimits = 1...100
  private static let usualPage = 20

  static func limit(in request: JSONValue) throws(Problem) -> Int {
    guard let limit = request["limit"] else { return usualPage }
    guard let number = limit.integer.flatMap(Int.init(exactly:)), pageLimits.contains(number)
    else { throw Problem(.badRequest, frame: 2, pointer: "/limit") }
    return number
  }

  private func value(
    of id: DeliveryID, _ delivery: OpenDelivery, showsOwner: Bool
  ) -> JSONValue {
    .object(
      [
        .init("delivery", .string(id.wire)),
        .init("function", .string(delivery.recipient.function.text)),
        .init("lane", .string(delivery.lane.rawValue)),
        .init("attempts", .integer(Int64(delivery.standing.attempts))),
        .init("since", .string(delivery.standing.at.text)),
      ] + (showsOwner ? [.init("owner", .string(delivery.facts.owner.unit.text))] : []))
  }

  private func parkedDelivery(
    _ request: JSONValue
  ) throws(Problem) -> (DeliveryID, OpenDelivery) {
    guard let id = request["delivery"]?.string.flatMap(DeliveryID.init(wire:)),
      let delivery = book[id], delivery.standing.state == .parked
    else { throw Problem(.unknownDelivery) }
    return (id, delivery)
  }

  /// Asks the ledger to let a parked delivery wait again; nothing moves before it has.
  private mutating func redrive(
    _ request: JSONValue, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    let (_, delivery) = try parkedDelivery(request)
    guard delivery.isSteady else { throw Problem(.busy) }
    let change = delivery.next(.waiting, attempts: delivery.attemptsLeftCounted, at: now)
    let asker = try counted(asker)
    begin(change, of: delivery)
    record(.standing([change]), then: .redrive(change, to: asker))
  }

  /// What became of a redrive in the ledger.
  mutating func settle(
    _ redrive: StandingChange, _ asker: Asker, _ outcome: Kept, at now: Moment
  ) {
    end(redrive, isKept: outcome.isRecorded, at: now)
    // Not kept, it is parked still.
    guard outcome.isRecorded else { return refuse(Problem(.busy), to: asker) }
    let id = redrive.key.delivery
    _ = mailboxes.redrive(id)  // Settled meanwhile, it is in no mailbox, and need not be.
    answer(
      .admin(
        .object([
          .init("act", .string("parked.redrive")), .init("delivery", .string(id.wire)),
        ])), to: asker)
  }
}

extension ParkedCursor {
  /// As it is written in an answer: the place in the ledger, a dot, the delivery.
  fileprivate var text: String { "\(index).\(delivery.wire)" }

  /// Reads what an earlier page ended with; `nil` for the first page.
  fileprivate init?(in request: JSONValue) throws(Problem) {
    guard let after = request["after"] else { return nil }
    let parts = after.string?.split(separator: ".", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, let index = UInt64(parts[0]),
      let delivery = DeliveryID(wire: String(parts[1]))
    else { throw Problem(.badRequest, frame: 2, pointer: "/after") }
    self.init(index: index, delivery: delivery)
  }
}
