/// What a municipality answers that is asked to take a case over (SoL 29:10).
public enum TransferAnswer: String, CaseIterable, Hashable, Sendable, Codable {
  /// It takes the case over.
  case takenOver = "taken-over"
  /// It does not: the case stays where it is.
  case declined
}
