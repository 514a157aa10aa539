import Concerns

extension Catalogue {
  /// What the commands about releases to associations say.
  static let reservations: [Phrase: LocalizedText] = [
    .reservationOffered: LocalizedText(
      sv: "Förbehållet är erbjudet och väntar i 14 dagar. Meddelandets id är dess namn.",
      en: "The reservation is offered and waits for 14 days. The message's id is its name."),
    .reservationAcknowledged: LocalizedText(
      sv: "Förbehållet är bekräftat. Den som erbjöd det har fått veta det.",
      en: "The reservation is acknowledged. Whoever offered it is told."),
    .nothingOffered: LocalizedText(
      sv: "Inget förbehåll är erbjudet.", en: "No reservation is offered."),
    .formConditions: LocalizedText(
      sv: "43 tecken ur {program} inbox show", en: "43 characters from {program} inbox show"),
    .titleReservation: LocalizedText(sv: "Förbehåll", en: "Reservation"),
    .titleConditions: LocalizedText(sv: "Villkorens kontrolltal", en: "Conditions' commitment"),
    .titleConditionsOf: LocalizedText(sv: "Villkor från", en: "Conditions of"),
    .titleOfferedTo: LocalizedText(sv: "Erbjudet till", en: "Offered to"),
    .titleAnswerDue: LocalizedText(sv: "Bekräftas senast", en: "Acknowledge by"),
    .titleBoundSince: LocalizedText(sv: "Bekräftat", en: "Acknowledged"),
    .titleBoundPerson: LocalizedText(sv: "Bunden person", en: "Bound person"),
    .titleEvidence: LocalizedText(sv: "Det underskrivna", en: "What was signed"),
    .titleReleased: LocalizedText(sv: "Utlämnande", en: "Release"),
  ]

  /// How far a reservation has come, as a person reads it.
  static let reservationWords: [String: [String: LocalizedText]] = [
    "state": [
      "acknowledged": LocalizedText(sv: "bekräftat", en: "acknowledged"),
      "released": LocalizedText(sv: "utlämnat", en: "released"),
    ]
  ]
}
