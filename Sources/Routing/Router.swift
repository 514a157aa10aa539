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
  /// - Parameter standing: What the ledger knows of the message's conversation.
  /// - Throws: `ProblemCode.unknownConversation` when a message belongs to none that its sender
  ///   takes part in; it never tells whether the conversation exists.
  package func route(
    _ admitted: Admitted<SignedMessage>, in standing: ConversationStanding?, registry: Registry,
    at moment: Moment
  ) throws(Problem) -> Routed {
    let matter = admitted.said.matter
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
      let standing = try participating(standing) { $0.reporter.agency == admitted.agency.id }
      guard !standing.hasFeedback else { throw Problem(.alreadyAsked) }
      return follow(
        admitted, standing, owner: standing.owner, to: owner(standing.owner, registry),
        lane: .other, moment)
    case .feedback:
      let standing = try participating(standing) { $0.owner.function.agency == admitted.agency.id }
      // The unit that speaks must be a public entrance: its name goes to the reporter, and which
      // unit owns the concern is none of the reporter's knowledge.
      guard directory.entrances.contains(where: { $0.function == matter.unit }) else {
        throw Problem(.unknownUnit, frame: 3, pointer: "/unit")
      }
      guard standing.wantsFeedback, !standing.hasFeedback else { throw Problem(.notPermitted) }
      let reporter = recipient(standing.reporter, .reporter, registry)
      return follow(
        admitted, standing, owner: standing.owner, to: [reporter], lane: .other, moment)
    default:
      guard let standing else { return try begin(admitted, registry, moment) }
      // A second report in a conversation goes where the first one went, unless it may not: then
      // to whom it would go by itself, so that the answer tells nothing of the first.
      let own = try participating(standing) { $0.reporter.agency == admitted.agency.id }
      let fresh = try ownership(of: admitted.said.handling, moment)
      let owner = mayOwn(own.owner, admitted.said.handling) ? own.owner : fresh
      return follow(
        admitted, own, owner: owner, to: receivers(for: owner, registry, moment),
        lane: lane(of: admitted.said), moment)
    }
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

  private func begin(
    _ admitted: Admitted<SignedMessage>, _ registry: Registry, _ moment: Moment
  ) throws(Problem) -> Routed {
    let handling = admitted.said.handling
    let matter = admitted.said.matter
    let owner = try ownership(of: handling, moment)
    let conversation = ConversationStanding(
      origin: matter.kind, reporter: matter.unit, owner: owner,
      wantsFeedback: handling.wantsFeedback && !handling.isAnonymous, hasFeedback: false,
      version: 1)
    return Routed(
      admitted, owner: owner, recipients: receivers(for: owner, registry, moment),
      entrance: directory.entrance(at: moment).function, lane: lane(of: admitted.said),
      isSenderWalled: directory.isWalled(matter.unit), conversation: conversation)
  }

  /// The owner by the message alone.
  private func ownership(
    of handling: Handling, _ moment: Moment
  ) throws(Problem) -> Owner {
    let owner = directory.ownership(
      of: OwnershipFacts(handling), on: LocalTime.date(at: moment))
    // Whoever must not know of it cannot own it; a person must find another way in. And a function
    // that the public directory lacks is a slip, which would exclude nobody.
    guard !isExcluded(owner, by: handling), !directory.lacks(anyOf: handling.excluded) else {
      throw Problem(.badHandling, frame: 3, pointer: "/excluded")
    }
    return owner
  }

  /// Whether a unit that owns a conversation may own what a later message of it says.
  private func mayOwn(_ owner: Owner, _ handling: Handling) -> Bool {
    guard !isExcluded(owner, by: handling) else { return false }
    // Where somebody protected lives must not spread because a report came before it was so.
    return owner.unit == directory.protectedDesk.id
      || !directory.needsProtection(OwnershipFacts(handling))
  }

  private func isExcluded(_ owner: Owner, by handling: Handling) -> Bool {
    !handling.excluded.isDisjoint(with: [owner.function.text, owner.function.agency.text])
  }

  private func lane(of message: SignedMessage) -> Lane {
    switch (message.matter.kind.isReport, message.handling.urgency) {
    case (true, .acute): .acute
    case (true, .ordinary): .report
    case (false, _): .other
    }
  }

  private func follow(
    _ admitted: Admitted<SignedMessage>, _ standing: ConversationStanding, owner: Owner,
    to recipients: [Recipient], lane: Lane, _ moment: Moment
  ) -> Routed {
    let isFeedback = admitted.said.matter.kind == .feedback
    let wantsFeedback =
      standing.wantsFeedback || admitted.said.matter.kind == .feedbackRequest
      || admitted.said.handling.wantsFeedback && !admitted.said.handling.isAnonymous
    let conversation = ConversationStanding(
      origin: standing.origin, reporter: standing.reporter, owner: standing.owner,
      wantsFeedback: wantsFeedback, hasFeedback: isFeedback || standing.hasFeedback,
      version: standing.version + 1)
    return Routed(
      admitted, owner: owner, recipients: recipients,
      entrance: directory.entrance(at: moment).function, lane: lane,
      isSenderWalled: directory.isWalled(admitted.said.matter.unit), conversation: conversation)
  }

  private func participating(
    _ standing: ConversationStanding?, _ takesPart: (ConversationStanding) -> Bool
  ) throws(Problem) -> ConversationStanding {
    guard let standing, takesPart(standing) else {
      throw Problem(.unknownConversation, frame: 3, pointer: "/conversation")
    }
    return standing
  }

  private func receivers(
    for owner: Owner, _ registry: Registry, _ moment: Moment
  ) -> [Recipient] {
    directory.recipients(owner, at: moment).map { function in
      recipient(function, function == owner.function ? .owner : .duty, registry)
    }
  }

  private func owner(_ owner: Owner, _ registry: Registry) -> [Recipient] {
    [recipient(owner.function, .owner, registry)]
  }

  private func recipient(
    _ function: FunctionID, _ standing: Recipient.Standing, _ registry: Registry
  ) -> Recipient {
    // An agency that the directory names and nobody has registered yet. The directory vouches that
    // it is a board, so that a report has an owner; nothing is handed over on its word.
    let agency = registry.agencies[function.agency]
    return Recipient(
      function: function, party: agency?.party ?? .socialServices,
      isBound: agency?.isBoundToReport ?? true, isWalled: directory.isWalled(function),
      standing: standing)
  }
}
