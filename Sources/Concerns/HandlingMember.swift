/// A member of `handling` that some kinds must have and the others must not.
public enum HandlingMember: String, CaseIterable, Hashable, Sendable, Codable {
  /// The parties that the message is addressed to by name.
  case to
  /// The open inquiry that asks (SoL 20:6).
  case inquiry
  /// The agreement that the cooperation rests on.
  case agreement
  /// Who decided, under which provision and when.
  case decision
  /// Who takes part in a consultation besides social services.
  case takesPart = "takes-part"
  /// The waiver of secrecy that is recorded.
  case waiver
  /// Who takes a waiver back.
  case withdrawal
  /// The emergency that is declared.
  case emergency
  /// What was found of an emergency.
  case review
  /// The reservation that a release is made under.
  case reservation
  /// Who acknowledges a reservation, and by which text.
  case acknowledgement
  /// That somebody was told that assessed help can be applied for (SoL 11:6).
  case informed
  /// In which municipality the person is now: acute help is given there (SoL 29:4).
  case present
  /// The conversations of the reports about siblings that were written together with this one.
  case siblings

  /// Whether a message of a kind that has it may do without it, as far as its form goes.
  public var isOptional: Bool {
    switch self {
    case .informed, .present, .siblings: true
    case .to, .inquiry, .agreement, .decision, .takesPart, .waiver, .withdrawal, .emergency,
      .review, .reservation, .acknowledgement:
      false
    }
  }
}

extension Kind {
  /// Whether it goes to the parties that it names, and not to whoever the directory finds.
  public var isAddressed: Bool { handlingMembers.contains(.to) }

  /// Most parties that one message may name: a reservation binds whoever acknowledged it, so that
  /// it is offered to one, and what is released under it is for that one. One municipality is asked
  /// to take a case over, and answers; so is one board, whether somebody is current there.
  public var partyLimit: Int {
    let toOne: [Self] = [.reservationOffer, .releaseIndividual, .transfer, .currentRequest]
    return toOne.contains(self) ? 1 : Handling.partyLimit
  }

  /// The members of `handling` that this kind has besides those of every message.
  public var handlingMembers: Set<HandlingMember> {
    switch self {
    case .planSummons, .inquiryResponse, .careSocial, .reservationOffer: [.to]
    case .releaseIndividual: [.to, .reservation]
    case .reservationAcknowledge: [.acknowledgement]
    case .consentRecord: [.to, .waiver]
    // The conversation says whom: everybody around the table is told.
    case .consentWithdraw: [.withdrawal]
    case .inquiryRequest: [.to, .inquiry]
    case .collaborationShare: [.to, .agreement]
    case .meetingInvitation, .disclosurePolice, .transfer, .currentRequest: [.to, .decision]
    case .currentResponse: [.decision]
    case .noticePolice: [.decision, .present]
    case .emergencyDeclare: [.decision, .emergency]
    case .emergencyReview: [.decision, .review]
    case .consultationAnonymous: [.takesPart]
    case .contactEarly: [.informed]
    case .reportMandatory, .reportVoluntary: [.present, .siblings]
    case .concernAdult: [.present]
    case .feedback, .feedbackRequest, .correction: []
    }
  }

  /// How many persons a message of this kind may name.
  ///
  /// What carries no identity has no field for it, and what is about somebody names them.
  public var personCount: ClosedRange<Int> {
    switch self {
    case .feedback, .feedbackRequest, .meetingInvitation, .consultationAnonymous, .emergencyDeclare,
      .emergencyReview, .reservationAcknowledge, .currentResponse:
      0...0
    case .currentRequest: 1...1
    // Help may be sought without a name (SoL 14:5).
    case .contactEarly, .consentRecord, .consentWithdraw: 0...Handling.personLimit
    case .reportMandatory, .reportVoluntary, .noticePolice, .inquiryRequest, .inquiryResponse,
      .collaborationShare, .planSummons, .careSocial, .disclosurePolice, .transfer,
      .releaseIndividual, .concernAdult, .correction, .reservationOffer:
      1...Handling.personLimit
    }
  }

  /// Whether it may begin a conversation: an answer, an invitation to a reporter and a correction
  /// belong to what was said before, and so does what is released under a reservation.
  public var beginsConversations: Bool {
    switch self {
    case .feedback, .feedbackRequest, .meetingInvitation, .inquiryResponse, .consentWithdraw,
      .correction, .emergencyDeclare, .emergencyReview, .releaseIndividual,
      .reservationAcknowledge, .currentResponse:
      false
    case .reportMandatory, .reportVoluntary, .noticePolice, .inquiryRequest, .contactEarly,
      .consultationAnonymous, .collaborationShare, .planSummons, .careSocial, .disclosurePolice,
      .transfer, .concernAdult, .consentRecord, .reservationOffer, .currentRequest:
      true
    }
  }
}
