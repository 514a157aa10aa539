import Concerns
import Deadlines
import DequeModule

/// Senders who must be told that nobody has opened what they sent, until somebody of them is there.
struct Untold: Sendable {
  /// Most messages of one agency that wait to be told of; whoever sends more of what is acute and
  /// unopened while nobody of it is there is told of the latest.
  static let limit = 64

  /// Clocks whose sender has to be found out first.
  private(set) var asked: Set<ClockID> = []
  private var waiting: [AgencyID: Deque<(SentMessage, ClockID)>] = [:]
  /// Clocks whose sender was told, so that a start tells nobody twice.
  var told: Set<ClockID> = []

  /// Notes a clock whose sender is to be told, unless it was.
  mutating func ask(_ clock: ClockID) {
    if !told.contains(clock) { asked.insert(clock) }
  }

  /// Takes those whose sender is not known yet.
  mutating func takeAsked() -> [ClockID] {
    defer { asked = [] }
    return asked.sorted()
  }

  /// Keeps one until somebody of its agency is there.
  mutating func keep(_ message: SentMessage, _ clock: ClockID) {
    waiting[message.agency, default: []].append((message, clock))
    if waiting[message.agency, default: []].count > Self.limit {
      waiting[message.agency]?.removeFirst()
    }
  }

  /// Takes all that an agency has to be told.
  mutating func take(for agency: AgencyID) -> [(SentMessage, ClockID)] {
    waiting.removeValue(forKey: agency).map(Array.init) ?? []
  }
}
