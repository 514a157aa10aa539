import Concerns

extension Catalogue {
  /// What is said of matters that go to another municipality, and of who knew somebody before.
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
    .titleAnswer: LocalizedText(sv: "Svar", en: "Answer"),
    .transferTaken: LocalizedText(
      sv: """
        Kommunen tar över ärendet. En utredning som ni har inlett slutför ni ändå (SoL 29:9), och
        uppgifterna som behövs lämnar ni (SoL 29:12).
        """,
      en: """
        The municipality takes the case over. An inquiry that you have opened you finish all the
        same (SoL 29:9), and what is needed to take over you hand over (SoL 29:12).
        """),
    .transferDeclined: LocalizedText(
      sv: "Kommunen tar inte över: ärendet är fortfarande ert.",
      en: "The municipality does not take over: the case is still yours."),
    .onePerChild: LocalizedText(
      sv: "Dokumentet gäller {0} barn: det blir en anmälan för varje.",
      en: "The document is about {0} children: each gets a report of its own."),
    .titleChild: LocalizedText(sv: "Barn", en: "Child"),
    .nobodyKnew: LocalizedText(
      sv: "Ingen anmälan hittades som nämnden tagit emot förut. Bara den söks som är säkert "
        + "identifierad och vars nummer stämmer: det kan finnas äldre anmälningar om andra.",
      en: "No report was found that the board took on before. Only whoever is identified for "
        + "certain, by a number that is right, is looked for: of others there may be reports."),
    .searchNotWhole: LocalizedText(
      sv: "Sökningen slutade innan allt var läst: det kan finnas äldre anmälningar.",
      en: "The search ended before all was read: there may be older reports."),
    .remedyAskedLate: LocalizedText(
      sv: "Frågan går bara att ställa medan leveransen är öppen: fråga innan den kvitteras.",
      en: "It can be asked only while the delivery is open: ask before it is acknowledged."),
    .faultNotOwner: LocalizedText(
      sv: "Bara den som äger en orosanmälan får fråga det.",
      en: "Only whoever owns a report may ask that."),
    .remedyNotOwner: LocalizedText(
      sv: "Fråga med ägarens leverans ur {program} inbox ls{connection}. Jourens kopia, det som "
        + "inte är en anmälan och det som kom från en annan nämnd besvaras inte.",
      en: "Ask with the owner's delivery from {program} inbox ls{connection}. On-call's copy, what "
        + "is no report and what came from another board are not answered."),
    .titleKnownTo: LocalizedText(sv: "Kände personen senast", en: "Last knew the person"),
  ]
}
