import Admission
import Concerns
import Deadlines
import Evidence
import Ledger
import Routing
import Wire

extension World {
  /// Judges what goes out, and notes whose answer it is.
  ///
  /// - Returns: The letter that is answered, if one is.
  mutating func check(_ numbered: Numbered<BrokerCommand>, on line: Int) throws -> Int? {
    let machine = lines[line]?.machine
    switch numbered.command {
    case .problem(let problem, _): see("problem \(problem.code.rawValue)")
    case .deliver(let deliver):
      see("deliver" + (deliver.isWhole ? "" : " part") + (deliver.hasGap ? " gap" : ""))
      // Also on a line that was cut: the broker holds it to have been shown.
      account.views[deliver.delivery, default: []].insert(deliver.digest)
    default: see(numbered.command.name.rawValue)
    }
    narrate { "to line \(line) number \(numbered.number) " + $0.describe(numbered.command) }
    if numbered.number > 0, numbered.number < Station.firstNumber {
      guard let machine else { return nil }
      try checkPush(numbered.command, Caller(line: line, machine: machine))
      return nil
    }
    // A connection that was cut: the broker does not know yet, and nobody listens.
    guard let machine else { return nil }
    let ask = try account.answered(numbered.number, on: line)
    let caller = Caller(line: line, machine: machine)
    if case .problem(let problem, let refusal) = numbered.command {
      try check(problem, refusal, to: ask)
    } else {
      try check(numbered.command, to: ask, caller)
    }
    if case .publish(let letter) = ask.subject { return letter }
    return nil
  }

  private func describe(_ command: BrokerCommand) -> String {
    switch command {
    case .deliver(let deliver):
      "deliver \(deliver.delivery.wire) attempt \(deliver.attempt) to \(deliver.function) of "
        + "letter \(account.letter(under: deliver.envelope) ?? -1) thread \(deliver.thread)"
    case .problem(let problem, _): "problem \(problem.code.rawValue)"
    case .recall(let delivery): "recall \(delivery.wire)"
    default: command.name.rawValue
    }
  }

  private mutating func checkPush(_ command: BrokerCommand, _ caller: Caller) throws {
    switch command {
    case .deliver(let deliver):
      // An offer is never older than the last moment at which nothing was being done.
      let (until, now) = (quiet + .seconds(30), latest)
      try change {
        try $0.check(
          deliver, to: caller, isPush: true, isOpening: false, leaseUntil: until, at: now, $1)
      }
    // Called back is let go: the thread may go on with what comes before.
    case .recall(let delivery): try change { account, _ in account.letGo(delivery) }
    case .unopened(let notice): try check(notice, toldTo: stations[caller.machine].member.agency)
    default: throw Violation("the broker sent an answer unasked")
    }
  }

  private mutating func check(
    _ command: BrokerCommand, to ask: Ask, _ caller: Caller
  ) throws {
    switch (ask.subject, command) {
    case (.publish(let letter), .receipt(let proof, let leaf)):
      try change {
        try $0.check(leaf, proof, for: letter, arrivedIn: ask.step, $1)
      }
    case (.acknowledge(let document), .receipt(let proof, let leaf)):
      try change { try $0.check(leaf, proof, for: document, from: caller, $1) }
    case (.open(let id), .deliver(let deliver)), (.claim(let id), .deliver(let deliver)):
      guard id == deliver.delivery else { throw Violation("another delivery was opened") }
      var isOpening = false
      if case .open = ask.subject { isOpening = true }
      let now = latest
      try change {
        try $0.check(
          deliver, to: caller, isPush: false, isOpening: isOpening, leaseUntil: now, at: now, $1)
      }
    case (.status(let id), .status(let other, let word, _)):
      guard id == other else { throw Violation("the status of another message was told") }
      try check(word, of: id, caller)
    case (.decide(let delivery, let function), .decided(_, _, let owner)):
      try checkRedirection(of: delivery, to: owner ?? function)
      try checkJourney(of: delivery, askedFor: function, to: owner)
      if owner != nil { see("sent around") }
    case (.admin(let request), .admin(let answer)):
      guard request["act"] == answer["act"] else { throw Violation("another act was answered") }
      noteAct(request)
    case (.release, .released(let delivery)): account.giveBack(delivery)
    case (.duty(let duty), _): try check(command, to: duty, caller)
    case (.hello, .welcome), (.list, .list), (.ping, .ping), (.bye, .bye):
      break
    default: throw Violation("a request got the answer to another kind of request")
    }
  }

