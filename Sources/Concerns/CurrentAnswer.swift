/// What one board tells another of somebody (SoL 15:8); there is no third answer.
public enum CurrentAnswer: String, CaseIterable, Hashable, Sendable, Codable {
  /// The person is current in a case there.
  case current
  /// The person is not.
  case notCurrent = "not-current"
}
