import Concerns

extension Catalogue {
  /// What the drill of the bell says.
  static let drill: [Phrase: LocalizedText] = [
    .titleAfter: LocalizedText(sv: "Som om det vore", en: "As if it were"),
    .titleWho: LocalizedText(sv: "Vem", en: "Who"),
    .titleOutcome: LocalizedText(sv: "Utfall", en: "Outcome"),
  ]
}
