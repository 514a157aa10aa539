package import Concerns

/// All running clocks, and the one time they go by.
///
/// A value: it reads no clock. Its time never goes back, whatever the wall clock does, and after a
/// standstill or a leap forward it rings everything missed, in order. The cost of a start or a ring
/// grows with the logarithm of the number of clocks.
package struct Clocks: Sendable {
  /// The ledger's time: the latest moment ever seen.
  package private(set) var time: Moment
  private var running: [ClockID: Running] = [:]
  private var queue = AlarmQueue<Alarm>()

  private struct Running {
    let clock: Clock
    var alarm: Alarm?
  }

  /// Begins with no clocks at the ledger's last known time.
  package init(at time: Moment) { self.time = time }

  /// How many clocks run.
  package var count: Int { running.count }

  /// When the next ring is due; `nil` while nothing will ring.
  package var next: Moment? { queue.first?.meant }

  /// A running clock; `nil` when it never ran or was stopped.
  package func clock(_ id: ClockID) -> Clock? { running[id]?.clock }

  /// Starts a clock, or takes it up again after a restart.
  ///
  /// A clock that should have rung already rings at the next tick.
  ///
  /// - Parameter level: The most urgent level that rang before; `nil` for none.
  /// - Returns: Whether it was started; a clock that runs already goes on as it was.
  @discardableResult
  package mutating func start(_ clock: Clock, rung level: ClockLevel? = nil) -> Bool {
    guard running[clock.id] == nil else { return false }
    let next = level.map(\.next) ?? .warning
    let alarm = next.map { Alarm(meant: clock.rings(at: $0), id: clock.id, level: $0) }
    running[clock.id] = Running(clock: clock, alarm: alarm)
    if let alarm { queue.insert(alarm) }
    return true
  }

  /// Stops a clock for good because somebody has acted; it never rings again.
  ///
  /// - Returns: The clock; `nil` when it does not run.
  @discardableResult
  package mutating func stop(_ id: ClockID) -> Clock? {
    guard let stopped = running.removeValue(forKey: id) else { return nil }
    // Its alarm stays behind; throw such alarms away before they outnumber the living.
    if queue.count > 2 * running.count + AlarmQueue<Alarm>.slack {
      queue = AlarmQueue(running.values.compactMap(\.alarm))
    }
    dropStale()
    return stopped.clock
  }

  /// Moves time on and tells what rings, by the moment it was meant for.
  ///
  /// - Parameter now: Taken for the present only if it is not behind.
  package mutating func tick(_ now: Moment) -> [Ring] {
    time = max(time, now)
    var rings: [Ring] = []
    while let alarm = queue.first, alarm.meant <= time {
      queue.removeFirst()
      guard let entry = running[alarm.id], entry.alarm == alarm else { continue }
      rings.append(Ring(clock: entry.clock, level: alarm.level, meant: alarm.meant))
      let following = alarm.level.next.map {
        Alarm(meant: entry.clock.rings(at: $0), id: alarm.id, level: $0)
      }
      running[alarm.id]?.alarm = following
      if let following { queue.insert(following) }
    }
    dropStale()
    return rings
  }

  // INVARIANT: the first alarm, if any, belongs to a running clock, so that `next` is true.
  private mutating func dropStale() {
    while let alarm = queue.first, running[alarm.id]?.alarm != alarm { queue.removeFirst() }
  }
}
