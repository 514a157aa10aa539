package import Admission
package import Concerns
package import Deadlines
import Evidence
import Routing
package import Wire

/// Something that on-call has taken by reading it: from then on it keeps it.
package struct Taken: Hashable, Sendable {
  /// On-call's own delivery.
  package let key: DeliveryKey
  /// Runs until the owner accepts a hand-over list that names it.
  package let clock: Clock

  package init(key: DeliveryKey, clock: Clock) {
    self.key = key
    self.clock = clock
  }
}

/// A hand-over list, or its acceptance, and what becomes of clocks with that.
package struct DutyNote: Sendable {
  /// What an item of a list is about.
  package struct Subject: Hashable, Sendable {
    package let entry: EntryIndex
    /// The owner's delivery of it.
    package let owned: DeliveryID?
    /// The board whose key the list lies under.
    package let board: ControllerNumber

    package init(entry: EntryIndex, owned: DeliveryID?, board: ControllerNumber) {
      self.entry = entry
      self.owned = owned
      self.board = board
    }
  }

  package enum Event: Hashable, Sendable {
    /// In the order of the list's items.
    case listed([Subject])
    /// What the list named is its owner's alone; the clocks that end with it, and what they ran
    /// for.
    case accepted([ClockID], of: [EntryIndex])
  }

  package let document: Admitted<DutyDocument>
  package let event: Event
  /// The board that what is told lies under.
  package let board: ControllerNumber
  package let leaf: [UInt8]
  /// As of an acknowledgement: kept only if no key and no member has changed since.
  package let registerEpoch: Int64
  package let at: Moment

  package init(
    _ document: Admitted<DutyDocument>, _ event: Event, board: ControllerNumber, leaf: [UInt8],
    registerEpoch: Int64, at: Moment
  ) {
    self.document = document
    self.event = event
    self.board = board
    self.leaf = leaf
    self.registerEpoch = registerEpoch
    self.at = at
  }
}

