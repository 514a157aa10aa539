import Admission
package import Concerns
import Deadlines
import Ledger
package import Ringing
package import Routing
import Wire

// Clocks that ring, and who is rung. What rings is decided by `Ringing`, kept before anybody is
// rung, and kept again when it is known what came of it.
extension BrokerCore {
  /// A clock has reached a level: its bell hangs, and those who run the broker are told.
  ///
  /// A restart before that is found out rings anew.
  mutating func ring(_ ring: Ring, at now: Moment) {
    guard let entry = concernOf[ring.clock.id] else {
      preconditionFailure("a clock runs for a concern")
    }
    // One bell for each hand-over list that is owed.
    if ring.clock.kind == .dutyAcceptance, !keepers.leads(entry) { return }
    belfry.hang(ring.clock, at: now)
    // From the beginning it is the people's bell; the operator's alarm comes beside it, later.
    if ring.clock.kind == .opening, ring.level == .warning { return }
    actions.lookups.append(.owner(of: entry, ring))
    if ring.clock.kind == .opening, ring.level == .due { untold.ask(ring.clock.id) }
  }

  /// Tells that a clock rings and whom it is to wake, and keeps that it did: each level rings once.
  mutating func ring(_ ring: Ring, for owner: FunctionID, at now: Moment) {
    guard clocks.clock(ring.clock.id) != nil else { return }  // Somebody has acted meanwhile.
    actions.other.append(.alarm(.clock(owner, ring.clock.kind, ring.level)))
    record(
      .clock(ClockNote(clock: ring.clock.id, event: .rang(ring.level), at: now)), then: .clock)
    if ring.clock.kind == .reservationAnswer, ring.level >= .due,
      let entry = concernOf[ring.clock.id]
    {
      expire(entry, at: now)
    }
  }

  /// Rings whoever must be rung now; each round is kept before it goes out.
  mutating func ringBells(at now: Moment) {
    for clock in untold.takeAsked() {
      guard let entry = concernOf[clock] else { continue }
      if let message = recent[entry]?.payload.message {
        tell(SentMessage(message), nobodyOpened: clock, at: now)
      } else {
        actions.lookups.append(.sender(of: entry, clock))
      }
    }
    let lines = dutyLines
    var (calls, unknown) = belfry.due(at: now) { lines.line(for: $0, of: $1, at: now) }
    // Most are open, and then it is at hand who answers; the others are read.
    for clock in unknown {
      guard let entry = concernOf[clock] else { continue }
      if let owner = book.deliveries(of: entry).first(where: \.isAnswerable)?.recipient.function {
        belfry.note(owner: owner, of: clock, at: now)
      } else {
        actions.lookups.append(.answerer(of: entry, clock))
      }
    }
    calls += belfry.due(at: now) { lines.line(for: $0, of: $1, at: now) }.calls
    for start in stride(from: 0, to: calls.count, by: RingNote.callLimit) {
      let some = calls[start..<min(start + RingNote.callLimit, calls.count)]
      let note = RingNote(Array(some), .begun, at: now)
      record(.ring(note), then: .ring(note))
    }
  }

  /// What is on record is rung; what could not be kept is tried again in a while.
  mutating func settle(_ note: RingNote, _ outcome: Kept, at now: Moment) {
    guard note.outcome == .begun else { return }
    guard outcome.isRecorded else {
      for call in note.calls { belfry.note(.unreached, of: call, at: now) }
      return
    }
    actions.other.append(.ring(note.calls))
  }

  /// Takes away a little of what a start found that nobody needs any more: one write a beat.
  ///
  /// What is not taken, because the disk said no, the next start finds again.
  mutating func weedRings(at now: Moment) {
    let some = Array(spentRings.prefix(RingWeeding.limit))
    guard !some.isEmpty else { return }
    spentRings = spentRings.dropFirst(some.count)
    record(.weeding(RingWeeding(some, at: now)), then: .clock)
  }

  /// Keeps what came of rounds; that nobody took one is an alarm of its own.
  mutating func note(_ outcome: Rung.Outcome, of calls: [Call], at now: Moment) {
    for call in calls {
      belfry.note(outcome, of: call, at: now)
      concludeDrill(outcome, of: call)
      if outcome == .unreached { actions.other.append(.alarm(.unrung(call.kind))) }
    }
    for start in stride(from: 0, to: calls.count, by: RingNote.callLimit) {
      let some = calls[start..<min(start + RingNote.callLimit, calls.count)]
      let note = RingNote(Array(some), outcome, at: now)
      record(.ring(note), then: .ring(note))
    }
  }

  /// Tells everybody of a sender that is there that nobody has opened what it sent.
  mutating func tell(_ message: SentMessage, nobodyOpened clock: ClockID, at now: Moment) {
    guard let running = clocks.clock(clock), !untold.told.contains(clock) else { return }
    let sessions = admission.sessions.open(for: message.agency)
    guard !sessions.isEmpty else { return untold.keep(message, clock) }
    let entrance = router.directory.entrance(at: now)
    let unopened = BrokerCommand.Unopened(
      id: message.id, accepted: running.startedAt,
      call: .init(function: entrance.function, name: entrance.name, phone: entrance.phone))
    for session in sessions {
      let number = admission.nextNumber(session)
      answer(.unopened(unopened), to: Asker(session: session, number: number))
    }
    untold.told.insert(clock)
    record(.clock(ClockNote(clock: clock, event: .told, at: now)), then: .clock)
  }

  /// Tells an agency that has come back what it could not be told.
  mutating func catchUp(_ agency: AgencyID, at now: Moment) {
    catchUpAnswers(at: now)
    for (message, clock) in untold.take(for: agency) {
      tell(message, nobodyOpened: clock, at: now)
    }
  }

  /// Stops a clock for good, and its bell with it.
  mutating func end(_ clock: ClockID) {
    clocks.stop(clock)
    belfry.silence(clock)
    untold.told.remove(clock)
    if let entry = concernOf.removeValue(forKey: clock) {
      drop([clock], of: entry)
      keepers.release(entry, clock)
    }
  }

  /// Lets clocks of a concern go from the list of those that run for it.
  mutating func drop(_ ended: some Collection<ClockID>, of entry: EntryIndex) {
    guard var left = clocksOf[entry] else { return }
    left.removeAll(where: ended.contains)
    clocksOf[entry] = left.isEmpty ? nil : left
  }

  /// The clocks of some kinds that run for a concern.
  func running(_ kinds: Set<ClockKind>, of entry: EntryIndex) -> [ClockID] {
    (clocksOf[entry] ?? []).filter { clocks.clock($0).map { kinds.contains($0.kind) } ?? false }
  }
}

extension Directory {
  /// Whom to ring for a function now, and whether its office is open.
  ///
  /// For a function that the directory does not know whoever is on duty for the reception steps in
  /// after itself: somebody always is.
  package func line(for function: FunctionID, at now: Moment) -> (CallLine, isOfficeOpen: Bool) {
    let unit = unit(of: function)
    let night = entrances.last?.function ?? function
    let present = unit.map { duty($0.id, at: now) } ?? function
    let line = CallLine(
      duty: present, deputies: Array(deputies(of: present).dropFirst()),
      onCall: unit?.onCallDuty ?? night)
    return (line, hours.contains(now))
  }
}
