import Admission
import Concerns
import Deadlines
import Evidence
import Filtering
import Ledger
import Ringing
import Routing
import Wire

// Duty changes hands by an act. On-call keeps what it has read until the owner accepts a hand-over
// list that names it; the hour on the wall moves nothing.
extension BrokerCore {
  /// What somebody takes by reading a delivery; `nil` for whoever is not on call for it now.
  mutating func taking(_ delivery: OpenDelivery, at now: Moment) -> Taken? {
    let entry = delivery.key.entry
    guard delivery.recipient.standing == .duty, !delivery.isCalledBack,
      !delivery.facts.kind.isEmergency, !beingTaken.contains(entry),
      running([.dutyAcceptance], of: entry).isEmpty
    else { return nil }
    let owner = book.deliveries(of: entry).first(where: \.isAnswerable)?.recipient.function
    let directory = router.directory
    let unit = owner.flatMap { directory.unit(of: $0)?.id } ?? delivery.facts.owner.unit
    guard directory.isOnCall(delivery.recipient.function, for: unit, at: now) else { return nil }
    beingTaken.insert(entry)
    let clock = Clock(
      id: ClockID(RandomUUID(using: &generator)), rule: .dutyAcceptance, startedAt: now,
      by: directory.isStaffed(on:))
    return Taken(key: delivery.key, clock: clock)
  }

  /// What was taken is on disk, or is not taken after all.
  mutating func take(_ taken: [Taken], isKept: Bool) {
    for taken in taken {
      let (entry, clock) = (taken.key.entry, taken.clock)
      beingTaken.remove(entry)
      guard isKept else { continue }
      clocks.start(clock)
      clocksOf[entry, default: []].append(clock.id)
      concernOf[clock.id] = entry
      actions.lookups.append(.kept(clock, of: entry))
    }
  }

  /// Hangs the bell of each hand-over list that is owed by now.
  mutating func hangDuty(at now: Moment) {
    for kept in keepers.leading {
      if kept.clock.rings(at: .warning) <= now { belfry.hang(kept.clock, at: now) }
    }
  }

  /// Answers about a change of duty, or hands what is signed on to whoever checks that.
  mutating func change(
    _ duty: ClientCommand.Duty, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    switch duty {
    case .ask(let function):
      try checkReads(function, session)
      answer(.duties(keepers.overview(of: function)), to: asker)
    case .read(let id): try read(id, session, asker, at: now)
    case .act(let proof, let document):
      let load = UnderWay.Load(document, of: session.peer.member)
      try underWay.check(load)
      let candidate = try admission.receive(document, proof, from: session, at: now)
      _ = try counted(asker)
      underWay.begin(load)
      actions.inquiries.append(.duty(candidate, number: asker.number))
    }
  }

  /// Shows a list to whoever wrote it or is to accept it; that they look is on disk before.
  private mutating func read(
    _ id: DutyListID, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    let member = session.peer.member
    guard let listed = keepers[id] else { throw Problem(.dutyListUnknown) }
    let isOwner = reads(listed.to, member)
    guard isOwner || reads(listed.from, member), let shown = keepers.shown(id, toOwner: isOwner)
    else { throw Problem(.dutyListUnknown) }
    let asker = try counted(asker)
    let note = InspectionNote(of: .dutyList(id), by: member, at: now)
    record(.inspection(note), then: .look(.dutyList(id, shown.bytes), to: asker))
  }

  /// Whether a member reads the mailbox of a function, and its unit is there.
  func reads(_ function: FunctionID, _ member: MemberID) -> Bool {
    admission.registry.members[member]?.functions.contains(function) == true
      && !isAbsent(function)
  }

  /// Takes what was signed: a list, or the acceptance of one. One at a time.
  mutating func change(
    _ document: Admitted<DutyDocument>, for asker: Asker, at now: Moment
  ) throws(Problem) {
    guard !isChangingDuty else { throw Problem(.busy) }
    let (list, digest) = (document.said.list, document.said.digest)
    let (event, board) =
      switch document.said.act {
      case .handOver(let from, let to, let items):
        try listing(items, from, to, by: document, at: now)
      case .accept(let view): try acceptance(of: view, by: document)
      }
    let outcome: ReceiptLeaf.Outcome =
      if case .listed = event { .listed(digest: digest, list) } else {
        .takenOver(digest: digest, list)
      }
    let leaf = ReceiptLeaf(
      source: document.agency.id, outcome: outcome, at: now, nonce: Salt(using: &generator))
    isChangingDuty = true
    let note = DutyNote(
      document, event, board: board, leaf: leaf.bytes, registerEpoch: filter.registerEpoch,
      at: now)
    record(.duty(note), then: .duty(note, to: asker))
  }

