package import Admission
package import Concerns
package import Wire

/// The third stage: who owns this, who is on duty, and who else receives something of it.
package struct Router: Sendable {
  package let directory: Directory

  package init(directory: Directory) { self.directory = directory }

  /// Finds the owner and the recipients of a message.
  ///
  /// A report always gets an owner: the directory has no hole. Feedback and its request belong to
  /// the conversation they name.
  ///
  /// - Parameters:
  ///   - standing: What the ledger knows of the message's conversation.
  ///   - voice: What the broker speaks in for whoever the law hides.
  /// - Throws: `ProblemCode.unknownConversation` when a message belongs to none that its sender
  ///   takes part in; it never tells whether the conversation exists.
  package func route(
    _ admitted: Admitted<SignedMessage>, in standing: ConversationStanding?, registry: Registry,
    at moment: Moment, in voice: BrokerVoice, drawing generator: inout some RandomNumberGenerator
  ) throws(Problem) -> Routed {
    let matter = admitted.said.matter
    let standing = standing.map { current($0, at: moment) }
    if matter.kind.hidesSource {
      return try consult(
        admitted, in: standing, registry, moment, in: voice, drawing: &generator)
    }
    // There is room for an answer and for nothing else: another's word there would be a way to
    // find out who asked.
    guard standing?.origin.hidesSource != true else { throw .unknownConversation }
    // Likewise where a board has asked another one something: one word answers it.
    if matter.kind == .currentResponse {
      return try answer(admitted, in: standing, registry, moment)
    }
    guard standing?.origin != .currentRequest else { throw .unknownConversation }
    switch matter.kind {
    case .feedbackRequest, .feedback:
      // Who receives follows from the conversation. Excluding one unit after the other, and seeing
      // which is refused, would tell a reporter who owns its concern.
      guard admitted.said.handling.excluded.isEmpty else {
        throw Problem(.badHandling, frame: 3, pointer: "/excluded")
      }
    default: break
    }
    switch matter.kind {
    case .feedbackRequest:
      let standing = try participating(standing) {
        $0.reporter.agency == admitted.agency.id && ($0.origin.isReport || $0.wantsFeedback)
      }
      guard !standing.hasFeedback else { throw Problem(.alreadyAsked) }
      return follow(
        admitted, standing, owner: standing.owner, to: owner(standing.owner, registry), moment)
    case .feedback:
      let standing = try participating(standing) { $0.owner.function.agency == admitted.agency.id }
      try checkEntrance(matter.unit)
      guard standing.wantsFeedback, !standing.hasFeedback else { throw Problem(.notPermitted) }
      let reporter = recipient(standing.reporter, .reporter, registry)
      return follow(admitted, standing, owner: standing.owner, to: [reporter], moment)
    case _ where matter.kind.isAddressed:
      return try address(admitted, in: standing, registry: registry, at: moment)
    default:
      return try tell(admitted, in: standing, registry, moment)
    }
  }

  /// Routes what is for the board to whoever the directory finds.
  private func tell(
    _ admitted: Admitted<SignedMessage>, in standing: ConversationStanding?,
    _ registry: Registry, _ moment: Moment
  ) throws(Problem) -> Routed {
    let (matter, handling) = (admitted.said.matter, admitted.said.handling)
    try checkGrounds(of: matter, handling, on: LocalTime.date(at: moment))
    guard let standing else {
      guard matter.kind.beginsConversations else { throw .unknownConversation }
      let owner = try ownership(of: matter.kind, handling, moment)
      return begin(
        admitted, owner: owner, to: receivers(for: owner, registry, moment), at: moment)
    }
    // A second report in a conversation goes where the first one went, unless it may not: then
    // to whom it would go by itself, so that the answer tells nothing of the first.
    let own = try participating(standing) { standing in
      standing.reporter.agency == admitted.agency.id && !standing.origin.isConsent
        || matter.kind == .correction && standing.circle.hasAsked(admitted.agency.id)
    }
    let fresh = try ownership(of: matter.kind, handling, moment)
    let keeps = own.origin.isReport || own.origin == matter.kind || matter.kind == .correction
    let owner = unbarred(
      keeps && mayOwn(own.owner, handling) ? own.owner : fresh, in: own, handling)
    return follow(
      admitted, own, owner: owner, to: receivers(for: owner, registry, moment), moment)
  }

  /// Recipients when a concern is sent on to another function of the directory.
  ///
  /// - Returns: `nil` when the directory does not know the function.
  package func redirect(
    to function: FunctionID, registry: Registry, at moment: Moment
  ) -> (owner: Owner, recipients: [Recipient])? {
    let day = LocalTime.date(at: moment)
    guard let owner = directory.owner(redirectedTo: function, on: day) else { return nil }
    return (owner, receivers(for: owner, registry, moment))
  }

  /// Every function that may own a concern, as the recipient that it would be.
  ///
  /// Nothing from outside is ever owned behind a wall: no claim, area or hand leads there.
  package func owners(in registry: Registry) -> [Recipient] {
    directory.units.filter { !$0.isWalled }.map { recipient($0.function, .owner, registry) }
  }

  /// A recipient as the register has it now; `nil` while nobody has registered its agency.
  package func registered(_ recipient: Recipient, in registry: Registry) -> Recipient? {
    guard registry.agencies[recipient.function.agency] != nil else { return nil }
    return self.recipient(recipient.function, recipient.standing, registry)
  }

  func begin(
    _ admitted: Admitted<SignedMessage>, owner: Owner, to recipients: [Recipient],
    at moment: Moment, under cover: Cover? = nil
  ) -> Routed {
    let handling = admitted.said.handling
    let matter = admitted.said.matter
    let conversation = ConversationStanding(
      origin: matter.kind, reporter: matter.unit, owner: owner,
      wantsFeedback: admitted.said.wishesForFeedback, hasFeedback: false,
      circle: Circle().joined(by: matter, handling),
      asked: cover == nil ? nil : matter.conversation, version: 1)
    return Routed(
      admitted, under: cover, owner: owner, recipients: recipients,
      entrance: directory.entrance(at: moment).function, lane: lane(of: admitted.said),
      isSenderWalled: directory.isWalled(matter.unit),
      surroundings: surroundings(of: admitted.said), conversation: conversation)
  }

  /// The owner by the message alone.
  private func ownership(
    of kind: Kind, _ handling: Handling, _ moment: Moment
  ) throws(Problem) -> Owner {
    let day = LocalTime.date(at: moment)
    let owner = directory.ownership(of: OwnershipFacts(handling, of: kind, on: day), on: day)
    // Whoever must not know of it cannot own it; a person must find another way in. And a function
    // that the public directory lacks is a slip, which would exclude nobody.
    guard !isExcluded(owner, by: handling), !directory.lacks(anyOf: handling.excluded) else {
      throw Problem(.badHandling, frame: 3, pointer: "/excluded")
    }
    return owner
  }

  /// Whether a unit that owns a conversation may own what a later message of it says.
  func mayOwn(_ owner: Owner, _ handling: Handling) -> Bool {
    guard !isExcluded(owner, by: handling) else { return false }
    // Where somebody protected lives must not spread because a report came before it was so.
    return owner.unit == directory.protectedDesk.id
      || !directory.needsProtection(handling)
  }

  func isExcluded(_ owner: Owner, by handling: Handling) -> Bool {
    !handling.excluded.isDisjoint(with: [owner.function.text, owner.function.agency.text])
  }

  private func lane(of message: SignedMessage) -> Lane {
    let kind = message.matter.kind
    if kind == .emergencyDeclare { return .acute }
    guard kind.personCount.upperBound > 0 else { return .other }  // It is about nobody.
    if message.handling.urgency == .acute { return .acute }
    return kind.isReport || kind == .noticePolice || kind == .concernAdult ? .report : .other
  }

  func follow(
    _ admitted: Admitted<SignedMessage>, _ standing: ConversationStanding, owner: Owner,
    to recipients: [Recipient], _ moment: Moment, under cover: Cover? = nil
  ) -> Routed {
    let matter = admitted.said.matter
    var conversation = standing.next(of: standing.recorded)
    if matter.kind == .feedbackRequest || admitted.said.wishesForFeedback {
      conversation.wantsFeedback = true
    }
    if [.feedback, .currentResponse].contains(matter.kind) { conversation.hasFeedback = true }
    conversation.circle = standing.circle.joined(by: matter, admitted.said.handling)
    return Routed(
      admitted, under: cover, owner: owner, recipients: recipients,
      entrance: directory.entrance(at: moment).function, lane: lane(of: admitted.said),
      isSenderWalled: directory.isWalled(matter.unit),
      surroundings: cover == nil ? surroundings(of: admitted.said) : Surroundings(isAsked: true),
      conversation: conversation)
  }

  private func participating(
    _ standing: ConversationStanding?, _ takesPart: (ConversationStanding) -> Bool
  ) throws(Problem) -> ConversationStanding {
    guard let standing, takesPart(standing) else { throw .unknownConversation }
    return standing
  }

  func receivers(
    for owner: Owner, _ registry: Registry, _ moment: Moment
  ) -> [Recipient] {
    directory.recipients(owner, at: moment).map { function in
      recipient(function, function == owner.function ? .owner : .duty, registry)
    }
  }

  private func owner(_ owner: Owner, _ registry: Registry) -> [Recipient] {
    [recipient(owner.function, .owner, registry)]
  }

  func recipient(
    _ function: FunctionID, _ standing: Recipient.Standing, _ registry: Registry
  ) -> Recipient {
    // An agency that the directory names and nobody has registered yet. The directory vouches that
    // it is a board, so that a report has an owner; nothing is handed over on its word.
    let agency = registry.agencies[function.agency]
    return Recipient(
      function: function, party: agency?.party ?? .socialServices,
      isBound: agency?.isBoundToReport ?? true, isContracted: agency?.isContracted ?? false,
      isWalled: directory.isWalled(function),
      hearsPolice: !directory.attendants(at: function).isEmpty, standing: standing)
  }
}

extension SignedMessage {
  /// Whether it is a report whose sender wishes to know what became of it.
  fileprivate var wishesForFeedback: Bool {
    matter.kind.isReport && handling.wantsFeedback && !handling.isAnonymous
  }
}
