package import Concerns
package import Contacts
import Evidence
import Routing
import Wire

/// Something that happened to an early contact besides what it says.
package struct ContactNote: Hashable, Sendable {
  package enum Event: Hashable, Sendable {
    /// A phrase was drawn; nothing is kept of it but this.
    case phrase(Reference, PhraseMark)
    /// Somebody tried to come back and named the wrong words, or nobody's reference.
    case wrongTry(Reference, by: AgencyID)
    /// A worker chose what becomes of it, in the unit that owns it.
    case choice(ContactChoice, Reference, in: FunctionID, by: WorkerID)
  }

  package let event: Event
  package let member: MemberID
  package let at: Moment

  package init(_ event: Event, by member: MemberID, at: Moment) {
    self.event = event
    self.member = member
    self.at = at
  }
}

extension ContactRegister {
  /// Takes note of what was recorded.
  package mutating func apply(_ note: ContactNote) {
    switch note.event {
    case .phrase(let reference, let mark): give(mark, to: reference)
    case .wrongTry(let reference, let agency): noteTry(reference, by: agency, at: note.at)
    case .choice(let choice, let reference, let unit, _):
      choose(choice, for: reference, in: unit, at: note.at)
    }
  }
}

extension Contact {
  /// The contact that a recorded message is; `nil` for any other kind.
  package init?(_ concern: StoredConcern) {
    guard concern.facts.kind == .contactEarly else { return nil }
    let message = concern.payload.message
    self.init(
      reference: concern.facts.reference, id: message.envelope.id,
      agency: message.envelope.source, conversation: concern.facts.conversation,
      unit: concern.facts.owner.function, purpose: message.matter.purpose, at: concern.at)
  }
}

extension Vault {
  /// The mark of a phrase: under the operator's key, and of one contact, so that two people with
  /// the same words have nothing in common.
  package func mark(of phrase: ReturnPhrase, for reference: Reference) -> PhraseMark? {
    guard let name = ControllerID(Scribe.operatorName), let number = number(of: name),
      let key = try? key(of: number, .first)
    else { return nil }  // Without the key no phrase was ever drawn.
    return PhraseMark(
      bytes: key.keyed(.phrase, Array(reference.text.utf8) + [0] + phrase.bytes).bytes)
  }
}

extension Scribe {
  /// Seals what happened to an early contact, under the operator's key: it says nothing of anybody.
  func seal(_ note: ContactNote, using generator: inout some RandomNumberGenerator) -> Draft {
    let sheet = operatorSheet(.contact, at: note.at, using: &generator)
    let facts = StoredForm.bytes(of: note)
    return Draft(write: write(sheet, [.facts: facts], using: &generator))
  }
}

extension StoredForm {
  /// Members by name: `event` says which the others are.
  static func bytes(of note: ContactNote) -> [UInt8] {
    let members: [JSONValue.Member] =
      switch note.event {
      case .phrase(let reference, let mark):
        [
          .init("event", .string("phrase")), .init("reference", .string(reference.text)),
          .init("mark", .string(Base64.url.encode(mark.bytes))),
        ]
      case .wrongTry(let reference, let agency):
        [
          .init("event", .string("try")), .init("reference", .string(reference.text)),
          .init("agency", .string(agency.text)),
        ]
      case .choice(let choice, let reference, let unit, let worker):
        [
          .init("event", .string("choice")), .init("reference", .string(reference.text)),
          .init("choice", .string(choice.rawValue)), .init("unit", .string(unit.text)),
          .init("worker", .string(worker.text)),
        ]
      }
    return JSONValue.object(
      [.init("v", .integer(1)), .init("member", .string(note.member.text))] + members
    ).bytes
  }

  static func contactNote(_ bytes: [UInt8], at moment: Moment) throws(LedgerError) -> ContactNote {
    let value = try read(bytes)
    guard let event = event(in: value),
      let member = value["member"]?.string.flatMap(MemberID.init(_:))
    else { throw .corrupt(table: "field") }
    return ContactNote(event, by: member, at: moment)
  }

  private static func event(in value: JSONValue) -> ContactNote.Event? {
    guard let reference = value["reference"]?.string.flatMap(Reference.init(_:)) else {
      return nil
    }
    switch value["event"]?.string {
    case "phrase":
      return value["mark"]?.string.flatMap { Base64.url.decode($0) }.map {
        .phrase(reference, PhraseMark(bytes: $0))
      }
    case "try":
      return value["agency"]?.string.flatMap(AgencyID.init(_:)).map { .wrongTry(reference, by: $0) }
    case "choice":
      guard let choice = value["choice"]?.string.flatMap(ContactChoice.init(rawValue:)),
        let unit = value["unit"]?.string.flatMap(FunctionID.init(_:)),
        let worker = value["worker"]?.string.flatMap(WorkerID.init(_:))
      else { return nil }
      return .choice(choice, reference, in: unit, by: worker)
    case _: return nil
    }
  }
}
