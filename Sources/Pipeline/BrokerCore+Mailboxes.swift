import Filtering
import Routing
import Admission
import Concerns
import Delivery
import Ledger
import Ringing
import Wire

extension BrokerCore {
  /// Lists the labels of a mailbox: nothing about anybody.
  mutating func list(
    _ list: ClientCommand.List, _ session: Session, _ asker: Asker
  ) throws(Problem) {
    try checkReads(list.function, session)
    var place = RowPlace.start
    if let after = list.after {
      guard let number = Int64(after), number >= 0 else {
        throw Problem(.badHeader, frame: 1, pointer: "/after")
      }
      place = RowPlace(number: number)
    }
    actions.lookups.append(
      .list(list.function, after: place, limit: list.limit, asker: try counted(asker)))
  }

  /// Finds a delivery for a person who wants to open it or send it on.
  mutating func look(
    at delivery: DeliveryID, _ session: Session, _ asker: Asker,
    for purpose: (Asker) -> Errand.Purpose
  ) throws(Problem) {
    if let open = book[delivery] { try checkReads(open.recipient.function, session) }
    let errand = Errand(delivery, purpose(try counted(asker)))
    guard let open = book[delivery] else {
      actions.lookups.append(.parcel(delivery, for: errand))
      return
    }
    actions.lookups.append(.concern(open.key.entry, for: errand))
  }

  mutating func claim(
    _ delivery: DeliveryID, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    guard let open = book[delivery] else { throw Problem(.unknownDelivery) }
    try checkReads(open.recipient.function, session)
    try checkUnanswered(asker)
    switch mailboxes.claim(delivery, by: SessionID(session.number.value), at: now) {
    case .offered(let handOver):
      bring(Errand(delivery, .claim(handOver, try counted(asker))), at: now)
    case .refused(let refusal): throw Problem(refusing: refusal)
    }
  }

  mutating func release(
    _ delivery: DeliveryID, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    switch mailboxes.release(delivery, by: SessionID(session.number.value), at: now) {
    case .ended(let ending):
      conclude([ending], at: now)
      answer(.released(delivery), to: asker)
    case .refused(let refusal): throw Problem(refusing: refusal)
    }
  }

  func checkReads(_ function: FunctionID, _ session: Session) throws(Problem) {
    let member = admission.registry.members[session.peer.member]
    // Of a unit that has ended nobody sees anything, whoever read its mailbox.
    guard member?.functions.contains(function) == true, !isAbsent(function) else {
      // The same words whether the delivery is another's or nobody's.
      throw Problem(.unknownDelivery)
    }
  }

  /// Answers with what was read.
  mutating func learn(_ discovery: Discovery, at now: Moment) {
    switch discovery {
    case .concern(let concern, let errand):
      recent.insert(concern)
      guard let delivery = subject(of: errand) else {
        return abandon(errand, Problem(.unknownDelivery))
      }
      carry(errand, concern, delivery, at: now)
    case .parcel(let parcel, let errand): find(parcel, errand, at: now)
    case .conversation(let trial, let standing): retry(trial, standing, at: now)
    case .claim(let trial, let problem, let isTaken):
      isTaken ? repeatAnswer(trial, problem, at: now) : refuse(trial, problem, at: now)
    case .owner(let owner, let ring): self.ring(ring, for: owner, at: now)
    case .answerer(let owner, let clock): belfry.note(owner: owner, of: clock, at: now)
    case .sender(let message, let clock): tell(message, of: clock, at: now)
    case .holder(let parcel, let entry): succeed(parcel, of: entry, at: now)
    case .kept(let kept): learn(kept, at: now)
    case .plan(let plan, let asker): learn(plan, for: asker, at: now)
    case .file(let file, let delivery, let asker): explain(delivery, file, asker, at: now)
    case .word(let word, let id, let asker):
      guard let word else { return refuse(Problem(.unknownMessage), to: asker) }
      tell(word, of: id, to: asker, at: now)
    case .left(let count, let id, let word, let asker): tell(count, of: id, word, to: asker)
    case .known(let search, let delivery, let asker): learn(search, delivery, asker, at: now)
    case .list(let parcels, let limit, let asker):
      let next = parcels.count == limit ? parcels.last.map { String($0.place.number) } : nil
      answer(.list(parcels.map { label($0) }, next: next), to: asker)
    }
  }

