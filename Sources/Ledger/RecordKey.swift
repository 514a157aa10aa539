/// The key of one record, for its fields, its answer, its deliveries and its clocks.
///
/// Drawn for the record and used for nothing else. Whatever it seals is bound to deployment,
/// controller, conversation, record and place.
package struct RecordKey: Sendable {
  package let record: RecordID
  package let wrapped: WrappedKey
  package let conversation: Keyed
  package let controller: ControllerNumber
  package let generation: KeyGeneration

  private let scope: [UInt8]
  private let lock: Lock

  init(
    _ lock: Lock, wrapped: WrappedKey, of record: RecordID, in conversation: ConversationKey,
    scope: [UInt8]
  ) {
    self.record = record
    self.wrapped = wrapped
    self.conversation = conversation.name
    controller = conversation.controller
    generation = conversation.generation
    self.scope = scope + record.bytes
    self.lock = lock
  }

  /// Seals bytes for one place. A fresh nonce each time, so a place may be sealed again.
  package func seal(
    _ plaintext: [UInt8], at place: Place, using generator: inout some RandomNumberGenerator
  ) -> Sealed {
    lock.seal(plaintext, authenticating: place.bytes(in: scope), using: &generator)
  }

  /// Opens what was sealed for this place.
  package func open(_ sealed: Sealed, at place: Place) throws(VaultError) -> [UInt8] {
    try lock.open(sealed, authenticating: place.bytes(in: scope))
  }
}
