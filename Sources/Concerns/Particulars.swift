/// What `handling` states in some kinds only; what a kind does not have is empty.
public struct Particulars: Hashable, Sendable {
  /// The named parties it is addressed to, in the order given.
  public let parties: [FunctionID]
  /// The open inquiry that asks.
  public let inquiry: InquiryID?
  /// The agreement that the cooperation rests on.
  public let agreement: AgreementID?
  /// The decision that it rests on.
  public let decision: Decision?
  /// Who takes part in a consultation besides social services; `nil` where nobody is asked.
  public let takesPart: Set<Attendant>?
  /// The waiver that is recorded.
  public let waiver: WaiverTerms?
  /// Who takes a waiver back.
  public let withdrawal: WithdrawalTerms?
  /// The emergency that is declared.
  public let emergency: EmergencyTerms?
  /// What was found of an emergency.
  public let review: EmergencyFinding?
  /// The reservation that it is released under: the message that offered it.
  public let reservation: MessageID?
  /// Who acknowledges a reservation, and by which text.
  public let acknowledgement: AcknowledgementTerms?
  /// That somebody was told of their right to apply for help.
  public let informed: GivenInformation?
  /// In which municipality the person is now; `nil` where that is not said.
  public let present: MunicipalityCode?
  /// The conversations of reports about siblings, written together with this one.
  public let siblings: [ConversationID]

  /// Takes the parts as read.
  public init(
    parties: [FunctionID] = [], inquiry: InquiryID? = nil, agreement: AgreementID? = nil,
    decision: Decision? = nil, takesPart: Set<Attendant>? = nil, waiver: WaiverTerms? = nil,
    withdrawal: WithdrawalTerms? = nil, emergency: EmergencyTerms? = nil,
    review: EmergencyFinding? = nil, reservation: MessageID? = nil,
    acknowledgement: AcknowledgementTerms? = nil, informed: GivenInformation? = nil,
    present: MunicipalityCode? = nil, siblings: [ConversationID] = []
  ) {
    self.parties = parties
    self.inquiry = inquiry
    self.agreement = agreement
    self.decision = decision
    self.takesPart = takesPart
    self.waiver = waiver
    self.withdrawal = withdrawal
    self.emergency = emergency
    self.review = review
    self.reservation = reservation
    self.acknowledgement = acknowledgement
    self.informed = informed
    self.present = present
    self.siblings = siblings
  }
}

/// A decision that a message rests on: who took it, under which provision, and when.
///
/// By a role and never by a person's name. The balancing of interests stays with the agency; its
/// digest binds the message to the very text.
public struct Decision: Hashable, Sendable {
  /// The role that decided, as the directory's delegations name it: `agency.role`.
  public let by: FunctionID
  /// The provision it was decided under.
  public let section: LegalBasis
  /// SHA-256 of the written balancing, 43 characters of base64url.
  public let balancing: String
  /// The day it was taken.
  public let on: CivilDate

  /// Takes the parts as read.
  public init(by: FunctionID, section: LegalBasis, balancing: String, on: CivilDate) {
    self.by = by
    self.section = section
    self.balancing = balancing
    self.on = on
  }
}

/// Who takes part in a consultation and must act on whatever points someone out.
public enum Attendant: String, CaseIterable, Hashable, Sendable, Codable {
  /// The police.
  case police
  /// A prosecutor.
  case prosecutor
}

/// An agreement on cooperation, as the directory lists it.
public struct AgreementID: TextIdentifier {
  /// The name, `[a-z0-9][a-z0-9-]{0,39}`.
  public let text: String

  /// Reads a name; `nil` when it breaks the grammar.
  public init?(_ text: String) {
    guard Label.isValid(text) else { return nil }
    self.text = text
  }
}

/// An open inquiry, named at random by the board that opened it; no case number, no person.
public struct InquiryID: RandomIdentifier {
  /// The identifier itself.
  public let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  public init(_ uuid: RandomUUID) { self.uuid = uuid }
}
