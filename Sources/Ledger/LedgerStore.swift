package import Concerns
package import Evidence

/// Keeps sealed rows and never sees a person in clear.
///
/// One process appends at a time. A final error (``LedgerError/isFinal``) latches: every later
/// call throws it, and only opening the ledger anew helps. Reading is paged by key, ordered, and
/// sees what was committed before the call. Every limit is 1 to ``LedgerPage/limit``.
package protocol LedgerStore: Sendable {
  /// What the ledger says of itself.
  var identity: LedgerIdentity { get }

  /// Appends writes and makes them durable with one disk flush.
  ///
  /// In order; one write never fails another. Cancelling does not undo a flush that has begun.
  ///
  /// - Returns: The outcome of each write, once all that were recorded are durable.
  /// - Throws: ``LedgerError/busy(retryAfter:)`` or ``LedgerError/full`` when nothing was kept.
  func append(_ writes: [Write]) async throws(LedgerError) -> CommitMark

  /// Where the ledger ends.
  func head() async throws(LedgerError) -> LedgerHead

  /// Entries of one kind, in order, with the named fields.
  func entries(
    of kind: EntryKind, after: EntryIndex, limit: Int, fields: [FieldNumber]
  ) async throws(LedgerError) -> [StoredEntry]

  /// The entries at up to ``LedgerPage/limit`` places, without those whose write had none, in one
  /// read.
  func entries(
    at places: [EntryIndex], fields: [FieldNumber]
  ) async throws(LedgerError) -> [EntryIndex: StoredEntry]

  /// What stands under a claim's key.
  func claim(_ key: Keyed) async throws(LedgerError) -> StoredClaim?

  /// Deliveries that are not settled, in the order they were recorded.
  func openDeliveries(
    after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery]

  /// Deliveries to one function, settled or not, in the order they were recorded.
  func deliveries(
    to function: Keyed, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredDelivery]

  /// Deliveries of up to ``LedgerPage/limit`` entries, those of each in the order they were
  /// recorded, in one read.
  func deliveries(
    of entries: [EntryIndex]
  ) async throws(LedgerError) -> [EntryIndex: [StoredDelivery]]

  /// To whom an entry was handed over, in the order it was; at most ``LedgerPage/limit``.
  func handOvers(of entry: EntryIndex) async throws(LedgerError) -> [StoredHandOver]

  func delivery(_ id: DeliveryID) async throws(LedgerError) -> StoredDelivery?

  /// Clocks that have not ended, in the order they were started.
  func runningClocks(after: RowPlace, limit: Int) async throws(LedgerError) -> [StoredClock]

  /// Those of up to ``LedgerPage/limit`` conversations that have begun, in one read.
  func conversations(
    _ names: [Keyed]
  ) async throws(LedgerError) -> [Keyed: ConversationRow]

  /// Every controller's keys, by number and generation.
  func controllerKeys() async throws(LedgerError) -> [ControllerKeyRow]

  /// How many leaves a controller's audit tree has.
  func leafCount(of controller: ControllerNumber) async throws(LedgerError) -> Int

  /// Leaves of a controller's audit tree by position, clipped to those there are.
  func leaves(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [LeafValue]

  /// What was stated about an entry, in the order it happened.
  func statements(
    about entry: EntryIndex, after: RowPlace, limit: Int
  ) async throws(LedgerError) -> [StoredStatement]

  /// The newest head of a controller's audit tree; `nil` before the first.
  func treeHead(of controller: ControllerNumber) async throws(LedgerError) -> TreeHead?

  /// Roots of the full blocks of a controller's audit tree by number, clipped to those there are.
  func blocks(
    of controller: ControllerNumber, in range: Range<Int>
  ) async throws(LedgerError) -> [Digest32]

  /// Current epochs, in the order asked; 0 for a name that was never raised.
  func epochs(of names: [Stand.Name]) async throws(LedgerError) -> [Stand]
}

extension LedgerStore {
  /// The entry at a place; `nil` where a write had none.
  package func entry(
    at index: EntryIndex, fields: [FieldNumber]
  ) async throws(LedgerError) -> StoredEntry? {
    try await entries(at: [index], fields: fields)[index]
  }

  /// Deliveries of one entry, in the order they were recorded.
  package func deliveries(of entry: EntryIndex) async throws(LedgerError) -> [StoredDelivery] {
    try await deliveries(of: [entry])[entry] ?? []
  }

  /// A conversation by its name; `nil` when it has not begun.
  package func conversation(_ name: Keyed) async throws(LedgerError) -> ConversationRow? {
    try await conversations([name])[name]
  }
}

/// How much is read at once.
package enum LedgerPage {
  /// Most rows of one page: a thousand payloads of 64 KiB are the most memory it may take.
  package static let limit = 1000
  /// Most leaves read at once: 8,192 of them are 264 KiB.
  package static let leafLimit = 8192
}
