import Concerns

extension Catalogue {
  /// What the commands about consent say.
  static let consents: [Phrase: LocalizedText] = [
    .consentRecorded: LocalizedText(
      sv: "Samtycket är registrerat. Det öppnar det som er egen organisation har, inget annat.",
      en: "The consent is recorded. It opens what your own agency holds, and nothing else."),
    .consentWithdrawn: LocalizedText(
      sv: "Delningen har upphört. Inget mer lämnas ut på det samtycket.",
      en: "Sharing has stopped. Nothing more is disclosed on that consent."),
    .nextAfterRecording: LocalizedText(
      sv: "Samarbetet heter {0}. Ange det som conversation när något delas eller återkallas.",
      en: "The cooperation is {0}. Name it as conversation when you share or withdraw."),
    .nothingConsented: LocalizedText(
      sv: "Inget samarbete vilar på samtycke.", en: "No cooperation rests on consent."),
    .nothingLeft: LocalizedText(
      sv: "Inget hade lämnats ut på samtycket.", en: "Nothing had been disclosed on the consent."),
    .titleHanded: LocalizedText(sv: "Utlämnat före", en: "Disclosed before"),
    .titleEnded: LocalizedText(sv: "Avslutat", en: "Ended"),
    .formConsentRecord: LocalizedText(
      sv: "ett dokument av slaget consent.record", en: "a document of kind consent.record"),
    .formConsentWithdraw: LocalizedText(
      sv: "ett dokument av slaget consent.withdraw", en: "a document of kind consent.withdraw"),
    .formCooperation: LocalizedText(
      sv: "samarbetets namn ur {program} consent ls{connection}",
      en: "the cooperation's name from {program} consent ls{connection}"),
    .formEvidence: LocalizedText(
      sv: "den underskrivna blanketten eller texten, högst 64 MB",
      en: "the signed form, or the text, at most 64 MB"),
    .titleCooperation: LocalizedText(sv: "Samarbete", en: "Cooperation"),
    .titleForm: LocalizedText(sv: "Form", en: "Form"),
    .titleParties: LocalizedText(sv: "Parter", en: "Parties"),
    .titlePersons: LocalizedText(sv: "Personer", en: "Persons"),
    .titleAuthority: LocalizedText(sv: "Inhämtat av", en: "Obtained by"),
  ]
}
