import Concerns
import Deadlines

/// Which functions on duty nobody has read for too long: an incident before anything lands there.
///
/// A value that reads no clock. What it knows began with the broker's start, and whoever is missed
/// then is given the same time as anybody.
struct RollCall: Sendable {
  /// How long a function on duty may be without a session: a machine that is put in order is away
  /// for some minutes, and a sender of something acute is told after fifteen that nobody reads it.
  static let limit: Duration = .seconds(600)
  /// How often the roll is called besides: duty begins on the minute.
  static let pause: Duration = .seconds(60)

  /// An incident: who is missed, and the clock that its bell goes by.
  struct Incident: Hashable, Sendable {
    let function: FunctionID
    let clock: Clock
  }

  private struct Missed: Sendable {
    let since: Moment
    var clock: Clock?
  }

  private var missed: [FunctionID: Missed] = [:]
  private var called: Moment?

  /// When the roll is next called, whatever happens.
  var next: Moment? { called.map { $0 + Self.pause } }

  /// Functions that are an incident now, in order.
  var absent: [FunctionID] {
    missed.filter { $0.value.clock != nil }.map(\.key).sorted { $0.text < $1.text }
  }

  /// Whether it is time to call the roll.
  func isDue(at now: Moment) -> Bool { next.map { $0 <= now } ?? true }

  /// Calls the roll.
  ///
  /// - Parameters:
  ///   - onDuty: Functions that must be read now.
  ///   - read: Functions that a session reads.
  /// - Returns: Those who have been missed for too long, and the incidents that end.
  mutating func call(
    _ onDuty: Set<FunctionID>, read: Set<FunctionID>, at now: Moment
  ) -> (absent: [FunctionID], ended: [Incident]) {
    called = now
    var (absent, ended): ([FunctionID], [Incident]) = ([], [])
    for (function, entry) in missed.sorted(by: { $0.key.text < $1.key.text })
    where read.contains(function) || !onDuty.contains(function) {
      missed[function] = nil
      if let clock = entry.clock { ended.append(Incident(function: function, clock: clock)) }
    }
    for function in onDuty.subtracting(read).sorted(by: { $0.text < $1.text }) {
      let entry = missed[function] ?? Missed(since: now)
      missed[function] = entry
      if entry.clock == nil, entry.since + Self.limit <= now { absent.append(function) }
    }
    return (absent, ended)
  }

  /// Notes the clock that the bell of an incident goes by.
  mutating func note(_ clock: Clock, of function: FunctionID) { missed[function]?.clock = clock }
}
