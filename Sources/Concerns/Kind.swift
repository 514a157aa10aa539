/// What a message is in law; each kind has its own gate in the policy.
///
/// Closed: a kind outside this list is refused at the door. Labels for people are data.
public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
  /// A report by someone whom the law obliges to report (SoL 19:1, 19:2).
  case reportMandatory = "report.mandatory"
  /// A report by anyone else, named or not (SoL 19:4).
  case reportVoluntary = "report.voluntary"
  /// The police tell the social board of circumstances (polislagen 6 §).
  case noticePolice = "notice.police"
  /// The answer to a mandated reporter: one of three values (SoL 19:6).
  case feedback
  /// A mandated reporter asks what became of the report (SoL 19:6).
  case feedbackRequest = "feedback.request"
  /// An invitation to a meeting (SoL 19:5).
  case meetingInvitation = "meeting.invitation"
  /// An open inquiry asks an agency for what it knows (SoL 20:6).
  case inquiryRequest = "inquiry.request"
  /// The answer to such a request (SoL 20:6).
  case inquiryResponse = "inquiry.response"
  /// Help without an assessment of need, with or without a name (SoL 11:5).
  case contactEarly = "contact.early"
  /// A consultation that cannot carry identity.
  case consultationAnonymous = "consultation.anonymous"
  /// Sharing within agreed cooperation, on a waiver of secrecy (OSL 10:1, 12:2).
  case collaborationShare = "collaboration.share"
  /// A summons to an individual plan (SoL 10:8).
  case planSummons = "plan.summons"
  /// Health care and social services about someone under 18 (OSL 25:12, 26:9).
  case careSocial = "care.social"
  /// A decided disclosure to the police (OSL 10:18 a to 10:24).
  case disclosurePolice = "disclosure.police"
  /// A case moves to another municipality (SoL 29:10 to 29:12).
  case transfer
  /// A release to an association or a person, with a reservation (OSL 10:14).
  case releaseIndividual = "release.individual"
  /// A concern about an adult.
  case concernAdult = "concern.adult"
  /// A waiver of secrecy is recorded.
  case consentRecord = "consent.record"
  /// A waiver of secrecy is withdrawn.
  case consentWithdraw = "consent.withdraw"
  /// A correction of what was sent before.
  case correction
  /// A worker declares an emergency in a conversation.
  case emergencyDeclare = "emergency.declare"
  /// Somebody has looked at an emergency, and says whether it was one.
  case emergencyReview = "emergency.review"
  /// The conditions of a release to an association are offered, and nothing of what it is about.
  case reservationOffer = "reservation.offer"
  /// Whoever they were offered to acknowledges them (OSL 10:14).
  case reservationAcknowledge = "reservation.acknowledge"
  /// A board asks another of the municipality whether somebody is current in a case (SoL 15:8).
  case currentRequest = "current.request"
  /// The answer of that board: one word (SoL 15:8).
  case currentResponse = "current.response"

  /// Whether the kind reports that someone may fare ill, so that no typing error may stop it.
  public var isReport: Bool { self == .reportMandatory || self == .reportVoluntary }

  /// Whether a statute obliges its sender to send it: what it holds is then owed as a whole.
  ///
  /// Reports (SoL 19:1), notices of the police (polislagen 6 §), feedback (SoL 19:6), responses to
  /// an inquiry (SoL 20:6), transfers (SoL 29:12) and the word of one board to another (SoL 15:8).
  /// Nobody need report voluntarily (SoL 19:4).
  public var isDuty: Bool {
    switch self {
    case .reportMandatory, .noticePolice, .feedback, .inquiryResponse, .transfer,
      .currentResponse:
      true
    case .reportVoluntary, .feedbackRequest, .meetingInvitation, .inquiryRequest, .contactEarly,
      .consultationAnonymous, .collaborationShare, .planSummons, .careSocial, .disclosurePolice,
      .releaseIndividual, .concernAdult, .consentRecord, .consentWithdraw, .correction,
      .emergencyDeclare, .emergencyReview, .reservationOffer, .reservationAcknowledge,
      .currentRequest:
      false
    }
  }

  /// Whether a duty owes what it holds as a whole: a duty's kind, or what corrects one.
  ///
  /// A correction rests on the ground of what it corrects. Of what nobody had to tell none is owed.
  public func isOwed(under basis: LegalBasis) -> Bool {
    isDuty || self == .correction && basis.isDutyOfReporters
  }

  /// Whether it is for whoever answers, who must be shown it, or it is not taken: a report, or what
  /// a duty hands to a board. Feedback and transfers are for others.
  public var mustReachItsOwner: Bool {
    isReport || self == .noticePolice || self == .inquiryResponse || self == .currentResponse
  }

  /// Whether it changes the register of waivers: then all it says of persons must be certain.
  public var isConsent: Bool { self == .consentRecord || self == .consentWithdraw }

  /// Whether it changes the register of emergencies.
  public var isEmergency: Bool { self == .emergencyDeclare || self == .emergencyReview }

  /// Whether it changes the register of reservations: it offers one, acknowledges one, or is what
  /// was released under one.
  public var isUnderReservation: Bool {
    self == .reservationOffer || self == .reservationAcknowledge || self == .releaseIndividual
  }

  /// Whether it takes something back, so that it counts however little room there is for more.
  public var takesBack: Bool { self == .consentWithdraw || self == .emergencyReview }

  /// Whether the law may show a message of this kind on a waiver.
  public var mayRestOnWaiver: Bool { !cooperationForms.isEmpty }
}

/// How urgent a delivery is, apart from its order within a conversation.
public enum Lane: String, CaseIterable, Hashable, Comparable, Sendable, Codable {
  /// Someone may be in danger now.
  case acute
  /// A report that is not acute.
  case report
  /// Everything else.
  case other

  /// The more urgent lane comes first.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .acute: 0
    case .report: 1
    case .other: 2
    }
  }
}
