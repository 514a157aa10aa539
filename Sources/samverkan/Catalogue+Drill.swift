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
    .faultNoBell: LocalizedText(
      sv: "Mäklaren ringer ingen: den har ingen larmfil.",
      en: "The broker rings nobody: it has no bell file."),
    .remedyNoBell: LocalizedText(
      sv: "Skriv en efter deploy/bell.yaml, ange den som bell i mäklarens samverkan.yaml och "
        + "starta om. Vilka den skulle ringa visar innan dess "
        + "{program} drill --bell FIL --directory KATALOG --dry-run",
      en: "Write one after deploy/bell.yaml, name it as bell in the broker's samverkan.yaml, and "
        + "restart. Whom it would ring is shown before that by "
        + "{program} drill --bell FILE --directory DIRECTORY --dry-run"),
  ]

  /// What came of a round, as a person reads it.
  static let drillWords: [String: [String: LocalizedText]] = [
    "outcome": [
      "reached": LocalizedText(sv: "nådd", en: "reached"),
      "unreached": LocalizedText(sv: "nådde ingen", en: "reached nobody"),
      "nowhere": LocalizedText(sv: "saknas i larmfilen", en: "missing in the bell file"),
      "not-rung": LocalizedText(sv: "ringdes inte", en: "not rung"),
    ]
  ]
}
