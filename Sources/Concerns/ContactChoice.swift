/// What a worker decides of an early contact, in so many words and never by itself.
public enum ContactChoice: String, CaseIterable, Hashable, Sendable, Codable {
  /// Advice is given, and nothing more is recorded of it (SoL 14:4).
  case advice
  /// The guardians are asked (SoL 21:2).
  case guardians
  /// The person applies for assessed help (SoL 11:1); the contact stays where it is.
  case application
  /// A child may fare ill (SoL 19:1); the contact stays where it is.
  case report
}

/// That somebody was told that assessed help can be applied for (SoL 11:6), and how.
public struct GivenInformation: Hashable, Sendable {
  /// How it was given.
  public let way: Way
  /// The day in Sweden on which it was.
  public let on: CivilDate

  /// Takes the parts as read.
  public init(way: Way, on: CivilDate) {
    self.way = way
    self.on = on
  }

  /// How information is given.
  public enum Way: String, CaseIterable, Hashable, Sendable, Codable {
    /// On the page, before anything was written.
    case shown
    /// By a worker.
    case spoken
    /// On a paper to take along.
    case paper
  }
}
