package import Concerns
package import Consents
package import Policy
package import Routing

/// What one section is, apart from what it says.
package struct SectionLabel: Hashable, Sendable {
  package let dataClass: DataClass
  /// Whom it is about, by tag; empty means everyone in the message.
  package let about: [Tag]
  /// Whether it says in general something else than the message says precisely: for the owner only.
  package let isContradicted: Bool

  package init(_ dataClass: DataClass, about: [Tag], isContradicted: Bool = false) {
    self.dataClass = dataClass
    self.about = about
    self.isContradicted = isContradicted
  }
}

/// All that the filter may know of a message: labels and handling, never what a section says.
package struct Facts: Hashable, Sendable {
  package let kind: Kind
  package let purpose: Purpose
  package let basis: LegalBasis
  /// What its sender is in law.
  package let sender: Participant
  /// The agency that sent it.
  package let source: AgencyID
  /// The agreement that it names; it opens something only between those who have signed.
  package let agreement: Agreement?
  /// What is established around the message, whoever receives it.
  package private(set) var established: WordSet<Circumstance>
  package let handling: Handling
  /// The sections, in the order of the message.
  package let sections: [SectionLabel]
  /// Persons whose number is checked, by keyed pseudonym; the others match no consent.
  package let persons: [Tag: PersonPseudonym]
  /// The conversation it belongs to; without one no emergency is of it.
  package let conversation: ConversationID?

  package init(
    kind: Kind, purpose: Purpose, basis: LegalBasis, sender: Participant, source: AgencyID,
    agreement: Agreement? = nil, established: WordSet<Circumstance>, handling: Handling,
    sections: [SectionLabel], persons: [Tag: PersonPseudonym], conversation: ConversationID? = nil
  ) {
    self.kind = kind
    self.purpose = purpose
    self.basis = basis
    self.sender = sender
    self.source = source
    self.agreement = agreement
    self.established = established
    self.handling = handling
    self.sections = sections
    self.persons = persons
    self.conversation = conversation
  }
}

extension Facts {
  /// The same with more established.
  package func establishing(_ more: WordSet<Circumstance>) -> Facts {
    var facts = self
    facts.established = WordSet(established.words + more.words)
    return facts
  }
}
