import Concerns

// Who signs is no question with cells: a rule that is gone, turned or new may let one key be enough
// where there were two. Nobody can tell from it alone, so each such change counts as wider.
extension PolicyChange {
  /// The rules on who signs that one book has and another has not, as to what they do.
  static func signingChanges(from old: RuleBook, to new: RuleBook) -> [Sentence] {
    let gone = old.signing.filter { rule in !new.signing.contains { $0.does(whatDoes: rule) } }
    let fresh = new.signing.filter { rule in !old.signing.contains { $0.does(whatDoes: rule) } }
    let kept = Set(fresh.map(\.ground.rule))
    let turned = Set(gone.map(\.ground.rule)).intersection(kept)
    return gone.map { rule in
      Sentence(
        effect: .wider,
        text: turned.contains(rule.ground.rule) ? rule.turned : rule.gone)
    }
      + fresh.filter { !turned.contains($0.ground.rule) }
      .map { Sentence(effect: .wider, text: $0.added) }
  }
}

extension SigningRule {
  fileprivate func does(whatDoes other: SigningRule) -> Bool {
    period == other.period && ages == other.ages && signers == other.signers
      && weight == other.weight
  }

  fileprivate var gone: LocalizedText {
    LocalizedText(
      sv: "Regeln \(ground.rule) om vem som skriver under skulle inte längre gälla: "
        + ground.reason.sv,
      en: "The rule \(ground.rule) on who signs would no longer hold: \(ground.reason.en)")
  }

  fileprivate var turned: LocalizedText {
    LocalizedText(
      sv: "Regeln \(ground.rule) om vem som skriver under skulle inte längre gälla som förut: "
        + ground.reason.sv,
      en: "The rule \(ground.rule) on who signs would no longer hold as before: "
        + ground.reason.en)
  }

  fileprivate var added: LocalizedText {
    LocalizedText(
      sv: "Regeln \(ground.rule) om vem som skriver under skulle gälla: \(ground.reason.sv)",
      en: "The rule \(ground.rule) on who signs would hold: \(ground.reason.en)")
  }
}
