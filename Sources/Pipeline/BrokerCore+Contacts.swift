import Admission
import Concerns
import Contacts
import Ledger
import Routing
import Wire

extension BrokerCore {
  /// Draws four words for an early contact of the asker's agency; they are said this once.
  mutating func drawPhrase(
    for reference: Reference, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    let member = session.peer.member
    if let refusal = contacts.refusalOfPhrase(for: reference, by: member.agency) {
      throw Problem(refusing: refusal)
    }
    let phrase = ReturnPhrase(using: &generator)
    guard let mark = vault.mark(of: phrase, for: reference) else { throw Problem(.busy) }
    let asker = try counted(asker)
    record(
      ContactNote(.phrase(reference, mark), by: member, at: now),
      answering: .phrase(reference, words: phrase.words), to: asker)
  }

  /// Opens the way back to an early contact, or counts a wrong try before it says so.
  ///
  /// Whatever is wrong, the answer is one, and the same is written before it is given.
  mutating func comeBack(
    _ back: ClientCommand.ComeBack, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    let member = session.peer.member
    // Four words of the list are hashed, whatever the reference; others belong to nothing.
    let phrase = ReturnPhrase(back.words)
    let mark = phrase.flatMap { vault.mark(of: $0, for: back.reference) }
    let found = contacts.comeBack(
      back.reference, mark ?? PhraseMark(bytes: []), by: member.agency, at: now)
    switch found {
    case .success(let contact): answer(.cameBack(contact.id, contact.conversation), to: asker)
    case .failure(.wrong):
      let asker = try counted(asker)
      let note = ContactNote(.wrongTry(back.reference, by: member.agency), by: member, at: now)
      // Counted at once: who asks many times before the first is on disk gains nothing by it.
      contacts.apply(note)
      record(note, answering: .problem(Problem(.contactPhraseWrong), refusal: nil), to: asker)
    case .failure(let refusal): throw Problem(refusing: refusal)
    }
  }

  /// Records what a worker decided of an early contact. What it says stays where it is.
  ///
  /// An application and a report are new messages, by whoever makes them: nothing here ties a name
  /// to somebody who gave none.
  mutating func choose(
    _ choose: ClientCommand.Choose, _ concern: StoredConcern, _ delivery: OpenDelivery,
    _ asker: Asker, at now: Moment
  ) {
    guard choose.version == Int64(delivery.standing.version) else {
      return refuse(Problem(.versionConflict), to: asker)
    }
    guard concern.facts.kind == .contactEarly, delivery.isAnswerable,
      let member = admission.sessions[asker.session]?.peer.member
    else { return refuse(Problem(.notPermitted), to: asker) }
    let reference = concern.facts.reference
    if let refusal = contacts.refusal(
      of: choose.choice, for: reference,
      guardians: concern.payload.message.handling.guardians)
    {
      return refuse(Problem(refusing: refusal), to: asker)
    }
    let note = ContactNote(
      .choice(
        choose.choice, reference, in: delivery.recipient.function, by: choose.worker),
      by: member, at: now)
    contacts.apply(note)
    record(note, answering: .decided(choose.delivery, version: choose.version), to: asker)
  }

  private mutating func record(
    _ note: ContactNote, answering answer: BrokerCommand, to asker: Asker
  ) {
    record(.contact(note), then: .contact(note, answer, to: asker))
  }

  /// A phrase counts from the record on, so that nobody is told words that a restart forgets.
  mutating func settle(
    _ note: ContactNote, _ answer: BrokerCommand, _ asker: Asker, _ outcome: Kept
  ) {
    guard outcome.isRecorded else { return refuse(Problem(.busy), to: asker) }
    if case .phrase = note.event { contacts.apply(note) }
    if case .problem(let problem, _) = answer { refusals.note(problem.code, isRecorded: true) }
    self.answer(answer, to: asker)
  }
}

extension Problem {
  fileprivate init(refusing refusal: ContactRefusal) {
    switch refusal {
    case .unknown: self.init(.unknownMessage)
    case .spent: self.init(.contactPhraseSpent)
    case .wrong: self.init(.contactPhraseWrong)
    case .locked: self.init(.contactPhraseLocked)
    case .withheld: self.init(.contactGuardiansWithheld)
    case .decided: self.init(.contactDecided)
    }
  }
}
