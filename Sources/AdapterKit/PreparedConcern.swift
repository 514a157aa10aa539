public import Concerns
package import Wire

/// A message as it will be sent, byte for byte, however often it must be sent.
///
/// An ``Outbox`` keeps ``envelope`` and ``sections`` on disk until a receipt has come: the same
/// bytes again are recognised, the same document again would be another message.
public struct PreparedConcern: Hashable, Sendable {
  package let message: SignedMessage

  package init(_ message: SignedMessage) { self.message = message }

  /// Reads back what was kept.
  ///
  /// - Throws: ``AdapterError/refused(_:)`` when the bytes are not what was kept.
  public init(envelope: [UInt8], sections: [UInt8]) throws(AdapterError) {
    do {
      message = try SignedMessage(envelope: envelope, sections: sections)
    } catch {
      throw .refused(Refusal(error))
    }
  }

  /// The message's name, for asking how far it has come.
  public var id: MessageID { message.envelope.id }
  /// What the message belongs to.
  public var conversation: ConversationID { message.matter.conversation }
  /// The first payload frame.
  public var envelope: [UInt8] { message.envelope.bytes }
  /// The second payload frame.
  public var sections: [UInt8] { message.sectionBytes }
}
