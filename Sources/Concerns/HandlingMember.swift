/// A member of `handling` that some kinds must have and the others must not.
public enum HandlingMember: String, CaseIterable, Hashable, Sendable, Codable {
  /// The parties that the message is addressed to by name.
  case to
}

extension Kind {
  /// Whether it goes to the parties that it names, and not to whoever the directory finds.
  public var isAddressed: Bool { handlingMembers.contains(.to) }

  /// The members of `handling` that this kind has besides those of every message.
  public var handlingMembers: Set<HandlingMember> {
    switch self {
    case .collaborationShare, .planSummons, .meetingInvitation, .inquiryRequest,
      .inquiryResponse, .careSocial, .disclosurePolice, .transfer, .releaseIndividual,
      .consentRecord, .consentWithdraw:
      [.to]
    case .reportMandatory, .reportVoluntary, .noticePolice, .feedback, .feedbackRequest,
      .contactEarly, .consultationAnonymous, .concernAdult, .correction:
      []
    }
  }
}
