package import Concerns

/// An early contact as the register knows it: where it is, and nothing of what it says.
package struct Contact: Hashable, Sendable {
  package let reference: Reference
  /// The message that told it.
  package let id: MessageID
  /// Whose entrance it came by.
  package let agency: AgencyID
  package let conversation: ConversationID
  /// Which unit owned it when it came, by its function.
  package let unit: FunctionID
  package let purpose: Purpose
  package let at: Moment

  package init(
    reference: Reference, id: MessageID, agency: AgencyID, conversation: ConversationID,
    unit: FunctionID, purpose: Purpose, at: Moment
  ) {
    self.reference = reference
    self.id = id
    self.agency = agency
    self.conversation = conversation
    self.unit = unit
    self.purpose = purpose
    self.at = at
  }
}

/// What a board counts of its early contacts.
package enum ContactKind: String, CaseIterable, Hashable, Sendable {
  /// Help without assessment (SoL 11:5).
  case help
  /// Advice (SoL 14:4).
  case advice
  /// Somebody came back, in the conversation of an earlier contact.
  case again
  /// A worker has made an application of one.
  case application
  /// A worker has made a report of one.
  case report
  /// A worker asks the guardians.
  case guardians
}
