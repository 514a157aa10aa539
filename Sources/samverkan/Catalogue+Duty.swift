import Concerns

extension Catalogue {
  /// What the commands about a change of duty say.
  static let duty: [Phrase: LocalizedText] = [
    .nothingKept: LocalizedText(
      sv: "Funktionen har inget kvar att lämna över.",
      en: "The function keeps nothing that is to be handed over."),
    .nothingListed: LocalizedText(
      sv: "Ingen överlämningslista väntar.", en: "No hand-over list waits."),
    .dutyDrafted: LocalizedText(
      sv: """
        Skriv vad som gjorts (done) för varje post, en rad; utlovat (promised) och nästa kontakt
        (next) där det finns. Sedan: {program} duty write FIL{connection}
        Radera filen när listan är sparad.
        """,
      en: """
        Write what was done for each item, one line; promised and next contact where there is one.
        Then: {program} duty write FILE{connection}
        Delete the file when the list is recorded.
        """),
    .dutyListed: LocalizedText(
      sv: """
        Listan är sparad. Ansvaret ligger kvar hos er tills {0} har tagit emot den:
          {program} duty accept {1}{connection}
        """,
      en: """
        The list is recorded. You keep all of it until {0} has accepted it:
          {program} duty accept {1}{connection}
        """),
    .dutyAccepted: LocalizedText(
      sv: "Ni har tagit över allt i listan. {0} har inte kvar något av det.",
      en: "You have taken over all that the list names. {0} keeps none of it."),
    .formDutyList: LocalizedText(
      sv: "listans namn, ur {program} duty ls", en: "the list's name, from {program} duty ls"),
    .formDutyDraft: LocalizedText(
      sv: "en ifylld lista ur {program} duty draft: 1 till 32 poster, done ifyllt i varje",
      en: "a filled-in list from {program} duty draft: 1 to 32 items, done filled in for each"),
    .faultNothingToHandOver: LocalizedText(
      sv: "{0} har inget som saknar lista.", en: "{0} keeps nothing that no list names."),
    .remedyNothingToHandOver: LocalizedText(
      sv: "{program} duty ls{connection} visar vad som redan står på en lista.",
      en: "{program} duty ls{connection} shows what a list names already."),
    .faultSeveralOwners: LocalizedText(
      sv: "Det som ska lämnas över har flera ägare: {0}.",
      en: "What is to be handed over has several owners: {0}."),
    .remedySeveralOwners: LocalizedText(
      sv: "Skriv en lista till var och en: välj med --to.",
      en: "Write a list to each of them: choose one with --to."),
    .titleDutyList: LocalizedText(sv: "Lista", en: "List"),
    .titleRungAt: LocalizedText(sv: "Ringer", en: "Rings"),
    .titleWritten: LocalizedText(sv: "Skriven", en: "Written"),
    .titleTakenOver: LocalizedText(sv: "Mottagen", en: "Accepted"),
    .titleAbsent: LocalizedText(sv: "I tjänst, läses inte", en: "On duty, not read"),
    .titleDone: LocalizedText(sv: "Gjort", en: "Done"),
    .titlePromised: LocalizedText(sv: "Utlovat", en: "Promised"),
    .titleNextContact: LocalizedText(sv: "Nästa kontakt", en: "Next contact"),
  ]
}
