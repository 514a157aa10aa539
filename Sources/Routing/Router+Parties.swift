import Admission
import Concerns
import Tables
import Wire

// A message that names its parties goes to them and to nobody else. It has an owner all the same,
// who answers for its coming through and need not be shown it.
extension Router {
  /// Routes a message to the parties that it names.
  func address(
    _ admitted: Admitted<SignedMessage>, in standing: ConversationStanding?,
    registry: Registry, at moment: Moment
  ) throws(Problem) -> Routed {
    let message = admitted.said
    let day = LocalTime.date(at: moment)
    try checkParties(of: message, registry, on: day)
    try checkGrounds(of: message.matter, message.handling, on: day)
    if message.matter.kind == .currentRequest { try checkBoards(of: message, on: day) }
    guard let standing else {
      guard message.matter.kind.beginsConversations else { throw .unknownConversation }
      let owner = keeper(of: message, on: day)
      return begin(
        admitted, owner: owner, to: addressees(of: message, owner, registry, moment), at: moment)
    }
    try checkVoice(of: message, in: standing, on: day)
    guard
      standing.circle.joined(by: message.matter, message.handling).parties.count
        <= Circle.limit
    else { throw Problem(.badHandling, frame: 3, pointer: "/to") }
    let owner = owner(of: standing, keeping: message, on: day)
    return follow(
      admitted, standing, owner: owner,
      to: message.matter.kind == .meetingInvitation
        ? [recipient(standing.reporter, .reporter, registry)]
        : addressees(of: message, owner, registry, moment),
      moment)
  }

  /// Every party is one that the directory or the register knows; both are public.
  private func checkParties(
    of message: SignedMessage, _ registry: Registry, on day: CivilDate
  ) throws(Problem) {
    let handling = message.handling
    for (index, party) in handling.parties.enumerated() {
      guard isFunction(party, registry, on: day) else {
        throw Problem(.unknownUnit, frame: 3, pointer: "/to/\(index)")
      }
      guard party != message.matter.unit else {
        throw Problem(.badHandling, frame: 3, pointer: "/to/\(index)")
      }
    }
    let named = Set(handling.parties.flatMap { [$0.text, $0.agency.text] })
    guard handling.excluded.isDisjoint(with: named), !directory.lacks(anyOf: handling.excluded)
    else { throw Problem(.badHandling, frame: 3, pointer: "/excluded") }
  }

  /// Whether a function is one that the directory or the register knows, in force that day.
  func isFunction(_ function: FunctionID, _ registry: Registry, on day: CivilDate) -> Bool {
    guard let address = directory.address(of: function, on: day) else { return false }
    return address.agency == directory.agency
      ? directory.has(address, on: day)
      : registry.agencies[address.agency]?.functions.contains(address) ?? false
  }

  /// Whether the sender may say this in a conversation that others take part in.
  private func checkVoice(
    of message: SignedMessage, in standing: ConversationStanding, on day: CivilDate
  ) throws(Problem) {
    let matter = message.matter
    let parties = message.handling.parties.map { reached($0, on: day) }
    let agency = matter.unit.agency
    let isOwner = standing.owner.function.agency == agency
    switch matter.kind {
    case .meetingInvitation:
      guard isOwner, standing.origin.isReport else { throw .unknownConversation }
      guard parties == [standing.reporter] else {
        throw Problem(.notPermitted, frame: 3, pointer: "/to")
      }
      try checkEntrance(matter.unit)
    case .inquiryRequest:
      guard isOwner else { throw .unknownConversation }
      let inquiry = message.handling.particulars.inquiry
      guard standing.circle.inquiry == nil || standing.circle.inquiry == inquiry else {
        throw Problem(.badHandling, frame: 3, pointer: "/inquiry")
      }
    case .inquiryResponse:
      guard standing.circle.hasAsked(agency) else { throw .unknownConversation }
      guard parties.count == 1, parties[0].agency == standing.owner.function.agency,
        standing.circle.parties.contains(parties[0])
      else { throw Problem(.notPermitted, frame: 3, pointer: "/to") }
    case .currentRequest:
      // One question is one conversation, which tells nothing of any other.
      throw .unknownConversation
    default:
      // Whoever was asked something in a report's conversation is not let into the report's.
      let isParty = standing.circle.includes(agency) || standing.reporter.agency == agency
      guard isOwner || standing.origin.isAddressed && isParty else { throw .unknownConversation }
    }
  }

