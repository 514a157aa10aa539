import Concerns
import Tables

/// The words of one rule in one fixed form: what a lawyer signs.
///
/// Comments, the order of a list, names of lists and the file's lines make no difference; whatever
/// the rule does, and every reason it gives, does. The review status is left out, because it is
/// changed when somebody has signed. `protocols/policy/README.md` has the form.
struct RuleText {
  private var lines: [String] = []

  /// Begins with what every rule begins with.
  init(_ ground: LegalGround, effect: String) {
    add("id", [ground.rule.text])
    add("effect", [effect])
    add("citation", ground.citation)
  }

  /// A key with its words; none for a condition that makes no difference.
  mutating func add(_ key: String, _ words: [String]?) {
    guard let words else { return }
    // No word can end its line or hold another key.
    let safe = words.map { $0.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") }
    lines.append(([key] + safe).joined(separator: "\n  ") + "\n")
  }

  mutating func add<Word>(_ key: String, _ scope: Scope<Word>)
  where Word: RawRepresentable<String> & CaseIterable {
    guard case .only(let words) = scope else { return }
    add(key, words)
  }

  mutating func add<Word>(_ key: String, _ words: Set<Word>)
  where Word: RawRepresentable<String> & CaseIterable {
    guard !words.isEmpty else { return }
    add(key, Word.allCases.filter(words.contains).map(\.rawValue))
  }

  mutating func add(_ key: String, _ either: Either) {
    if either != .either { add(key, [either.rawValue]) }
  }

  mutating func add(_ key: String, _ text: LocalizedText?) {
    add(key, text.map { [$0.sv, $0.en] })
  }

  mutating func add(_ conditions: Conditions) {
    add("from", conditions.period.from.map { [$0.text] })
    add("until", conditions.period.until.map { [$0.text] })
    add("kinds", conditions.kinds)
    add("senders", conditions.sender.parties)
    add("sender-bound", conditions.sender.bound)
    add("sender-walled", conditions.sender.walled)
    add("recipients", conditions.recipient.parties)
    add("recipient-bound", conditions.recipient.bound)
    add("recipient-contracted", conditions.recipient.contracted)
    add("recipient-walled", conditions.recipient.walled)
    add("standings", conditions.standings)
    add("classes", conditions.classes)
    add("ages", conditions.ages)
    add("protections", conditions.protections)
    add("guardians", conditions.guardians)
    add("certainties", conditions.certainties)
    add("grounds", conditions.grounds)
    add("purposes", conditions.purposes)
    add("bases", conditions.bases)
    add("needs", conditions.needs)
    add("unless", conditions.unless)
  }

  var text: String { lines.joined() }
}

extension SendingRule {
  /// The rule in the form that is signed.
  package var canonical: String {
    var text = RuleText(ground, effect: "send")
    text.add(conditions)
    text.add("reason", ground.reason)
    text.add("otherwise", otherwise)
    return text.text
  }
}

extension SigningRule {
  /// The rule in the form that is signed.
  package var canonical: String {
    var text = RuleText(ground, effect: "sign")
    text.add("from", period.from.map { [$0.text] })
    text.add("until", period.until.map { [$0.text] })
    text.add("ages", ages)
    text.add("signature", [weight.rawValue])
    text.add("of", signers)
    text.add("reason", ground.reason)
    return text.text
  }
}

extension RuleBook.Fallbacks {
  /// What is said to whoever is excluded, in the form that is signed.
  package var canonicalExcluded: String { Self.canonical(excluded, unlocks: nil) }
  /// What is said where no rule speaks, in the form that is signed.
  package var canonicalUnruled: String { Self.canonical(unruled, unlocks: unlocks) }

  private static func canonical(_ ground: LegalGround, unlocks: LocalizedText?) -> String {
    var text = RuleText(ground, effect: "withhold")
    text.add("reason", ground.reason)
    text.add("unlocks", unlocks)
    return text.text
  }
}

extension SeeingRule {
  /// The rule in the form that is signed.
  package var canonical: String {
    var text = RuleText(ground, effect: effect.rawValue)
    text.add(conditions)
    text.add("reason", ground.reason)
    text.add("unlocks", unlocks)
    return text.text
  }
}
