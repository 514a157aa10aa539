package import Evidence

/// A conversation's key: it seals the conversation's standing and opens its records.
///
/// Without it no record of the conversation opens again: erasing it erases them.
package struct ConversationKey: Sendable {
  package let name: Keyed
  package let controller: ControllerNumber
  package let generation: KeyGeneration

  private let scope: [UInt8]
  private let wrapping: Lock
  private let lock: Lock

  init(
    _ lock: Lock, name: Keyed, controller: ControllerNumber, generation: KeyGeneration,
    scope: [UInt8]
  ) {
    self.name = name
    self.controller = controller
    self.generation = generation
    self.scope = scope + name.bytes
    wrapping = lock.derived(for: "conversation wrap")
    self.lock = lock
  }

  private var sealer: Lock?

  /// Derived when it is used: most who open a conversation are after one of its records.
  private var sealing: Lock { sealer ?? derivedSealer }
  private var derivedSealer: Lock { lock.derived(for: "conversation seal") }

  /// The same key for whoever seals again and again: what that takes is derived once.
  func forSealing() -> Self {
    var key = self
    key.sealer = derivedSealer
    return key
  }

  /// Draws the key of a new record, with its name.
  package func newRecord(using generator: inout some RandomNumberGenerator) -> RecordKey {
    let record = RecordID(using: &generator)
    let lock = Lock(using: &generator)
    return RecordKey(lock, wrapped: wrapping.wrap(lock), of: record, in: self, scope: scope)
  }

  /// Opens the key of a record.
  package func open(_ row: EntryRow) throws(VaultError) -> RecordKey {
    guard row.conversation == name, row.controller == controller, row.generation == generation
    else { throw .misplaced }
    let lock = try wrapping.unwrap(row.key)
    return RecordKey(lock, wrapped: row.key, of: row.record, in: self, scope: scope)
  }

  /// Seals who has reported and who owns, for one version of the conversation's row.
  package func seal(
    standing: [UInt8], version: Int, using generator: inout some RandomNumberGenerator
  ) -> Sealed {
    sealing.seal(
      standing, authenticating: Place.standing(version: version).bytes(in: scope),
      using: &generator)
  }

  /// Seals to whom an entry of this conversation was handed over.
  package func seal(
    handOver note: [UInt8], of entry: EntryIndex,
    using generator: inout some RandomNumberGenerator
  ) -> HandOverRow {
    HandOverRow(
      entry: entry,
      note: sealing.seal(
        note, authenticating: Place.handOver(of: entry).bytes(in: scope), using: &generator))
  }

  /// Opens a hand-over of an entry of this conversation.
  package func open(_ row: HandOverRow) throws(VaultError) -> [UInt8] {
    try sealing.open(
      row.note, authenticating: Place.handOver(of: row.entry).bytes(in: scope))
  }

  /// Commits to a statement about an entry of this conversation, and seals it.
  ///
  /// - Parameter entry: What the statement is about; it belongs to this conversation.
  package func leaf(
    _ statement: [UInt8], about entry: EntryReference,
    using generator: inout some RandomNumberGenerator
  ) -> AuditLeaf {
    let salted = Salt.bytes(LeafValue.saltByteCount, using: &generator) + statement
    let value = LeafValue(committingTo: salted)
    return AuditLeaf(
      controller: controller, about: entry, value: value,
      statement: sealing.seal(
        salted, authenticating: Place.statement(of: value).bytes(in: scope), using: &generator))
  }

  /// Opens a statement about an entry of this conversation.
  ///
  /// - Returns: The salt, then the statement: what the leaf commits to.
  package func open(
    _ statement: Sealed, of leaf: LeafValue
  ) throws(VaultError) -> (salt: [UInt8], statement: [UInt8]) {
    let salted = try sealing.open(
      statement, authenticating: Place.statement(of: leaf).bytes(in: scope))
    guard LeafValue(committingTo: salted) == leaf else { throw .notOpened }
    return (
      Array(salted.prefix(LeafValue.saltByteCount)),
      Array(salted.dropFirst(LeafValue.saltByteCount))
    )
  }

  /// Opens the standing of this conversation's row.
  package func openStanding(of row: ConversationRow) throws(VaultError) -> [UInt8] {
    guard row.name == name else { throw .misplaced }
    return try sealing.open(
      row.standing,
      authenticating: Place.standing(version: row.version).bytes(in: scope))
  }
}
