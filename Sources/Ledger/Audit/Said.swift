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
      if let delivery = item["delivery"]?.string { standings[delivery] = item }
    }
    if let note = statement["handOver"]?.string { handOvers[place] = note }
  }
}

extension Gathered {
  mutating func add(_ statement: JSONValue, at place: EntryIndex, about index: EntryIndex) {
    if place != index { later[place] = statement["entry"] }
    first = first.map { min($0, place) } ?? place
    for clock in statement["started"]?.array ?? [] {
      if let name = clock["clock"]?.string { running[name] = place }
    }
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
      for stored in page {
        let (name, index) = (Base64.url.encode(stored.row.id.bytes), stored.place.index)
        if left.removeValue(forKey: name) != nil { continue }
        let isEarly = gathered.first.map { index < $0 } ?? true
        if gathered.running[name] != nil {
          found.add(.otherwise, "clock", index.value)
        } else if !isEarly {
          found.add(.unstated, "clock", index.value)
        }
      }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      place = last.place
    }
    for index in left.values.sorted() { found.add(.missing, "clock", index.value) }
  }

  /// Whether each leaf is explained, and the head over them.
  func verifyTree(
    of controller: ControllerNumber, by verifier: VerifyingKey, _ gathered: Gathered,
    into found: inout Verification
  ) async throws(LedgerError) {
    let stated = gathered.stated[controller] ?? []
    let key = try? vault.key(of: controller, .first)
    let head = try await store.treeHead(of: controller)
    var tree = AuditTree()
    var root = Digest32?.none
    while true {
      if tree.size == head?.size { root = tree.root }
      let end = min(
        tree.size + LedgerPage.leafLimit, head.map { max($0.size, tree.size + 1) } ?? .max)
      let page = try await store.leaves(of: controller, in: tree.size..<end)
      for leaf in page {
        let position = tree.size
        tree.append(leaf)
        if leaf.isEarly {
          found.early += 1
        } else if !stated.contains(position) {
          if key?.padding(at: position).value != leaf {
            found.add(.unexplained, "leaf", Int64(position))
          }
        }
      }
      if page.isEmpty { break }
    }
    found.leaves += tree.size
    if let beyond = stated.max(), beyond >= tree.size {
      found.add(.missing, "leaf", Int64(beyond))
    }
    guard let head else { return }
    found.heads += 1
    if tree.size < head.size { found.add(.missing, "leaf", Int64(tree.size)) }
    found.covered += head.size
    let origin = TreeHead.origin(vault.deployment, controller)
    let checkpoint = Checkpoint(head.note, of: origin, by: verifier)
    guard let checkpoint, checkpoint.size == head.size, checkpoint.root == root else {
      return found.add(.head, "tree_head", Int64(controller.rawValue))
    }
    try await verifyBlocks(of: controller, head, tree.fresh, into: &found)
  }

  private func verifyBlocks(
    of controller: ControllerNumber, _ head: TreeHead, _ roots: [Digest32],
    into found: inout Verification
  ) async throws(LedgerError) {
    let count = head.size / TreeHead.blockSize
    var number = 0
    while number <= count {
      let end = number + LedgerPage.leafLimit
      let page = try await store.blocks(of: controller, in: number..<end)
      let expected = roots[min(number, count)..<min(end, count)]
      if page != Array(expected) {
        return found.add(.head, "block", Int64(number))
      }
      number = end
    }
  }
}
