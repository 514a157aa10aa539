import Concerns
import Deadlines
import Evidence
import Wire

/// All that the statements about one entry say, the last word of each.
struct Said {
  /// What was recorded: the entry itself, and what was decided of it later, by record.
  var entries: [String: JSONValue] = [:]
  /// The hash of what each delivery was decided to show.
  var decided: [String: String] = [:]
  /// How each delivery came to stand.
  var standings: [String: JSONValue] = [:]
  /// The hash of each hand-over's note, by its write.
  var handOvers: [EntryIndex: String] = [:]
  /// The first write that stated something about it.
  var first: EntryIndex?
  /// Whether an entry was stated to be recorded in the place that this is about.
  var filed = false
  /// Whether a statement has gone with its entry.
  var isErased = false

  mutating func add(_ statement: JSONValue, at place: EntryIndex, about index: EntryIndex) {
    first = first ?? place
    if let entry = statement["entry"], let record = entry["record"]?.string {
      entries[record] = entry
      if place == index { filed = true }
    }
    for item in statement["decided"]?.array ?? [] {
      if let delivery = item["delivery"]?.string { decided[delivery] = item["decided"]?.string }
    }
    for item in statement["standings"]?.array ?? [] {
      guard let delivery = item["delivery"]?.string else { continue }
      let version = standings[delivery]?["version"]?.integer ?? 0
      if item["version"]?.integer ?? 0 > version { standings[delivery] = item }
    }
    if let note = statement["handOver"]?.string { handOvers[place] = note }
  }
}

extension Gathered {
  mutating func add(_ statement: JSONValue, at place: EntryIndex, about index: EntryIndex) {
    if place != index { later[place] = statement["entry"] }
    first = first.map { min($0, place) } ?? place
    for clock in statement["started"]?.array ?? [] {
      if let name = clock["clock"]?.string { running[name] = (place, clock) }
    }
    if let controller = statement["controller"]?.integer { drawn.insert(controller) }
    for clock in statement["ended"]?.array ?? [] {
      if let name = clock["clock"]?.string { ended.insert(name) }
    }
    for index in statement["weeded"]?.array ?? [] {
      if let index = index.integer { weeded.insert(EntryIndex(index)) }
    }
  }
}

extension LedgerReader {
  /// Reads and opens what was stated about a place.
  func statements(
    about index: EntryIndex, _ entry: StoredEntry?, into found: inout Verification,
    _ gathered: inout Gathered
  ) async throws(LedgerError) -> Said {
    var conversation: ConversationRow?
    if let entry { conversation = try await store.conversation(entry.row.conversation) }
    var said = Said()
    var place = RowPlace.start
    while true {
      let page = try await store.statements(about: index, after: place, limit: LedgerPage.limit)
      for stored in page {
        found.statements += 1
        if !gathered.stated[stored.controller, default: []].insert(stored.position).inserted {
          found.add(.unexplained, "statement", stored.place.index.value)
        }
        guard let sealed = stored.sealed else {
          said.isErased = true
          continue
        }
        guard let key = try? key(of: stored, about: entry?.row, in: conversation),
          let bytes = try? key.open(sealed, of: stored.leaf).statement,
          let statement = try? StoredForm.read(bytes)
        else {
          // Without its entry nobody has the key: what is gone is the entry.
          found.add(
            entry == nil ? .missing : .unreadable, entry == nil ? "entry" : "statement",
            stored.place.index.value)
          continue
        }
        said.add(statement, at: stored.place.index, about: index)
        gathered.add(statement, at: stored.place.index, about: index)
      }
      guard let last = page.last, page.count == LedgerPage.limit else { return said }
      place = last.place
    }
  }

  /// Whether the clocks that run are those that were stated to begin and not to end.
  func verifyClocks(
    _ gathered: Gathered, into found: inout Verification
  ) async throws(LedgerError) {
    var left = gathered.running.filter { !gathered.ended.contains($0.key) }
    var place = RowPlace.start
    while true {
      let page = try await store.runningClocks(after: place, limit: LedgerPage.limit)
      let entries = try await store.entries(at: page.compactMap(\.row.entry.earlier), fields: [])
      // One at a time: a key that is gone damages its own alone.
      var records: [EntryIndex: (StoredEntry, RecordKey)] = [:]
      for entry in entries.values {
        records[entry.index] = (try? await self.records(of: [entry]))?[entry.index]
      }
      for stored in page {
        let (name, index) = (Base64.url.encode(stored.row.id.bytes), stored.place.index)
        if !opens(stored.row, among: records) { found.add(.unreadable, "clock", index.value) }
        if let (_, stated) = left.removeValue(forKey: name) {
          let kind = ClockKind(ledgerNumber: stored.row.kind)?.rawValue
          let isAsStated =
            stated["due"]?.integer == stored.row.due.milliseconds
            && stated["kind"]?.string == kind
          if !isAsStated { found.add(.otherwise, "clock", index.value) }
          continue
        }
        let isEarly = gathered.first.map { index < $0 } ?? true
        if gathered.running[name] != nil {
          found.add(.otherwise, "clock", index.value)
        } else if !isEarly || index < EntryIndex(1) {
          found.add(.unstated, "clock", index.value)
        }
      }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      place = last.place
    }
    for index in left.values.map(\.0).sorted() { found.add(.missing, "clock", index.value) }
  }

  /// Whether a clock's note opens: it is bound to the clock's kind and its due time.
  private func opens(
    _ row: ClockRow, among records: [EntryIndex: (StoredEntry, RecordKey)]
  ) -> Bool {
    guard let index = row.entry.earlier, let (_, key) = records[index] else { return false }
    return (try? key.open(row.note, at: .note(of: row.id, kind: row.kind, due: row.due))) != nil
  }
}
