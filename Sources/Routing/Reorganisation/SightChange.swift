package import Concerns
import Tables

/// Somebody who newly may see or decide something, or no longer, from a day on.
package enum SightChange: Hashable, Sendable {
  /// A unit is there, or is there no more.
  case unit(UnitID, begins: Bool)
  /// A wall is put up around a unit, or taken down.
  case wall(UnitID, isRaised: Bool)
  /// Another function is on duty for a unit: it receives what the unit owns.
  case duty(UnitID, from: FunctionID, to: FunctionID)
  /// Another function heads a unit, and is told of its emergencies.
  case head(UnitID, from: FunctionID?, to: FunctionID?)
  /// Another function is told of every emergency.
  case officer(from: FunctionID?, to: FunctionID?)
  /// A role may decide something that it might not, or no longer.
  case decider(FunctionID, begins: Bool)
  /// Police or prosecutor takes part where a unit answers questions, or no longer.
  case police(UnitID, begins: Bool)

  static func between(_ old: Directory, _ new: Directory, on day: CivilDate) -> [SightChange] {
    let before = old.units.filter { $0.period.contains(day.previous) }
    let after = new.units.filter { $0.period.contains(day) }
    let ended = before.filter { unit in !after.contains { $0.id == unit.id } }
    var changes = ended.map { SightChange.unit($0.id, begins: false) }
    for unit in after {
      guard let former = before.first(where: { $0.id == unit.id }) else {
        changes.append(.unit(unit.id, begins: true))
        continue
      }
      changes += between(former, unit)
    }
    if old.dataProtectionOfficer != new.dataProtectionOfficer {
      changes.append(.officer(from: old.dataProtectionOfficer, to: new.dataProtectionOfficer))
    }
    return changes + deciders(old, new, on: day) + desks(old, new)
  }

  private static func between(_ old: DirectoryUnit, _ new: DirectoryUnit) -> [SightChange] {
    let duties = [(old.officeDuty, new.officeDuty), (old.onCallDuty, new.onCallDuty)]
    return [
      old.isWalled == new.isWalled ? nil : .wall(new.id, isRaised: new.isWalled),
      old.head == new.head ? nil : .head(new.id, from: old.head, to: new.head),
    ].compactMap(\.self)
      + duties.filter { $0 != $1 }.map { .duty(new.id, from: $0, to: $1) }
  }

  private static func deciders(
    _ old: Directory, _ new: Directory, on day: CivilDate
  ) -> [SightChange] {
    let before = OrganisationOnDay(old, on: day.previous).deciders
    let after = OrganisationOnDay(new, on: day).deciders
    let gone = Set(before.subtracting(after).map(\.by)).sorted()
    let fresh = Set(after.subtracting(before).map(\.by)).sorted()
    return gone.map { .decider($0, begins: false) } + fresh.map { .decider($0, begins: true) }
  }

  private static func desks(_ old: Directory, _ new: Directory) -> [SightChange] {
    let before = Set(old.consultations.filter { !$0.takesPart.isEmpty }.map(\.unit))
    let after = Set(new.consultations.filter { !$0.takesPart.isEmpty }.map(\.unit))
    return before.subtracting(after).sorted().map { .police($0, begins: false) }
      + after.subtracting(before).sorted().map { .police($0, begins: true) }
  }

  /// Whether somebody would newly see or decide something.
  package var isWider: Bool {
    switch self {
    case .unit(_, let begins), .decider(_, let begins), .police(_, let begins): begins
    case .wall(_, let isRaised): !isRaised
    case .duty: true
    case .head(_, _, let to), .officer(_, let to): to != nil
    }
  }

  /// A word for programs.
  package var word: String {
    switch self {
    case .unit: "unit"
    case .wall: "wall"
    case .duty: "duty"
    case .head: "head"
    case .officer: "data-protection-officer"
    case .decider: "delegation"
    case .police: "police"
    }
  }

  /// Who newly may or may not, as a sentence.
  package var sentence: LocalizedText {
    switch self {
    case .unit(let unit, true):
      LocalizedText(sv: "\(unit) finns och får ärenden.", en: "\(unit) is there and gets matters.")
    case .unit(let unit, false):
      LocalizedText(
        sv: "\(unit) finns inte längre och ser ingenting mer.",
        en: "\(unit) is there no more, and sees nothing further.")
    case .wall(let unit, true):
      LocalizedText(
        sv: "En mur reses kring \(unit): ingenting lämnas dit.",
        en: "A wall is put up around \(unit): nothing is handed to it.")
    case .wall(let unit, false):
      LocalizedText(
        sv: "Muren kring \(unit) tas bort: ärenden kan lämnas dit.",
        en: "The wall around \(unit) is taken down: matters can be handed to it.")
    case .duty(let unit, let from, let to):
      LocalizedText(
        sv: "\(to) har jour för \(unit) i stället för \(from).",
        en: "\(to) is on duty for \(unit) in the place of \(from).")
    case .head(let unit, let from, let to):
      Self.instead(of: from, to, sv: "chef för \(unit)", en: "head of \(unit)")
    case .officer(let from, let to):
      Self.instead(of: from, to, sv: "dataskyddsombud", en: "data protection officer")
    case .decider(let role, true):
      LocalizedText(
        sv: "\(role) får besluta mer än förut.", en: "\(role) may decide more than before.")
    case .decider(let role, false):
      LocalizedText(
        sv: "\(role) får besluta mindre än förut.", en: "\(role) may decide less than before.")
    case .police(let unit, true):
      LocalizedText(
        sv: "Polis eller åklagare deltar när \(unit) svarar på frågor.",
        en: "Police or prosecutor takes part where \(unit) answers questions.")
    case .police(let unit, false):
      LocalizedText(
        sv: "Polis och åklagare deltar inte längre när \(unit) svarar på frågor.",
        en: "Police and prosecutor take part no more where \(unit) answers questions.")
    }
  }

  private static func instead(
    of old: FunctionID?, _ new: FunctionID?, sv: String, en: String
  ) -> LocalizedText {
    let (before, after) = (old?.text ?? "-", new?.text ?? "-")
    return LocalizedText(
      sv: "\(after) är \(sv) i stället för \(before).",
      en: "\(after) is \(en) in the place of \(before).")
  }
}
