package import Concerns

/// What the ledger knows of a conversation: how it began, who owns it, whether it was answered.
package struct ConversationStanding: Hashable, Sendable {
  /// The kind of the message that began it.
  package let origin: Kind
  /// The function that began it and gets the answers.
  package let reporter: FunctionID
  package let owner: Owner
  /// Whether its reporter asked for feedback, in the report or afterwards.
  package let wantsFeedback: Bool
  /// Whether feedback was given.
  package let hasFeedback: Bool
  /// Which standing this is, from 1: it may only follow the one that it was decided on.
  package let version: Int

  package init(
    origin: Kind, reporter: FunctionID, owner: Owner, wantsFeedback: Bool, hasFeedback: Bool,
    version: Int
  ) {
    self.version = version
    self.origin = origin
    self.reporter = reporter
    self.owner = owner
    self.wantsFeedback = wantsFeedback
    self.hasFeedback = hasFeedback
  }
}
