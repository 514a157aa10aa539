package import Admission
package import Concerns
package import Consents
package import Contacts
package import Deadlines
package import Evidence
package import Filtering
package import Ringing
import Routing
import Wire

/// All that a broker needs to go on where it stopped.
package struct Recovery: Sendable {
  /// What made the register, in its order, and who did it.
  package var acts: [(act: RegistryAct, by: MemberID, at: Moment)] = []
  package var parcels: [StoredParcel] = []
  package var clocks: [RunningClock] = []
  /// What was rung last about each of them.
  package var rung: [ClockID: Rung] = [:]
  /// Entries about rounds that nobody needs any more, the oldest first.
  package var spentRings: [EntryIndex] = []
  /// Those whose sender was told that nobody has opened.
  package var told: Set<ClockID> = []
  /// Answers to transfers that nobody who asked has been told.
  package var answers: [UntoldAnswer] = []
  package var policyEpoch: Int64 = 0
  /// The hash of the policy file that was in force; `nil` before the first.
  package var policyDigest: Digest32?
  /// Since when that one is in force.
  package var policySince: Moment?
  /// The directories that were planned and put in force, and what of the last one is done.
  package var directories = DirectoryHistory()
  package var registerEpoch: Int64 = 0
  /// All waivers and withdrawals, in their order, with the epochs that the ledger has counted.
  package var consents = ConsentRegister()
  package var seating = Seating()
  package var sharings = Sharings()
  /// All emergencies and what was found of them, in their order.
  package var emergencies = EmergencyRegister()
  /// Where each of them was declared: its clock runs for that entry.
  package var emergencyEntries: [EmergencyID: EntryIndex] = [:]
  /// All reservations, and how far each has come.
  package var reservations = ReservationRegister()
  /// Where each of them was offered: its clock runs for that entry.
  package var reservationEntries: [ReservationID: EntryIndex] = [:]
  /// All early contacts, with the marks of their phrases.
  package var contacts = ContactRegister()
  /// What on-call keeps, and the hand-over lists that wait.
  package var keepers = Keepers()
  package var head = LedgerHead.empty
}

/// A clock that runs, how far it has rung, for which entry, and the conversation of that.
package typealias RunningClock = (
  clock: Clock, rung: ClockLevel?, delivery: EntryIndex, conversation: Keyed
)

extension LedgerReader {
  /// Opens a ledger: the keys of every board and of the operator, made where they are missing.
  ///
  /// - Parameter boards: Every board of the directory.
  package static func open(
    _ store: any LedgerStore, vault: Vault, boards: [ControllerID], at moment: Moment,
    using generator: inout some RandomNumberGenerator
  ) async throws(LedgerError) -> LedgerReader {
    var vault = try await reading(store, vault: vault).vault
    guard let own = ControllerID(Scribe.operatorName) else {
      preconditionFailure("the operator's name is a controller's")
    }
    for board in [own] + boards.sorted() where vault.number(of: board) == nil {
      let row = vault.newKey(for: board, using: &generator)
      guard (try? vault.admit(row)) != nil, let scribe = try? Scribe(vault: vault) else {
        throw .corrupt(table: "controller_key")
      }
      // Stated in the operator's tree: a board cannot be taken away with all that it had.
      let statement = Statement(at: moment, rows: [.controllerKey(row)])
      let write = Write(
        at: moment, rows: [.controllerKey(row)],
        leaves: [scribe.operatorLeaf(statement, using: &generator)])
      guard case .recorded? = try await store.append([write]).outcomes.first else {
        throw .corrupt(table: "controller_key")
      }
    }
    vault.remember([own] + boards)
    return LedgerReader(store: store, vault: vault)
  }

  /// Opens a ledger's keys and changes nothing: for whoever only reads.
  package static func reading(
    _ store: any LedgerStore, vault: Vault
  ) async throws(LedgerError) -> LedgerReader {
    var vault = vault
    do {
      for row in try await store.controllerKeys() { try vault.admit(row) }
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .wrongRootKey
    }
    return LedgerReader(store: store, vault: vault)
  }

