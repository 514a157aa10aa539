import Routing
import Admission
import Concerns
import Delivery
import Evidence
import Ledger
import Wire

extension BrokerCore {
  /// Reads frames and sends them on to whoever can judge them.
  mutating func receive(_ frames: [[UInt8]], from peer: Peer, at now: Moment) {
    switch ClientCommand.read(frames) {
    case .problem(let number, let problem): turnAway(problem, number, peer, at: now)
    case .command(let numbered):
      do {
        try take(numbered.command, numbered.number, from: peer, at: now)
      } catch {
        refuse(error, numbered.number, peer, at: now)
      }
    }
  }

  private mutating func take(
    _ command: ClientCommand, _ number: Int64, from peer: Peer, at now: Moment
  ) throws(Problem) {
    if case .hello(let hello) = command {
      return try greet(hello, number, peer, at: now)
    }
    let session = try admission.session(of: peer, at: now)
    let asker = Asker(session: session.number, number: number)
    switch command {
    case .hello: break
    case .publish(let publish):
      // A no counts while deliveries go on, whatever room there is for more.
      let isNo = publish.message.matter.kind.takesBack
      if !isNo, let trial = intakeTrial, now < trial { throw Problem(.intakeClosed) }
      let load = UnderWay.Load(publish.message, of: session.peer.member)
      try underWay.check(load)
      let candidate = try admission.receive(publish, from: session, at: now)
      underWay.begin(load)
      if intakeTrial != nil { intakeTrial = now + Self.intakePause }
      actions.inquiries.append(.publish(candidate, number: number))
    case .acknowledge(let acknowledge):
      let load = UnderWay.Load(acknowledge.document, of: session.peer.member)
      try underWay.check(load)
      let candidate = try admission.receive(acknowledge, from: session, at: now)
      _ = try counted(asker)
      underWay.begin(load)
      let elsewhere = acknowledge.document.items.map(\.delivery).filter {
        book[$0] == nil && departed[$0] == nil
      }
      actions.inquiries.append(.acknowledge(candidate, number: number, elsewhere: elsewhere))
    case .credit(let credit): try give(credit, session)
    case .list(let list): try self.list(list, session, asker)
    case .open(let delivery): try look(at: delivery, session, asker) { .open($0) }
    case .explain(let delivery): try explain(delivery, session, asker)
    case .known(let delivery): try look(at: delivery, session, asker) { .known($0) }
    case .claim(let delivery): try claim(delivery, session, asker, at: now)
    case .release(let delivery): try release(delivery, session, asker, at: now)
    case .decide(let decide):
      try look(at: decide.delivery, session, asker) { .redirect(decide, $0) }
    case .rule(let ruling):
      try look(at: ruling.delivery, session, asker) { .rule(ruling, $0) }
    case .choose(let choose):
      try look(at: choose.delivery, session, asker) { .choose(choose, $0) }
    case .phrase(let reference): try drawPhrase(for: reference, session, asker, at: now)
    case .duty(let duty): try change(duty, session, asker, at: now)
    case .comeBack(let back): try comeBack(back, session, asker, at: now)
    case .status(let id):
      actions.lookups.append(.word(id, session.peer.member.agency, asker: try counted(asker)))
    case .ping: answer(.ping, to: asker)
    case .bye:
      answer(.bye, to: asker)
      close(session.number, at: now)
    case .admin(let request): try administer(request, session, asker, at: now)
    }
  }

  /// Requests of one session that may wait for the ledger at once, publishes apart: enough for a
  /// page that shows a whole mailbox, too few to hold up everybody else's.
  static let unansweredLimit = 64

  /// Counts a request that the ledger must be asked about, until it is answered.
  mutating func counted(_ asker: Asker) throws(Problem) -> Asker {
    try checkUnanswered(asker)
    unanswered[asker.session, default: 0] += 1
    return Asker(session: asker.session, number: asker.number, isCounted: true)
  }

  /// For what must not begin before it is known that it may be counted.
  func checkUnanswered(_ asker: Asker) throws(Problem) {
    guard unanswered[asker.session, default: 0] < Self.unansweredLimit else {
      throw Problem(.busy)
    }
  }

  /// Between two messages let through while the disk is full: a sender's patience, not its loss.
  static let intakePause: Duration = .seconds(10)

