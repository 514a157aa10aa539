/// What `emergency.declare` says: for whom, why, until when, and which worker answers for it.
///
/// Which conversation it is in is said by the message's conversation; under which role it was
/// decided, by its decision. It names nobody whom the conversation is about.
public struct EmergencyTerms: Hashable, Sendable {
  /// The one function to which it may open something.
  public let recipient: FunctionID
  /// Why; a closed list.
  public let reason: EmergencyReason
  /// The first moment at which it no longer holds.
  public let until: Moment
  /// The worker who declares it.
  public let worker: WorkerID

  /// Takes the parts as read.
  public init(recipient: FunctionID, reason: EmergencyReason, until: Moment, worker: WorkerID) {
    self.recipient = recipient
    self.reason = reason
    self.until = until
    self.worker = worker
  }
}

/// Why an emergency is declared; a closed list, so that it never holds anything about anybody.
public enum EmergencyReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// A life is in danger.
  case life
  /// Somebody is being hurt, or is about to be.
  case violence
  /// A child is to be taken away or abroad.
  case abduction
  /// Somebody is missing.
  case missing
  /// Anything else that cannot wait.
  case other
}

/// What `emergency.review` says: of which emergency, what was found, and who has looked.
public struct EmergencyFinding: Hashable, Sendable {
  /// The message that declared it.
  public let emergency: MessageID
  /// What was found.
  public let review: EmergencyReview
  /// The worker who has looked; never the one who declared it.
  public let worker: WorkerID

  /// Takes the parts as read.
  public init(emergency: MessageID, review: EmergencyReview, worker: WorkerID) {
    self.emergency = emergency
    self.review = review
    self.worker = worker
  }
}

/// What whoever looked at an emergency afterwards found.
public enum EmergencyReview: String, CaseIterable, Hashable, Sendable, Codable {
  /// It was one.
  case founded
  /// It was none; it ends at once.
  case unfounded
}

/// A worker, as the agency's own staff register names them: no person's name.
public struct WorkerID: TextIdentifier {
  /// The name, `[a-z0-9][a-z0-9-]{0,39}`, with a letter in it, so that no personal number is one.
  public let text: String

  /// Reads a name; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard Label.isValid(text), text.utf8.contains(where: letters.contains) else { return nil }
    self.text = text
  }
}
