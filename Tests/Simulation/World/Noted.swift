package import Concerns
package import Deadlines
package import Ledger

/// What a store has made durable, noted as the writes go by: names and states, no contents.
///
/// Kept apart from the store, so that a store that forgets is found out.
package struct Noted: Sendable {
  package struct Delivery: Hashable, Sendable {
    package let entry: EntryIndex
    package let place: RowPlace
    package let function: Keyed
    package let thread: Keyed
    package var standing: DeliveryStanding
    /// Whether it was given up once; a later one of its thread may then go before it.
    package var wasParked = false
  }

  package private(set) var deliveries: [DeliveryID: Delivery] = [:]
  package private(set) var deliveriesOf: [EntryIndex: [DeliveryID]] = [:]
  package private(set) var deliveriesIn: [Keyed: [DeliveryID]] = [:]
  package private(set) var claims: [Keyed: (index: EntryIndex, digest: Keyed)] = [:]
  package private(set) var clocks: [ClockID: EntryIndex] = [:]
  /// Clocks that end when a board tells what it has decided, with their stored numbers.
  package private(set) var terms: [ClockID: UInt8] = [:]
  /// What is acute and nobody has read.
  package private(set) var openings: [ClockID: EntryIndex] = [:]
  /// What somebody on call has read and nobody has accepted.
  package private(set) var keeping: [ClockID: EntryIndex] = [:]
  /// The stored number of the clock that waits for a hand-over list to be accepted.
  private static let keepingNumber: UInt8 = 12
  /// The stored number of a clock that waits for the answer to a question.
  private static let waitNumber: UInt8 = 3
  /// The stored numbers of decisions, inquiries, answers to reporters and to municipalities.
  private static let termNumbers: Set<UInt8> = [2, 5, 6, 7, 8]
  /// The stored number of the clock that waits for a reader of what is acute.
  private static let openingNumber: UInt8 = 9
  /// Those that wait for an answer.
  private var waits: Set<ClockID> = []
  package private(set) var clocksOf: [EntryIndex: [ClockID]] = [:]
  /// Clocks that were stopped, with what they ran for.
  private var ended: [ClockID: EntryIndex] = [:]
  package private(set) var acts: [EntryIndex] = []
  package private(set) var handOvers: Set<HandOverName> = []
  /// Where and when each was recorded.
  package private(set) var placesOfHandOvers: [HandOverName: (index: EntryIndex, at: Moment)] = [:]
  /// Deliveries that a decision ended because somebody else owns the concern now, and where.
  package private(set) var sentOn: [DeliveryID: EntryIndex] = [:]
  package private(set) var last = EntryIndex.start
  package private(set) var parkings = 0
  /// Rounds of ringing that were recorded.
  package private(set) var rounds = 0
  /// Days on which all that a unit had open has gone to another.
  package private(set) var reorganisations = 0
  /// Deliveries that ended with a waiver.
  package private(set) var withdrawals = 0
  /// What no store and no pipeline may ever do, in words.
  package private(set) var faults: [String] = []

  /// One recorded hand-over: which delivery, and its version then.
  package struct HandOverName: Hashable, Sendable {
    package let delivery: DeliveryID
    package let attempt: Int
  }

  package init() {}

  package mutating func note(_ writes: [Write], _ outcomes: [Outcome]) {
    for (write, outcome) in zip(writes, outcomes) {
      guard case .recorded(let index) = outcome else { continue }
      if index != last.next { faults.append("a place in the ledger was left out or used twice") }
      last = index
      if let claim = write.claim {
        claims[claim.key] = (index, claim.digest)
        noteOwnership(of: write)
      }
      if write.entry?.kind == .administration { acts.append(index) }
      if write.entry?.kind == .ring { rounds += 1 }
      if write.entry?.kind == .directory { reorganisations += 1 }
      if write.entry?.kind == .decision { noteSendingOn(in: write, at: index) }
      for (ordinal, row) in write.rows.enumerated() {
        note(row, of: write.entry?.kind, at: RowPlace(index: index, ordinal: ordinal))
      }
      noteActing(in: write)
    }
  }

  /// Whatever is accepted has at least one delivery, from its first moment.
  private mutating func noteOwnership(of write: Write) {
    let hasDelivery = write.rows.contains { row in
      if case .delivery = row { true } else { false }
    }
    if !hasDelivery { faults.append("a message was accepted and goes to nobody") }
  }

  private mutating func noteSendingOn(in write: Write, at index: EntryIndex) {
    for row in write.rows {
      guard case .deliveryChange(let change) = row else { continue }
      if sentOn.updateValue(index, forKey: change.id) != nil {
        faults.append("a delivery was sent on twice")
      }
    }
  }

  /// A clock ends because somebody has acted, and only whoever owns the concern now can have.
  private mutating func noteActing(in write: Write) {
    // An emergency's ends with its review, which is another message; a board's decision is an act.
    guard ![.emergency, .ruling].contains(write.entry?.kind) else { return }
    for row in write.rows {
      guard case .clockEnd(let end) = row, let entry = ended[end.id] else { continue }
      // An answer ends the wait for it, in an entry of its own; whether one came, the letters say.
      if write.entry?.kind == .clock, waits.contains(end.id) { continue }
      let hasActed = (deliveriesOf[entry] ?? []).contains {
        sentOn[$0] == nil && deliveries[$0]?.standing.acknowledged == .committed
      }
      if !hasActed { faults.append("a clock was stopped by somebody who owns nothing") }
    }
  }

  /// Somebody takes what it has read, and nobody takes it twice.
  private mutating func noteTaking(_ clock: ClockID, _ entry: EntryIndex) {
    if keeping.values.contains(entry) { faults.append("something was taken twice") }
    if !isOpened(entry) { faults.append("something was taken that nobody had read") }
    keeping[clock] = entry
  }

  private mutating func note(_ row: Row, of kind: EntryKind?, at place: RowPlace) {
    switch row {
    case .delivery(let row):
      let entry = row.entry.index(own: place.index)
      deliveries[row.id] = Delivery(
        entry: entry, place: place, function: row.function, thread: row.thread,
        standing: row.standing)
      deliveriesOf[entry, default: []].append(row.id)
      deliveriesIn[row.thread, default: []].append(row.id)
    case .deliveryChange(let change):
      note(change)
      if change.standing.state == .leased {
        let name = HandOverName(delivery: change.id, attempt: change.standing.attempts)
        placesOfHandOvers[name] = (place.index, change.standing.at)
      }
    case .clock(let row):
      let entry = row.entry.index(own: place.index)
      if Self.termNumbers.contains(row.kind) {
        terms[row.id] = row.kind
        break
      }
      if row.kind == Self.openingNumber {
        openings[row.id] = entry
        break
      }
      if row.kind == Self.keepingNumber {
        noteTaking(row.id, entry)
        break
      }
      clocks[row.id] = entry
      if row.kind == Self.waitNumber { waits.insert(row.id) }
      clocksOf[entry, default: []].append(row.id)
    case .clockEnd(let end):
      if terms.removeValue(forKey: end.id) != nil { break }
      // Who reads what is acute ends the wait for that, and acts on nothing yet.
      if let entry = openings.removeValue(forKey: end.id) {
        if !isOpened(entry) { faults.append("a bell was stopped and nobody had read") }
        break
      }
      if let entry = keeping.removeValue(forKey: end.id) {
        if kind != .duty, !isReadByOwner(entry) {
          faults.append("on-call was relieved by nobody's word")
        }
        break
      }
      ended[end.id] = clocks.removeValue(forKey: end.id)
    case .entry, .handOver, .conversation, .controllerKey, .weeding, .treeHead: break
    }
  }

  /// Whether somebody of its own unit has read a concern: nobody else's reading counts.
  private func isOpened(_ entry: EntryIndex) -> Bool {
    (deliveriesOf[entry] ?? []).contains {
      (deliveries[$0]?.standing.acknowledged.rank ?? 0) >= Acknowledgement.read.rank
    }
  }

  /// Whether somebody has read a concern beside whoever took it, and it is theirs still: where
  /// nobody is left to hand it over, its owner takes it by reading it.
  private func isReadByOwner(_ entry: EntryIndex) -> Bool {
    let read = (deliveriesOf[entry] ?? []).filter {
      (deliveries[$0]?.standing.acknowledged.rank ?? 0) >= Acknowledgement.read.rank
    }
    return read.count > 1 && read.contains { sentOn[$0] == nil }
  }

  private mutating func note(_ change: DeliveryChange) {
    guard let old = deliveries[change.id]?.standing else {
      faults.append("a delivery moved that was never recorded")
      return
    }
    let new = change.standing
    if !old.state.isOpen, new.state.isOpen {
      faults.append("a settled delivery was opened again")
    }
    if new.acknowledged.rank < old.acknowledged.rank {
      faults.append("what was told of a delivery fell")
    }
    if new.version != old.version + 1 { faults.append("a version was left out") }
    if new.state == .leased {
      handOvers.insert(HandOverName(delivery: change.id, attempt: new.attempts))
    }
    if new.state == .withdrawn, old.state != .withdrawn { withdrawals += 1 }
    if new.state == .parked, old.state != .parked {
      parkings += 1
      deliveries[change.id]?.wasParked = true
    }
    deliveries[change.id]?.standing = new
  }
}

extension Acknowledgement {
  /// How far it is, from nothing to committed.
  package var rank: Int {
    switch self {
    case .none: 0
    case .recalled: 1  // Whoever took it all the same may say so later.
    case .received: 2
    case .read: 3
    case .committed: 4
    }
  }
}
