import Concerns
import Evidence
import Ledger
import Routing
import Wire

extension Account {
  /// Judges contents on their way to somebody.
  ///
  /// - Parameter leaseUntil: Until when a lease that began for it runs for sure.
  mutating func check(
    _ deliver: BrokerCommand.Deliver, to caller: Caller, isPush: Bool, isOpening: Bool,
    leaseUntil: Moment, at now: Moment, _ noted: borrowing Noted
  ) throws {
    let machine = Town.machines[caller.machine]
    guard machine.functions.contains(deliver.function) else {
      throw Violation("a delivery went to a machine that does not read its mailbox")
    }
    guard deliver.function != Town.ending || now < Town.endsAt else {
      throw Violation("a unit that has ended was shown something")
    }
    guard let delivery = noted.deliveries[deliver.delivery] else {
      throw Violation("a delivery went out that is not on disk")
    }
    guard noted.sentOn[deliver.delivery] == nil else {
      throw Violation("a delivery went out after the concern was sent on")
    }
    let number: Int
    var inEmergency = false
    if let written = letter(under: deliver.envelope), !letters[written].kind.hidesSource {
      number = written
      guard place(of: number, noted) == delivery.entry else {
        throw Violation("a delivery holds another message than was accepted")
      }
      inEmergency = try check(deliver, of: letters[number], noted)
    } else {
      number = try checkHidden(deliver, at: delivery.entry, noted)
    }
    try checkHandOver(deliver, delivery, isOpening: isOpening, noted)
    if inEmergency { emergencies += 1 }
    if !isOpening {
      try checkWaiver(deliver, of: letters[number], noted)
      if inEmergency { try checkEmergency(deliver, of: letters[number], noted) }
    }
    handed[deliver.delivery] = deliver.function
    guard isPush else { return }
    try checkOrder(deliver, delivery, at: now, noted)
    leases[deliver.thread] = Lease(
      delivery: deliver.delivery, line: caller.line, until: leaseUntil)
  }

  /// The broker asked for a delivery back, so its lease is over whatever is on disk.
  mutating func letGo(_ delivery: DeliveryID) {
    leases = leases.filter { $0.value.delivery != delivery }
  }

  /// Only what the law shows this function, taken from the message as it was written.
  ///
  /// - Returns: Whether something of it is shown in an emergency alone.
  private func check(
    _ deliver: BrokerCommand.Deliver, of letter: Letter, _ noted: borrowing Noted
  ) throws -> Bool {
    let names: Set = [deliver.function.text, deliver.function.agency.text]
    guard letter.handling.excluded.isDisjoint(with: names) else {
      throw Violation("a delivery went to somebody excluded by name")
    }
    let relations = relations(of: deliver.function, to: letter, noted)
    let sections = letter.message.sections
    var rest = sections[...]
    var opened = 0
    let lines = deliver.view.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    for line in deliver.isWhole ? lines.dropLast() : lines[...] {
      guard let found = rest.firstIndex(where: { $0.line == Array(line) }) else {
        throw Violation("a delivery shows a line that was not written, or out of order")
      }
      let shown = rest[found].dataClass
      rest = rest[(found + 1)...]
      if needsEmergency(shown, of: letter, to: relations) { opened += 1 }
      guard relations.contains(where: { Law.mayShow(shown, of: letter.kind, to: $0) }) else {
        throw Violation("\(shown.rawValue) of \(letter.kind.rawValue) was shown against the law")
      }
    }
    // Whoever answers for it keeps what tells how to handle it when the waiver has ended.
    let isClosed = letter.kind == .collaborationShare && !Self.tells(deliver, of: letter)
    let owed = sections.count { section in
      !needsEmergency(section.dataClass, of: letter, to: relations)
        && relations.contains { Law.mayShow(section.dataClass, of: letter.kind, to: $0) }
        && (!isClosed || section.dataClass == .handling)
    }
    let count = deliver.isWhole ? lines.count - 1 : lines.count
    guard count - opened == owed else {
      let kind = letter.kind.rawValue
      throw Violation("a recipient was kept from what it must see of \(kind)")
    }
    let isGuarded = count > 0 && letter.handling.guardians != .mayBeTold
    guard deliver.obligations == (isGuarded ? [.withholdFromGuardians] : []) else {
      throw Violation("a recipient was not told of guardians what it must, or for nothing")
    }
    if deliver.isWhole {
      guard count == sections.count, lines.last.map(Array.init) == letter.message.padding.line
      else { throw Violation("a view that is not whole says that it is") }
    }
    return opened > 0
  }

  /// What a function has to do with a letter, by who wrote it, when it came and what was decided.
  private func relations(
    of function: FunctionID, to letter: Letter, _ noted: borrowing Noted
  ) -> Set<Law.Relation> {
    guard let first = beginning(of: letter.conversation, noted).map({ letters[$0] }) else {
      return []
    }
    if letter.kind.isConsent { return isSeated(function, around: letter) ? [.named] : [] }
    if letter.kind.isEmergency { return Self.relations(of: function, toEmergency: letter) }
    if letter.kind == .feedback { return function == first.unit ? [.reporter] : [] }
    if letter.kind == .inquiryRequest {
      return letter.handling.parties.contains(function) ? [.named] : []
    }
    // About somebody protected: its desk, or whoever that very message was sent on to.
    if letter.kind.isReport, Self.owner(of: letter) == Town.protectedDesk {
      let sentOn = lettersOf[letter.conversation]?.first { letters[$0].digest == letter.digest }
        .flatMap { place(of: $0, noted) }.flatMap { redirected[$0] }
      return relations(of: function, to: (sentOn ?? []).union([Town.protectedDesk]))
    }
    // A later message follows the conversation, wherever that was sent on to; a report follows
    // reports, and not what parties share.
    let isAlone = letter.kind.isReport && !first.kind.isReport
    var owners: Set = [Self.owner(of: isAlone ? letter : first)]
    for number in lettersOf[letter.conversation] ?? [] {
      guard let place = self.place(of: number, noted) else { continue }
      owners.formUnion(redirected[place] ?? [])
    }
    // One that excludes whoever owns the conversation goes to whom it would go by itself.
    if owners.contains(where: { letter.handling.excluded.contains($0.text) }) {
      owners.insert(Self.owner(of: letter))
    }
    let isNamed = letter.handling.parties.contains(function)
    return relations(of: function, to: owners).union(isNamed ? [.named] : [])
  }

