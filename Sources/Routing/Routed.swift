package import Admission
package import Concerns
package import Wire

/// A message with an owner, and everyone who is to receive some of it. Only `Router` makes one.
package struct Routed: Sendable {
  package let admitted: Admitted<SignedMessage>
  package let owner: Owner
  /// The owner first where it receives; each function once.
  package let recipients: [Recipient]
  /// The public entrance that answers questions now; depends on the hour alone.
  package let entrance: FunctionID
  package let lane: Lane
  /// Whether the unit that speaks is behind a wall of its own (OSL 26:3).
  package let isSenderWalled: Bool
  /// What is established around it.
  package let surroundings: Surroundings
  /// The conversation as it stands once this message is recorded.
  package let conversation: ConversationStanding

  init(
    _ admitted: Admitted<SignedMessage>, owner: Owner, recipients: [Recipient],
    entrance: FunctionID, lane: Lane, isSenderWalled: Bool,
    surroundings: Surroundings, conversation: ConversationStanding
  ) {
    self.admitted = admitted
    self.owner = owner
    self.recipients = recipients
    self.entrance = entrance
    self.lane = lane
    self.isSenderWalled = isSenderWalled
    self.surroundings = surroundings
    self.conversation = conversation
  }
}
