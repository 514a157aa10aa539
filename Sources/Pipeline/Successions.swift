import Concerns
import DequeModule
import Ledger
import Routing
import Tables

/// What is on its way from units that have ended to those that follow them.
struct Successions: Sendable {
  /// What somebody has to look at: an open delivery, or a concern that was received and whose
  /// clocks run.
  enum Subject: Hashable, Sendable {
    case delivery(DeliveryID)
    case concern(EntryIndex)
  }

  /// Most that are looked at at once: each holds what its concern says in memory, and others wait
  /// for the same reader.
  static let limit = 64
  /// So many days before a unit ends somebody is told.
  static let notice = [30, 14, 7, 1]

  /// Functions whose units are not there today: nobody sees anything under their names.
  private(set) var absent: Set<FunctionID> = []
  /// The day that `absent` is of; `nil` before the first look.
  private(set) var day: CivilDate?
  /// From when on the calendar must be looked at again.
  private var turns = Moment(milliseconds: .min)
  private var waiting: Deque<Subject> = []
  private var underWay: Set<Subject> = []
  /// How many have gone over since the last look.
  private(set) var count = 0
  /// The last day of the directory that is done in the ledger.
  private var performed: CivilDate?
  /// Since when the last of those that have ended is not there; `nil` if that is done.
  private var since: CivilDate?
  /// Whether the ledger is to be told, though nothing had to go over.
  private var isOwed = false

  init(performed: CivilDate?) { self.performed = performed }

  /// Whether another day has begun.
  func isDue(at now: Moment) -> Bool { turns <= now }

  /// Begins a day: who is not there, and from which day on all this has been so.
  ///
  /// - Returns: The day since which the last of those that have ended is not there; `nil` if none
  ///   has, or if all of it is done.
  mutating func begin(_ today: CivilDate, by directory: Directory) -> CivilDate? {
    let former = day
    day = today
    absent = directory.absent(on: today)
    turns = LocalTime.end(of: today) + .seconds(1)
    let last = directory.lastEnding(by: today)
    since = last.flatMap { day in performed.map { $0 < day } ?? true ? day : nil }
    // Of what ended before the broker was started there is news only if something was left.
    isOwed = since.map { day in former.map { $0 < day } ?? false } ?? false
    return since
  }

  mutating func add(_ subjects: some Sequence<Subject>) {
    let known = Set(waiting).union(underWay)
    waiting.append(contentsOf: subjects.filter { !known.contains($0) })
  }

  /// Those that may be looked at now.
  mutating func next() -> [Subject] {
    let room = min(waiting.count, Self.limit - underWay.count)
    guard room > 0 else { return [] }
    let subjects = Array(waiting.prefix(room))
    waiting.removeFirst(room)
    underWay.formUnion(subjects)
    return subjects
  }

  /// One has gone over, or needs not.
  mutating func finish(_ subject: Subject, hasMoved: Bool) {
    underWay.remove(subject)
    if hasMoved { count += 1 }
  }

  /// One must be looked at once more, after the others.
  mutating func putBack(_ subject: Subject) {
    underWay.remove(subject)
    waiting.append(subject)
  }

  /// The day whose changes are all done, once; with how many have gone over.
  mutating func conclude() -> (day: CivilDate, count: Int)? {
    guard isOwed || count > 0, waiting.isEmpty, underWay.isEmpty, let day = since else {
      return nil
    }
    defer { (performed, since, isOwed, count) = (day, nil, false, 0) }
    return (day, count)
  }
}

extension Directory {
  /// The first day without the unit that has ended last, by a day; `nil` if none has.
  func lastEnding(by today: CivilDate) -> CivilDate? {
    endings.filter { $0 <= today }.max()
  }

  /// The next day on which a unit is there no more.
  func nextEnding(after today: CivilDate) -> CivilDate? {
    endings.filter { today < $0 }.min()
  }

  private var endings: [CivilDate] {
    units.compactMap { unit in
      unit.period.until.map { CivilDate(daysSinceEpoch: $0.daysSinceEpoch + 1) }
    }
  }
}
