import AdapterKit
import Concerns
import Wire

/// A referral as a person reads it in a terminal, and as a program reads it.
struct ReferralPage: Presentable {
  private let referral: Referral
  /// Whom to ask about what is not shown: the public entrances, the same for every message.
  private let entrances: [Entrance]

  init(_ referral: Referral, asking entrances: [Entrance]) {
    self.referral = referral
    self.entrances = entrances
  }

  func table(on terminal: Terminal) -> String {
    var text = head.table(on: terminal)
    if !warnings.isEmpty {
      text += "\n" + warnings.map { terminal.strong(terminal.say($0)) + "\n" }.joined()
    }
    if !unverified.isEmpty {
      let tags = unverified.map(\.text).joined(separator: ", ")
      text += "\n" + terminal.strong(terminal.say(.noteUnverified, tags)) + "\n"
    }
    if referral.hasGap { text += "\n" + terminal.say(.gapWarning) + "\n" }
    if !referral.isWhole {
      let asked = entrances.map { "\($0.name[terminal.language]) \($0.phone)" }
      text += "\n" + terminal.say(.withheld, asked.joined(separator: ", ")) + "\n"
    }
    for section in sectionsForReading {
      text += "\n" + title(of: section, on: terminal) + "\n"
      text += Self.lines(of: section.body, indent: 1) { member in
        Catalogue.title(of: member, in: section.dataClass)?[terminal.language] ?? member
      }
    }
    return text
  }

  var plain: String {
    head.plain
      + referral.sections.map { section in
        [
          section.dataClass.rawValue, section.about.map(\.text).joined(separator: ","),
          Printable.text(section.json),
        ].joined(separator: "\t") + "\n"
      }.joined()
  }

  var json: JSONValue {
    guard let members = head.json.members else { return head.json }
    return .object(
      members + [
        .init("attempt", .integer(Int64(referral.attempt))),
        .init("thread", .string(referral.thread)), .init("whole", .bool(referral.isWhole)),
        .init("gap", .bool(referral.hasGap)),
        .init("obligations", .array(obligations)),
        .init("unverified", .array(unverified.map { .string($0.text) })),
        .init("ask", .array(referral.isWhole ? [] : entrances.map(Self.value(of:)))),
        .init("sections", .array(referral.sections.map(Self.value(of:)))),
      ])
  }

  private var obligations: [JSONValue] {
    Obligation.allCases.filter(referral.obligations.contains).map { .string($0.rawValue) }
  }

  /// Whose personal number does not pass its check; only the owner is shown numbers.
  private var unverified: [Tag] {
    (referral.handling?.persons ?? []).compactMap { person in
      guard case .unverified? = person.identifier else { return nil }
      return person.tag
    }
  }

  var lines: [JSONValue] { [json] }

  /// In the order of the classes: that of the message is that of its commitments, which is chance.
  private var sectionsForReading: [Referral.Section] {
    DataClass.allCases.flatMap { dataClass in
      referral.sections.filter { $0.dataClass == dataClass }
    }
  }

  /// What nobody may find out too late; the last three only the owner is shown.
  private var warnings: [Phrase] {
    var warnings: [Phrase] = referral.lane == .acute ? [.noteAcute] : []
    if referral.obligations.contains(.withholdFromGuardians) { warnings.append(.noteGuardians) }
    guard let handling = referral.handling else { return warnings }
    if referral.sector != nil { warnings.append(.noteHiddenSource) }
    if handling.persons.contains(where: { $0.protection.mayBeProtected }) {
      warnings.append(.noteProtected)
    }
    if handling.grounds.contains(.honour) { warnings.append(.noteHonour) }
    return warnings
  }

  private var head: Sheet {
    Sheet(
      [
        .init("delivery", .titleDelivery, referral.delivery.text),
        .init("function", .titleFunction, referral.function.text),
        .init("source", .titleSource, referral.source.text),
      ] + (referral.sector.map { [.init("party", .titleParty, $0.rawValue)] } ?? []) + [
        .init("kind", .titleKind, referral.matter.map { .string($0.kind.rawValue) } ?? .null),
        .init("lane", .titleLane, referral.lane.rawValue),
        .init("id", .titleMessage, referral.id.description),
        .init("view", .titleView, referral.viewDigest),
      ] + (referral.conditions.map { [.init("text", .titleConditions, $0)] } ?? []))
  }

  private func title(of section: Referral.Section, on terminal: Terminal) -> String {
    let name = terminal.strong(Catalogue.label(of: section.dataClass)[terminal.language])
    guard !section.about.isEmpty else { return name }
    let tags = section.about.map(\.text).joined(separator: ", ")
    return "\(name)  \(terminal.say(.titleAbout)) \(tags)"
  }

  private static func value(of entrance: Entrance) -> JSONValue {
    .object([
      .init("function", .string(entrance.function.text)),
      .init("sv", .string(entrance.name.sv)), .init("en", .string(entrance.name.en)),
      .init("phone", .string(entrance.phone)),
    ])
  }

  private static func value(of section: Referral.Section) -> JSONValue {
    .object([
      .init("class", .string(section.dataClass.rawValue)),
      .init("about", .array(section.about.map { .string($0.text) })),
      .init("body", section.body),
    ])
  }

  /// A body, one member a line under its title, what is nested indented.
  private static func lines(
    of value: JSONValue, indent: Int, titled title: (String) -> String
  ) -> String {
    let margin = String(repeating: "  ", count: indent)
    switch value {
    case .object(let members):
      return members.map { member in
        let name = margin + Printable.text(title(member.name)) + ":"
        switch member.value {
        case .object(let inner) where !inner.isEmpty:
          return name + "\n" + lines(of: member.value, indent: indent + 1, titled: title)
        case .array(let values) where values.contains { $0.members != nil }:
          return name + "\n" + lines(of: member.value, indent: indent + 1, titled: title)
        case .null, .bool, .integer, .string, .array, .object:
          return name + " " + word(of: member.value, margin: margin) + "\n"
        }
      }.joined()
    case .array(let values):
      return values.map { value in
        value.members == nil
          ? margin + "- " + word(of: value, margin: margin) + "\n"
          : margin + "-\n" + lines(of: value, indent: indent + 1, titled: title)
      }.joined()
    case .null, .bool, .integer, .string: return margin + word(of: value, margin: margin) + "\n"
    }
  }

  /// A value in its line; text of several lines keeps them, indented.
  private static func word(of value: JSONValue, margin: String) -> String {
    guard let text = value.string else { return Cell.text(of: value) }
    return Printable.text(text, keepingLines: true)
      .replacing("\n", with: "\n" + margin + "  ")
  }
}

extension Protection {
  /// Nobody knows counts as protected, until somebody does.
  fileprivate var mayBeProtected: Bool { self != .none }
}
