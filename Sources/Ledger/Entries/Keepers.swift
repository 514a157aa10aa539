package import Concerns
package import Deadlines
package import Evidence
package import Wire

/// Who keeps what until a hand-over list is accepted, and the lists that wait.
///
/// A value, made anew of the ledger by a start. What it holds of the words goes with the list.
package struct Keepers: Sendable {
  /// How long a list can still be read once nobody waits for it: two weeks, so that whoever comes
  /// back from leave finds what was promised.
  package static let readable: Duration = .seconds(14 * 86_400)

  /// A concern that on-call has taken, and nobody has accepted.
  package struct Kept: Hashable, Sendable {
    package let entry: EntryIndex
    package let clock: Clock
    /// On-call's own delivery of it.
    package let taken: DeliveryID
    /// Whoever has read it; its unit may have ended since.
    package let taker: FunctionID
    /// Whoever is there in the taker's place: mostly itself; `nil` where nobody follows it.
    fileprivate var holder: FunctionID?
    /// The owner's own delivery; `nil` where it has none.
    package fileprivate(set) var owned: DeliveryID?
    package fileprivate(set) var owner: FunctionID
    /// Whether on-call's own delivery was called back: it sees nothing of the concern any more.
    package fileprivate(set) var isCalledBack: Bool
    /// Whether the owner had read that when it was looked up.
    package fileprivate(set) var isRead: Bool
    /// The board whose key what is told of it lies under.
    package let board: ControllerNumber
    /// Who had let it go for a conflict of interest when it was looked up, and does not own it.
    fileprivate let barred: Set<FunctionID>

    init(
      entry: EntryIndex, clock: Clock, taken: DeliveryID, taker: FunctionID, owned: DeliveryID?,
      owner: FunctionID, isCalledBack: Bool, isRead: Bool, board: ControllerNumber,
      conflicted: Set<FunctionID>
    ) {
      self.entry = entry
      self.clock = clock
      self.taken = taken
      self.taker = taker
      holder = taker
      self.owned = owned
      self.owner = owner
      self.isCalledBack = isCalledBack
      self.isRead = isRead
      self.board = board
      barred = conflicted.subtracting([owner])
    }

    /// Who is to hand it over: where nobody is there to do so, its owner keeps it itself.
    package var keeper: FunctionID { holder ?? owner }

    /// Whether its owner keeps it, so that nobody can hand it over: to read it is to take it.
    package var isOwnersOwn: Bool { keeper == owner }
  }

  /// A hand-over list that was recorded.
  package struct Listed: Sendable {
    package let document: DutyDocument
    package let from: FunctionID
    package let to: FunctionID
    package let items: [DutyDocument.Item]
    /// What each item is about, in their order.
    package let subjects: [DutyNote.Subject]
    package let written: Moment
    package fileprivate(set) var accepted: Moment?
    /// What it still stood for when it was accepted; `nil` until then, and where nobody noted it.
    fileprivate var takenOver: Set<EntryIndex>?

    /// The board whose key it lies under.
    package var board: ControllerNumber? { subjects.first?.board }

    package init?(_ document: DutyDocument, _ subjects: [DutyNote.Subject], written: Moment) {
      guard case .handOver(let from, let to, let items) = document.act,
        items.count == subjects.count
      else { return nil }
      self.document = document
      self.from = from
      self.to = to
      self.items = items
      self.subjects = subjects
      self.written = written
    }
  }

  /// What is left of every list, whether anybody still waits for it: its name is its own.
  package struct Recorded: Sendable {
    package let digest: Digest32
    package let subjects: [DutyNote.Subject]

    /// The board whose key it lies under.
    package var board: ControllerNumber? { subjects.first?.board }
  }

  /// From whom to whom something is to be handed over.
  private struct Route: Hashable, Sendable {
    let keeper: FunctionID
    let owner: FunctionID

    init(_ item: Kept) { (keeper, owner) = (item.keeper, item.owner) }
  }

  private var kept: [EntryIndex: Kept] = [:]
  /// The first that is kept on each route: its bell rings for all of them.
  private var leaders: [Route: EntryIndex] = [:]
  /// All that the ledger has: some bytes for each night.
  private var recorded: [DutyListID: Recorded] = [:]
  /// Those that somebody waits for, or may read still.
  private var lists: [DutyListID: Listed] = [:]
  /// In the order they were recorded.
  private var order: [DutyListID] = []
  /// Those of them that name an entry, in the same order.
  private var naming: [EntryIndex: [DutyListID]] = [:]
  /// Who has let go of what is kept, or on a list, for a conflict of interest, and does not own it.
  private var conflicted: [EntryIndex: Set<FunctionID>] = [:]

  package init() {}

  package subscript(_ entry: EntryIndex) -> Kept? { kept[entry] }

  package subscript(_ list: DutyListID) -> Listed? { lists[list] }

  /// A list with that name, whatever has become of it.
  package func recorded(as list: DutyListID) -> Recorded? { recorded[list] }

  /// All that somebody keeps, in the ledger's order.
  package var all: [Kept] { kept.values.sorted { $0.entry < $1.entry } }

  /// The first of what each function keeps for each owner, in the ledger's order.
  package var leading: [Kept] {
    leaders.values.compactMap { kept[$0] }.sorted { $0.entry < $1.entry }
  }

  package mutating func keep(_ item: Kept) {
    remove(item.entry)
    insert(item)
    bar(item.barred, from: item.entry, ownedBy: item.owner)
  }

  /// Forgets what is kept no more.
  package mutating func release(_ entry: EntryIndex, _ clock: ClockID) {
    if kept[entry]?.clock.id == clock { remove(entry) }
  }

  /// Somebody else owns it now.
  package mutating func pass(_ entry: EntryIndex, to owner: FunctionID, as owned: DeliveryID) {
    guard var item = remove(entry) else { return }
    (item.owner, item.owned, item.isRead) = (owner, owned, false)
    insert(item)
  }

  /// Somebody else is there in the place of whoever has taken it, or nobody is.
  package mutating func follow(_ entry: EntryIndex, by holder: FunctionID?) {
    guard var item = remove(entry) else { return }
    item.holder = holder
    insert(item)
  }

  /// What on-call had of it was called back: it is still to tell what it did.
  package mutating func callBack(_ delivery: DeliveryID, of entry: EntryIndex) {
    if kept[entry]?.taken == delivery { kept[entry]?.isCalledBack = true }
  }

  /// Takes note of who has let it go for a conflict of interest: they are shown no word of it.
  ///
  /// Whoever owns it by now, because nobody else may, reads the concern itself.
  package mutating func bar(
    _ functions: Set<FunctionID>, from entry: EntryIndex, ownedBy owner: FunctionID?
  ) {
    guard kept[entry] != nil || naming[entry] != nil else { return }
    var barred = conflicted[entry, default: []].union(functions)
    if let owner { barred.remove(owner) }
    conflicted[entry] = barred.isEmpty ? nil : barred
  }

  /// What the lists name that are held, in the ledger's order.
  var listed: [EntryIndex] { naming.keys.sorted() }

  private mutating func insert(_ item: Kept) {
    kept[item.entry] = item
    let leader = leaders[Route(item)]
    leaders[Route(item)] = leader.map { min($0, item.entry) } ?? item.entry
  }

  /// Only where the first goes is all that is kept looked through for the next.
  @discardableResult
  private mutating func remove(_ entry: EntryIndex) -> Kept? {
    guard let item = kept.removeValue(forKey: entry) else { return nil }
    let route = Route(item)
    if leaders[route] == entry {
      leaders[route] = kept.values.lazy.filter { Route($0) == route }.map(\.entry).min()
    }
    return item
  }

  /// Takes note of a list that is on disk; one with the same name is there already.
  package mutating func note(_ list: Listed, at now: Moment) {
    restore(list)
    weed(at: now)
  }

  /// The same for one that is read back: what it stands for is known when all are.
  mutating func restore(_ list: Listed) {
    let id = list.document.list
    guard recorded[id] == nil else { return }
    recorded[id] = Recorded(digest: list.document.digest, subjects: list.subjects)
    lists[id] = list
    order.append(id)
    for subject in list.subjects { naming[subject.entry, default: []].append(id) }
  }

  /// Takes note of the first acceptance of a list, and of what that took over.
  package mutating func accept(
    _ list: DutyListID, of entries: Set<EntryIndex>?, at moment: Moment
  ) {
    guard lists[list]?.accepted == nil else { return }
    lists[list]?.accepted = moment
    lists[list]?.takenOver = entries
  }

  /// Forgets the words of lists whose place another has taken, or that were accepted long ago.
  package mutating func weed(at now: Moment) {
    let over = Set(
      order.filter { id in
        lists[id]?.accepted.map { $0 + Self.readable <= now } ?? waiting(in: id).isEmpty
      })
    order.removeAll(where: over.contains)
    for id in over {
      for subject in lists.removeValue(forKey: id)?.subjects ?? [] {
        naming[subject.entry]?.removeAll { $0 == id }
        if naming[subject.entry]?.isEmpty == true { naming[subject.entry] = nil }
      }
    }
    conflicted = conflicted.filter { kept[$0.key] != nil || naming[$0.key] != nil }
  }

  /// The latest list that names something to whoever owns it now; `nil` while none does.
  package func list(naming item: Kept) -> DutyListID? {
    naming[item.entry]?.last { stands($0, for: item) }
  }

  /// Whether a list still names something: it was not accepted, and nothing was sent on since.
  ///
  /// Whoever kept it then wrote it; that may be somebody who is there no more. What comes back to
  /// whom it was sent on from is another delivery: nobody who has it now was told of it.
  private func stands(_ id: DutyListID, for item: Kept) -> Bool {
    guard let list = lists[id], list.accepted == nil, list.to == item.owner,
      item.clock.startedAt <= list.written
    else { return false }
    return list.subjects.contains { $0.entry == item.entry && $0.owned == item.owned }
  }

  /// What a list names and nobody has accepted yet.
  package func waiting(in list: DutyListID) -> [Kept] {
    (lists[list]?.subjects ?? []).compactMap { kept[$0.entry] }
      .filter { self.list(naming: $0) == list }
  }

  /// Whether its bell rings for all that the same function keeps for the same owner.
  ///
  /// One bell for each hand-over list that is owed, not one for each item.
  package func leads(_ entry: EntryIndex) -> Bool {
    guard let item = kept[entry] else { return true }
    return leaders[Route(item)] == entry
  }

  /// A list as whoever it goes to is shown it, or whoever wrote it; `nil` where nothing is left.
  ///
  /// Each sees its own deliveries, and only what the list still stands for, or stood for when it
  /// was accepted; whoever accepted it, nothing that they have let go for a conflict of interest.
  package func shown(_ id: DutyListID, toOwner: Bool) -> DutyList? {
    guard let list = lists[id] else { return nil }
    let waiting = Set(waiting(in: id).map(\.entry))
    let items = zip(list.items, list.subjects).compactMap { item, subject -> DutyDocument.Item? in
      let isBarred = toOwner && conflicted[subject.entry]?.contains(list.to) == true
      let isTakenOver = list.takenOver?.contains(subject.entry) ?? true
      let isShown =
        list.accepted == nil ? waiting.contains(subject.entry) : isTakenOver && !isBarred
      guard isShown else { return nil }
      return .init(
        delivery: (toOwner ? subject.owned : nil) ?? item.delivery, done: item.done,
        promised: item.promised,
        next: item.next)
    }
    guard !items.isEmpty else { return nil }
    return DutyList(
      list: id, from: list.from, to: list.to, written: list.written, accepted: list.accepted,
      items: items)
  }

  /// What a function keeps, and the lists that it wrote or is to accept.
  package func overview(of function: FunctionID) -> DutyOverview {
    let keeps = all.filter { $0.keeper == function }.prefix(DutyOverview.limit).map { item in
      DutyOverview.Kept(
        delivery: item.isOwnersOwn ? item.owned ?? item.taken : item.taken, to: item.owner,
        since: item.clock.startedAt, due: item.clock.due,
        list: list(naming: item))
    }
    let listed = order.compactMap { id -> DutyOverview.Listed? in
      guard let list = lists[id], list.from == function || list.to == function,
        let shown = shown(id, toOwner: list.to == function)
      else { return nil }
      return DutyOverview.Listed(
        list: id, from: list.from, to: list.to, written: list.written, items: shown.items.count,
        accepted: list.accepted)
    }
    // Those that wait come first, then those that were accepted last.
    let waiting = listed.filter { $0.accepted == nil }
    let accepted = listed.filter { $0.accepted != nil }.reversed()
    return DutyOverview(
      keeps: Array(keeps), lists: Array((waiting + accepted).prefix(DutyOverview.limit)))
  }
}