  /// What a list is about: all of it kept by whoever writes, and owned by whom it goes to.
  private func listing(
    _ items: [DutyDocument.Item], _ from: FunctionID, _ to: FunctionID,
    by document: Admitted<DutyDocument>, at now: Moment
  ) throws(Problem) -> (DutyNote.Event, ControllerNumber) {
    guard reads(from, document.member) else {
      throw Problem(.dutyNotKept, frame: 2, pointer: "/from")
    }
    if let known = keepers.recorded(as: document.said.list) {
      // The same again: its receipt may have been lost.
      guard known.digest == document.said.digest, let board = known.board else {
        throw Problem(.idReused, frame: 2, pointer: "/list")
      }
      return (.listed(known.subjects), board)
    }
    let kept = Dictionary(uniqueKeysWithValues: keepers.all.map { ($0.taken, $0) })
    var subjects: [DutyNote.Subject] = []
    var board: ControllerNumber?
    for (number, item) in items.enumerated() {
      guard let found = kept[item.delivery], found.keeper == from, found.owner == to,
        board == nil || board == found.board
      else { throw Problem(.dutyNotKept, frame: 2, pointer: "/items/\(number)") }
      try checkStays(found)
      board = found.board
      subjects.append(.init(entry: found.entry, owned: found.owned, board: found.board))
    }
    guard let board else { throw Problem(.badDuty, frame: 2) }
    return (.listed(subjects), board)
  }

  /// What an acceptance ends: all that the list still stands for, as it was shown.
  private func acceptance(
    of view: Digest32, by document: Admitted<DutyDocument>
  ) throws(Problem) -> (DutyNote.Event, ControllerNumber) {
    let id = document.said.list
    guard let listed = keepers[id], reads(listed.to, document.member), let board = listed.board
    else { throw Problem(.dutyListUnknown, frame: 2, pointer: "/list") }
    guard listed.accepted == nil else { return (.accepted([], of: []), board) }
    guard let shown = keepers.shown(id, toOwner: true) else {
      throw Problem(.dutyListUnknown, frame: 2, pointer: "/list")
    }
    guard shown.view == view else {
      throw Problem(.dutyListChanged, frame: 2, pointer: "/view")
    }
    let waiting = keepers.waiting(in: id)
    for kept in waiting { try checkStays(kept) }
    return (.accepted(waiting.map(\.clock.id), of: waiting.map(\.entry)), board)
  }

  /// Refuses what is just being sent on: whose it is then is not known before that is on disk, and
  /// nobody ends by a late word what somebody else is to be told.
  private func checkStays(_ kept: Keepers.Kept) throws(Problem) {
    guard kept.owned.flatMap(known)?.isStaying ?? true else { throw Problem(.busy) }
  }

  /// What became of it in the ledger: from the commit on the owner has it, and nobody else.
  mutating func settle(_ note: DutyNote, _ asker: Asker, _ outcome: Kept, at now: Moment) {
    isChangingDuty = false
    guard case .recorded(let kept) = outcome, let receipt = kept.receipt else {
      return refuse(Problem(.busy), to: asker)
    }
    let document = note.document.said
    switch note.event {
    case .listed(let subjects):
      if let listed = Keepers.Listed(document, subjects, written: note.at) {
        keepers.note(listed, at: now)
      }
      for subject in subjects {
        if let clock = keepers[subject.entry]?.clock.id { belfry.pass([clock], at: now) }
      }
    case .accepted(let ended, let entries):
      keepers.accept(document.list, of: Set(entries), at: note.at)
      for clock in ended { end(clock) }
      hangDuty(at: now)
    }
    answer(.receipt(receipt.proof, leaf: receipt.leaf), to: asker)
  }

  /// Whom to ring about what, as it is now.
  var dutyLines: DutyLines {
    DutyLines(directory: router.directory, keepers: keepers, entries: concernOf, clocks: clocks)
  }
}

extension Directory {
  /// Whether the offices are staffed on a day, as far as the directory knows.
  func isStaffed(on day: CivilDate) -> Bool { hours.opens(on: day) }

  /// Whether a function is on call for a unit: on duty while the office is closed.
  func isOnCall(_ function: FunctionID, for unit: UnitID, at now: Moment) -> Bool {
    !hours.contains(now) && duty(unit, at: now) == function
  }
}

extension UnderWay.Load {
  /// What a document about a change of duty holds.
  init(_ document: DutyDocument, of member: MemberID) {
    self.init(member: member, byteCount: max(document.bytes.count, Header.paddingUnit))
  }
}
