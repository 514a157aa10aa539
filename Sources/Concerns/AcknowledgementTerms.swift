/// What `reservation.acknowledge` says: which reservation, by which text, and who is bound by it.
///
/// A named person signs on paper or by a signature of their own, which stays with the association;
/// its digest binds the message to it. Nobody whom the release is about is named.
public struct AcknowledgementTerms: Hashable, Sendable {
  /// The message that offered the reservation.
  public let reservation: MessageID
  /// What commits to the line with the conditions, as its offer was signed: 43 characters of
  /// base64url. Whoever was shown another text names another one.
  public let text: String
  /// SHA-256 of what was signed, 43 characters of base64url.
  public let evidence: String
  /// Who signed, and is bound: as the recipient's own register names them.
  public let worker: WorkerID

  /// Takes the parts as read.
  public init(reservation: MessageID, text: String, evidence: String, worker: WorkerID) {
    self.reservation = reservation
    self.text = text
    self.evidence = evidence
    self.worker = worker
  }
}