  /// Lets the account judge with what is noted, without copying either.
  private mutating func change(
    _ body: (inout Account, borrowing Noted) throws -> Void
  ) throws {
    var taken = account
    account = Account()
    defer { account = taken }
    try noted { try body(&taken, $0) }
  }

  private mutating func check(
    _ problem: Problem, _ refusal: BrokerCommand.Refusal?, to ask: Ask
  ) throws {
    switch ask.subject {
    case .publish(let letter):
      try change { try $0.check(problem, refusal, for: letter, arrived: ask.arrived, $1) }
    case .acknowledge, .hello, .status, .open, .claim, .release, .list, .ping, .bye, .decide,
      .admin, .credit, .noise, .duty:
      guard refusal == nil || ask.isNoise else {
        throw Violation("only messages are refused with a signature")
      }
      try check(problem.code, to: ask)
    }
  }

  private func check(_ code: ProblemCode, to ask: Ask) throws {
    let common: Set<ProblemCode> = [.noSession, .busy]
    let allowed: Set<ProblemCode> =
      switch ask.subject {
      case .acknowledge: [.badSignature, .unknownKey, .keyRevoked]
      case .hello: [.clockSkew, .notPermitted, .tooManySessions]
      case .status: [.unknownMessage]
      case .open, .claim, .release: [.unknownDelivery, .leaseEnded, .stale, .notPermitted]
      case .decide:
        [.unknownDelivery, .leaseEnded, .stale, .notPermitted, .versionConflict]
      case .list: [.unknownDelivery]
      case .admin: [.badRequest, .unknownDelivery]
      case .credit: [.creditFell]
      case .duty:
        [
          .unknownDelivery, .badSignature, .unknownKey, .keyRevoked, .dutyNotKept,
          .dutyListUnknown, .dutyListChanged, .idReused,
        ]
      case .ping, .bye: []
      case .publish, .noise: Set(ProblemCode.allCases)
      }
    guard allowed.contains(code) || common.contains(code) else {
      throw Violation("a request was answered \(code.rawValue), which does not fit it")
    }
  }

  private mutating func check(
    _ word: BrokerCommand.Word, of id: MessageID, _ caller: Caller
  ) throws {
    let agency = Town.machines[caller.machine].member.agency
    // One identifier may stand on several letters; one of them was accepted.
    let claims = account.letters.indices.filter {
      account.letters[$0].id == id && account.letters[$0].agency == agency
    }.map { account.claims[$0] }
    guard let claim = claims.first(where: { claim in host.store.look { $0.claims[claim] != nil } })
    else { throw Violation("a status was told of what is not on disk") }
    if let earlier = account.words[claim], word.rank < earlier.rank {
      throw Violation("what a sender is told fell")
    }
    account.words[claim] = word
  }

  /// The name under which the ledger keeps a function.
  func name(of function: FunctionID) -> Keyed? {
    let vault = host.reader.vault
    return vault.number(of: Town.controller).flatMap { try? vault.key(of: $0) }?
      .keyed(.function, Array(function.text.utf8))
  }

