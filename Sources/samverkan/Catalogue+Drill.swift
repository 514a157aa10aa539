import Concerns

extension Catalogue {
  /// What the drill of the bell says, and what is said of decisions.
  static let drill: [Phrase: LocalizedText] = [
    .titleAfter: LocalizedText(sv: "Som om det vore", en: "As if it were"),
    .titleWho: LocalizedText(sv: "Vem", en: "Who"),
    .titleDecision: LocalizedText(sv: "Beslut", en: "Decision"),
    .formDecision: LocalizedText(
      sv: "assessed, opened, not-opened, already-open, closed, taken-over, declined eller extend",
      en: "assessed, opened, not-opened, already-open, closed, taken-over, declined or extend"),
    .formExtension: LocalizedText(
      sv: "police-interview, family-unreached eller special-reasons",
      en: "police-interview, family-unreached or special-reasons"),
    .titleOutcome: LocalizedText(sv: "Utfall", en: "Outcome"),
  ]
}