  /// Reads what is unsettled, page by page.
  package func recover() async throws(LedgerError) -> Recovery {
    var recovery = Recovery()
    recovery.head = try await store.head()
    let scribe = try opened { () throws(VaultError) in try Scribe(vault: vault) }
    let epochs = try await store.epochs(of: [scribe.policyStand, scribe.registerStand])
    recovery.policyEpoch = epochs[0].epoch
    recovery.registerEpoch = epochs[1].epoch
    try await eachEntry(of: .administration) { facts, at throws(LedgerError) in
      let (act, member) = try StoredForm.act(facts)
      recovery.acts.append((act, member, at))
    }
    try await eachEntry(of: .policy) { facts, at throws(LedgerError) in
      // One that cannot be read is not "no law yet": then any would be taken without a signature.
      guard let digest = try StoredForm.read(facts)["digest"]?.string.flatMap(Digest32.init(wire:))
      else { throw .corrupt(table: "entry") }
      recovery.policyDigest = digest
      recovery.policySince = at
    }
    try await eachEntry(of: .directory) { facts, at throws(LedgerError) in
      recovery.directories.note(try StoredForm.directory(facts, at: at))
    }
    var place = RowPlace.start
    while true {
      let page = try await store.openDeliveries(after: place, limit: LedgerPage.limit)
      for parcel in try await parcels(page) {
        recovery.parcels.append(try await rested(parcel))
      }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      place = last.place
    }
    let told = try await recoverClocks(into: &recovery)
    try await recoverAnswers(into: &recovery, told: told)
    try await recoverRings(into: &recovery)
    try await recoverConsents(into: &recovery)
    try await recoverSharings(into: &recovery.sharings)
    try await recoverEmergencies(into: &recovery)
    try await recoverReservations(into: &recovery)
    try await recoverContacts(into: &recovery)
    try await recoverKeepers(into: &recovery)
    return recovery
  }

  /// Every clock that runs, as a start would read it, and nothing else.
  package func runningClocks() async throws(LedgerError) -> [RunningClock] {
    var recovery = Recovery()
    try await recoverClocks(into: &recovery)
    return recovery.clocks
  }

  /// Reads every clock that runs, in the order they were started.
  ///
  /// - Returns: Every clock of which somebody was told, whether it runs.
  @discardableResult
  func recoverClocks(into recovery: inout Recovery) async throws(LedgerError) -> Set<ClockID> {
    var levels: [ClockID: ClockLevel] = [:]
    var told: Set<ClockID> = []
    try await eachEntry(of: .clock) { facts, _ throws(LedgerError) in
      let (clock, event) = try StoredForm.ring(facts)
      switch event {
      case .rang(let level): levels[clock] = max(level, levels[clock] ?? level)
      case .told: told.insert(clock)
      case .ended: levels[clock] = nil
      }
    }
    var place = RowPlace.start
    while true {
      let page = try await store.runningClocks(after: place, limit: LedgerPage.limit)
      let records = try await records(at: page.compactMap(\.row.entry.earlier), fields: [])
      for stored in page {
        let (clock, index, conversation) = try clock(stored.row, among: records)
        recovery.clocks.append((clock, levels[clock.id], index, conversation))
        if told.contains(clock.id) { recovery.told.insert(clock.id) }
      }
      guard let last = page.last, page.count == LedgerPage.limit else { return told }
      place = last.place
    }
  }

  private func clock(
    _ row: ClockRow, among records: [EntryIndex: (StoredEntry, RecordKey)]
  ) throws(LedgerError) -> (Clock, EntryIndex, Keyed) {
    guard let index = row.entry.earlier, let (entry, key) = records[index],
      let kind = ClockKind(ledgerNumber: row.kind)
    else { throw .corrupt(table: "clock") }
    let note = try StoredForm.read(
      try open(row.note, key, .note(of: row.id, kind: row.kind, due: row.due)))
    guard let started = note["started"]?.string.flatMap(Moment.init(_:)) else {
      throw .corrupt(table: "clock")
    }
    let clock = Clock(id: row.id, rule: ClockRule(of: kind), startedAt: started, due: row.due)
    return (clock, index, entry.row.conversation)
  }

  /// Reads the facts of every entry of a kind, in order.
  func eachEntry(
    of kind: EntryKind, _ body: ([UInt8], Moment) throws(LedgerError) -> Void
  ) async throws(LedgerError) {
    try await eachPlacedEntry(of: kind) { facts, at, _ throws(LedgerError) in try body(facts, at) }
  }

  /// The same, with the place of each.
  func eachPlacedEntry(
    of kind: EntryKind, _ body: ([UInt8], Moment, EntryIndex) throws(LedgerError) -> Void
  ) async throws(LedgerError) {
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: kind, after: index, limit: LedgerPage.limit, fields: [.facts])
      for entry in page {
        guard let facts = entry.row.fields[.facts] else { throw .corrupt(table: "field") }
        let key = try opened { () throws(VaultError) in try vault.open(entry.row, in: nil) }
        try body(
          try open(facts, key, .field(.facts, of: kind, at: entry.row.at)), entry.row.at,
          entry.index)
      }
      guard let last = page.last, page.count == LedgerPage.limit else { return }
      index = last.index
    }
  }
}
