/// What an agency is in law; decides how well it may keep what it is told (OSL 7:2, 8:1, 8:2).
public enum Party: String, CaseIterable, Hashable, Sendable, Codable {
  /// Preschool: strong secrecy (OSL 23:1).
  case preschool
  /// School: three tiers of secrecy (OSL 23:2).
  case school
  /// The police: strong secrecy (OSL 35:1).
  case police
  /// Health and dental care: strong secrecy (OSL 25:1).
  case health
  /// Social services: strong secrecy (OSL 26:1).
  case socialServices = "social-services"
  /// Municipal leisure: weak as a recipient, obliged to report as a sender (SoL 19:1 p. 21).
  case leisure
  /// An association: no secrecy in law unless contracted.
  case civilSociety = "civil-society"
  /// A private person.
  case privatePerson = "private-person"
}

/// Why a message is sent (OSL 7:1, GDPR 5.1 b); kept with every disclosure.
public enum Purpose: String, CaseIterable, Hashable, Sendable, Codable {
  /// Protection of a child.
  case childProtection = "child-protection"
  /// An answer to a reporter.
  case feedback
  /// Help without assessment.
  case earlySupport = "early-support"
  /// Prevention of crime.
  case crimePrevention = "crime-prevention"
  /// Care and support in common.
  case careCoordination = "care-coordination"
  /// Advice.
  case consultation
}

/// The provision that a sender names as its ground; kept with every disclosure.
public enum LegalBasis: String, CaseIterable, Hashable, Sendable, Codable {
  /// The duty to report.
  case dutyToReport = "sol-19-1"
  /// The narrower duty of family counselling.
  case dutyOfFamilyCounselling = "sol-19-2"
  /// Anyone should report.
  case anyoneShouldReport = "sol-19-4"
  /// Feedback to a mandated reporter.
  case feedback = "sol-19-6"
  /// A waiver by the individual.
  case waiver = "osl-10-1"
  /// The duty of the police to tell social services (polislagen 6 §).
  case policeNotice = "pl-6"
  /// Help without assessment of need.
  case unassessedHelp = "sol-11-5"
  /// What an open inquiry may ask for.
  case inquiry = "sol-20-6"
}

extension Kind {
  /// The purpose and basis a sender means when it names none; `nil` where it must choose.
  public var usualGround: (purpose: Purpose, basis: LegalBasis)? {
    switch self {
    case .reportMandatory: (.childProtection, .dutyToReport)
    case .reportVoluntary: (.childProtection, .anyoneShouldReport)
    case .feedback, .feedbackRequest: (.feedback, .feedback)
    case .noticePolice, .meetingInvitation, .inquiryRequest, .inquiryResponse, .contactEarly,
      .consultationAnonymous, .collaborationShare, .planSummons, .careSocial,
      .disclosurePolice, .transfer, .releaseIndividual, .concernAdult, .consentRecord,
      .consentWithdraw, .correction:
      nil
    }
  }

  /// The classes that a message of this kind may hold; `nil` for a kind the broker does not take.
  ///
  /// A kind that must not carry identity has no field for it: feedback is one value, and nothing
  /// else (SoL 19:6, OSL 26:9 a).
  public var classes: Set<DataClass>? {
    switch self {
    case .reportMandatory, .reportVoluntary: Self.reportClasses
    case .feedbackRequest: Self.requestClasses
    case .feedback: Self.feedbackClasses
    case .noticePolice, .meetingInvitation, .inquiryRequest, .inquiryResponse, .contactEarly,
      .consultationAnonymous, .collaborationShare, .planSummons, .careSocial,
      .disclosurePolice, .transfer, .releaseIndividual, .concernAdult, .consentRecord,
      .consentWithdraw, .correction:
      nil
    }
  }

  // Made once: every section of every message is looked up.
  private static let reportClasses = Set(DataClass.allCases).subtracting([.outcome])
  private static let requestClasses: Set<DataClass> = [.matter, .handling]
  private static let feedbackClasses: Set<DataClass> = [.matter, .handling, .outcome]
}