  func relations(
    of function: FunctionID, to named: Set<FunctionID>
  ) -> Set<Law.Relation> {
    // What the unit that ends has had is its successor's from then on.
    let owners = named.contains(Town.ending) ? named.union([Town.following]) : named
    if owners.contains(function) { return [.owner] }
    let duties = owners.compactMap { Town.directory.unit(of: $0) }
      .flatMap { [$0.officeDuty, $0.onCallDuty] }
    return duties.contains(function) ? [.duty] : []
  }

  /// Who owns a letter in this town: the protected desk, or else reception; what is shared, the
  /// coordinator of the agreement.
  static func owner(of letter: Letter) -> FunctionID {
    if letter.kind == .collaborationShare { return Town.board("samverkan") }
    let marks = letter.handling.persons.map(\.protection)
    let isProtected =
      letter.handling.area == .protected || marks.contains(.marked) || marks.contains(.registered)
    return isProtected ? Town.protectedDesk : Town.reception
  }

  /// What is shown was recorded before.
  private func checkHandOver(
    _ deliver: BrokerCommand.Deliver, _ delivery: Noted.Delivery, isOpening: Bool,
    _ noted: borrowing Noted
  ) throws {
    if isOpening {
      guard delivery.standing.acknowledged.rank >= Acknowledgement.read.rank else {
        throw Violation("somebody opened a delivery and that is not on disk")
      }
      return
    }
    let name = Noted.HandOverName(delivery: deliver.delivery, attempt: deliver.attempt)
    guard noted.handOvers.contains(name) else {
      throw Violation("a hand-over went out that is not on disk")
    }
  }

  /// Within a mailbox and thread: in the ledger's order, one at a time.
  private func checkOrder(
    _ deliver: BrokerCommand.Deliver, _ delivery: Noted.Delivery, at now: Moment,
    _ noted: borrowing Noted
  ) throws {
    for other in noted.deliveriesIn[delivery.thread] ?? [] where other != deliver.delivery {
      guard let earlier = noted.deliveries[other], earlier.place < delivery.place else { continue }
      switch earlier.standing.state {
      case .waiting, .leased:
        guard earlier.wasParked else { throw Violation("a thread was handed over out of order") }
      case .settled, .sentOn, .withdrawn, .parked: break
      }
    }
    guard let lease = leases[deliver.thread], lease.delivery != deliver.delivery,
      noted.deliveries[lease.delivery]?.standing.state == .leased, now < lease.until
    else { return }
    throw Violation("two deliveries of one thread were under way")
  }

  mutating func check(
    _ leaf: [UInt8], _ proof: Proof, for document: AckDocument, from caller: Caller,
    _ noted: borrowing Noted
  ) throws {
    guard let read = try? ReceiptLeaf(reading: leaf),
      case .acknowledged(document.digest, let items) = read.outcome,
      items.map(\.delivery) == document.items.map(\.delivery)
    else { throw Violation("a receipt is for another acknowledgement") }
    try verify(leaf, proof)
    for (item, said) in zip(items, document.items) {
      try check(item, said, by: caller, noted)
    }
  }

  private mutating func check(
    _ item: ReceiptLeaf.Item, _ told: AckDocument.Item, by caller: Caller,
    _ noted: borrowing Noted
  ) throws {
    let said = told.state
    if item.state == .recalled {
      if said != nil { throw Violation("a recipient told more and is answered that it stopped") }
      return
    }
    guard let state = item.state.reached else {
      let functions = Town.machines[caller.machine].functions
      // It was shown this view, and no other has taken its place.
      if said != nil, views[item.delivery] == [told.view],
        let function = handed[item.delivery], functions.contains(function)
      {
        throw Violation("a recipient was told that its own delivery is unknown")
      }
      return
    }
    guard let standing = noted.deliveries[item.delivery]?.standing else {
      throw Violation("what was told of a delivery that never was is acknowledged")
    }
    guard standing.acknowledged.rank >= Acknowledgement(told: state).rank else {
      throw Violation("what was told of a delivery is acknowledged and not on disk")
    }
    if let said {
      guard state >= said else { throw Violation("a receipt says less than was told") }
      guard !standing.state.isOpen else {
        throw Violation("a delivery was acknowledged and is not over")
      }
      if state == .committed, let place = noted.deliveries[item.delivery]?.entry,
        let letter = letter(at: place, noted)
      {
        try checkClock(letter, at: place, noted)
      }
    }
    if let earlier = self.told[item.delivery], state < earlier {
      throw Violation("a receipt says less of a delivery than one before")
    }
    self.told[item.delivery] = state
  }
}

extension Acknowledgement {
  init(told state: AckState) {
    switch state {
    case .received: self = .received
    case .read: self = .read
    case .committed: self = .committed
    }
  }
}
