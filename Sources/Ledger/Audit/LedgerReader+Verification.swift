import Concerns
package import Evidence
import Wire

extension LedgerReader {
  /// How many places are read at once.
  private static let pageSize = 250

  /// Reads everything: whether each row opens where it stands, whether the leaves say the same of
  /// it, and whether the signed heads are over the leaves.
  ///
  /// Nobody may write meanwhile. Costs some ten reads for every 250 writes and holds a number for
  /// each leaf: minutes for a million messages.
  ///
  /// - Parameters:
  ///   - key: Verifies the heads.
  ///   - kept: Signed heads that somebody has kept elsewhere; those of other trees are passed over.
  package func verify(
    by key: VerifyingKey, against kept: [[UInt8]] = []
  ) async throws(LedgerError) -> Verification {
    var found = Verification()
    var gathered = Gathered()
    let last = try await store.head().last.value
    var place: Int64 = 1
    while place <= last {
      let page = (place..<min(place + Int64(Self.pageSize), last + 1)).map { EntryIndex($0) }
      let entries = try await store.entries(
        at: page, fields: [.payload, .facts, .shownBefore])
      let deliveries = try await store.deliveries(of: page)
      for index in page {
        try await verify(
          entries[index], at: index, deliveries[index] ?? [], into: &found, &gathered)
      }
      place += Int64(Self.pageSize)
    }
    for index in gathered.erased where !gathered.weeded.contains(index) {
      found.add(.missing, "entry", index.value)
    }
    for index in gathered.later.keys.sorted() { found.add(.missing, "entry", index.value) }
    try await verifyClocks(gathered, into: &found)
    for controller in vault.controllers {
      try await verifyTree(of: controller, by: key, keeping: kept, gathered, into: &found)
    }
    // Each of them left a leaf that states nothing, so that none can pass for early.
    if found.earlyEntries > found.early { found.add(.unstated, "entry", 1) }
    verifyKeys(gathered, into: &found)
    return found
  }

  /// One place: its entry, what was delivered of it, and all that was stated about it.
  private func verify(
    _ entry: StoredEntry?, at index: EntryIndex, _ deliveries: [StoredDelivery],
    into found: inout Verification, _ gathered: inout Gathered
  ) async throws(LedgerError) {
    var said = try await statements(about: index, entry, into: &found, &gathered)
    if let later = gathered.later.removeValue(forKey: index) {
      said.entries[later["record"]?.string ?? ""] = later
      said.filed = true
    }
    if said.isErased { gathered.erased.insert(index) }
    found.deliveries += deliveries.count
    guard let entry else {
      if said.filed { found.add(.missing, "entry", index.value) }
      if !deliveries.isEmpty { found.add(.unreadable, "delivery", index.value) }
      return
    }
    found.entries += 1
    guard let key = (try? await records(of: [entry]))?[index]?.1 else {
      return found.add(.unreadable, "entry", index.value)
    }
    let isEarly = gathered.first.map { index < $0 } ?? true
    if isEarly { found.earlyEntries += 1 }
    if let conversation = try await store.conversation(entry.row.conversation),
      !opens(conversation)
    {
      found.add(.unreadable, "conversation", index.value)
    }
    try await verifyClaim(of: entry.row, key, said, at: index, into: &found)
    verify(entry.row, key, said, isEarly: isEarly, at: index, into: &found)
    for stored in deliveries {
      verify(stored, of: entry.row, key, said, isEarly: isEarly, into: &found)
    }
    let there = Set(deliveries.map(\.row.id.wire))
    for name in said.decided.keys where !there.contains(name) {
      found.add(.missing, "delivery", index.value)
    }
    try await verifyHandOvers(of: entry, said, isEarly: isEarly, into: &found)
  }

  private func verify(
    _ row: EntryRow, _ key: RecordKey, _ said: Said, isEarly: Bool, at index: EntryIndex,
    into found: inout Verification
  ) {
    let name = Base64.url.encode(row.record.bytes)
    let filed = said.entries[name]
    if filed == nil, !isEarly { found.add(.unstated, "entry", index.value) }
    if let filed, filed["kind"]?.string != row.kind.word {
      found.add(.otherwise, "entry", index.value)
    }
    for (number, sealed) in row.fields.sorted(by: { $0.key < $1.key }) {
      let place = Place.field(number, of: row.kind, at: row.at)
      guard let text = try? key.open(sealed, at: place) else {
        found.add(.unreadable, "field", index.value)
        continue
      }
      guard let filed else { continue }
      if filed["fields"]?[number.word]?.string != Digest32(hashing: text).wire {
        found.add(.otherwise, "field", index.value)
      }
    }
    for number in [FieldNumber.payload, .facts] where row.fields[number] == nil {
      if filed?["fields"]?[number.word] != nil { found.add(.missing, "field", index.value) }
    }
  }

