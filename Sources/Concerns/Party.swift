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
  /// One of the authorities that SoL 19:1 lists beside the police (p. 7 to 20): they report, and
  /// are answered. Which secrecy they have is unread, so they are told nothing else.
  case otherAuthority = "other-authority"
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
  /// The offer of a meeting to whoever reported.
  case meeting = "sol-19-5"
  /// Feedback to a mandated reporter.
  case feedback = "sol-19-6"
  /// The duty to report in the former act.
  case formerDuty = "sol-2001-14-1"
  /// An individual plan.
  case plan = "sol-10-8"
  /// Help without assessment of need.
  case unassessedHelp = "sol-11-5"
  /// Advice, which need not be documented.
  case advice = "sol-14-4"
  /// Whether somebody is current at a board, told to another of the municipality.
  case currentInCase = "sol-15-8"
  /// Cooperation in matters of children.
  case cooperationAboutChildren = "sol-18-6"
  /// What an open inquiry may ask for.
  case inquiry = "sol-20-6"
  /// A request that another municipality take a case over.
  case requestForTransfer = "sol-29-10"
  /// What is handed over with a case.
  case handOver = "sol-29-12"
  /// A waiver by the individual.
  case waiver = "osl-10-1"
  /// A reservation that binds the individual who is told.
  case reservation = "osl-10-14"
  /// Prevention of crime by someone under 21.
  case preventionOfCrime = "osl-10-18-a"
  /// Prevention of terrorist crime.
  case preventionOfTerror = "osl-10-18-b"
  /// Prevention of violence in close relations.
  case violenceInCloseRelations = "osl-10-18-c"
  /// A crime that can still be stopped.
  case ongoingCrime = "osl-10-19"
  /// A child in obvious danger.
  case childInObviousDanger = "osl-10-20"
  /// Certain crimes against a child.
  case crimeAgainstChild = "osl-10-21"
  /// A committed crime that is grave.
  case graveCrime = "osl-10-22"
  /// A committed crime that is grave, further cases.
  case graveCrimeFurther = "osl-10-23"
  /// A committed crime that is grave, whatever else the act names.
  case graveCrimeElse = "osl-10-24"
  /// The general clause; no rule opens it, and naming it is refused with a reason.
  case generalClause = "osl-10-27"
  /// Care that is necessary, from health care.
  case necessaryCareByHealth = "osl-25-12"
  /// Care or support that is necessary, from social services.
  case necessaryCareBySocialServices = "osl-26-9"
  /// The municipality tells the police what prevents crime (lagen 2025:170, 6 §).
  case municipalityToPolice = "l-2025-170-6"
  /// The head teacher tells the police what prevents crime (lagen 2025:170, 7 §).
  case headTeacherToPolice = "l-2025-170-7"
  /// The duty of the police to tell social services (polislagen 6 §).
  case policeNotice = "pl-6"
  /// Access that is authorised, limited and looked at afterwards (SoPUL 10 §).
  case accountableAccess = "sopul-10"

  /// Whether it obliges somebody to tell a board of a person: what corrects that is owed, too.
  public var isDutyOfReporters: Bool {
    [.dutyToReport, .dutyOfFamilyCounselling, .formerDuty, .inquiry, .policeNotice].contains(self)
  }
}

extension Kind {
  /// The purpose and basis a sender means when it names none; `nil` where it must choose.
  public var usualGround: (purpose: Purpose, basis: LegalBasis)? {
    switch self {
    case .reportMandatory: (.childProtection, .dutyToReport)
    case .reportVoluntary: (.childProtection, .anyoneShouldReport)
    case .noticePolice: (.childProtection, .policeNotice)
    case .feedback, .feedbackRequest: (.feedback, .feedback)
    case .meetingInvitation: (.childProtection, .meeting)
    case .inquiryRequest, .inquiryResponse: (.childProtection, .inquiry)
    case .contactEarly: (.earlySupport, .unassessedHelp)
    case .planSummons: (.careCoordination, .plan)
    case .emergencyDeclare, .emergencyReview: (.childProtection, .accountableAccess)
    case .consultationAnonymous, .collaborationShare, .careSocial, .disclosurePolice, .transfer,
      .releaseIndividual, .concernAdult, .consentRecord, .consentWithdraw, .correction,
      .reservationOffer, .reservationAcknowledge, .currentRequest, .currentResponse:
      nil
    }
  }
}
