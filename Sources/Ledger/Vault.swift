package import Concerns

/// The keys that a ledger is read and written with, from the root key downwards.
///
/// Root, controller, conversation, record: each key is stored wrapped under the one above. The
/// vault holds root and controllers; the rest opens from its row when it is needed.
package struct Vault: Sendable {
  package let deployment: DeploymentID

  private let root: RootKey
  private var keys: [ControllerNumber: [KeyGeneration: ControllerKey]] = [:]
  private var newest: [ControllerNumber: KeyGeneration] = [:]
  private var numbers: [Keyed: ControllerNumber] = [:]
  /// Numbers of controllers that are asked for with every message, so that none is hashed anew.
  private var remembered: [ControllerID: ControllerNumber] = [:]

  package init(root: RootKey, deployment: DeploymentID) {
    self.root = root
    self.deployment = deployment
  }

  /// What a ledger of this vault says of itself.
  package func identity(for environment: Environment) -> LedgerIdentity {
    LedgerIdentity(deployment: deployment, environment: environment, rootMark: root.mark)
  }

  /// Draws a key for a controller: its first, or the next generation.
  ///
  /// To be recorded, then admitted; until then the vault does not use it.
  package func newKey(
    for controller: ControllerID, using generator: inout some RandomNumberGenerator
  ) -> ControllerKeyRow {
    let name = root.name(of: controller)
    let number = numbers[name] ?? nextNumber
    let generation = newest[number].map { KeyGeneration(rawValue: $0.rawValue + 1) } ?? .first
    return ControllerKeyRow(
      controller: number, generation: generation, name: name,
      key: root.wrap(Lock(using: &generator)))
  }

  /// Opens a controller's key that is on disk.
  package mutating func admit(_ row: ControllerKeyRow) throws(VaultError) {
    let key = ControllerKey(
      try root.unwrap(row.key), of: row.controller, generation: row.generation,
      deployment: deployment)
    keys[row.controller, default: [:]][row.generation] = key
    newest[row.controller] = max(newest[row.controller] ?? .first, row.generation)
    numbers[row.name] = row.controller
  }

  /// Every controller of this ledger, in order.
  package var controllers: [ControllerNumber] { newest.keys.sorted() }

  /// The number that a controller has in this ledger.
  package func number(of controller: ControllerID) -> ControllerNumber? {
    remembered[controller] ?? numbers[root.name(of: controller)]
  }

  /// Keeps the numbers of controllers at hand; those without one are no matter.
  mutating func remember(_ controllers: [ControllerID]) {
    for controller in controllers { remembered[controller] = number(of: controller) }
  }

  /// The key that new records of a controller are made with.
  package func key(of controller: ControllerNumber) throws(VaultError) -> ControllerKey {
    guard let generation = newest[controller] else { throw .unknownController }
    return try key(of: controller, generation)
  }

  /// The key of one generation, for what is stored.
  package func key(
    of controller: ControllerNumber, _ generation: KeyGeneration
  ) throws(VaultError) -> ControllerKey {
    guard let key = keys[controller]?[generation] else { throw .unknownController }
    return key
  }

  /// Opens the key of an entry.
  ///
  /// - Parameter conversation: The row that the entry names; `nil` when it names none of the
  ///   store's, which is right for the controller's own.
  package func open(
    _ entry: EntryRow, in conversation: ConversationRow?
  ) throws(VaultError) -> RecordKey {
    let controller = try key(of: entry.controller, entry.generation)
    let key =
      if let conversation { try controller.open(conversation) } else {
        controller.ownConversation
      }
    return try key.open(entry)
  }

  private var nextNumber: ControllerNumber {
    ControllerNumber(rawValue: (newest.keys.max()?.rawValue ?? 0) + 1)
  }
}
