import Concerns
import Policy

/// The law once more, as far as this town needs it: slow, obvious, and not taken from the table.
enum Law {
  /// What a function has to do with a message, by the onlooker's own account.
  enum Relation: Hashable {
    case owner, duty, reporter, named, stranger
  }

  static func maySend(_ kind: Kind, _ sender: Participant, to recipient: Participant) -> Bool {
    switch kind {
    case .reportMandatory: sender.isBound && recipient.party == .socialServices
    case .reportVoluntary: !sender.isBound && recipient.party == .socialServices
    case .feedbackRequest: sender.isBound && recipient.party == .socialServices
    case .feedback: sender.party == .socialServices && recipient.isBound
    case .noticePolice: sender.party == .police && recipient.party == .socialServices
    case .inquiryRequest: sender.party == .socialServices && recipient.isBound
    case .inquiryResponse: sender.isBound && recipient.party == .socialServices
    case .consentRecord, .collaborationShare:
      ![.civilSociety, .privatePerson].contains(sender.party)
    case .consentWithdraw: sender.party != .privatePerson
    case .emergencyDeclare, .emergencyReview:
      maySend(kind, sender) && recipient.party == .socialServices
    default: false
    }
  }

  /// The kinds that a refusal should name, in the order of the vocabulary.
  static func lawfulKinds(for sender: Participant) -> [Kind] {
    Kind.allCases.filter { maySend($0, sender) }
  }

  /// Whether the law has a place for such a sender, whoever receives.
  private static func maySend(_ kind: Kind, _ sender: Participant) -> Bool {
    switch kind {
    case .reportMandatory, .feedbackRequest, .inquiryResponse: sender.isBound
    case .reportVoluntary: !sender.isBound
    case .noticePolice: sender.party == .police
    case .feedback, .meetingInvitation, .inquiryRequest, .transfer:
      sender.party == .socialServices
    case .contactEarly: [.socialServices, .privatePerson].contains(sender.party)
    case .careSocial: [.socialServices, .health].contains(sender.party)
    case .disclosurePolice:
      [.socialServices, .health, .school, .leisure].contains(sender.party)
    case .planSummons: [.socialServices, .health, .school, .preschool].contains(sender.party)
    case .collaborationShare: ![.civilSociety, .privatePerson].contains(sender.party)
    case .concernAdult: sender.party != .privatePerson
    case .correction, .consultationAnonymous: true
    // Authorities alone obtain a waiver; any party may be told that one is taken back.
    case .consentRecord: ![.civilSociety, .privatePerson].contains(sender.party)
    case .consentWithdraw: sender.party != .privatePerson
    // Whoever is an authority may declare one; the board looks at it.
    case .emergencyDeclare: ![.civilSociety, .privatePerson].contains(sender.party)
    case .emergencyReview: sender.party == .socialServices
    case .releaseIndividual, .reservationOffer:
      ![.civilSociety, .privatePerson].contains(sender.party)
    case .reservationAcknowledge: sender.party == .civilSociety
    case .currentRequest, .currentResponse: sender.party == .socialServices
    }
  }

  static func mayShow(_ dataClass: DataClass, of kind: Kind, to relation: Relation) -> Bool {
    switch (kind, relation) {
    case (.reportMandatory, .owner), (.reportMandatory, .duty), (.reportVoluntary, .owner),
      (.reportVoluntary, .duty):
      dataClass != .outcome
    case (.feedbackRequest, .owner), (.feedbackRequest, .duty):
      dataClass == .matter || dataClass == .handling
    case (.noticePolice, .owner), (.noticePolice, .duty), (.inquiryResponse, .owner),
      (.inquiryResponse, .duty):
      true
    case (.inquiryRequest, .named), (.collaborationShare, .named): dataClass != .handling
    // What is said of somebody rests on their waiver, too; that is judged by the letters.
    case (.collaborationShare, .owner), (.collaborationShare, .duty): true
    case (.consentRecord, .named), (.consentWithdraw, .named): dataClass == .matter
    case (.emergencyDeclare, .named), (.emergencyReview, .named): dataClass == .matter
    case (.emergencyDeclare, .owner), (.emergencyReview, .owner): true
    case (.feedback, .reporter): dataClass == .matter || dataClass == .outcome
    case (.consultationAnonymous, .owner), (.consultationAnonymous, .duty): true
    case (.consultationAnonymous, .reporter): dataClass != .handling
    default: false
    }
  }
}
