package import Concerns
package import Consents

/// Messages that rested on a waiver, queued or handed over, and what was taken back.
///
/// By cooperation, for as long as the ledger keeps them: a number of eight bytes for each message.
package struct Sharings: Sendable {
  private var messages: [CooperationID: Set<EntryIndex>] = [:]
  private var withdrawals: [CooperationID: [No]] = [:]

  /// A withdrawal that held somebody.
  fileprivate struct No {
    let at: EntryIndex
    let time: Moment
    let persons: Set<PersonPseudonym>
  }

  /// Begins empty.
  package init() {}

  /// Takes note of a message of which something rests on waivers, if on any.
  package mutating func note(_ message: EntryIndex, on waivers: Set<CooperationID>) {
    for waiver in waivers { messages[waiver, default: []].insert(message) }
  }

  /// Takes note of a withdrawal and of those for whom nobody had said no before; one that is told
  /// again holds nobody, and ends nothing.
  package mutating func note(
    _ withdrawn: Withdrawn, at moment: Moment, holding persons: some Sequence<PersonPseudonym>
  ) {
    let no = No(at: withdrawn.at, time: moment, persons: Set(persons))
    if !no.persons.isEmpty { withdrawals[withdrawn.cooperation, default: []].append(no) }
  }

  /// What there is to count of what had left before a withdrawal; nothing is counted yet.
  package func count(before withdrawn: Withdrawn) -> LeftCount {
    LeftCount(
      before: withdrawn, rest: (messages[withdrawn.cooperation] ?? []).sorted()[...],
      withdrawals: withdrawals)
  }
}

/// What had left on a cooperation's waivers before a withdrawal, as far as it has been counted.
///
/// A few messages at a time: whoever opens a delivery waits in the same queue.
package struct LeftCount: Sendable {
  /// Messages of one turn. Each is a few rows to open, so that a turn is some milliseconds.
  package static let turnLimit = 32

  package let withdrawn: Withdrawn
  /// Those that are still to be looked at, in the ledger's order.
  private(set) var rest: ArraySlice<EntryIndex>
  private let withdrawals: [CooperationID: [Sharings.No]]
  private var handed: [AgencyID: Int] = [:]
  private var ended: [AgencyID: Int] = [:]

  fileprivate init(
    before withdrawn: Withdrawn, rest: ArraySlice<EntryIndex>,
    withdrawals: [CooperationID: [Sharings.No]]
  ) {
    self.withdrawn = withdrawn
    self.rest = rest
    self.withdrawals = withdrawals
  }

  /// Whether everything is counted.
  package var isComplete: Bool { rest.isEmpty }

  /// The parties of which there is anything to tell, sorted.
  package var parties: [(party: AgencyID, handed: Int, withdrawn: Int)] {
    Set(handed.keys).union(ended.keys).sorted().map { ($0, handed[$0] ?? 0, ended[$0] ?? 0) }
  }

  /// Takes the messages of one turn.
  mutating func next() -> ArraySlice<EntryIndex> {
    defer { rest = rest.dropFirst(Self.turnLimit) }
    return rest.prefix(Self.turnLimit)
  }

  mutating func count(_ share: SharedDelivery) {
    let cooperation = withdrawn.cooperation
    let hadLeft = share.handOvers.contains { handOver in
      handOver.waivers.contains(cooperation) && (handOver.index.map { $0 < withdrawn.at } ?? false)
    }
    if hadLeft { handed[share.agency, default: 0] += 1 }
    if share.waivers.contains(cooperation), ending(of: share) == withdrawn.at {
      ended[share.agency, default: 0] += 1
    }
  }

  /// The no that ended a delivery: the last of its persons in its cooperations that was there by
  /// then. Those before it had left something open, and nobody is held twice in one cooperation.
  private func ending(of share: SharedDelivery) -> EntryIndex? {
    guard let end = share.withdrawnAt else { return nil }
    return share.waivers.flatMap { withdrawals[$0] ?? [] }
      .filter { $0.time <= end && !$0.persons.isDisjoint(with: share.persons) }
      .max { $0.at < $1.at }?.at
  }
}

/// A delivery of what was shared, as far as the waivers matter.
struct SharedDelivery {
  let agency: AgencyID
  /// When it ended with a waiver, if it did.
  let withdrawnAt: Moment?
  /// Whose waivers it rested on last.
  let persons: Set<PersonPseudonym>
  /// What it was recorded on.
  let recorded: Set<CooperationID>
  /// Each time it was handed over or opened, and what that rested on.
  let handOvers: [(index: EntryIndex?, waivers: Set<CooperationID>)]

  /// What it rested on last.
  var waivers: Set<CooperationID> { handOvers.last?.waivers ?? recorded }
}
