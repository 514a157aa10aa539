import Concerns

extension Catalogue {
  /// What whoever asks without naming anybody is told.
  static let consultation: [Phrase: LocalizedText] = [
    .suspicionIsReported: LocalizedText(
      sv: """
        En misstanke ska anmälas. Misstänker du att ett barn far illa: anmäl genast, utan att vara
        säker och utan att vänta på svar. Är någon i fara nu: ring 112. Gör en fråga till en
        anmälan med: {program} concern report
        """,
      en: """
        A suspicion must be reported. If you suspect that a child fares ill: report at once,
        without being certain and without waiting for an answer. If somebody is in danger now: call
        112. Make a question a report with: {program} concern report
        """),
    .noteHiddenSource: LocalizedText(
      sv: """
        Vem som skrivit är dolt, och ska inte efterforskas. Du svarar med samma sorts meddelande i
        det samtal som står nedan; svaret kommer fram.
        """,
      en: """
        Who wrote this is hidden, and must not be inquired into. You answer with the same kind of
        message in the conversation below; the answer gets there.
        """),
    .reportWasMade: LocalizedText(
      sv: """
        Inget har skickats. Skriv vem det gäller under handling.persons, läs igenom texten och
        skicka med: {program} concern send{connection}
        """,
      en: """
        Nothing has been sent. Write whom it is about under handling.persons, read the text through
        and send it with: {program} concern send{connection}
        """),
    .faultIdentifying: LocalizedText(
      sv: "Texten kan avslöja vem den gäller.", en: "The text may tell whom it is about."),
    .remedyIdentifying: LocalizedText(
      sv: "Inget är sparat eller skickat. Ta bort: {0}",
      en: "Nothing is kept or sent. Take out: {0}"),
    .tracePlace: LocalizedText(sv: "{0} ({1}, rad {2})", en: "{0} ({1}, line {2})"),
    .tracePersonalNumber: LocalizedText(sv: "personnummer", en: "personal number"),
    .traceTelephone: LocalizedText(sv: "telefonnummer", en: "telephone number"),
    .traceMail: LocalizedText(sv: "e-postadress eller konto", en: "mail address or account"),
    .traceAddress: LocalizedText(sv: "adress", en: "address"),
    .traceFreeText: LocalizedText(
      sv: "egna ord, när polis eller åklagare kan delta",
      en: "words of one's own, where police or prosecutor may take part"),
  ]
}
