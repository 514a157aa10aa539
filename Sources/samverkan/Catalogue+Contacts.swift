import Concerns

extension Catalogue {
  /// What the commands about early contact say.
  static let contacts: [Phrase: LocalizedText] = [
    .wordsShownOnce: LocalizedText(
      sv: """
        Skriv ner orden nu, med referensen: de visas bara den här gången, och ingen kan ta fram dem.
        Du kan alltid ansöka om hjälp och få ett beslut. Är du i fara: 112. Kvällar: 011-15 22 83.
        """,
      en: """
        Write the words down now, with the reference: they are shown this once, and nobody can find
        them again. You can always apply for help and get a decision. In danger: 112. Evenings:
        011-15 22 83.
        """),
    .cameBack: LocalizedText(
      sv: "Välkommen tillbaka. Skriv conversation i nästa kontakt, så når den samma enhet.",
      en: "Welcome back. Name the conversation in the next contact, and it reaches the same unit."),
    .nextAfterAdvice: LocalizedText(
      sv: "Råd behöver inte dokumenteras (SoL 14:4). Inget mer sparas om det, och inget räknas.",
      en: "Advice need not be documented (SoL 14:4). Nothing more is kept of it, nor counted."),
    .nextAfterGuardians: LocalizedText(
      sv: """
        Berätta först för den det gäller. Ett ja från båda vårdnadshavarna registreras med
        {program} consent record; ett nej hindrar varken råd eller anmälan.
        """,
      en: """
        Tell whoever it is about first. A yes of both guardians is recorded with
        {program} consent record; a no stops neither advice nor a report.
        """),
    .nextAfterApplication: LocalizedText(
      sv: "Ansökan är ett nytt ärende, med det namn personen själv skriver. Kontakten stannar här.",
      en: "The application is a new case, in the name the person writes. The contact stays here."),
    .nextAfterReport: LocalizedText(
      sv: """
        Anmäl genast, också utan namn: {program} concern report gör en anmälan av ett dokument.
        Berätta det för den som kom hit, om det går. Kontakten stannar här.
        """,
      en: """
        Report at once, also without a name: {program} concern report makes one of a document.
        Tell whoever came here, if you can. The contact stays here.
        """),
    .nothingCounted: LocalizedText(
      sv: "Ingen månad som är slut har fem eller fler.",
      en: "No month that is over has five or more."),
    .formReference: LocalizedText(
      sv: "referensen ur kvittot, tolv tecken i grupper om fyra",
      en: "the reference from the receipt, twelve characters in groups of four"),
    .titleWords: LocalizedText(sv: "Fyra ord", en: "Four words"),
    .titleMonths: LocalizedText(sv: "Månad för månad", en: "Month by month"),
    .titleTotal: LocalizedText(sv: "Summa", en: "Total"),
    .titleCame: LocalizedText(sv: "Kontakter i alla enheter", en: "Contacts of all units"),
  ]

  /// Codes of early contact as a person reads them.
  static let contactWords: [String: [String: LocalizedText]] = [
    "contact": [
      "help": LocalizedText(sv: "stöd", en: "help"),
      "advice": LocalizedText(sv: "råd", en: "advice"),
      "again": LocalizedText(sv: "återkomst", en: "came back"),
      "application": LocalizedText(sv: "blev ansökan", en: "became an application"),
      "report": LocalizedText(sv: "blev anmälan", en: "became a report"),
      "guardians": LocalizedText(sv: "vårdnadshavare tillfrågas", en: "guardians are asked"),
    ],
    "decision": [
      "advice": LocalizedText(sv: "råd", en: "advice"),
      "guardians": LocalizedText(sv: "fråga vårdnadshavare", en: "ask the guardians"),
      "application": LocalizedText(sv: "ansökan", en: "application"),
      "report": LocalizedText(sv: "anmälan", en: "report"),
    ],
  ]
}
