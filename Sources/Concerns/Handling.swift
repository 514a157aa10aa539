/// Where the person lives or is, as a directory needs it.
public enum Area: Hashable, Sendable {
  /// A part of the municipality that the directory knows by this name.
  case known(AreaID)
  /// Nobody knows.
  case unknown
  /// Must not be known: route to the protected desk, never by address.
  case protected

  /// The word on the wire.
  public var text: String {
    switch self {
    case .known(let area): area.text
    case .unknown: "unknown"
    case .protected: "protected"
    }
  }

  /// Reads the word on the wire; `nil` when it breaks the grammar of an area.
  public init?(_ text: String) {
    switch text {
    case "unknown": self = .unknown
    case "protected": self = .protected
    default:
      guard let area = AreaID(text) else { return nil }
      self = .known(area)
    }
  }
}

/// Whom social services would help.
public enum TargetGroup: String, CaseIterable, Hashable, Sendable, Codable {
  /// Children and young people.
  case child
  /// Adults.
  case adult
  /// The elderly.
  case elderly
  /// People with disabilities.
  case disability
  /// People with addiction.
  case addiction
  /// People exposed to violence.
  case violence
  /// Nobody knows.
  case unknown
}

/// Why someone is concerned, in the coarse words that routing and clocks need.
public enum Ground: String, CaseIterable, Hashable, Sendable, Codable {
  /// Lack of care.
  case neglect
  /// Violence, witnessed or suffered.
  case violence
  /// Honour-related violence and oppression.
  case honour
  /// Sexual abuse.
  case abuse
  /// Absence from school.
  case absence
  /// Crime, or being drawn into it.
  case crime
  /// Addiction, one's own or at home.
  case addiction
  /// Health.
  case health
  /// Conflict at home.
  case conflict
  /// Something else.
  case other
  /// Nobody knows.
  case unknown
}

/// Whether someone may be in danger now.
public enum Urgency: String, CaseIterable, Hashable, Sendable, Codable {
  /// Now.
  case acute
  /// Not now, as far as anybody knows.
  case ordinary
}

/// Whether guardians may be told (OSL 12:3, SoL 20:4).
public enum GuardianNotice: String, CaseIterable, Hashable, Sendable, Codable {
  /// Nothing speaks against it.
  case mayBeTold = "may-be-told"
  /// They must not be told; their consent never counts.
  case mustNotBeTold = "must-not-be-told"
  /// Nobody knows; nothing is told.
  case unknown
}

/// The `handling` section as read: what the broker must know, and only the owner may see.
public struct Handling: Hashable, Sendable {
  /// Most persons one message may name. A report is about one child; the rest are those around it.
  public static let personLimit = 16
  /// Most parties one message may be addressed to: those around one table.
  public static let partyLimit = 16

  /// Most reports about siblings that one report may name: as many as there may be other persons.
  public static let siblingLimit = personLimit - 1

  /// Everyone the message is about, by tag.
  public let persons: [Person]
  /// Where the person lives; `nil` when unknown.
  public let municipality: MunicipalityCode?
  /// Which part of it.
  public let area: Area
  /// Whom social services would help.
  public let target: TargetGroup
  /// Why someone is concerned.
  public let grounds: Set<Ground>
  /// Whether it is acute.
  public let urgency: Urgency
  /// Whether guardians may be told.
  public let guardians: GuardianNotice
  /// Whether the reporter is anonymous.
  public let isAnonymous: Bool
  /// Whether the reporter asks for feedback.
  public let wantsFeedback: Bool
  /// Functions and agencies that must never receive this, before every rule.
  public let excluded: Set<String>
  /// What only some kinds state.
  public let particulars: Particulars

  /// Takes the parts as read.
  public init(
    persons: [Person], municipality: MunicipalityCode?, area: Area, target: TargetGroup,
    grounds: Set<Ground>, urgency: Urgency, guardians: GuardianNotice, isAnonymous: Bool,
    wantsFeedback: Bool, excluded: Set<String>, particulars: Particulars = Particulars()
  ) {
    self.persons = persons
    self.municipality = municipality
    self.area = area
    self.target = target
    self.grounds = grounds
    self.urgency = urgency
    self.guardians = guardians
    self.isAnonymous = isAnonymous
    self.wantsFeedback = wantsFeedback
    self.excluded = excluded
    self.particulars = particulars
  }

  /// The named parties it is addressed to, in the order given; empty where the kind has none.
  public var parties: [FunctionID] { particulars.parties }

  /// The waiver that is recorded; `nil` in every kind but that one.
  public var waiver: WaiverTerms? { particulars.waiver }

  /// Who takes a waiver back; `nil` in every kind but that one.
  public var withdrawal: WithdrawalTerms? { particulars.withdrawal }

  /// The strongest protection of anyone in the message.
  ///
  /// A mark is inherited by everyone in the message, household included; a protected area counts
  /// as protected registration.
  public var protection: Protection {
    func isMarked(_ mark: Protection) -> Bool { persons.contains { $0.protection == mark } }
    if area == .protected || isMarked(.registered) { return .registered }
    if isMarked(.marked) { return .marked }
    return isMarked(.unknown) || persons.isEmpty ? .unknown : .none
  }
}

/// The three answers the law allows a mandated reporter (SoL 19:6); there is no fourth.
public enum FeedbackOutcome: String, CaseIterable, Hashable, Sendable, Codable {
  /// An inquiry was opened.
  case opened
  /// No inquiry was opened.
  case notOpened = "not-opened"
  /// An inquiry was already going on.
  case alreadyOngoing = "already-ongoing"
}
