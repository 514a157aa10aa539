package import Filtering
import Admission
package import Concerns
package import Consents
import Deadlines
import Evidence
package import Routing
import Wire

/// A concern that is on disk: what it said, and what was decided when it came.
///
/// Made here alone, of a commit or of what was read back and opened.
package struct StoredConcern: Sendable {
  package let index: EntryIndex
  package let facts: ConcernFacts
  package let payload: Payload
  package let at: Moment

  init(index: EntryIndex, facts: ConcernFacts, payload: Payload, at: Moment) {
    self.index = index
    self.facts = facts
    self.payload = payload
    self.at = at
  }

  /// A concern that was just recorded, as it would be read back.
  init(_ concern: NewConcern, at index: EntryIndex) {
    self.init(
      index: index, facts: ConcernFacts(concern), payload: concern.payload, at: concern.at)
  }
}

/// A delivery read back, with what is known of its concern.
package struct StoredParcel: Sendable {
  package let key: DeliveryKey
  package let recipient: Recipient
  /// The persons whose waivers it rests on, and their cooperations; none when it rests on none.
  package internal(set) var waived: Set<PersonPseudonym>
  package internal(set) var waivers: Set<CooperationID>
  /// The emergencies that it rested on when it was recorded.
  package let emergencies: Set<EmergencyID>
  package let facts: ConcernFacts
  package let thread: Keyed
  package let lane: Lane
  package let standing: DeliveryStanding
  package let place: RowPlace
  /// When the concern was accepted.
  package let accepted: Moment
  package let byteCount: Int
  /// How often people had sent the concern on when it came here, and who is not to have it.
  package let journey: Journey
}

/// A withdrawal in the ledger, and what it ended.
package struct Withdrawn: Hashable, Sendable {
  package let at: EntryIndex
  package let cooperation: CooperationID

  package init(at: EntryIndex, cooperation: CooperationID) {
    self.at = at
    self.cooperation = cooperation
  }
}

