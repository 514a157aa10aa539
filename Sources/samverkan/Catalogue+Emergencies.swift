import Concerns

extension Catalogue {
  /// What the commands about emergencies say.
  static let emergencies: [Phrase: LocalizedText] = [
    .emergencyDeclared: LocalizedText(
      sv: "Nödsituationen är utlyst. Enhetens chef och dataskyddsombudet har fått veta det.",
      en: "The emergency is declared. The unit's head and the data protection officer are told."),
    .emergencyReviewed: LocalizedText(
      sv: "Granskningen är registrerad.", en: "The review is recorded."),
    .nothingDeclared: LocalizedText(
      sv: "Ingen nödsituation är utlyst.", en: "No emergency is declared."),
    .formConversation: LocalizedText(
      sv: "samtalets namn ur kvittot", en: "the conversation's name from the receipt"),
    .formWorker: LocalizedText(
      sv: "små bokstäver, siffror och bindestreck, minst en bokstav; inget personnamn",
      en: "lower-case letters, digits and hyphens, with a letter; no person's name"),
    .titleEmergency: LocalizedText(sv: "Nödsituation", en: "Emergency"),
    .titleOpenTo: LocalizedText(sv: "För", en: "For"),
    .titleHead: LocalizedText(sv: "Enhetens chef", en: "Unit's head"),
    .titleOfficer: LocalizedText(sv: "Dataskyddsombud", en: "Data protection officer"),
    .titleReviewed: LocalizedText(sv: "Granskning", en: "Review"),
    .titleReviewDue: LocalizedText(sv: "Granskas senast", en: "Review due"),
  ]

  /// Codes of emergencies as a person reads them.
  static let emergencyWords: [String: [String: LocalizedText]] = [
    "reason": [
      "life": LocalizedText(sv: "fara för liv", en: "a life in danger"),
      "violence": LocalizedText(sv: "våld", en: "violence"),
      "abduction": LocalizedText(sv: "bortförande", en: "abduction"),
      "missing": LocalizedText(sv: "försvunnen", en: "missing"),
      "other": LocalizedText(sv: "annat", en: "other"),
    ],
    "review": [
      "awaited": LocalizedText(sv: "väntar", en: "awaited"),
      "founded": LocalizedText(sv: "grundad", en: "founded"),
      "unfounded": LocalizedText(sv: "ogrundad", en: "unfounded"),
    ],
  ]
}
