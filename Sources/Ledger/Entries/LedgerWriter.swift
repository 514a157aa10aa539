import Wire
import Admission
import Filtering
import Concerns
import Evidence
import Routing

/// Entries sealed, ready for one commit. Nothing has happened yet.
package struct SealedBatch: Sendable {
  let entries: [Entry]
  /// One for each entry, in order.
  let drafts: [Scribe.Draft]

  package var count: Int { drafts.count }
}

/// Keeps entries: seals them, commits them in groups, and only then says that they are kept.
///
/// Sealing one batch and committing another may go on at once. After a final error nothing more
/// is kept, and the process must start anew.
package actor LedgerWriter {
  /// Most conversations whose keys stay open between entries; about 50 MB.
  private static let conversationLimit = 65_536

  let store: any LedgerStore
  private let signer: ReceiptSigner
  private let scribe: Scribe
  private var generator: any RandomNumberGenerator & Sendable
  private var conversations: [Keyed: KnownConversation] = [:]
  /// The audit trees as they were at their last heads.
  var trees: [ControllerNumber: AuditTree] = [:]

  /// - Parameter vault: Holds a key for every board of the directory and for the operator.
  package init(
    store: any LedgerStore, vault: Vault, signer: ReceiptSigner,
    generator: any RandomNumberGenerator & Sendable
  ) throws(LedgerError) {
    self.store = store
    self.signer = signer
    self.generator = generator
    do {
      scribe = try Scribe(vault: vault)
    } catch {
      throw .corrupt(table: "controller_key")
    }
  }

  /// Seals entries, in order.
  package func seal(_ entries: [Entry]) async throws(LedgerError) -> SealedBatch {
    var drafts: [Scribe.Draft] = []
    drafts.reserveCapacity(entries.count)
    let entries = entries.map { $0.vouched(by: signer) }
    let names = try await checked { try entries.map(self.scribe.conversations(of:)) }
    let fresh = try await checked { try await self.open(names.flatMap(\.self)) }
    for (entry, names) in zip(entries, names) {
      drafts.append(try await draft(of: entry, in: names, fresh))
    }
    return SealedBatch(entries: entries, drafts: drafts)
  }

  /// Commits batches with one flush, and signs what is owed for all of them together.
  ///
  /// Signed is what was kept, and once it is: a signature serves 64 receipts, and none is made
  /// for what the store turned down.
  ///
  /// - Returns: What became of each entry, in order, once all that were recorded are durable.
  package func commit(_ batches: [SealedBatch]) async throws(LedgerError) -> [Kept] {
    let drafts = batches.flatMap(\.drafts)
    let mark = try await store.append(drafts.map(\.write))
    precondition(mark.outcomes.count == drafts.count, "a store answers for every write")
    let entries = batches.flatMap(\.entries)
    var leaves: [[UInt8]?] = []
    leaves.reserveCapacity(drafts.count)
    for (draft, outcome) in zip(drafts, mark.outcomes) { forget(draft, after: outcome) }
    for (entry, outcome) in zip(entries, mark.outcomes) {
      leaves.append(try await leaf(for: entry, outcome))
    }
    var signed = signer.sign(leaves.compactMap(\.self))[...]
    return drafts.indices.map { index in
      keep(
        entries[index], drafts[index], leaves[index] == nil ? nil : signed.popFirst(),
        mark.outcomes[index], at: mark.time)
    }
  }

  /// What is signed for an entry, now that it is known what became of it.
  private func leaf(
    for entry: Entry, _ outcome: Outcome
  ) async throws(LedgerError) -> [UInt8]? {
    switch outcome {
    case .recorded: entry.leaf
    case .duplicate(let claim): try await reader.answer(of: claim)
    case .conflict, .stale, .overtaken, .full: nil
    }
  }

  private func keep(
    _ entry: Entry, _ draft: Scribe.Draft, _ receipt: Receipt?, _ outcome: Outcome,
    at moment: Moment
  ) -> Kept {
    switch outcome {
    case .recorded(let index):
      let recorded = Recorded(index: index, record: draft.write.entry?.record, time: moment)
      return .recorded(KeptEntry(entry, recorded, receipt: receipt, place: draft.place))
    case .duplicate:
      guard let receipt else { preconditionFailure("a duplicate is answered with its receipt") }
      return .duplicate(receipt)
    case .conflict: return .conflict
    case .stale: return .stale
    case .overtaken: return .overtaken
    case .full: return .full
    }
  }

  var vault: Vault { scribe.vault }

  func read(_ note: [UInt8], of origin: String) -> Checkpoint? {
    Checkpoint(note, of: origin, by: signer.key.verifyingKey)
  }

  func sign(_ checkpoint: Checkpoint) -> [UInt8] { checkpoint.signed(by: signer.key) }

  private var reader: LedgerReader { LedgerReader(store: store, vault: scribe.vault) }

  /// A version that was not recorded must not be built upon.
  private func forget(_ draft: Scribe.Draft, after outcome: Outcome) {
    if case .recorded = outcome { return }
    for conversation in draft.conversations { conversations[conversation.name] = nil }
  }

  /// - Parameters:
  ///   - names: The conversations of the entry, if it has any.
  ///   - fresh: Conversations that had not begun when this batch was.
  private func draft(
    of entry: Entry, in names: [Keyed], _ fresh: Set<Keyed>
  ) async throws(LedgerError) -> Scribe.Draft {
    let draft = try await checked { try await self.sealed(entry, in: names, fresh) }
    for conversation in draft.conversations {
      if conversations.count >= Self.conversationLimit { conversations.removeAll() }
      conversations[conversation.name] = conversation.known
    }
    return draft
  }

  private func checked<Value>(
    _ body: () async throws -> Value
  ) async throws(LedgerError) -> Value {
    do {
      return try await body()
    } catch let error as LedgerError {
      throw error
    } catch {
      // A key that does not open is damage: nothing of this ledger may be trusted further.
      throw .corrupt(table: "key")
    }
  }

  private func sealed(
    _ entry: Entry, in names: [Keyed], _ fresh: Set<Keyed>
  ) async throws -> Scribe.Draft {
    switch entry {
    case .concern(let concern):
      var known: [Keyed: KnownConversation] = [:]
      for name in names {
        let isFresh = conversations[name] == nil && fresh.contains(name)
        known[name] = isFresh ? nil : try await conversation(name)
      }
      return try scribe.seal(concern, in: known, named: names, using: &generator)
    case .refusal(let refusal): return scribe.seal(refusal, using: &generator)
    case .handOver(let note):
      let known = try await existing(note.change.key.conversation)
      let keys = try await keys(of: [note.taken].compactMap(\.self))
      return try scribe.seal(note, in: known, taking: keys, using: &generator)
    case .acknowledgement(let note):
      let known = try await known(note.changes)
      let keys = try await keys(of: note.taken)
      return try scribe.seal(note, in: known, taking: keys, using: &generator)
    case .standing(let changes):
      return try scribe.seal(changes, in: try await known(changes), using: &generator)
    case .redirection(let note): return try await sealed(note)
    case .ruling(let note):
      let known = try await existing(note.key.conversation)
      guard let concern = try await store.entry(at: note.key.entry, fields: []) else {
        throw LedgerError.corrupt(table: "entry")
      }
      return try scribe.seal(
        note, in: known, of: try known.key.open(concern.row), using: &generator)
    case .clock(let note): return scribe.seal(note, using: &generator)
    case .ring(let note): return scribe.seal(note, using: &generator)
    case .weeding(let weeding): return scribe.seal(weeding, using: &generator)
    case .policy(let digest, let moment, let lines):
      return scribe.seal(policy: digest, endorsed: lines, at: moment, using: &generator)
    case .inspection(let note): return scribe.seal(note, using: &generator)
    case .contact(let note): return scribe.seal(note, using: &generator)
    case .act(let act, let member, let moment):
      return scribe.seal(act, by: member, at: moment, using: &generator)
    case .directory(let note): return scribe.seal(note, using: &generator)
    case .duty(let note): return try scribe.seal(note, using: &generator)
    }
  }

  /// The conversations of deliveries, in order.
  private func known(_ changes: [StandingChange]) async throws -> [KnownConversation] {
    var known: [KnownConversation] = []
    known.reserveCapacity(changes.count)
    for change in changes { known.append(try await existing(change.key.conversation)) }
    return known
  }

  /// The keys of the concerns that are taken: their clocks lie under them.
  private func keys(of taken: [Taken]) async throws -> [RecordKey] {
    var keys: [RecordKey] = []
    for taken in taken {
      let known = try await existing(taken.key.conversation)
      guard let concern = try await store.entry(at: taken.key.entry, fields: []) else {
        throw LedgerError.corrupt(table: "entry")
      }
      keys.append(try known.key.open(concern.row))
    }
    return keys
  }

  private func sealed(_ note: Redirection) async throws -> Scribe.Draft {
    let key = note.change.key
    let known = try await existing(key.conversation)
    guard let row = try await store.conversation(key.conversation),
      let concern = try await store.entry(at: key.entry, fields: [])
    else { throw LedgerError.corrupt(table: "conversation") }
    let standing = try StoredForm.standing(
      try known.key.openStanding(of: row), version: row.version)
    var home = try scribe.home(of: note, leaving: standing)
    let trunk = try await trunk(of: note, from: standing, isMoving: home != nil)
    // The conversation may have come there before, or have gone another way since.
    if let trunk, trunk.name == home?.name || trunk.standing.owner.function != note.decider {
      home = nil
    }
    var there: KnownConversation?
    if let home { there = try await conversation(home.name) }
    return try scribe.seal(
      note, standing: standing, in: known, goingTo: home.map { ($0.board, $0.name, there) },
      from: trunk, of: try known.key.open(concern.row),
      using: &generator)
  }

  /// The conversation that a branch belongs to, if what is sent on there bars somebody from it, or
  /// would take it along.
  private func trunk(
    of note: Redirection, from standing: ConversationStanding, isMoving: Bool
  ) async throws -> KnownStanding? {
    let own = note.change.key.controller
    guard isMoving || !note.journey.conflicted.isEmpty,
      scribe.vault.number(of: standing.owner.controller) != own
    else { return nil }
    for board in try scribe.boards() where board.controller != own {
      let name = board.keyed(.conversation, note.thread.uuid.bytes)
      guard let row = try await store.conversation(name) else { continue }
      let known = try await existing(name)
      let standing = try StoredForm.standing(
        try known.key.openStanding(of: row), version: row.version)
      guard scribe.vault.number(of: standing.owner.controller) == row.controller else { continue }
      return KnownStanding(name: name, known: known, standing: standing)
    }
    return nil
  }

  /// Opens the conversations that entries need, with one read instead of one for each.
  ///
  /// - Returns: Those that had not begun.
  private func open(_ names: [Keyed]) async throws -> Set<Keyed> {
    let wanted = Set(names.filter { conversations[$0] == nil }).sorted()
    var fresh: Set<Keyed> = []
    for start in stride(from: 0, to: wanted.count, by: LedgerPage.limit) {
      let page = Array(wanted[start..<min(start + LedgerPage.limit, wanted.count)])
      let rows = try await store.conversations(page)
      for name in page {
        if let row = rows[name] { _ = try open(row) } else { fresh.insert(name) }
      }
    }
    return fresh
  }

  private func existing(_ name: Keyed) async throws -> KnownConversation {
    guard let known = try await conversation(name) else {
      throw LedgerError.corrupt(table: "conversation")
    }
    return known
  }

  /// The open key of a conversation; `nil` when it has not begun.
  private func conversation(_ name: Keyed) async throws -> KnownConversation? {
    if let known = conversations[name] { return known }
    guard let row = try await store.conversation(name) else { return nil }
    return try open(row)
  }

  private func open(_ row: ConversationRow) throws -> KnownConversation {
    let controller = try scribe.vault.key(of: row.controller, row.generation)
    let known = KnownConversation(
      key: try controller.open(row).forSealing(), wrapped: row.key, version: row.version)
    conversations[row.name] = known
    return known
  }
}

extension Entry {
  /// What is signed as a receipt for the entry.
  var leaf: [UInt8]? {
    switch self {
    case .concern(let concern): concern.leaf
    case .refusal(let refusal): refusal.leaf
    case .acknowledgement(let note): note.leaf
    case .duty(let note): note.leaf
    case .handOver, .standing, .redirection, .ruling, .clock, .ring, .weeding, .policy, .inspection,
      .contact,
      .act, .directory:
      nil
    }
  }
}
