package import Concerns

/// What the ledger knows of a conversation: how it began, who owns it, whether it was answered.
package struct ConversationStanding: Hashable, Sendable {
  /// The kind of the message that began it.
  package let origin: Kind
  /// The function that began it and gets the answers.
  package let reporter: FunctionID
  package let owner: Owner
  /// Whose it was when it was last recorded; another than `owner` once that unit has ended.
  package let recorded: Owner
  /// Whether its reporter asked for feedback, in the report or afterwards.
  package let wantsFeedback: Bool
  /// Whether feedback was given.
  package let hasFeedback: Bool
  /// Who else was let in by name.
  package let circle: Circle
  /// What whoever asked calls it, where its name here is the broker's: nobody else knows it.
  package let asked: ConversationID?
  /// Which standing this is, from 1: it may only follow the one that it was decided on.
  package let version: Int

  package init(
    origin: Kind, reporter: FunctionID, owner: Owner, wantsFeedback: Bool, hasFeedback: Bool,
    circle: Circle = Circle(), asked: ConversationID? = nil, version: Int,
    recorded: Owner? = nil
  ) {
    self.recorded = recorded ?? owner
    self.version = version
    self.asked = asked
    self.origin = origin
    self.reporter = reporter
    self.owner = owner
    self.wantsFeedback = wantsFeedback
    self.hasFeedback = hasFeedback
    self.circle = circle
  }

  /// As it stands once somebody else owns it.
  package func passed(to owner: Owner) -> Self {
    ConversationStanding(
      origin: origin, reporter: reporter, owner: owner, wantsFeedback: wantsFeedback,
      hasFeedback: hasFeedback, circle: circle, asked: asked, version: version + 1)
  }
}

/// Who has been let into a conversation by name, and what an inquiry has asked in it.
package struct Circle: Hashable, Sendable {
  /// Most functions in one circle: four full tables, so that a conversation has an end.
  package static let limit = 4 * Handling.partyLimit

  /// Every function that was addressed, and every one that addressed it.
  package let parties: Set<FunctionID>
  /// The functions that an inquiry has asked.
  package let asked: Set<FunctionID>
  /// The inquiry that asks, once it has.
  package let inquiry: InquiryID?

  package init(
    parties: Set<FunctionID> = [], asked: Set<FunctionID> = [], inquiry: InquiryID? = nil
  ) {
    self.parties = parties
    self.asked = asked
    self.inquiry = inquiry
  }

  /// Whether a function of this agency was let in.
  func includes(_ agency: AgencyID) -> Bool { parties.contains { $0.agency == agency } }

  /// Whether an inquiry has asked a function of this agency.
  func hasAsked(_ agency: AgencyID) -> Bool { asked.contains { $0.agency == agency } }

  /// The circle once a message has gone to those that it names.
  func joined(by message: Matter, _ handling: Handling) -> Circle {
    guard message.kind.isAddressed else { return self }
    let asks = message.kind == .inquiryRequest
    return Circle(
      parties: parties.union(handling.parties).union([message.unit]),
      asked: asks ? asked.union(handling.parties) : asked,
      inquiry: handling.particulars.inquiry ?? inquiry)
  }
}
