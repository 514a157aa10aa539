internal import Evidence
package import Concerns

/// A controller's key of one generation: it names, marks, and opens conversations.
package struct ControllerKey: Sendable {
  package let controller: ControllerNumber
  package let generation: KeyGeneration

  private let scope: [UInt8]
  private let wrapping: Lock
  private let marking: HashingKey
  /// By place in the list of purposes.
  private let pseudonyms: [HashingKey]
  /// For records that belong to no conversation: administration, and what could not be placed.
  package let ownConversation: ConversationKey

  /// - Parameter lock: The key itself. It is used to derive and for nothing else.
  init(
    _ lock: Lock, of controller: ControllerNumber, generation: KeyGeneration,
    deployment: DeploymentID
  ) {
    self.controller = controller
    self.generation = generation
    let name = Array(deployment.text.utf8)
    scope =
      [UInt8(name.count)] + name + BigEndian.bytes(controller.rawValue) + [generation.rawValue]
    wrapping = lock.derived(for: "controller wrap")
    marking = lock.derived(for: "controller mark").hashing
    let pseudonyms = Pseudonym.allCases.sorted { $0.position < $1.position }.map {
      lock.derived(for: "controller name \($0.rawValue)").hashing
    }
    self.pseudonyms = pseudonyms
    let own = Self.keyed(.conversation, [], with: pseudonyms, generation: generation)
    ownConversation = ConversationKey(
      lock.derived(for: "controller own"), name: own, controller: controller,
      generation: generation, scope: scope
    ).forSealing()
  }

  /// The pseudonym of a name for one purpose.
  package func keyed(_ purpose: Pseudonym, _ name: [UInt8]) -> Keyed {
    Self.keyed(purpose, name, with: pseudonyms, generation: generation)
  }

  /// Draws a key for a new conversation.
  package func newConversation(
    _ name: Keyed, using generator: inout some RandomNumberGenerator
  ) -> (key: ConversationKey, wrapped: WrappedKey) {
    let lock = Lock(using: &generator)
    return (conversation(lock, name), wrapping.wrap(lock))
  }

  /// Opens the key of a conversation.
  package func open(_ row: ConversationRow) throws(VaultError) -> ConversationKey {
    guard row.controller == controller, row.generation == generation else { throw .misplaced }
    return conversation(try wrapping.unwrap(row.key), row.name)
  }

  /// What stands beside a delivery's state, so that a changed bit shows.
  package func mark(_ delivery: DeliveryID, _ standing: DeliveryStanding) -> StateMark {
    let bytes =
      scope + delivery.bytes + [standing.state.rawValue, standing.acknowledged.rawValue]
      + BigEndian.bytes(Int64(standing.attempts)) + BigEndian.bytes(Int64(standing.version))
      + BigEndian.bytes(standing.notBefore.milliseconds) + BigEndian.bytes(standing.at.milliseconds)
    guard let mark = StateMark(stored: [StateMark.format] + marking.hash(bytes).bytes) else {
      preconditionFailure("a format byte and a hash are a mark")
    }
    return mark
  }

  /// Throws unless a delivery stands as it was left.
  package func check(_ row: DeliveryRow) throws(VaultError) {
    guard row.controller == controller else { throw .misplaced }
    guard row.mark == mark(row.id, row.standing) else { throw .notOpened }
  }

  private func conversation(_ lock: Lock, _ name: Keyed) -> ConversationKey {
    ConversationKey(
      lock, name: name, controller: controller, generation: generation, scope: scope)
  }

  private static func keyed(
    _ purpose: Pseudonym, _ name: [UInt8], with keys: [HashingKey], generation: KeyGeneration
  ) -> Keyed {
    Keyed(generation: generation, hash: keys[purpose.position].hash(name))
  }
}
