package import Concerns

/// The program's texts for people, in Swedish and English. A gap is `{0}`, `{1}` and so on.
package enum Catalogue {
  /// A phrase in one language, its gaps filled in order, its commands as the program was called.
  package static func text(
    of phrase: Phrase, in language: Language, _ values: [String],
    calledAs invocation: Invocation = Invocation()
  ) -> String {
    guard let text = texts[phrase]?[language] else { return phrase.rawValue }
    return values.enumerated().reduce(invocation.filled(text)) { text, value in
      text.replacing("{\(value.offset)}", with: value.element)
    }
  }

  /// Both languages of every phrase.
  package static let texts = general.merging(faults) { first, _ in first }
    .merging(results) { first, _ in first }.merging(titles) { first, _ in first }
    .merging(quickstart) { first, _ in first }.merging(starting) { first, _ in first }
    .merging(rules) { first, _ in first }.merging(consultation) { first, _ in first }
    .merging(consents) { first, _ in first }.merging(directory) { first, _ in first }
    .merging(emergencies) { first, _ in first }.merging(drill) { first, _ in first }
    .merging(reservations) { first, _ in first }.merging(contacts) { first, _ in first }
    .merging(transfers) { first, _ in first }
    .merging(duty) { first, _ in first }.merging(commandLine) { first, _ in first }
    .merging(audit) { first, _ in first }

  private static let general: [Phrase: LocalizedText] = [
    .nothingHere: LocalizedText(sv: "Det finns inget att visa.", en: "There is nothing to show."),
    .yes: LocalizedText(sv: "ja", en: "yes"),
    .no: LocalizedText(sv: "nej", en: "no"),
    .problem: LocalizedText(sv: "Fel", en: "Problem"),
    .connecting: LocalizedText(sv: "Ansluter till {0}", en: "Connecting to {0}"),
    .newBrokerKey: LocalizedText(
      sv: "Mäklaren har en ny signeringsnyckel. Be driften om en ny anslutningsfil.",
      en: "The broker has a new signing key. Ask its operator for a new connection file."),
    .nextServerKey: LocalizedText(
      sv: """
        Mäklaren byter servernyckel. Skriv från och med {0}, innan den gamla porten stängs, i {1}:
          "endpoint": "{2}"
          "serverKey": "{3}"
        """,
      en: """
        The broker changes its server key. From {0} on, before the old port closes, write in {1}:
          "endpoint": "{2}"
          "serverKey": "{3}"
        """),
    .lawfulKinds: LocalizedText(sv: "Tillåtna sorter: {0}.", en: "Lawful kinds: {0}."),
    .sendAsOne: LocalizedText(
      sv: "Är det egentligen en av dem går samma dokument iväg som den med: "
        + "{program} concern send FIL --as SORT{connection}",
      en: "If it is one of them in truth, the same document goes as that with: "
        + "{program} concern send FILE --as KIND{connection}"),
    .retryMended: LocalizedText(
      sv: "ja, efter att meddelandet rättats", en: "yes, once the message is mended"),
    .retryLater: LocalizedText(sv: "ja, samma sak senare", en: "yes, the same thing later"),
    .retryNo: LocalizedText(sv: "nej", en: "no"),
    .formDelivery: LocalizedText(
      sv: "22 tecken ur {program} inbox ls{connection}",
      en: "22 characters from {program} inbox ls{connection}"),
    .formFunction: LocalizedText(
      sv: "organisation.funktion med små bokstäver, siffror och bindestreck",
      en: "agency.function in lower-case letters, digits and hyphens"),
    .formMessage: LocalizedText(
      sv: "meddelandets id ur kvittot", en: "the message's id from the receipt"),
    .formDocument: LocalizedText(
      sv: "en fil, inte en mapp, eller - för standard in",
      en: "a file, no folder, or - for standard input"),
    .formAgency: LocalizedText(
      sv: "små bokstäver, siffror och bindestreck, högst 40 tecken",
      en: "lower-case letters, digits and hyphens, at most 40 characters"),
    .formMember: LocalizedText(
      sv: "organisation/maskin, maskinen högst 20 tecken",
      en: "agency/machine, the machine at most 20 characters"),
    .formKey: LocalizedText(
      sv: "en nyckelfil eller själva den publika nyckeln",
      en: "a key file, or the public key itself"),
    .formMoment: LocalizedText(
      sv: "en tid som 2026-11-21T20:00:00Z", en: "a time like 2026-11-21T20:00:00Z"),
    .formView: LocalizedText(
      sv: "43 tecken ur {program} inbox take", en: "43 characters from {program} inbox take"),
    .formDeployment: LocalizedText(
      sv: "mäklarens namn: små bokstäver, siffror, punkter och bindestreck, högst 40 tecken",
      en: "the broker's name: lower-case letters, digits, dots and hyphens, at most 40 characters"),
    .formDirectory: LocalizedText(sv: "katalogens fil", en: "the directory's file"),
    .formPolicy: LocalizedText(sv: "regelverkets fil", en: "the policy's file"),
    .formMunicipality: LocalizedText(
      sv: "kommunkod med fyra siffror, eller unknown",
      en: "a four-digit municipality code, or unknown"),
  ]
}