extension Scribe {
  /// Seals a hand-over list or its acceptance: the words, and what they are about, under the
  /// board's own key. A clock ends with the acceptance.
  ///
  /// It is no intake: what was taken must change hands on a nearly full disk, too.
  func seal(
    _ note: DutyNote, using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> Draft {
    let controller = try vault.key(of: note.board)
    let sheet = Sheet(
      record: controller.ownConversation.newRecord(using: &generator), controller: controller,
      kind: .duty, at: note.at)
    let document = note.document.said
    let facts = StoredForm.bytes(of: note)
    var ends: [Row] = []
    if case .accepted(let ended, _) = note.event {
      ends = ended.map {
        .clockEnd(ClockEnd(id: $0, at: note.at, cause: ClockCause.takenOver))
      }
    }
    return Draft(
      write: write(
        sheet, [.payload: document.bytes, .facts: facts], answer: note.leaf,
        expects: [Stand(name: registerStand, epoch: note.registerEpoch)], with: ends,
        using: &generator))
  }

  /// The clocks of what is taken, each under its concern's own key: they are read back with that.
  func rows(
    of taken: [Taken], under keys: [RecordKey], at moment: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> [Row] {
    var rows: [Row] = []
    for (taken, key) in zip(taken, keys) {
      let controller = try vault.key(of: taken.key.controller, taken.key.generation)
      let sheet = Sheet(record: key, controller: controller, kind: .concern, at: moment)
      rows.append(row(of: taken.clock, sheet, entry: .at(taken.key.entry), using: &generator))
    }
    return rows
  }
}

extension StoredForm {
  /// `event` says which of the other members there are.
  static func bytes(of note: DutyNote) -> [UInt8] {
    let event: [JSONValue.Member] =
      switch note.event {
      case .listed(let subjects):
        [.init("event", .string("listed")), .init("subjects", .array(subjects.map(value(of:))))]
      case .accepted(let ended, let entries):
        [
          .init("event", .string("accepted")),
          .init("ended", .array(ended.map { .string(Base64.url.encode($0.bytes)) })),
          .init("entries", .array(entries.map { .integer($0.value) })),
        ]
      }
    return JSONValue.object(
      [
        .init("v", .integer(1)), .init("member", .string(note.document.member.text)),
        .init("key", .string(note.document.key.wire)), .init("proof", note.document.proof.header),
      ] + event
    ).bytes
  }

  private static func value(of subject: DutyNote.Subject) -> JSONValue {
    .object(
      [.init("entry", .integer(subject.entry.value))]
        + (subject.owned.map { [.init("owned", .string($0.wire))] } ?? []))
  }

  /// What a list is about; `nil` for an acceptance.
  static func dutySubjects(
    _ bytes: [UInt8], of board: ControllerNumber
  ) throws(LedgerError) -> [DutyNote.Subject]? {
    let value = try read(bytes)
    guard value["event"]?.string == "listed" else { return nil }
    let stored = value["subjects"]?.array ?? []
    let subjects = stored.compactMap { value -> DutyNote.Subject? in
      guard let number = value["entry"]?.integer else { return nil }
      return .init(
        entry: EntryIndex(number),
        owned: value["owned"]?.string.flatMap(DeliveryID.init(wire:)), board: board)
    }
    guard subjects.count == stored.count else { throw .corrupt(table: "field") }
    return subjects
  }

  /// What an acceptance took over; `nil` where it was written before that was said.
  static func takenOver(_ bytes: [UInt8]) throws(LedgerError) -> Set<EntryIndex>? {
    guard let stored = try read(bytes)["entries"]?.array else { return nil }
    let entries = stored.compactMap { $0.integer.map { EntryIndex($0) } }
    guard entries.count == stored.count else { throw .corrupt(table: "field") }
    return Set(entries)
  }
}

extension LedgerReader {
  /// Who keeps what a clock of duty runs for; `nil` where nobody on duty has read it.
  package func kept(
    _ clock: Clock, of entry: EntryIndex
  ) async throws(LedgerError) -> Keepers.Kept? {
    kept(clock, of: entry, by: try await parcels(store.deliveries(of: entry)))
  }

  /// - Parameter parcels: All deliveries of the entry, in the order they were recorded.
  private func kept(
    _ clock: Clock, of entry: EntryIndex, by parcels: [StoredParcel]
  ) -> Keepers.Kept? {
    let read = parcels.filter {
      $0.recipient.standing == .duty && Self.isRead($0)
    }
    // Whoever read it before the clock began had given it up by then: somebody else took it anew,
    // in that very instant. A late word of the first may have come after that.
    let then = read.first { $0.standing.at == clock.startedAt }
    let since = then ?? read.first { $0.standing.at > clock.startedAt }
    guard let taken = since ?? read.last else { return nil }
    let holder = parcels.last { $0.recipient.standing == .owner }
    return Keepers.Kept(
      entry: entry, clock: clock, taken: taken.key.delivery, taker: taken.recipient.function,
      owned: holder?.key.delivery,
      owner: holder?.recipient.function ?? taken.facts.owner.function,
      isCalledBack: taken.standing.state.isCalledBack, isRead: holder.map(Self.isRead) ?? false,
      board: taken.key.controller, conflicted: Self.conflicted(parcels))
  }

  /// Who has let go of what the deliveries are of for a conflict of interest.
  private static func conflicted(_ parcels: [StoredParcel]) -> Set<FunctionID> {
    parcels.reduce(into: []) { $0.formUnion($1.journey.conflicted) }
  }

  private static func isRead(_ parcel: StoredParcel) -> Bool {
    [.read, .committed].contains(parcel.standing.acknowledged)
  }

  /// Entries of which all deliveries are read at once: each has a few, and one may have hundreds.
  private static let keptAtOnce = 100

  /// Makes anew who keeps what, and which lists wait for whom.
  func recoverKeepers(into recovery: inout Recovery) async throws(LedgerError) {
    let running = recovery.clocks.filter { $0.clock.kind == .dutyAcceptance }
    for start in stride(from: 0, to: running.count, by: Self.keptAtOnce) {
      let some = running[start..<min(start + Self.keptAtOnce, running.count)]
      let deliveries = try await store.deliveries(of: some.map(\.delivery))
      let parcels = try await parcels(deliveries.values.flatMap(\.self))
      let byEntry = Dictionary(grouping: parcels, by: \.key.entry)
      for (clock, _, entry, _) in some {
        if let kept = kept(clock, of: entry, by: byEntry[entry] ?? []) {
          recovery.keepers.keep(kept)
        }
      }
    }
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: .duty, after: index, limit: LedgerPage.limit, fields: [.facts, .payload])
      for entry in page { try note(entry.row, in: &recovery.keepers) }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      index = last.index
    }
    recovery.keepers.weed(at: recovery.head.time)
    try await recoverConflicts(into: &recovery.keepers)
  }

  /// Finds out who has let go of what is on a list for a conflict of interest.
  private func recoverConflicts(into keepers: inout Keepers) async throws(LedgerError) {
    let listed = keepers.listed
    for start in stride(from: 0, to: listed.count, by: Self.keptAtOnce) {
      let some = Array(listed[start..<min(start + Self.keptAtOnce, listed.count)])
      let deliveries = try await store.deliveries(of: some)
      let parcels = try await parcels(deliveries.values.flatMap(\.self))
      for (entry, parcels) in Dictionary(grouping: parcels, by: \.key.entry) {
        let owner = parcels.last { $0.recipient.standing == .owner }?.recipient.function
        keepers.bar(Self.conflicted(parcels), from: entry, ownedBy: owner)
      }
    }
  }

  private func note(_ row: EntryRow, in keepers: inout Keepers) throws(LedgerError) {
    let key = try opened { () throws(VaultError) in try vault.open(row, in: nil) }
    guard let facts = row.fields[.facts], let payload = row.fields[.payload] else {
      throw .corrupt(table: "field")
    }
    let said = try open(payload, key, .field(.payload, of: .duty, at: row.at))
    guard let document = try? DutyDocument(reading: said) else {
      // Whatever was signed was read before; what cannot be read now is damage.
      throw .corrupt(table: "field")
    }
    let stored = try open(facts, key, .field(.facts, of: .duty, at: row.at))
    guard let subjects = try StoredForm.dutySubjects(stored, of: row.controller) else {
      return keepers.accept(document.list, of: try StoredForm.takenOver(stored), at: row.at)
    }
    guard let list = Keepers.Listed(document, subjects, written: row.at) else {
      throw .corrupt(table: "field")
    }
    keepers.restore(list)
  }
}
