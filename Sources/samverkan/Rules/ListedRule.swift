import Concerns
import Policy
import Tables
import Wire

/// Something of a law that a lawyer reads and signs, as lists and pages show it: a rule about
/// sending, seeing or signing, or what is said where none speaks.
struct ListedRule {
  /// What a rule does.
  enum Effect: String, CaseIterable {
    case send, show, withhold, sign

    var phrase: Phrase {
      switch self {
      case .send: .ruleSends
      case .show: .ruleShows
      case .withhold: .ruleWithholds
      case .sign: .ruleSigns
      }
    }
  }

  let line: Int
  let ground: LegalGround
  let effect: Effect
  let conditions: Conditions
  /// What to tell whoever is not let through, or what would open what is withheld.
  let advice: LocalizedText?
  /// How whose signature counts; `nil` for a rule about anything else.
  let signature: (weight: SigningRule.Weight, signers: Set<Policy.Signer>)?
  /// The rule in the form that is signed.
  let canonical: String

  init(_ rule: SendingRule) {
    line = rule.line
    ground = rule.ground
    effect = .send
    conditions = rule.conditions
    advice = rule.otherwise
    signature = nil
    canonical = rule.canonical
  }

  init(_ rule: SeeingRule) {
    line = rule.line
    ground = rule.ground
    effect = rule.effect == .show ? .show : .withhold
    conditions = rule.conditions
    advice = rule.unlocks
    signature = nil
    canonical = rule.canonical
  }

  init(_ rule: SigningRule) {
    line = rule.line
    ground = rule.ground
    effect = .sign
    // Signatures come with the message that records a waiver.
    var conditions = Conditions()
    conditions.kinds = .only([.consentRecord])
    conditions.ages = .only(rule.ages)
    conditions.period = rule.period
    self.conditions = conditions
    advice = nil
    signature = (rule.weight, rule.signers)
    canonical = rule.canonical
  }

  private init(fallback: LegalGround, unlocks: LocalizedText?, line: Int, canonical: String) {
    self.line = line
    ground = fallback
    effect = .withhold
    conditions = Conditions()
    advice = unlocks
    signature = nil
    self.canonical = canonical
  }

  /// Everything of a law that can be read and signed, in the order of the file.
  static func all(of law: PolicyTable) -> [ListedRule] {
    let said = law.book.fallbacks
    let fallbacks = [
      ListedRule(
        fallback: said.excluded, unlocks: nil, line: said.excludedLine,
        canonical: said.canonicalExcluded),
      ListedRule(
        fallback: said.unruled, unlocks: said.unlocks, line: said.unruledLine,
        canonical: said.canonicalUnruled),
    ]
    let rules =
      law.sendingRules.map(Self.init(_:)) + law.seeingRules.map(Self.init(_:))
      + law.signingRules.map(Self.init(_:))
    return (fallbacks + rules).sorted { $0.line < $1.line }
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
