import Concerns

extension Catalogue {
  static let quickstart: [Phrase: LocalizedText] = [
    .quickstartBegin: LocalizedText(
      sv: "Fyra oroliga, en mottagning. Allt går över riktiga uttag med riktiga nycklar.",
      en: "Four who are concerned, one reception. All over real sockets with real keys."),
    .quickstartOwner: LocalizedText(sv: "Ägare: {0} ({1})", en: "Owner: {0} ({1})"),
    .quickstartShown: LocalizedText(
      sv: "Visades för {0}: {1} av {2} delar", en: "Shown to {0}: {1} of {2} sections"),
    .quickstartWithheld: LocalizedText(
      sv: "Visades inte för {0}: {1} ({2})", en: "Withheld from {0}: {1} ({2})"),
    .quickstartSender: LocalizedText(
      sv: "Avsändaren fick veta: mottagen, referens {0}. Frågor: {1}, {2}. Därefter: {3}.",
      en: "The sender was told: accepted, reference {0}. Questions: {1}, {2}. Then: {3}."),
    .quickstartFeedback: LocalizedText(
      sv: "Återkoppling till skolan: {0}. Delarna var {1}, och inget om barnet.",
      en: "Feedback to the school: {0}. The sections were {1}, and nothing about the child."),
    .quickstartHeld: LocalizedText(
      sv: "Alla förväntningar höll.", en: "Every expectation held."),
    .quickstartBroken: LocalizedText(sv: "HÖLL INTE: {0}", en: "DID NOT HOLD: {0}"),
    .quickstartNext: LocalizedText(
      sv: "Prova själv i ett annat fönster:", en: "Try for yourself in another window:"),
    .quickstartStop: LocalizedText(
      sv: "Mäklaren går tills du avbryter (Ctrl-C).",
      en: "The broker runs until you interrupt it (Ctrl-C)."),
    .formBrokerFolder: LocalizedText(
      sv: "en mapp som gjorts med --create eller quickstart",
      en: "a folder made with --create or by quickstart"),
    .formFreshFolder: LocalizedText(
      sv: "en mapp där det inte redan finns en mäklare",
      en: "a folder without a broker in it"),
    .formEnvironment: LocalizedText(
      sv: "training eller production", en: "training or production"),
  ]
}
