import Concerns

extension Catalogue {
  static let quickstart: [Phrase: LocalizedText] = [
    .quickstartBegin: LocalizedText(
      sv: "Fyra oroliga, en mottagning. Allt går över riktiga uttag med riktiga nycklar.",
      en: "Four who are concerned, one reception. All over real sockets with real keys."),
    .quickstartOwner: LocalizedText(sv: "Ägare: {0} ({1})", en: "Owner: {0} ({1})"),
    .quickstartShown: LocalizedText(
      sv: "Mottogs av {0}: {1} delar ({2})", en: "Received by {0}: {1} sections ({2})"),
    .quickstartDuty: LocalizedText(
      sv: "Visades för {0}, som har jour: {1} delar ({2})",
      en: "Shown to {0}, on duty: {1} sections ({2})"),
    .quickstartDutySame: LocalizedText(
      sv: "Visades för {0}, som har jour: samma delar.",
      en: "Shown to {0}, on duty: the same sections."),
    .quickstartDelivery: LocalizedText(
      sv: "DELIVERY sätts först till en leverans ur listan.",
      en: "Set DELIVERY to a delivery of the list first."),
    .quickstartRules: LocalizedText(sv: "Med stöd av: {0}", en: "Founded on: {0}"),
    .quickstartLies: LocalizedText(
      sv: "Nytt i brevlådorna: {0}. Inget nytt i de {1} andra som lästes.",
      en: "New in the mailboxes: {0}. Nothing new in the {1} others that were read."),
    .quickstartStopped: LocalizedText(
      sv: "Fick inget: {0}. Som mottagare hade den nekats av {1}",
      en: "Got nothing: {0}. As a recipient it would have been refused by {1}"),
    .quickstartSender: LocalizedText(
      sv: "Avsändaren fick veta: mottagen, referens {0}. Frågor: {1}, {2}. Därefter: {3}.",
      en: "The sender was told: accepted, reference {0}. Questions: {1}, {2}. Then: {3}."),
    .quickstartFeedback: LocalizedText(
      sv: "Återkoppling till {0}: {1}. Delarna var {2}, och inget om barnet.",
      en: "Feedback to {0}: {1}. The sections were {2}, and nothing about the child."),
    .quickstartWithheld: LocalizedText(
      sv: "Undanhållet: {0}, av {1}", en: "Withheld: {0}, by {1}"),
    .quickstartHeld: LocalizedText(
      sv: "Alla förväntningar höll.", en: "Every expectation held."),
    .quickstartBroken: LocalizedText(sv: "HÖLL INTE: {0}", en: "DID NOT HOLD: {0}"),
    .quickstartNext: LocalizedText(
      sv: "Prova själv i ett annat fönster:", en: "Try for yourself in another window:"),
    .quickstartFolder: LocalizedText(
      sv: "Allt ligger i {0} och finns kvar tills du tar bort mappen.",
      en: "Everything lies in {0} and stays until you remove the folder."),
    .quickstartBell: LocalizedText(
      sv: "Larmet ringer ingen: det skriver i {0} vem som hade ringts.",
      en: "The bell rings nobody: it writes in {0} who would have been rung."),
    .quickstartStop: LocalizedText(
      sv: "Mäklaren går tills du avbryter (Ctrl-C).",
      en: "The broker runs until you interrupt it (Ctrl-C)."),
    .formBrokerFolder: LocalizedText(
      sv: "en mapp som gjorts med --create eller quickstart",
      en: "a folder made with --create or by quickstart"),
    .formFreshFolder: LocalizedText(
      sv: "en mapp där det inte redan finns en mäklare",
      en: "a folder without a broker in it"),
    .formWithCreate: LocalizedText(
      sv: "tillsammans med --create; för en mapp som finns gäller dess samverkan.yaml",
      en: "beside --create; a folder that exists follows its samverkan.yaml"),
    .formEnvironment: LocalizedText(
      sv: "training eller production", en: "training or production"),
    .formFolderPath: LocalizedText(
      sv: "en sökväg på högst 101 byte, så att uttaget i mappen får ett namn",
      en: "a path of at most 101 bytes, so that the socket in the folder can be named"),
    .wordAccepted: LocalizedText(sv: "mottagen", en: "accepted"),
    .wordDelivered: LocalizedText(sv: "levererad", en: "delivered"),
    .wordRead: LocalizedText(sv: "läst", en: "read"),
    .wordCommitted: LocalizedText(sv: "i ärendesystemet", en: "in the case system"),
    .wordOpened: LocalizedText(sv: "utredning inledd", en: "an inquiry was opened"),
    .wordNotOpened: LocalizedText(
      sv: "ingen utredning inledd", en: "no inquiry was opened"),
    .wordAlreadyOngoing: LocalizedText(
      sv: "utredning pågår redan", en: "an inquiry is going on already"),
  ]
}