  /// The unit that speaks to a reporter must be a public entrance: which unit owns the concern is
  /// none of the reporter's knowledge.
  func checkEntrance(_ unit: FunctionID) throws(Problem) {
    guard directory.entrances.contains(where: { $0.function == unit }) else {
      throw Problem(.unknownUnit, frame: 3, pointer: "/unit")
    }
  }

  /// Who answers for a message that begins a conversation between parties.
  ///
  /// The coordinator of an agreement; else the unit of ours that speaks; else the first of ours
  /// that is addressed; else the reception, which is shown nothing and has to see it through.
  private func keeper(of message: SignedMessage, on day: CivilDate) -> Owner {
    let (matter, handling) = (message.matter, message.handling)
    if let agreement = handling.particulars.agreement.flatMap(directory.agreement),
      let unit = directory.units.first(where: { $0.id == agreement.coordinator })
    {
      return directory.owner(unit, because: OwnershipReason.coordinated)
    }
    if let unit = directory.unit(of: matter.unit), unit.period.contains(day), !unit.isWalled {
      return directory.owner(unit, because: OwnershipReason.spoken)
    }
    let named = handling.parties.lazy.map { receiving(for: reached($0, on: day), handling) }
      .compactMap(directory.unit(of:)).first { !$0.isWalled }
    guard let named else {
      return directory.owner(directory.reception, because: OwnershipReason.conveyed)
    }
    return directory.owner(named, because: OwnershipReason.addressed)
  }

  /// The owner of a conversation, or the protected desk where the message asks for it.
  private func owner(
    of standing: ConversationStanding, keeping message: SignedMessage, on day: CivilDate
  ) -> Owner {
    let handling = message.handling
    guard !mayOwn(standing.owner, handling) else {
      return unbarred(standing.owner, in: standing, handling)
    }
    let facts = OwnershipFacts(handling, of: message.matter.kind, on: day)
    return unbarred(directory.ownership(of: facts, on: day), in: standing, handling)
  }

  /// Where something for a party goes: what is for a unit of ours about somebody protected goes
  /// to the protected desk, whatever unit the sender could think of.
  func receiving(for party: FunctionID, _ handling: Handling) -> FunctionID {
    let isOurs = party.agency == directory.agency && !directory.isWalled(party)
    guard isOurs, directory.needsProtection(handling) else { return party }
    return directory.protectedDesk.function
  }

  private func addressees(
    of message: SignedMessage, _ owner: Owner, _ registry: Registry, _ moment: Moment
  ) -> [Recipient] {
    let (matter, handling) = (message.matter, message.handling)
    let day = LocalTime.date(at: moment)
    let functions = handling.parties.map { receiving(for: reached($0, on: day), handling) }
    var recipients: [Recipient] = []
    let isForOwner =
      functions.contains(owner.function) || matter.kind == .inquiryResponse
      || matter.kind == .collaborationShare && owner.function != matter.unit
    if isForOwner { recipients = receivers(for: owner, registry, moment) }
    guard matter.kind != .inquiryResponse else { return recipients }
    for function in functions where !recipients.contains(where: { $0.function == function }) {
      recipients.append(recipient(function, .participant, registry))
    }
    return recipients
  }
}

extension Problem {
  /// The same for a conversation that nobody began and for one that is somebody else's.
  static let unknownConversation = Problem(
    .unknownConversation, frame: 3, pointer: "/conversation")
}
