extension Kind {
  /// The classes that a message of this kind may hold.
  ///
  /// A kind that must not carry identity has no field for it: feedback is one value, and nothing
  /// else (SoL 19:6, OSL 26:9 a), as is what one board tells another (SoL 15:8).
  public var classes: Set<DataClass> { Self.fields[self, default: []] }

  // Made once: every section of every message is looked up.
  private static let fields = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, Set($0.listed)) })

  /// The fields of the kind, in the order of the vocabulary as far as it is readable.
  private var listed: [DataClass] {
    switch self {
    case .reportMandatory, .reportVoluntary, .correction: Self.all(but: .outcome)
    case .noticePolice: Self.noticed
    case .feedback, .currentResponse: Self.frame + [.outcome]
    case .feedbackRequest, .meetingInvitation, .consentRecord, .consentWithdraw, .emergencyDeclare,
      .emergencyReview, .reservationAcknowledge, .currentRequest:
      Self.frame
    // The text of the conditions.
    case .reservationOffer: Self.frame + [.narrative]
    case .inquiryRequest:
      Self.frame + [.identity, .identityAgeBand, .narrative, .socialServices]
    case .inquiryResponse: Self.all(but: .familyCounselling, .thirdParty, .outcome)
    case .contactEarly: Self.named + [.narrative, .childView, .health, .measures]
    case .consultationAnonymous: Self.frame + [.identityAgeBand, .narrative]
    case .collaborationShare:
      Self.all(but: .familyCounselling, .thirdParty, .reporter, .outcome)
    case .planSummons:
      Self.named + [
        .guardians, .narrative, .childView, .health, .pupilHealth, .school, .socialServices,
        .measures,
      ]
    case .careSocial: Self.cared
    case .disclosurePolice: Self.disclosed
    case .transfer: Self.all(but: .familyCounselling, .outcome)
    case .releaseIndividual:
      Self.placed + [.household, .narrative, .health, .socialServices, .reporter]
    case .concernAdult: Self.adult
    }
  }

  /// What every message has.
  private static let frame: [DataClass] = [.matter, .handling]
  /// That, and who it is.
  private static let named = frame + [.identity, .identityAgeBand, .contact]
  /// That, and where the person is.
  private static let placed = named + [.whereabouts, .whereaboutsDistrict]

  private static let noticed =
    placed + [
      .guardians, .household, .narrative, .childView, .offence, .violenceHonour, .thirdParty,
      .reporter, .measures, .attachment,
    ]
  private static let cared =
    named + [
      .guardians, .household, .narrative, .childView, .health, .socialServices, .measures,
      .reporter, .attachment,
    ]
  private static let disclosed =
    placed + [
      .narrative, .health, .school, .socialServices, .offence, .violenceHonour, .measures,
      .reporter, .attachment,
    ]
  private static let adult =
    placed + [
      .household, .narrative, .childView, .health, .socialServices, .violenceHonour, .thirdParty,
      .reporter, .measures, .attachment,
    ]

  private static func all(but left: DataClass...) -> [DataClass] {
    DataClass.allCases.filter { !left.contains($0) }
  }
}
