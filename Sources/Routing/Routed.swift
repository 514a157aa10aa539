package import Admission
package import Concerns
package import Wire

/// A message with an owner, and everyone who is to receive some of it. Only `Router` makes one.
package struct Routed: Sendable {
  package let admitted: Admitted<SignedMessage>
  /// What anybody is told of it: the message as it came, or the broker's own in its place where
  /// the law hides who sent it.
  package let told: SignedMessage
  /// The conversation it is kept in: the one it names, or one that its sender has no name for.
  package let home: ConversationID
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
    _ admitted: Admitted<SignedMessage>, under cover: Cover?, owner: Owner,
    recipients: [Recipient], entrance: FunctionID, lane: Lane, isSenderWalled: Bool,
    surroundings: Surroundings, conversation: ConversationStanding
  ) {
    precondition(
      (cover != nil) == admitted.said.matter.kind.hidesSource,
      "the broker speaks for whoever the law hides, and for nobody else")
    self.admitted = admitted
    told = cover?.told ?? admitted.said
    home = cover?.home ?? admitted.said.matter.conversation
    self.owner = owner
    self.recipients = recipients
    self.entrance = entrance
    self.lane = lane
    self.isSenderWalled = isSenderWalled
    self.surroundings = surroundings
    self.conversation = conversation
  }
}

extension Routed {
  /// Whether it answers a question that names nobody.
  package var isAnswer: Bool { told.matter.kind.hidesSource && conversation.version > 1 }
}

/// What the broker says in the place of a sender whom the law hides.
struct Cover {
  let told: SignedMessage
  /// The conversation it is kept in.
  let home: ConversationID
}
