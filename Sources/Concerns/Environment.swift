/// What a broker is from its creation; it can never become the other.
public enum Environment: String, CaseIterable, Hashable, Sendable, Codable {
  /// Takes only the public test numbers.
  case training
  /// Refuses them.
  case production
}
