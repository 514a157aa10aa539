import Concerns
import Policy
import Tables
import Wire

/// A rule about sending or seeing, as lists and pages show it.
struct ListedRule {
  /// What a rule does.
  enum Effect: String, CaseIterable {
    case send, show, withhold

    var phrase: Phrase {
      switch self {
      case .send: .ruleSends
      case .show: .ruleShows
      case .withhold: .ruleWithholds
      }
    }
  }

  let line: Int
  let ground: LegalGround
  let effect: Effect
  let conditions: Conditions
  /// What to tell whoever is not let through, or what would open what is withheld.
  let advice: LocalizedText?
  /// The rule in the form that is signed.
  let canonical: String

  init(_ rule: SendingRule) {
    line = rule.line
    ground = rule.ground
    effect = .send
    conditions = rule.conditions
    advice = rule.otherwise
    canonical = rule.canonical
  }

  init(_ rule: SeeingRule) {
    line = rule.line
    ground = rule.ground
    effect = rule.effect == .show ? .show : .withhold
    conditions = rule.conditions
    advice = rule.unlocks
    canonical = rule.canonical
  }

  /// All rules of a law, in the order of the file.
  static func all(of law: PolicyTable) -> [ListedRule] {
    (law.sendingRules.map(Self.init(_:)) + law.seeingRules.map(Self.init(_:)))
      .sorted { $0.line < $1.line }
  }

  /// The kinds it is about; `any` for all of them.
  var kinds: [String] {
    switch conditions.kinds {
    case .any: ["any"]
    case .only(let kinds): Kind.allCases.filter(kinds.contains).map(\.rawValue)
    }
  }

  /// What every list says of it. A person reads words, a program codes.
  func members(on terminal: Terminal) -> [JSONValue.Member] {
    let language = terminal.language
    let isForPerson = terminal.form == .table
    return [
      .init("id", .string(ground.rule.text)),
      .init("effect", .string(isForPerson ? terminal.say(effect.phrase) : effect.rawValue)),
      .init("kinds", .array(kinds.map { .string($0) })),
      .init("citation", .array(ground.citation.map { .string($0) })),
      .init(
        "review",
        .string(isForPerson ? LegalWords.of(ground.review)[language] : ground.review.rawValue)),
      .init("from", conditions.period.from.map { .string($0.text) } ?? .null),
      .init("until", conditions.period.until.map { .string($0.text) } ?? .null),
      .init("line", .integer(Int64(line))),
    ]
  }
}
