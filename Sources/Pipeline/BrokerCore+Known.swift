import Admission
import Concerns
import Filtering
import Ledger
import Routing
import Wire

// A repeated report is for the unit that last knew the person, however old the case is. Its owner
// may ask which that is; nothing that a sender is told, or that routing decides, turns on it.
extension BrokerCore {
  /// Begins to look for who last knew the persons of an open delivery, for its owner.
  mutating func seek(
    _ concern: StoredConcern, _ delivery: OpenDelivery, _ asker: Asker, at now: Moment
  ) {
    do throws(Problem) {
      try checkOwns(delivery, asker)
      guard concern.facts.kind.isReport,
        let recipient = router.registered(delivery.recipient, in: admission.registry),
        filter.disclose(facts(of: concern), to: recipient, at: now).shows(.handling),
        let board = router.directory.unit(of: delivery.recipient.function)?.board,
        let number = vault.number(of: board)
      else { throw Problem(.notPermitted) }
      // One at a time: each reads the ledger, and none is in a hurry.
      guard !isSeeking else { throw Problem(.busy) }
      isSeeking = true
      let search = KnownSearch(
        concern.payload.message.handling, of: delivery.key.entry,
        for: delivery.recipient.function, at: number,
        after: Set(router.directory.formerBoards(on: now).compactMap(vault.number(of:))),
        among: router.directory.functions(of: board),
        desk: Set(router.directory.protectedDesk.functions.map(\.id)))
      learn(search, delivery.key.delivery, asker, at: now)
    } catch {
      refuse(error, to: asker)
    }
  }

  /// Goes on looking, or records that the answer is given, and to whom, before it is.
  mutating func learn(
    _ search: KnownSearch, _ delivery: DeliveryID, _ asker: Asker, at now: Moment
  ) {
    do throws(Problem) {
      guard let open = book[delivery] else { throw Problem(.unknownDelivery) }
      // It may have been sent on, or committed, while the ledger was read, or nobody waits.
      let member = try checkOwns(open, asker)
      guard search.isComplete else {
        return actions.lookups.append(.known(search, delivery, asker: asker))
      }
      isSeeking = false
      let note = InspectionNote(of: .known(delivery), by: member, at: now)
      record(.inspection(note), then: .look(.known(delivery, Self.value(of: search)), to: asker))
    } catch {
      isSeeking = false
      refuse(error, to: asker)
    }
  }

  /// Whoever reads the mailbox of the owner, while the delivery is open.
  @discardableResult
  private func checkOwns(
    _ delivery: OpenDelivery, _ asker: Asker
  ) throws(Problem) -> MemberID {
    guard let session = admission.sessions[asker.session] else { throw Problem(.noSession) }
    try checkReads(delivery.recipient.function, session)
    guard delivery.isAnswerable else { throw Problem(.notPermitted) }
    guard delivery.isSteady else { throw Problem(.leaseEnded) }
    return session.peer.member
  }

  private static func value(of search: KnownSearch) -> JSONValue {
    let persons = search.found.sorted { $0.key.text < $1.key.text }.map { tag, knower in
      JSONValue.object([
        .init("tag", .string(tag.text)), .init("function", .string(knower.function.text)),
        .init("on", .string(LocalTime.date(at: knower.at).text)),
      ])
    }
    return .object([
      .init("known", .string("samverkan/1")), .init("persons", .array(persons)),
      .init("whole", .bool(search.isWhole)),
    ])
  }
}

extension Directory {
  /// Boards of which a unit has ended: what it had open may be another board's now.
  fileprivate func formerBoards(on now: Moment) -> Set<ControllerID> {
    let today = LocalTime.date(at: now)
    return Set(units.filter { end(of: $0.function, by: today) != nil }.map(\.board))
  }

  /// All functions of a board's units, whenever they are there.
  fileprivate func functions(of board: ControllerID) -> Set<FunctionID> {
    Set(units.filter { $0.board == board }.flatMap { $0.functions.map(\.id) })
  }
}
