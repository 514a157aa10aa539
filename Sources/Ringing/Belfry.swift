package import Concerns
package import Deadlines

/// The clocks that somebody may have to be rung about, and what was rung.
///
/// A value that reads no clock. Clocks of which nothing is to be rung yet are not in here.
package struct Belfry: Sendable {
  /// How often whoever is on duty is looked up again: a turn begins on the minute.
  private static let look: Duration = .seconds(60)

  /// One clock, and what is known of who answers for it.
  private struct Hung: Sendable {
    let clock: Clock
    var last: Rung?
    /// The function that answers; `nil` until it is known.
    var owner: FunctionID?
    /// When it began to be found out.
    var asked: Moment?
    /// Since when a round of it is on its way.
    var underWay: Moment?
    /// Since when somebody else must act, who has not heard the rounds before; `nil` for nobody.
    var since: Moment?
  }

  private var bells: [ClockID: Hung] = [:]
  /// Those of which something has changed: they are looked at alone, before all are.
  private var roused: Set<ClockID> = []
  /// When somebody is to be looked at.
  private var wake: Moment?
  /// When all are looked at; `nil` until the first is hung.
  private var sweep: Moment?

  package init() {}

  package var count: Int { bells.count }

  /// When something may have to be rung; `nil` while nothing is.
  package var next: Moment? { bells.isEmpty ? nil : wake }

  /// Hangs a bell: its clock has begun to ring, or waits for somebody to open.
  package mutating func hang(_ clock: Clock, after last: Rung? = nil, at now: Moment) {
    if bells[clock.id] == nil { bells[clock.id] = Hung(clock: clock, last: last) }
    rouse(clock.id, at: now)
  }

  /// Takes a bell down: somebody has acted.
  package mutating func silence(_ clock: ClockID) {
    bells[clock] = nil
    roused.remove(clock)
  }

  /// Forgets who answers: it is somebody else's now.
  ///
  /// - Parameter since: Since when somebody must act who has not heard the rounds before that.
  package mutating func pass(_ clocks: [ClockID], since: Moment? = nil, at now: Moment) {
    for clock in clocks {
      bells[clock]?.owner = nil
      if let since { bells[clock]?.since = since }
      rouse(clock, at: now)
    }
  }

  /// Notes who answers for a clock.
  package mutating func note(owner: FunctionID, of clock: ClockID, at now: Moment) {
    bells[clock]?.owner = owner
    bells[clock]?.asked = nil
    rouse(clock, at: now)
  }

  private mutating func rouse(_ clock: ClockID, at now: Moment) {
    guard bells[clock] != nil else { return }
    roused.insert(clock)
    wake = min(wake ?? now, now)
    if sweep == nil { sweep = now + Self.look }
  }

  /// What is to be done now: whom to ring, and whose owner must be found out first.
  ///
  /// A round that was handed out is under way until ``note(_:of:at:)`` tells what came of it, or
  /// until the next one is due: whoever rings may have died. All bells are looked at once a minute
  /// and only those of which something has changed in between; what is quiet costs no line.
  ///
  /// - Parameter line: Whom to ring now about a clock that a function answers for, and whether its
  ///   office is open.
  package mutating func due(
    at now: Moment, along line: (FunctionID, ClockID) -> (CallLine, isOfficeOpen: Bool)
  ) -> (calls: [Call], unknown: [ClockID]) {
    guard let wake, let sweep, wake <= now else { return ([], []) }
    let looked = sweep <= now ? bells.keys.sorted() : roused.sorted()
    let next = sweep <= now ? now + Self.look : sweep
    (self.wake, self.sweep, roused) = (next, next, [])
    var calls: [Call] = []
    var unknown: [ClockID] = []
    for id in looked {
      guard var bell = bells[id] else { continue }
      if let since = bell.underWay, now < since + Bell.pause { continue }
      if bell.underWay != nil { bell.last?.outcome = .unreached }
      guard let owner = bell.owner else {
        // Asked again, should the answer have been lost.
        if bell.asked.map({ $0 + Self.look <= now }) ?? true {
          bell.asked = now
          bells[id] = bell
          unknown.append(id)
        }
        continue
      }
      lazy var present = line(owner, id)
      guard
        let call = Bell.call(
          for: bell.clock, along: present.0, after: bell.last, since: bell.since,
          isOfficeOpen: present.isOfficeOpen, at: now)
      else { continue }
      bell.underWay = now
      bell.last = Rung(round: call.round, at: now, callees: call.callees, outcome: .begun)
      bells[id] = bell
      calls.append(call)
    }
    return (calls, unknown)
  }

  /// Notes what came of a round; of one that is not the last nothing is noted.
  package mutating func note(_ outcome: Rung.Outcome, of call: Call, at now: Moment) {
    guard bells[call.clock]?.last?.round == call.round else { return }
    bells[call.clock]?.underWay = nil
    bells[call.clock]?.last?.outcome = outcome
  }
}
