import Admission
import Concerns
import Consents
import Deadlines
import Evidence
import Wire

extension Scribe {
  /// Seals a refusal: whose it was, which code, and when.
  ///
  /// It is intake: on a nearly full disk refusals are most frequent, and delivery needs the rest.
  func seal(_ refusal: Refusal, using generator: inout some RandomNumberGenerator) -> Draft {
    let sheet = operatorSheet(.refusal, at: refusal.at, using: &generator)
    let facts = JSONValue.object([
      .init("v", .integer(1)), .init("member", .string(refusal.member.text)),
      .init("code", .string(refusal.code.rawValue)),
    ]).bytes
    var fields = [FieldNumber.facts: facts]
    fields[.payload] = refusal.leaf
    let claim = refusal.repeated.map {
      self.claim(on: $0, answer: sheet.record.seal([], at: .answer, using: &generator))
    }
    return Draft(
      write: write(sheet, fields, isIntake: true, claim: claim, using: &generator))
  }

  /// Seals an operator's act before it takes effect; the register's epoch goes up with it.
  func seal(
    _ act: RegistryAct, by member: MemberID, at moment: Moment,
    using generator: inout some RandomNumberGenerator
  ) -> Draft {
    let sheet = operatorSheet(.administration, at: moment, using: &generator)
    let facts = StoredForm.bytes(of: act, by: member)
    return Draft(
      write: write(sheet, [.facts: facts], raises: [registerStand], using: &generator))
  }

  /// Seals that another policy is in force; what rested on the old one no longer stands.
  func seal(
    policy digest: Digest32, endorsed lines: [String], at moment: Moment,
    using generator: inout some RandomNumberGenerator
  ) -> Draft {
    let sheet = operatorSheet(.policy, at: moment, using: &generator)
    let endorsed =
      lines.isEmpty
      ? [] : [JSONValue.Member("endorsed", .array(lines.map { .string($0) }))]
    let facts = JSONValue.object(
      [.init("v", .integer(1)), .init("digest", .string(digest.wire))] + endorsed
    ).bytes
    return Draft(write: write(sheet, [.facts: facts], raises: [policyStand], using: &generator))
  }

  /// Seals who looks at what, before it is shown.
  func seal(
    _ note: InspectionNote, using generator: inout some RandomNumberGenerator
  ) -> Draft {
    let sheet = operatorSheet(.inspection, at: note.at, using: &generator)
    return Draft(
      write: write(sheet, [.facts: StoredForm.bytes(of: note)], using: &generator))
  }

  /// Seals what became of a clock.
  func seal(_ note: ClockNote, using generator: inout some RandomNumberGenerator) -> Draft {
    let sheet = operatorSheet(.clock, at: note.at, using: &generator)
    let end = ClockEnd(id: note.clock, at: note.at, cause: ClockCause.other)
    return Draft(
      write: write(
        sheet, [.facts: StoredForm.bytes(of: note)],
        with: note.event == .ended ? [.clockEnd(end)] : [], using: &generator))
  }

  /// A person's consents, as something a disclosure rests on.
  func personStand(_ person: PersonPseudonym) -> Stand.Name {
    operatorStand(Array("person".utf8) + [0] + person.bytes)
  }
}

extension StoredForm {
  /// Who looked, and at what: a delivery, a page of a register, or one of what is in it.
  static func bytes(of note: InspectionNote) -> [UInt8] {
    let member = JSONValue.Member("member", .string(note.member.text))
    let members: [JSONValue.Member] =
      switch note.subject {
      case .delivery(let delivery, let isFull):
        [.init("delivery", .string(delivery.wire)), member, .init("full", .bool(isFull))]
      case .consents(let last):
        [.init("consents", last.map { .string($0.uuid.text) } ?? .null), member]
      case .cooperation(let name): [.init("cooperation", .string(name.uuid.text)), member]
      case .emergencies(let last):
        [.init("emergencies", last.map { .string($0.description) } ?? .null), member]
      case .emergency(let id): [.init("emergency", .string(id.description)), member]
      case .reservations(let last):
        [.init("reservations", last.map { .string($0.description) } ?? .null), member]
      case .reservation(let id): [.init("reservation", .string(id.description)), member]
      case .contacts(let year): [.init("contacts", .integer(Int64(year))), member]
      case .dutyList(let list): [.init("duty", .string(list.description)), member]
      case .known(let delivery): [.init("known", .string(delivery.wire)), member]
      }
    return JSONValue.object([.init("v", .integer(1))] + members).bytes
  }

  static func bytes(of note: ClockNote) -> [UInt8] {
    let level: Int64 =
      switch note.event {
      case .rang(let level): Int64(level.rawValue)
      case .ended: -1
      case .told: -2
      }
    return JSONValue.object([
      .init("v", .integer(1)), .init("clock", .string(Base64.url.encode(note.clock.bytes))),
      .init("level", .integer(level)),
    ]).bytes
  }

  /// The clock, and what became of it.
  static func ring(_ bytes: [UInt8]) throws(LedgerError) -> (ClockID, ClockNote.Event) {
    let value = try read(bytes)
    guard let name = value["clock"]?.string.flatMap({ Base64.url.decode($0) }),
      let clock = ClockID(bytes: name), let level = value["level"]?.integer
    else { throw .corrupt(table: "field") }
    switch level {
    case -1: return (clock, .ended)
    case -2: return (clock, .told)
    default:
      guard let level = ClockLevel(rawValue: Int(level)) else { throw .corrupt(table: "field") }
      return (clock, .rang(level))
    }
  }
}

extension ClockKind {
  /// The stored number of a clock: never change one, only add.
  var ledgerNumber: UInt8 {
    switch self {
    case .protectionAssessment: 1
    case .decisionToOpen: 2
    case .consultationAnswer: 3
    case .emergencyReview: 4
    case .openingWithoutDelay: 5
    case .inquiry: 6
    case .feedback: 7
    case .transferAnswer: 8
    case .opening: 9
    case .reservationAnswer: 10
    case .passingOn: 11
    case .dutyAcceptance: 12
    case .checkIn: 13
    case .drill: 14
    }
  }

  init?(ledgerNumber: UInt8) {
    guard let kind = Self.allCases.first(where: { $0.ledgerNumber == ledgerNumber }) else {
      return nil
    }
    self = kind
  }
}
