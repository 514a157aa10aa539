/// Whether, and how, someone's personal data are protected (domain: sekretessmarkering and others).
public enum Protection: String, CaseIterable, Hashable, Sendable, Codable {
  /// Checked, and there is none.
  case none
  /// A secrecy marking in the population register.
  case marked
  /// Protected population registration (folkbokföringslagen 16 §).
  case registered
  /// Nobody knows; shown to others as if protected.
  case unknown
}

/// What someone is in the concern.
public enum Role: String, CaseIterable, Hashable, Sendable, Codable {
  /// The child it is about.
  case child
  /// The adult it is about.
  case adult
  /// A guardian.
  case guardian
  /// Someone else at home.
  case household
  /// Anyone else.
  case other
}

extension Role {
  /// Whether the message concerns them, and does not only name them.
  public var isConcerned: Bool {
    switch self {
    case .child, .adult: true
    case .guardian, .household, .other: false
    }
  }
}

/// How sure the sender is that this is the person (JO 2902-2002: never act on a guess).
public enum Certainty: String, CaseIterable, Hashable, Sendable, Codable {
  /// Checked.
  case certain
  /// Likely.
  case probable
  /// A guess; matched to nothing.
  case uncertain
}

/// A person as the handling section names them: by tag, with what the broker needs to know.
public struct Person: Hashable, Sendable {
  /// What the person is called inside this message.
  public let tag: Tag
  /// What the person is in the concern.
  public let role: Role
  /// The number, checked or kept as unverified; `nil` when none was given.
  public let identifier: PersonIdentifier?
  /// How sure the sender is.
  public let certainty: Certainty
  /// How the person's data are protected.
  public let protection: Protection

  /// Takes the parts as read.
  public init(
    tag: Tag, role: Role, identifier: PersonIdentifier?, certainty: Certainty,
    protection: Protection
  ) {
    self.tag = tag
    self.role = role
    self.identifier = identifier
    self.certainty = certainty
    self.protection = protection
  }
}

/// A number that a sender gave for a person.
///
/// It does not describe itself: a number never ends up in a log by accident.
public enum PersonIdentifier: Hashable, Sendable, CustomStringConvertible {
  /// A number whose form, date and check digit are right.
  case verified(PersonalNumber)
  /// Anything else. Kept for the owner's eyes, matched to nothing: a typing error must not stop a
  /// report, and must not point at somebody else.
  case unverified(String)

  /// Reads what a sender wrote; the day tells the century of a ten-digit number.
  public init(_ text: String, on day: CivilDate? = nil) {
    if let number = PersonalNumber(text, today: day) {
      self = .verified(number)
    } else {
      self = .unverified(text)
    }
  }

  /// Which of the two it is, never the number.
  public var description: String {
    switch self {
    case .verified: "verified number"
    case .unverified: "unverified number"
    }
  }
}
