package import Concerns

/// How often people have sent a concern on to each other, and who cannot judge of it.
package struct Journey: Hashable, Sendable {
  /// How often people send a concern on before whoever heads the reception decides about it.
  ///
  /// Once is a slip of whoever chose the unit, twice may be two units of which each means the
  /// other; a third time somebody would wait while nobody is responsible.
  package static let limit = 2

  /// How often it was sent on, by whomever; a reorganisation does not count.
  package let count: Int
  /// Those who have sent it on for a conflict of interest.
  package let conflicted: Set<FunctionID>

  /// Takes a journey as it was read; without arguments, one that has not begun.
  package init(count: Int = 0, conflicted: Set<FunctionID> = []) {
    self.count = count
    self.conflicted = conflicted
  }

  /// The journey after one more function has sent it on.
  package func continued(from function: FunctionID, inConflict: Bool) -> Journey {
    Journey(count: count + 1, conflicted: inConflict ? conflicted.union([function]) : conflicted)
  }
}

extension Journey {
  /// Whether a unit has let the concern go for a conflict of interest: it is not given it back.
  package func bars(_ owner: Owner, in directory: Directory) -> Bool {
    conflicted.contains { directory.unit(of: $0)?.id == owner.unit }
  }

  /// The first that has not let the concern go for a conflict of interest and may have it.
  func free(
    among owners: [Owner], in directory: Directory, unless isExcluded: (Owner) -> Bool
  ) -> Owner? {
    owners.first { !bars($0, in: directory) && !isExcluded($0) }
  }
}

extension Routed {
  /// What the delivery to a recipient begins with: nobody who answers for the concern gives it to
  /// a unit that has let its conversation go for a conflict of interest.
  package func journey(to recipient: Recipient) -> Journey {
    switch recipient.standing {
    case .owner, .duty: Journey(conflicted: conversation.conflicted)
    case .reporter, .participant: Journey()
    }
  }
}

extension Router {
  /// Whoever owns what comes in a conversation: another, where that unit has let something of the
  /// conversation go for a conflict of interest.
  ///
  /// That is whoever owns the conversation, who has seen the rest of it; else the reception, or
  /// whoever heads it. Where all of them are barred or excluded it stays: somebody must own it.
  func unbarred(
    _ owner: Owner, in standing: ConversationStanding, _ handling: Handling
  ) -> Owner {
    let journey = Journey(conflicted: standing.conflicted)
    // What protects somebody outranks a conflict: the desk lets go to whom it says, and no rule
    // lets go for it.
    guard journey.bars(owner, in: directory), !directory.needsProtection(handling) else {
      return owner
    }
    return journey.free(among: [standing.owner] + directory.substitutes, in: directory) {
      isExcluded($0, by: handling)
    } ?? owner
  }

  /// Those who may own a concern that somebody sends on, the first before the others.
  ///
  /// What was sent on as often as people may goes to whoever heads the reception; what concerns
  /// somebody protected, to their desk, so that no more people see it than before. They send it on
  /// to where they say, and so does the desk with whatever it has: what it lets go it lets go to
  /// one unit. Nobody is given back what they must not judge of.
  ///
  /// - Parameter asked: The owner that was named; there is always at least this one.
  package func destinations(
    asked: Owner, after journey: Journey, from decider: FunctionID, of facts: OwnershipFacts
  ) -> [Owner] {
    let last = directory.lastOwner(of: facts)
    let isTheirs = [last.function, directory.protectedDesk.function].contains(decider)
    guard journey.count >= Journey.limit, !isTheirs, !facts.kind.isAddressed,
      !journey.bars(last, in: directory), last.controller == asked.controller,
      last.function != asked.function
    else { return [asked] }
    return [last, asked]
  }
}

extension Directory {
  /// Who owns what others have sent on to each other: whoever heads the reception, if the
  /// directory says who that is, and else the reception.
  func lastOwner(of facts: OwnershipFacts) -> Owner {
    if needsProtection(facts) {
      return owner(protectedDesk, because: OwnershipReason.protected)
    }
    return head(because: OwnershipReason.sentAround)
      ?? owner(reception, because: OwnershipReason.sentAround)
  }

  /// Who owns what those who would cannot judge of, the first before the others.
  var substitutes: [Owner] {
    [
      owner(reception, because: OwnershipReason.passedOver),
      head(because: OwnershipReason.passedOver),
    ].compactMap(\.self)
  }

  /// Whoever heads the reception; `nil` where the directory does not say.
  private func head(because reason: LocalizedText) -> Owner? {
    guard let head = reception.head, let unit = unit(of: head) else { return nil }
    return Owner(unit: unit.id, function: head, controller: unit.board, reason: reason)
  }
}
