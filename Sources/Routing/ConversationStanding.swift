package import Concerns

/// What the ledger knows of a conversation: how it began, who owns it, whether it was answered.
package struct ConversationStanding: Hashable, Sendable {
  /// The kind of the message that began it.
  package let origin: Kind
  /// The function that began it and gets the answers.
  package internal(set) var reporter: FunctionID
  package internal(set) var owner: Owner
  /// Whose it was when it was last recorded; another than `owner` once that unit has ended.
  package private(set) var recorded: Owner
  /// Whether its reporter asked for feedback, in the report or afterwards.
  package internal(set) var wantsFeedback: Bool
  /// Whether feedback was given, or one board has answered another.
  package internal(set) var hasFeedback: Bool
  /// Who else was let in by name.
  package internal(set) var circle: Circle
  /// What whoever asked calls it, where its name here is the broker's: nobody else knows it.
  package let asked: ConversationID?
  /// Those who have sent something of it on for a conflict of interest.
  package private(set) var conflicted: Set<FunctionID>
  /// Which standing this is, from 1: it may only follow the one that it was decided on.
  package private(set) var version: Int

  package init(
    origin: Kind, reporter: FunctionID, owner: Owner, wantsFeedback: Bool, hasFeedback: Bool,
    circle: Circle = Circle(), asked: ConversationID? = nil,
    conflicted: Set<FunctionID> = [], version: Int
  ) {
    recorded = owner
    self.version = version
    self.asked = asked
    self.conflicted = conflicted
    self.origin = origin
    self.reporter = reporter
    self.owner = owner
    self.wantsFeedback = wantsFeedback
    self.hasFeedback = hasFeedback
    self.circle = circle
  }

  /// As it stands once somebody owns it who may be another, and something of it was sent on.
  package func passed(to owner: Owner, after journey: Journey) -> Self {
    var passed = next(of: owner)
    passed.conflicted.formUnion(journey.conflicted)
    return passed
  }

  /// The next that follows it, and belongs to somebody there.
  func next(of owner: Owner) -> Self {
    var next = self
    (next.owner, next.recorded) = (owner, owner)
    next.version += 1
    return next
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
