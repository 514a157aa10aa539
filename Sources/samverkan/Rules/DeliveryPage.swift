import Concerns
import Evidence
import Filtering
import Policy
import Wire

/// What the broker says of one delivery: which sections, by which rules, now and back then.
struct DeliveryPage: Presentable {
  private let answer: JSONValue
  private let delivery: DeliveryID
  /// A law that is not in force any more, for what was decided by it.
  private let old: PolicyTable?
  private let terminal: Terminal
  private var language: Language { terminal.language }

  init(
    _ answer: JSONValue, of delivery: DeliveryID, by old: PolicyTable?, on terminal: Terminal
  ) {
    self.answer = answer
    self.delivery = delivery
    self.old = old
    self.terminal = terminal
  }

  private var sections: [JSONValue] { answer["sections"]?.array ?? [] }

  func table(on terminal: Terminal) -> String {
    guard answer["full"]?.bool == true else {
      return text(answer["sentence"]) + "\n"
        + terminal.say(.askFunction, whom) + "\n"
    }
    return terminal.strong(head) + "\n"
      + part(.shownHead, sections.filter { $0["shown"]?.bool == true })
      + part(.withheldHead, sections.filter { $0["shown"]?.bool != true })
      + record(.explainedSince, answer["recorded"]) + record(.explainedThen, answer["handedOver"])
  }

  /// Whom to ask: a public entrance, by name and telephone number.
  private var whom: String {
    [text(answer["ask"]), answer["ask"]?["phone"]?.string ?? ""].joined(separator: " ")
  }

  private var head: String {
    let kind = answer["kind"]?.string.flatMap(Kind.init(rawValue:))
    let standing = answer["standing"]?.string.flatMap(RecipientStanding.init(rawValue:))
    let words = terminal.say(
      .explainedDelivery, kind.map { LegalWords.of($0)[language] } ?? "",
      answer["function"]?.string ?? "", standing.map { LegalWords.of($0)[language] } ?? "",
      answer["at"]?.string ?? "")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func part(_ head: Phrase, _ sections: [JSONValue]) -> String {
    guard !sections.isEmpty else { return "" }
    return "\n" + terminal.strong(terminal.say(head)) + "\n"
      + AlikeSections.groups(of: sections).map(paragraph(of:)).joined(separator: "\n")
  }

  private func paragraph(of group: AlikeSections) -> String {
    let section = group.answer
    let others = section["withheldBy"]?.array?.compactMap(\.string).dropFirst() ?? []
    let lines = [
      section["because"].map { terminal.say(.explainedBecause, label(of: $0)) },
      section["ground"].map(basis(of:)),
      section["ground"].map { terminal.say(.reasonIs, text($0["reason"])) },
      others.isEmpty ? nil : terminal.say(.alsoWithheld, others.joined(separator: ", ")),
    ]
    return "  " + terminal.strong(group.names(in: language)) + "\n"
      + (lines.compactMap(\.self) + openings(of: section)).map { "    " + $0 + "\n" }.joined()
  }

  /// What would open a withheld section.
  private func openings(of section: JSONValue) -> [String] {
    guard section["shown"]?.bool != true else { return [] }
    let ways = section["ways"]?.array ?? []
    if ways.isEmpty {
      let words = text(section["unlocks"])
      return [words.isEmpty ? terminal.say(.openedByNothing) : terminal.say(.openedBy, words)]
    }
    return ways.map { way in
      let changes =
        circumstances(way["establish"]).map { terminal.say(.with, $0) }
        + circumstances(way["end"]).map { terminal.say(.endOf, $0) }
      return terminal.say(
        .openedIf, changes.joined(separator: ", "), way["rule"]?.string ?? "", citation(of: way))
    }
  }

  private func circumstances(_ value: JSONValue?) -> [String] {
    (value?.array ?? []).compactMap { $0.string.flatMap(Circumstance.init(rawValue:)) }
      .map { LegalWords.of($0)[language] }
  }

  private func basis(of ground: JSONValue) -> String {
    let review = ground["review"]?.string.flatMap(ReviewStatus.init(rawValue:))
    return "\(ground["rule"]?.string ?? "") (\(citation(of: ground)); "
      + "\(review.map { LegalWords.of($0)[language] } ?? ""))"
  }

  private func citation(of value: JSONValue) -> String {
    (value["citation"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
  }

  private func label(of value: JSONValue?) -> String {
    value?.string.flatMap(DataClass.init(rawValue:)).map { Catalogue.label(of: $0)[language] } ?? ""
  }

  private func text(_ value: JSONValue?) -> String {
    Printable.text(value?[language.rawValue]?.string ?? "")
  }
}

extension DeliveryPage {
  /// What was decided at one moment, with the rules in their own words where these are known.
  private func record(_ head: Phrase, _ value: JSONValue?) -> String {
    guard let value, let sections = value["sections"]?.array else { return "" }
    let law = value["law"]?.string ?? ""
    let lines = AlikeSections.groups(of: sections).map { group in
      let section = group.answer
      let word = terminal.say(section["shown"]?.bool == true ? .ruleShows : .ruleWithholds)
      let ground = ground(of: section, under: law)
      return "  \(group.names(in: language)): \(word), "
        + (ground.map(basis(of:)) ?? section["rule"]?.string ?? "") + "\n"
    }
    let isKnown = sections.allSatisfy { ground(of: $0, under: law) != nil }
    return "\n" + terminal.strong(terminal.say(head, value["at"]?.string ?? "")) + "\n"
      + lines.joined() + (isKnown ? "" : "  " + terminal.say(.lawsDiffer, law) + "\n")
  }

  private func ground(of section: JSONValue, under law: String) -> JSONValue? {
    if let ground = section["ground"] { return ground }
    guard let old, Digest32(hashing: old.bytes).wire == law,
      let rule = section["rule"]?.string.flatMap(RuleID.init(_:))
    else { return nil }
    return old.ground(of: rule)?.value
  }

  var plain: String {
    guard answer["full"]?.bool == true else {
      return text(answer["sentence"]) + "\t" + whom + "\n"
    }
    return sections.map { section in
      [
        section["class"]?.string ?? "", section["shown"]?.bool == true ? "shown" : "withheld",
        section["ground"]?["rule"]?.string ?? "", section["ground"].map(citation(of:)) ?? "",
        section["ground"]?["review"]?.string ?? "", openings(of: section).joined(separator: " "),
      ].map { Cell.text(of: .string($0)) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  var json: JSONValue {
    .object([.init("delivery", .string(delivery.wire))] + (answer.members ?? []))
  }

  var lines: [JSONValue] { answer["full"]?.bool == true ? sections : [json] }
}
