import Concerns

extension Catalogue {
  /// What is said of matters that go to another municipality.
  static let transfers: [Phrase: LocalizedText] = [
    .passedOn: LocalizedText(
      sv: """
        Ni väntar inte längre på beslut här. Skyddsbedömningen och svaret till den som anmälde är
        fortfarande era. Bekräfta leveransen med ert eget diarienummer.
        """,
      en: """
        No decision is waited for here any more. The protection assessment and the answer to whoever
        reported are still yours. Acknowledge the delivery with your own register number.
        """),
    .onePerChild: LocalizedText(
      sv: "Dokumentet gäller {0} barn: det blir en anmälan för varje.",
      en: "The document is about {0} children: each gets a report of its own."),
    .titleChild: LocalizedText(sv: "Barn", en: "Child"),
  ]
}