  /// Tells how far a message has come; of a withdrawal, once it is known what had left.
  private mutating func tell(
    _ sent: SentWord, of id: MessageID, to asker: Asker, at now: Moment
  ) {
    if let withdrawn = sent.withdrawn {
      tell(sharings.count(before: withdrawn), of: id, sent.word, to: asker)
    } else if let known = sent.answer, let member = admission.sessions[asker.session]?.peer.member,
      reads(router.listener(for: known.unit, on: LocalTime.date(at: now)), member)
    {
      answer(.answeredStatus(.init(id: id, answer: known.given), sent.word), to: asker)
    } else {
      answer(.status(id, sent.word), to: asker)
    }
  }

  /// Tells what had left, or has more of it counted first.
  private mutating func tell(
    _ count: LeftCount, of id: MessageID, _ word: BrokerCommand.Word, to asker: Asker
  ) {
    guard count.isComplete else {
      return actions.lookups.append(.left(count, id, word, asker: asker))
    }
    let left = count.parties.map {
      BrokerCommand.Left(party: $0.party, handed: $0.handed, withdrawn: $0.withdrawn)
    }
    answer(.status(id, word, left: left), to: asker)
  }

  /// Goes on with a delivery that had to be read: settled long ago, or moved meanwhile.
  private mutating func find(_ parcel: StoredParcel?, _ errand: Errand, at now: Moment) {
    guard let parcel else { return abandon(errand, Problem(.unknownDelivery)) }
    if let asker = errand.asker {
      guard let session = admission.sessions[asker.session] else { return }
      do {
        try checkReads(parcel.recipient.function, session)
      } catch {
        return abandon(errand, error)
      }
    }
    if errand.mayBeSettled { return find(settled: parcel, errand, at: now) }
    // What is open is in the book, unless it was settled after it was read.
    guard parcel.standing.state.isOpen, book[errand.delivery] != nil else {
      return abandon(errand, Problem(.leaseEnded))
    }
    bring(errand, at: now)
  }

  /// Goes on with sending on what its owner has received, and not yet taken on.
  private mutating func find(settled parcel: StoredParcel, _ errand: Errand, at now: Moment) {
    if known(errand.delivery) == nil {
      guard !parcel.standing.state.isOpen else { return abandon(errand, Problem(.stale)) }
      departed.note(OpenDelivery(parcel))
    }
    bring(errand, at: now)
  }

  private func label(_ parcel: StoredParcel) -> BrokerCommand.Label {
    BrokerCommand.Label(
      delivery: parcel.key.delivery, kind: parcel.facts.kind, lane: parcel.lane,
      state: word(for: parcel), accepted: parcel.accepted, attempts: parcel.standing.attempts,
      version: Int64(parcel.standing.version))
  }

  /// Where a delivery is: whether somebody must still take it, or how far it has come.
  ///
  /// What is open is as its mailbox has it. On disk a lease that ended stands until the next one,
  /// and one that was opened is no less waiting for that: a colleague would think it taken.
  private func word(for parcel: StoredParcel) -> String {
    switch mailboxes.standing(of: parcel.key.delivery) {
    case .waiting: return "waiting"
    case .offered, .leased: return "leased"
    case .parked: return "parked"
    case nil: break
    }
    return switch (parcel.standing.state, parcel.standing.acknowledged) {
    case (.withdrawn, _): "withdrawn"
    case (.sentOn, _), (.settled, .none), (_, .recalled): "redirected"
    case (_, .committed): "committed"
    case (_, .read): "read"
    case (_, .received): "received"
    case (.waiting, .none): "waiting"
    case (.leased, .none): "leased"
    case (.parked, .none): "parked"
    }
  }
}

extension Problem {
  /// What a mailbox refuses, in the words of the wire.
  fileprivate init(refusing refusal: ClaimRefusal) {
    switch refusal {
    case .noSession: self.init(.noSession)
    case .unknown, .notYours: self.init(.unknownDelivery)
    case .beingOffered, .held, .behind, .parked: self.init(.leaseEnded)
    case .tooManyUnsettled: self.init(.busy)
    }
  }
}
