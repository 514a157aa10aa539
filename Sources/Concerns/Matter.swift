/// The `matter` section as read: what the message is, who speaks, and on what ground.
public struct Matter: Hashable, Sendable {
  /// What the message is in law.
  public let kind: Kind
  /// The function that speaks and gets the answers.
  public let unit: FunctionID
  /// What the message belongs to.
  public let conversation: ConversationID
  /// When the sender says it was sent; never a reason to refuse.
  public let sent: Moment
  /// Why it is sent.
  public let purpose: Purpose
  /// The provision it is sent under.
  public let basis: LegalBasis

  /// Takes the parts as read.
  public init(
    kind: Kind, unit: FunctionID, conversation: ConversationID, sent: Moment, purpose: Purpose,
    basis: LegalBasis
  ) {
    self.kind = kind
    self.unit = unit
    self.conversation = conversation
    self.sent = sent
    self.purpose = purpose
    self.basis = basis
  }
}