/// Opens what the ledger keeps. Every answer was verified against the keys it lies under.
package struct LedgerReader: Sendable {
  let store: any LedgerStore
  package let vault: Vault

  package init(store: any LedgerStore, vault: Vault) {
    self.store = store
    self.vault = vault
  }

  /// A concern by its place.
  package func concern(at index: EntryIndex) async throws(LedgerError) -> StoredConcern {
    let (entry, key) = try await record(at: index, fields: [.payload, .facts])
    let row = entry.row
    guard let payload = row.fields[.payload] else { throw .corrupt(table: "field") }
    return StoredConcern(
      index: index, facts: try facts(of: entry, key),
      payload: try Payload(
        stored: try open(payload, key, .field(.payload, of: row.kind, at: row.at))),
      at: row.at)
  }

  /// How conversations stand, in order; `nil` where none of the boards has begun one.
  package func standings(
    of conversations: [ConversationID]
  ) async throws(LedgerError) -> [ConversationStanding?] {
    let boards = try opened { () throws(VaultError) in try Scribe(vault: vault).boards() }
    let names = conversations.map { id in boards.map { $0.keyed(.conversation, id.uuid.bytes) } }
    let wanted = names.flatMap(\.self)
    var rows: [Keyed: ConversationRow] = [:]
    for start in stride(from: 0, to: wanted.count, by: LedgerPage.limit) {
      let page = Array(wanted[start..<min(start + LedgerPage.limit, wanted.count)])
      rows.merge(try await store.conversations(page)) { first, _ in first }
    }
    var standings: [ConversationStanding?] = []
    standings.reserveCapacity(conversations.count)
    for names in names { standings.append(try standing(among: names.compactMap { rows[$0] })) }
    return standings
  }

  /// The standing of a conversation, which may have branches under other boards than its owner's.
  private func standing(
    among rows: [ConversationRow]
  ) throws(LedgerError) -> ConversationStanding? {
    for row in rows {
      let standing = try standing(of: row)
      if vault.number(of: standing.owner.controller) == row.controller { return standing }
    }
    return nil
  }

  private func standing(of row: ConversationRow) throws(LedgerError) -> ConversationStanding {
    try StoredForm.standing(
      try opened { () throws(VaultError) in
        try vault.key(of: row.controller, row.generation).open(row).openStanding(of: row)
      }, version: row.version)
  }

  /// A delivery by its name; `nil` when there is none.
  package func parcel(_ delivery: DeliveryID) async throws(LedgerError) -> StoredParcel? {
    guard let stored = try await store.delivery(delivery) else { return nil }
    return try await parcel(stored)
  }

  /// The deliveries to a function, settled or not, in the order they were recorded.
  package func parcels(
    to function: FunctionID, after place: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredParcel] {
    var parcels: [StoredParcel] = []
    for number in vault.controllers {
      let name = try opened { () throws(VaultError) in
        try vault.key(of: number).keyed(.function, Array(function.text.utf8))
      }
      let page = try await store.deliveries(to: name, after: place, limit: limit)
      parcels += try await self.parcels(page)
    }
    return Array(parcels.sorted { $0.place < $1.place }.prefix(limit))
  }

  /// The function whose mailbox a concern was last given to as its owner's.
  package func owner(of index: EntryIndex) async throws(LedgerError) -> FunctionID {
    if let holder = try await holder(of: index) { return holder.recipient.function }
    return try await concern(at: index).facts.owner.function
  }

  /// The delivery by which a concern was last given to its owner; `nil` if it never was.
  package func holder(of index: EntryIndex) async throws(LedgerError) -> StoredParcel? {
    try await parcels(store.deliveries(of: index)).last { $0.recipient.standing == .owner }
  }

  /// Whether an identifier of an agency was used by an accepted message.
  package func isTaken(
    _ id: MessageID, by source: AgencyID
  ) async throws(LedgerError) -> Bool {
    try await claim(on: id, by: source) != nil
  }

  /// What stands under the identifier of an agency's message; `nil` while nothing was accepted.
  func claim(
    on id: MessageID, by source: AgencyID
  ) async throws(LedgerError) -> StoredClaim? {
    try await store.claim(
      opened { () throws(VaultError) in
        try Scribe(vault: vault).claimKey(source: source, id: id)
      })
  }

  /// The receipt leaf that a claim keeps.
  func answer(of claim: StoredClaim) async throws(LedgerError) -> [UInt8] {
    let (_, key) = try await record(at: claim.index, fields: [])
    return try open(claim.claim.answer, key, .answer)
  }

  func parcel(_ stored: StoredDelivery) async throws(LedgerError) -> StoredParcel {
    try await parcels([stored])[0]
  }

  /// Deliveries with what their concerns are known by, in the same order; two reads for a page.
  func parcels(_ page: [StoredDelivery]) async throws(LedgerError) -> [StoredParcel] {
    let indexes = page.compactMap(\.row.entry.earlier)
    guard indexes.count == page.count else { throw .corrupt(table: "delivery") }
    let records = try await records(at: indexes, fields: [.facts])
    var facts: [EntryIndex: ConcernFacts] = [:]
    for (index, (entry, key)) in records { facts[index] = try self.facts(of: entry, key) }
    var parcels: [StoredParcel] = []
    parcels.reserveCapacity(page.count)
    for (stored, index) in zip(page, indexes) {
      guard let (entry, key) = records[index], let facts = facts[index] else {
        throw .corrupt(table: "entry")
      }
      parcels.append(try parcel(stored, of: entry, key, facts))
    }
    return parcels
  }

  private func parcel(
    _ stored: StoredDelivery, of entry: StoredEntry, _ key: RecordKey, _ facts: ConcernFacts
  ) throws(LedgerError) -> StoredParcel {
    let row = stored.row
    try opened { () throws(VaultError) in
      try vault.key(of: row.controller, entry.row.generation).check(row)
    }
    let disclosure = try StoredForm.read(
      try open(row.disclosure, key, .disclosure(of: row.id, to: row.function, in: row.thread)))
    return StoredParcel(
      key: DeliveryKey(
        delivery: row.id, entry: entry.index, controller: row.controller,
        generation: entry.row.generation, conversation: entry.row.conversation),
      recipient: try StoredForm.recipient(disclosure), waived: try StoredForm.waived(disclosure),
      waivers: StoredForm.waivers(disclosure),
      emergencies: StoredForm.emergencies(disclosure), facts: facts, thread: row.thread,
      lane: row.lane, standing: row.standing, place: stored.place, accepted: entry.row.at,
      byteCount: entry.row.bucket.byteCount, journey: try StoredForm.journey(disclosure))
  }

  /// What a concern is known by, without opening what it says.
  func facts(of entry: StoredEntry, _ key: RecordKey) throws(LedgerError) -> ConcernFacts {
    let row = entry.row
    guard let facts = row.fields[.facts] else { throw .corrupt(table: "field") }
    return try ConcernFacts(
      stored: try open(facts, key, .field(.facts, of: row.kind, at: row.at)))
  }

  /// An entry and the key of its record.
  func record(
    at index: EntryIndex, fields: [FieldNumber]
  ) async throws(LedgerError) -> (StoredEntry, RecordKey) {
    guard let record = try await records(at: [index], fields: fields)[index] else {
      throw .corrupt(table: "entry")
    }
    return record
  }

  /// A page of entries and the keys of their records, in two reads; all of them must be there.
  func records(
    at places: [EntryIndex], fields: [FieldNumber]
  ) async throws(LedgerError) -> [EntryIndex: (StoredEntry, RecordKey)] {
    let places = Set(places)
    let entries = try await store.entries(at: Array(places), fields: fields)
    guard entries.count == places.count else { throw .corrupt(table: "entry") }
    return try await records(of: entries.values)
  }

  /// The keys of a page of records.
  func records(
    of entries: some Collection<StoredEntry>
  ) async throws(LedgerError) -> [EntryIndex: (StoredEntry, RecordKey)] {
    let conversations = try await store.conversations(
      Array(Set(entries.map(\.row.conversation))))
    var records: [EntryIndex: (StoredEntry, RecordKey)] = [:]
    for entry in entries {
      let key = try opened { () throws(VaultError) in
        try vault.open(entry.row, in: conversations[entry.row.conversation])
      }
      records[entry.index] = (entry, key)
    }
    return records
  }

  func open(
    _ sealed: Sealed, _ key: RecordKey, _ place: Place
  ) throws(LedgerError) -> [UInt8] {
    try opened { () throws(VaultError) in try key.open(sealed, at: place) }
  }

  /// What does not open is damage, and said so.
  func opened<Value>(_ body: () throws(VaultError) -> Value) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch {
      throw .corrupt(table: "key")
    }
  }
}
