package import Concerns

// A switch over every word, because nothing else is both checked by the compiler and a constant; a
// new word does not compile until it has its place.

extension Kind: ClosedWord {
  package static var count: Int { 26 }
  package var ordinal: Int {
    switch self {
    case .reportMandatory: 0
    case .reportVoluntary: 1
    case .noticePolice: 2
    case .feedback: 3
    case .feedbackRequest: 4
    case .meetingInvitation: 5
    case .inquiryRequest: 6
    case .inquiryResponse: 7
    case .contactEarly: 8
    case .consultationAnonymous: 9
    case .collaborationShare: 10
    case .planSummons: 11
    case .careSocial: 12
    case .disclosurePolice: 13
    case .transfer: 14
    case .releaseIndividual: 15
    case .concernAdult: 16
    case .consentRecord: 17
    case .consentWithdraw: 18
    case .correction: 19
    case .emergencyDeclare: 20
    case .emergencyReview: 21
    case .reservationOffer: 22
    case .reservationAcknowledge: 23
    case .currentRequest: 24
    case .currentResponse: 25
    }
  }
}

extension DataClass: ClosedWord {
  package static var count: Int { 23 }
  package var ordinal: Int {
    switch self {
    case .matter: 0
    case .handling: 1
    case .identity: 2
    case .identityAgeBand: 3
    case .contact: 4
    case .whereabouts: 5
    case .whereaboutsDistrict: 6
    case .guardians: 7
    case .household: 8
    case .narrative: 9
    case .childView: 10
    case .health: 11
    case .pupilHealth: 12
    case .school: 13
    case .offence: 14
    case .socialServices: 15
    case .familyCounselling: 16
    case .violenceHonour: 17
    case .thirdParty: 18
    case .reporter: 19
    case .measures: 20
    case .outcome: 21
    case .attachment: 22
    }
  }
}

extension Party: ClosedWord {
  package static var count: Int { 9 }
  package var ordinal: Int {
    switch self {
    case .preschool: 0
    case .school: 1
    case .police: 2
    case .health: 3
    case .socialServices: 4
    case .leisure: 5
    case .civilSociety: 6
    case .privatePerson: 7
    case .otherAuthority: 8
    }
  }
}

extension Purpose: ClosedWord {
  package static var count: Int { 6 }
  package var ordinal: Int {
    switch self {
    case .childProtection: 0
    case .feedback: 1
    case .earlySupport: 2
    case .crimePrevention: 3
    case .careCoordination: 4
    case .consultation: 5
    }
  }
}

// Provisions are many and grow in number; a message names one once, so it may be looked up.
extension LegalBasis: ClosedWord {
  package static let count = allCases.count
  package var ordinal: Int { Self.ordinals[self, default: 0] }

  private static let ordinals = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

extension Ground: ClosedWord {
  package static var count: Int { 11 }
  package var ordinal: Int {
    switch self {
    case .neglect: 0
    case .violence: 1
    case .honour: 2
    case .abuse: 3
    case .absence: 4
    case .crime: 5
    case .addiction: 6
    case .health: 7
    case .conflict: 8
    case .other: 9
    case .unknown: 10
    }
  }
}

extension GuardianNotice: ClosedWord {
  package static var count: Int { 3 }
  package var ordinal: Int {
    switch self {
    case .mayBeTold: 0
    case .mustNotBeTold: 1
    case .unknown: 2
    }
  }
}

extension AgeBand: ClosedWord {
  package static var count: Int { 6 }
  package var ordinal: Int {
    switch self {
    case .under12: 0
    case .from12: 1
    case .from15: 2
    case .from18: 3
    case .from21: 4
    case .unknown: 5
    }
  }
}

extension Protection: ClosedWord {
  package static var count: Int { 4 }
  package var ordinal: Int {
    switch self {
    case .none: 0
    case .marked: 1
    case .registered: 2
    case .unknown: 3
    }
  }
}

extension Certainty: ClosedWord {
  package static var count: Int { 3 }
  package var ordinal: Int {
    switch self {
    case .certain: 0
    case .probable: 1
    case .uncertain: 2
    }
  }
}

extension RecipientStanding: ClosedWord {
  package static var count: Int { 5 }
  package var ordinal: Int {
    switch self {
    case .owner: 0
    case .duty: 1
    case .reporter: 2
    case .participant: 3
    case .other: 4
    }
  }
}

extension Circumstance: ClosedWord {
  package static var count: Int { 9 }
  package var ordinal: Int {
    switch self {
    case .waiver: 0
    case .reservation: 1
    case .agreement: 2
    case .inquiry: 3
    case .decision: 4
    case .emergency: 5
    case .asked: 6
    case .decided: 7
    case .policePresent: 8
    }
  }
}

extension Obligation: ClosedWord {
  package static var count: Int { 1 }
  package var ordinal: Int {
    switch self {
    case .withholdFromGuardians: 0
    }
  }
}