  private func verify(
    _ stored: StoredDelivery, of entry: EntryRow, _ key: RecordKey, _ said: Said, isEarly: Bool,
    into found: inout Verification
  ) {
    let (row, place) = (stored.row, stored.place.index.value)
    let controller = try? vault.key(of: row.controller, entry.generation)
    guard let controller, (try? controller.check(row)) != nil,
      let shown = try? key.open(
        row.disclosure, at: .disclosure(of: row.id, to: row.function, in: row.thread))
    else { return found.add(.unreadable, "delivery", place) }
    if let decided = said.decided[row.id.wire] {
      if decided != Digest32(hashing: shown).wire { found.add(.otherwise, "delivery", place) }
    } else if !isEarly {
      found.add(.unstated, "delivery", place)
    }
    let standing = row.standing
    guard let last = said.standings[row.id.wire] else {
      if standing.version > 1, !isEarly { found.add(.unstated, "delivery", place) }
      return
    }
    let isAsStated =
      last["version"]?.integer == Int64(standing.version)
      && last["state"]?.string == standing.state.word
      && last["acknowledged"]?.string == standing.acknowledged.word
      && last["attempts"]?.integer == Int64(standing.attempts)
      && last["notBefore"]?.integer == standing.notBefore.milliseconds
    if !isAsStated { found.add(.otherwise, "delivery", place) }
  }

  private func verifyHandOvers(
    of entry: StoredEntry, _ said: Said, isEarly: Bool, into found: inout Verification
  ) async throws(LedgerError) {
    let rows = try await store.handOvers(of: entry.index)
    guard !rows.isEmpty || !said.handOvers.isEmpty else { return }
    guard let row = try await store.conversation(entry.row.conversation),
      let key = try? vault.key(of: row.controller, row.generation).open(row)
    else { return found.add(.unreadable, "conversation", entry.index.value) }
    var there: Set<EntryIndex> = []
    for stored in rows {
      there.insert(stored.index)
      guard let note = try? key.open(stored.row) else {
        found.add(.unreadable, "hand_over", stored.index.value)
        continue
      }
      let stated = said.handOvers[stored.index]
      // From before anything was stated of its entry.
      if stated == nil, isEarly, said.first.map({ stored.index < $0 }) ?? true { continue }
      if stated != Digest32(hashing: note).wire {
        found.add(stated == nil ? .unstated : .otherwise, "hand_over", stored.index.value)
      }
    }
    // More than a page of hand-overs are read by nobody, and not missing.
    guard rows.count < LedgerPage.limit else { return }
    for index in said.handOvers.keys where !there.contains(index) {
      found.add(.missing, "hand_over", index.value)
    }
  }
}

extension LedgerReader {
  /// Whether how a conversation stands opens under its version.
  private func opens(_ row: ConversationRow) -> Bool {
    guard let key = try? vault.key(of: row.controller, row.generation).open(row) else {
      return false
    }
    return (try? key.openStanding(of: row)) != nil
  }

  /// Whether a message is found by what its sender named it, and is answered as it was.
  ///
  /// What the broker says in the place of somebody who stays unnamed is found by that sender's name
  /// for it, which is nowhere in the entry.
  private func verifyClaim(
    of row: EntryRow, _ key: RecordKey, _ said: Said, at index: EntryIndex,
    into found: inout Verification
  ) async throws(LedgerError) {
    let filed = said.entries[Base64.url.encode(row.record.bytes)]
    guard let answer = filed?["answer"]?.string, let sealed = row.fields[.payload],
      row.kind.isMessage,
      let bytes = try? key.open(sealed, at: .field(.payload, of: row.kind, at: row.at)),
      let payload = try? Payload(stored: bytes)
    else { return }
    let envelope = payload.message.envelope
    guard let claim = try await claim(on: envelope.id, by: envelope.source) else {
      if !payload.message.matter.kind.hidesSource { found.add(.missing, "claim", index.value) }
      return
    }
    guard claim.index == index, let told = try? key.open(claim.claim.answer, at: .answer) else {
      return found.add(.unreadable, "claim", index.value)
    }
    if Digest32(hashing: told).wire != answer { found.add(.otherwise, "claim", index.value) }
  }

  /// Whether there is each board whose key was stated to be drawn, and no other.
  private func verifyKeys(_ gathered: Gathered, into found: inout Verification) {
    let there = Set(vault.controllers.map { Int64($0.rawValue) })
    for number in gathered.drawn.subtracting(there).sorted() {
      found.add(.missing, "controller_key", number)
    }
    // A ledger of before keys were stated has leaves that state nothing.
    guard found.early == 0 else { return }
    for number in there.subtracting(gathered.drawn).sorted() {
      found.add(.unstated, "controller_key", number)
    }
  }
}
