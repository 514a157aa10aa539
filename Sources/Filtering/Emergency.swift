package import Concerns

/// Names one declared emergency: the message that declared it.
package struct EmergencyID: RandomIdentifier {
  /// The identifier itself.
  package let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  package init(_ uuid: RandomUUID) { self.uuid = uuid }
}

/// An emergency that a worker has declared: for one conversation, one recipient, and a while.
///
/// A fact that rules may require, never an override beside them. It opens only what the agency
/// that declares it has sent, or what is for that agency's own functions: nobody declares one about
/// the secrets of one agency on behalf of another.
package struct Emergency: Hashable, Sendable {
  /// The longest it may last: a weekend and a night. Whoever needs more declares anew.
  package static let longestTerm: Duration = .seconds(72 * 3600)

  package let id: EmergencyID
  package let conversation: ConversationID
  /// The agency that declares it.
  package let agency: AgencyID
  /// The one function to which it may open something.
  package let recipient: FunctionID
  package let reason: EmergencyReason
  /// Who declared it; never the one who reviews it.
  package let worker: WorkerID
  /// The function of the unit's head, which was told.
  package let head: FunctionID
  package let declared: Moment
  /// The first moment at which it no longer holds.
  package let until: Moment

  /// Takes the parts; the term is judged by the register.
  package init(
    id: EmergencyID, conversation: ConversationID, agency: AgencyID, recipient: FunctionID,
    reason: EmergencyReason, worker: WorkerID, head: FunctionID, declared: Moment, until: Moment
  ) {
    self.id = id
    self.conversation = conversation
    self.agency = agency
    self.recipient = recipient
    self.reason = reason
    self.worker = worker
    self.head = head
    self.declared = declared
    self.until = until
  }
}