  /// Whatever was accepted is one function's to answer for, and no second one's.
  func checkOwners() throws {
    let (onCall, police) = (name(of: Town.onCall), name(of: Town.police.unit))
    try noted { noted in
      for (number, letter) in account.letters.enumerated() {
        // A consent goes to named parties, and whoever speaks answers for it; an emergency, to
        // those who look at it.
        guard !letter.kind.isConsent, !letter.kind.isEmergency,
          let place = account.place(of: number, noted)
        else { continue }
        let owners = (noted.deliveriesOf[place] ?? []).filter {
          noted.sentOn[$0] == nil && noted.deliveries[$0]?.function != onCall
            && (letter.kind != .collaborationShare || noted.deliveries[$0]?.function != police)
        }
        guard owners.count == 1 else {
          throw Violation("\(letter.kind.rawValue) has \(owners.count) owners")
        }
      }
    }
  }

  private mutating func noteAct(_ request: JSONValue) {
    if let key = request["key"]?.string.flatMap({ newKeys.removeValue(forKey: $0) }),
      let agency = request["agency"]?.string.flatMap(AgencyID.init(_:))
    {
      keys[agency] = key
    }
    if request["act"]?.string == "member.remove" {
      for line in lines.values where line.peer.member.text == request["id"]?.string {
        account.endLeases(of: line.id)
      }
    }
    guard request["act"]?.string == "key.revoke",
      let id = request["keyid"]?.string.flatMap(KeyID.init(_:)), account.revokedAt[id] == nil
    else { return }
    account.revokedAt[id] = host.store.look { $0.acts.last }
    account.revokedSince[id] = step
  }

  /// After a start: all that was promised is there, and nothing has changed meanwhile.
  mutating func checkRecovery() async throws {
    let noted = host.store.noted
    let recovery = host.recovery
    guard recovery.head.last == noted.last else {
      throw Violation("the ledger ends elsewhere than before the crash")
    }
    try checkOwners()
    let open = noted.deliveries.filter { $0.value.standing.state.isOpen }
    guard recovery.parcels.count == open.count else {
      throw Violation("deliveries were lost in a crash, or came back")
    }
    let units = Set(Town.directory.units.map(\.id))
    for parcel in recovery.parcels {
      guard open[parcel.key.delivery]?.standing == parcel.standing else {
        throw Violation("a delivery stands elsewhere than before the crash")
      }
      guard units.contains(parcel.facts.owner.unit) else {
        throw Violation("a concern is owned by nobody in the directory")
      }
    }
    let running = Set(recovery.clocks.map(\.clock.id))
    guard
      running
        == Set(noted.clocks.keys).union(noted.openings.keys).union(noted.terms.keys)
        .union(noted.keeping.keys)
    else {
      throw Violation("clocks were lost in a crash, or came back")
    }
    try await checkReceipts(noted)
  }

  /// Each receipt ever sent is for something that is still there; some are opened and compared.
  private func checkReceipts(_ noted: Noted) async throws {
    for (number, letter) in account.letters.enumerated() {
      guard account.receipts[account.claims[number]] != nil,
        let place = account.place(of: number, noted)
      else { continue }
      guard let claim = try await host.store.claim(account.claims[number]), claim.index == place
      else { throw Violation("an accepted message is gone after a crash") }
      try account.checkClock(letter, at: place, noted)
      guard number % 37 == crashes % 37 else { continue }
      let concern = try await host.reader.concern(at: place)
      let kept = concern.payload.message
      // Of whoever is hidden the broker keeps what it says itself, and nothing else.
      let isSame =
        letter.kind.hidesSource
        ? kept.envelope.source == .broker && kept.sections.count == letter.message.sections.count
        : kept.digest == letter.digest
      guard isSame else {
        throw Violation("an accepted message says something else after a crash")
      }
    }
  }
}

extension Ask {
  var isNoise: Bool {
    if case .noise = subject { true } else { false }
  }
}

extension BrokerCommand.Word {
  fileprivate var rank: Int {
    switch self {
    case .accepted: 0
    case .delivered: 1
    case .read: 2
    case .committed: 3
    }
  }
}
