public import Concerns
import Evidence
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

extension ConcernDocument {
  /// Makes the message, without any line to the broker: it can be kept before one is tried.
  ///
  /// - Throws: As ``MemberClient/prepare(_:)`` does.
  public func prepared(
    for connection: Connection, at now: Moment
  ) throws(AdapterError) -> PreparedConcern {
    var generator = SystemRandomNumberGenerator()
    let destination = Destination(
      agency: connection.agency, deployment: connection.deployment,
      environment: connection.environment, key: connection.signingKey.verifyingKey.id)
    return PreparedConcern(try compose(to: destination, at: now, drawing: &generator))
  }
}
