package import Concerns
package import Consents
package import Evidence

/// Names one reservation: the message that offered it.
package struct ReservationID: RandomIdentifier {
  /// The identifier itself.
  package let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  package init(_ uuid: RandomUUID) { self.uuid = uuid }
}

/// Conditions under which an agency would release something, offered to one function (OSL 10:14).
///
/// It says nothing of what would be released. Whom that is about is known to the broker by keyed
/// pseudonym, because the offer rests on their yes.
package struct Reservation: Hashable, Sendable {
  package let id: ReservationID
  package let conversation: ConversationID
  /// The function that sets the conditions.
  package let unit: FunctionID
  /// The one function that they are offered to.
  package let recipient: FunctionID
  /// What commits to the line with the conditions.
  package let text: Digest32
  /// Those whose yes it rests on; nothing is released under it about anybody else.
  package let persons: Set<PersonPseudonym>
  /// Whether guardians may be told: a yes that rests on theirs does not count otherwise.
  package let guardians: GuardianNotice
  package let offered: Moment
  /// The last moment at which it can be acknowledged.
  package let due: Moment

  /// Takes the parts.
  package init(
    id: ReservationID, conversation: ConversationID, unit: FunctionID, recipient: FunctionID,
    text: Digest32, persons: Set<PersonPseudonym>, guardians: GuardianNotice, offered: Moment,
    due: Moment
  ) {
    self.id = id
    self.conversation = conversation
    self.unit = unit
    self.recipient = recipient
    self.text = text
    self.persons = persons
    self.guardians = guardians
    self.offered = offered
    self.due = due
  }
}

/// Who acknowledged a reservation, and by what.
package struct ReservationAcknowledgement: Hashable, Sendable {
  /// The function that speaks for the recipient.
  package let unit: FunctionID
  /// Who signed, as the recipient's own register names them.
  package let worker: WorkerID
  /// The line with the conditions that was acknowledged.
  package let text: String
  /// The digest of what was signed.
  package let evidence: String
  package let at: Moment

  /// Takes the parts.
  package init(
    unit: FunctionID, worker: WorkerID, text: String, evidence: String, at: Moment
  ) {
    self.unit = unit
    self.worker = worker
    self.text = text
    self.evidence = evidence
    self.at = at
  }
}
