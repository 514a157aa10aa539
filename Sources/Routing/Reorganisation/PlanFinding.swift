package import Concerns
import Tables

/// Why a directory must not be put in force as it stands, with what would do.
package enum PlanFinding: Hashable, Sendable {
  /// Open items whose owner ends, and nobody follows. `example`: the first one's number.
  case noOwner(after: FunctionID, count: Int, example: Int64)
  /// Items that whoever follows must not have: their senders excluded it by name.
  case excluded(FunctionID, after: FunctionID, count: Int, example: Int64)
  /// A board that the file leaves out: what it owned is kept under its key, and could not be read.
  case boardMissing(ControllerID)
  /// Nobody reads the mailbox of a function that takes something over.
  case notCheckedIn(FunctionID)
  /// Fewer than two have logged in for a unit that takes something over.
  case tooFewPersons(UnitID, have: Int)
  /// Nobody reads the mailbox of whoever is on call for such a unit.
  case noOnCall(UnitID, FunctionID)

  /// What is wrong with a unit that takes over.
  static func about(
    _ function: FunctionID, in directory: Directory, on day: CivilDate, _ presence: Presence
  ) -> [PlanFinding] {
    guard let unit = directory.unit(of: function) else { return [] }
    let persons = presence.persons(of: unit)
    let onCall = directory.turns(for: unit, on: day).filter { !presence.read.contains($0) }
    return [
      presence.read.contains(function) ? nil : .notCheckedIn(function),
      persons < Presence.personsNeeded ? .tooFewPersons(unit.id, have: persons) : nil,
    ].compactMap(\.self) + onCall.map { .noOnCall(unit.id, $0) }
  }

  /// Whether it is about what is open and kept, and not about who has logged in.
  package var isAboutItems: Bool {
    switch self {
    case .noOwner, .excluded, .boardMissing: true
    case .notCheckedIn, .tooFewPersons, .noOnCall: false
    }
  }

  /// A word for programs.
  package var word: String {
    switch self {
    case .noOwner: "no-owner"
    case .excluded: "excluded"
    case .boardMissing: "board-missing"
    case .notCheckedIn: "not-checked-in"
    case .tooFewPersons: "too-few-persons"
    case .noOnCall: "no-on-call"
    }
  }

  /// What is wrong, as a sentence.
  package var sentence: LocalizedText {
    switch self {
    case .noOwner(let function, let count, let example):
      LocalizedText(
        sv: "\(count) öppna ärenden hos \(function) får ingen ägare, till exempel \(example).",
        en: "\(count) open items of \(function) would have no owner, \(example) for one.")
    case .excluded(let heir, let function, let count, let example):
      LocalizedText(
        sv: "\(count) öppna ärenden hos \(function) får inte lämnas till \(heir), som avsändaren "
          + "har uteslutit, till exempel \(example).",
        en: "\(count) open items of \(function) must not go to \(heir), which the sender has "
          + "excluded, \(example) for one.")
    case .boardMissing(let board):
      LocalizedText(
        sv: "Nämnden \(board) finns inte i filen, och det som den ägde kan inte läsas utan den.",
        en: "The board \(board) is not in the file, and what it owned cannot be read without it.")
    case .notCheckedIn(let function):
      LocalizedText(
        sv: "Ingen läser brevlådan \(function), som tar över.",
        en: "Nobody reads the mailbox \(function), which takes over.")
    case .tooFewPersons(let unit, let have):
      LocalizedText(
        sv: "\(have) har loggat in för \(unit), som tar över; det ska vara minst två.",
        en: "\(have) have logged in for \(unit), which takes over; there must be two at least.")
    case .noOnCall(let unit, let function):
      LocalizedText(
        sv: "Ingen läser brevlådan \(function), som har jour för \(unit).",
        en: "Nobody reads the mailbox \(function), which is on call for \(unit).")
    }
  }

  /// What to do about it.
  package var remedy: LocalizedText {
    switch self {
    case .noOwner:
      LocalizedText(
        sv: "Låt enheten stå kvar med sin sista dag och en successor som finns dagen därpå.",
        en: "Keep the unit with its last day, and a successor that is there on the next.")
    case .excluded:
      LocalizedText(
        sv: "Lämna över dem till en annan enhet innan dess, eller namnge en annan efterträdare.",
        en: "Send them on to another unit before that day, or name another successor.")
    case .boardMissing:
      LocalizedText(
        sv: "Låt nämnden stå kvar, med sin sista dag.",
        en: "Keep the board, with its last day.")
    case .notCheckedIn, .noOnCall:
      LocalizedText(
        sv: "Registrera en maskin för den med member add, låt den ansluta, och planera igen.",
        en: "Register a machine for it with member add, let it connect, and plan again.")
    case .tooFewPersons:
      LocalizedText(
        sv: "Låt två medlemmar med var sin nyckel logga in, och planera igen.",
        en: "Let two members, each with a key of its own, log in, and plan again.")
    }
  }
}

extension Directory {
  /// Whoever may be on call for a unit that day: the function, or those who have its turns.
  fileprivate func turns(for unit: DirectoryUnit, on day: CivilDate) -> [FunctionID] {
    guard let roster = roster(for: unit.onCallDuty, on: day) else { return [unit.onCallDuty] }
    let (begin, end) = (WallMinute(day, minute: 0), WallMinute(day.next, minute: 0))
    let turns = roster.turns.filter { $0.minutes.overlaps(begin..<end) }.map(\.function)
    return turns.isEmpty ? [unit.onCallDuty] : Set(turns).sorted()
  }
}
