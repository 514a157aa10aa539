/// What a section tells, as far as secrecy goes. Closed: an unknown class is refused.
public enum DataClass: String, CaseIterable, Hashable, Sendable, Codable {
  /// Kind, unit, conversation, time, purpose and basis. Read by the broker.
  case matter
  /// How the message must be handled and whom it concerns. Read by the broker, for the owner only.
  case handling
  /// Name and number.
  case identity
  /// An age band instead of a birth date.
  case identityAgeBand = "identity.age-band"
  /// Telephone, mail and other ways to reach someone.
  case contact
  /// Where someone is.
  case whereabouts
  /// A district instead of a place.
  case whereaboutsDistrict = "whereabouts.district"
  /// Guardians.
  case guardians
  /// Siblings and others at home.
  case household
  /// What was seen, heard and believed.
  case narrative
  /// The child's own words and view.
  case childView = "child-view"
  /// Health.
  case health
  /// Psychological, psychosocial and special-needs work at school.
  case pupilHealth = "pupil-health"
  /// Other matters of school.
  case school
  /// Offences and suspicions.
  case offence
  /// That social services are or were involved.
  case socialServices = "social-services"
  /// What was confided in family counselling.
  case familyCounselling = "family-counselling"
  /// Violence in close relations and honour-related oppression.
  case violenceHonour = "violence-honour"
  /// Someone who is not the person concerned.
  case thirdParty = "third-party"
  /// Who reports.
  case reporter
  /// What has been done so far.
  case measures
  /// One value out of a closed list: feedback, an answer.
  case outcome
  /// An attached file.
  case attachment

  /// Whether a section of the class is somebody's own words, which may hold any other class.
  public var isFreeText: Bool {
    switch self {
    case .narrative, .childView, .measures, .attachment: true
    case .matter, .handling, .identity, .identityAgeBand, .contact, .whereabouts,
      .whereaboutsDistrict, .guardians, .household, .health, .pupilHealth, .school, .offence,
      .socialServices, .familyCounselling, .violenceHonour, .thirdParty, .reporter, .outcome:
      false
    }
  }
}