  /// Opens a session; one that the connection had is closed first.
  private mutating func greet(
    _ hello: ClientCommand.Hello, _ number: Int64, _ peer: Peer, at now: Moment
  ) throws(Problem) {
    if let old = admission.sessions.session(of: peer) { close(old.number, at: now) }
    try admission.check(hello, from: peer, wall: wall)
    if let broken = admission.sessions.replaceable(of: peer.member, at: now) {
      close(broken, at: now)
    }
    let session = try admission.hello(
      hello, from: peer, token: Salt(using: &generator), at: now, wall: wall)
    let opened = mailboxes.open(
      SessionID(session.number.value), functions: session.functions)
    if case .refused = opened {
      _ = admission.close(session.number)
      throw Problem(.tooManySessions)
    }
    attendance.come(session)
    callRoll(at: now)
    let welcome = BrokerCommand.Welcome(
      session: session.token, deployment: admission.deployment,
      environment: admission.environment, time: wall, agency: peer.member.agency,
      publish: Doorkeeper.unansweredLimit, idle: Int(Sessions.idle.components.seconds),
      lease: Int(mailboxes.terms.period.components.seconds), functions: session.functions,
      keys: [receiptKey],
      entrances: router.directory.entrances.map {
        .init(function: $0.function, name: $0.name, phone: $0.phone)
      }, next: successor,
      moved: router.directory.moved(on: LocalTime.date(at: now)).map {
        .init(function: $0.function, to: $0.address, since: $0.since)
      })
    answer(.welcome(welcome), to: Asker(session: session.number, number: number))
    catchUp(peer.member.agency, at: now)
  }

  private mutating func give(
    _ credit: ClientCommand.Credit, _ session: Session
  ) throws(Problem) {
    let answer = mailboxes.credit(
      SessionID(session.number.value), messages: Int(credit.messages), bytes: Int(credit.bytes))
    guard answer == .granted else { throw Problem(.creditFell, frame: 1) }
  }

  /// Answers what cannot be read. A sign of life it is all the same.
  mutating func turnAway(_ problem: Problem, _ number: Int64, _ peer: Peer, at now: Moment) {
    admission.heard(peer, at: now)
    refuse(problem, number, peer, at: now)
  }

  /// Answers a refusal, and keeps it under the member's name: at most so many in a minute.
  mutating func refuse(
    _ problem: Problem, _ number: Int64, _ peer: Peer, at now: Moment
  ) {
    let asker = admission.sessions.session(of: peer).map {
      Asker(session: $0.number, number: number)
    }
    let isRecorded = admission.recordsRefusal(of: peer.member, at: now)
    if asker == nil || !isRecorded {
      // Without a session there is nothing to wait in for the ledger.
      let command = BrokerCommand.problem(problem, refusal: nil)
      actions.other.append(.send(peer, command.frames(number)))
    }
    guard isRecorded else { return refusals.note(problem.code, isRecorded: false) }
    let refusal = Refusal(member: peer.member, code: problem.code, leaf: nil, at: now)
    record(.refusal(refusal), then: .refusal(problem, to: asker))
  }

  /// Answers a refusal found after a look elsewhere, and keeps it as the others are kept.
  ///
  /// - Parameter member: Whose it is, where that is known although its session may have ended.
  mutating func refuse(_ problem: Problem, to asker: Asker, of member: MemberID? = nil) {
    guard let member = member ?? admission.sessions[asker.session]?.peer.member,
      admission.recordsRefusal(of: member, at: time)
    else { return deny(problem, to: asker) }
    let refusal = Refusal(member: member, code: problem.code, leaf: nil, at: time)
    record(.refusal(refusal), then: .refusal(problem, to: asker))
  }

  /// Ends a session; what it was leased returns to the mailboxes.
  mutating func close(_ number: SessionNumber, at now: Moment) {
    guard admission.close(number) != nil else { return }
    unanswered[number] = nil
    attendance.leave(number)
    planning.leave(number)
    conclude(mailboxes.close(SessionID(number.value), at: now), at: now)
  }

  mutating func lose(_ peer: Peer, at now: Moment) {
    guard let session = admission.sessions.session(of: peer) else { return }
    close(session.number, at: now)
  }

  /// Lets time do its work: silent sessions end, leases run out, old waivers and reservations are
  /// forgotten, and what rests on a waiver that has run out is asked about.
  mutating func pass(at now: Moment) {
    for session in admission.sessions.silent(at: now) { close(session, at: now) }
    conclude(mailboxes.tick(at: now), at: now)
    weedConsents(at: now)
    weedReservations(at: now)
    weedRings(at: now)
    keepers.weed(at: now)
    reviewExpired(at: now)
  }
}
