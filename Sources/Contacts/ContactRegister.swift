package import Concerns

/// Every early contact: by its reference, with its phrase's mark, and what was decided of it.
///
/// A value that is made anew of the ledger at every start. It knows nobody, and lists nobody: one
/// contact is found by whoever has its reference, and the rest is counted.
package struct ContactRegister: Sendable {
  /// Phrases that may be drawn for one contact: for a slip that was lost before anybody read it.
  package static let phraseLimit = 8

  private struct Standing: Sendable {
    let contact: Contact
    var mark: PhraseMark?
    var phrases = 0
    var choices: Set<ContactChoice> = []
  }

  private var standings: [Reference: Standing] = [:]
  /// The first contact of each conversation.
  private var beginnings: [ConversationID: Reference] = [:]
  private var events: [ContactEvent] = []
  package private(set) var tries = Tries()

  package init() {}

  package subscript(_ reference: Reference) -> Contact? { standings[reference]?.contact }

  /// Takes note of a contact that was recorded.
  package mutating func note(_ contact: Contact) {
    let isAgain = beginnings[contact.conversation] != nil
    if !isAgain { beginnings[contact.conversation] = contact.reference }
    standings[contact.reference] = Standing(contact: contact)
    let kind: ContactKind = contact.purpose == .consultation ? .advice : .help
    events.append(ContactEvent(unit: contact.unit, kind: isAgain ? .again : kind, at: contact.at))
  }

  /// Why no phrase may be drawn for a contact; `nil` if one may.
  package func refusalOfPhrase(
    for reference: Reference, by agency: AgencyID
  ) -> ContactRefusal? {
    // The same words whether the contact is another's or nobody's.
    guard let standing = standings[reference], standing.contact.agency == agency else {
      return .unknown
    }
    return standing.phrases < Self.phraseLimit ? nil : .spent
  }

  /// Keeps the mark of a phrase that was drawn; one that was drawn before ends.
  package mutating func give(_ mark: PhraseMark, to reference: Reference) {
    standings[reference]?.mark = mark
    standings[reference]?.phrases += 1
  }

  /// Whose contact a phrase opens; the answer takes as long for a wrong one.
  ///
  /// - Parameter mark: Of what was written, with the reference that was written.
  package func comeBack(
    _ reference: Reference, _ mark: PhraseMark, by agency: AgencyID, at now: Moment
  ) -> Result<Contact, ContactRefusal> {
    guard !tries.isLocked(reference, for: agency, at: now) else { return .failure(.locked) }
    let standing = standings[reference]
    let isRight = (standing?.mark ?? PhraseMark(bytes: mark.bytes.map { ~$0 })).matches(mark)
    guard isRight, let contact = standing?.contact, contact.agency == agency else {
      return .failure(.wrong)
    }
    return .success(contact)
  }

  /// Counts a wrong try.
  package mutating func noteTry(_ reference: Reference, by agency: AgencyID, at now: Moment) {
    tries.note(reference, by: agency, at: now)
  }

  /// Why a worker may not choose this; `nil` if they may.
  ///
  /// - Parameter notice: What the contact says of the guardians.
  package func refusal(
    of choice: ContactChoice, for reference: Reference, guardians notice: GuardianNotice
  ) -> ContactRefusal? {
    guard let standing = standings[reference] else { return .unknown }
    switch choice {
    case .advice: return nil
    case .guardians: return notice == .mayBeTold ? nil : .withheld
    case .application, .report: return standing.choices.contains(choice) ? .decided : nil
    }
  }

  /// Takes note of what a worker chose. Advice is counted where it was asked for, and not again.
  package mutating func choose(
    _ choice: ContactChoice, for reference: Reference, in unit: FunctionID, at now: Moment
  ) {
    standings[reference]?.choices.insert(choice)
    let kind: ContactKind? =
      switch choice {
      case .advice: nil
      case .guardians: .guardians
      case .application: .application
      case .report: .report
      }
    if let kind { events.append(ContactEvent(unit: unit, kind: kind, at: now)) }
  }

  /// The counts of a year for some units, as a board may see them.
  package func counts(of year: Int, units: [FunctionID], at now: Moment) -> ContactCounts {
    ContactCounts(events, in: year, units: units, at: now)
  }
}

/// Something that is counted: in which unit, what, and when.
package struct ContactEvent: Hashable, Sendable {
  package let unit: FunctionID
  package let kind: ContactKind
  package let at: Moment

  package init(unit: FunctionID, kind: ContactKind, at: Moment) {
    self.unit = unit
    self.kind = kind
    self.at = at
  }
}

/// Why something about an early contact is refused.
package enum ContactRefusal: Error, Hashable, Sendable {
  /// There is none of this reference that the asker may know of.
  case unknown
  /// As many phrases were drawn as may be.
  case spent
  /// Reference and phrase do not belong together.
  case wrong
  /// Too many wrong tries; later again.
  case locked
  /// The guardians must not be told, or nobody knows whether they may.
  case withheld
  /// It has been done already.
  case decided
}
