import Concerns

extension Catalogue {
  /// What the commands about the directory say.
  static let directory: [Phrase: LocalizedText] = [
    .directoryHolds: LocalizedText(
      sv: "{0} håller: allt har en ägare, och varje minut har någon jour.",
      en: "{0} holds: everything has one owner, and every minute somebody on duty."),
    .faultNowhere: LocalizedText(
      sv: "Katalogen har varken enhet, område eller skola som heter {0}.",
      en: "The directory has no unit, area or school named {0}."),
    .remedyNowhere: LocalizedText(
      sv: "samverkan directory ls visar enheterna.",
      en: "samverkan directory ls shows the units."),
    .formOwnFunction: LocalizedText(
      sv: "en funktion i katalogen, med kort eller helt namn",
      en: "a function of the directory, by its short name or its whole one"),
    .titleMunicipality: LocalizedText(sv: "Kommun", en: "Municipality"),
    .titleUnits: LocalizedText(sv: "Enheter", en: "Units"),
    .titleUnit: LocalizedText(sv: "Enhet", en: "Unit"),
    .titleBoard: LocalizedText(sv: "Nämnd", en: "Board"),
    .titleOffice: LocalizedText(sv: "Jour i kontorstid", en: "Duty in office hours"),
    .titleOnCall: LocalizedText(sv: "Jour annars", en: "Duty otherwise"),
    .titleDeputies: LocalizedText(sv: "Ersättare", en: "Deputies"),
    .titleWalled: LocalizedText(sv: "Bakom egen vägg", en: "Behind a wall"),
    .titleArea: LocalizedText(sv: "Område", en: "Area"),
    .titleBase: LocalizedText(sv: "Bas", en: "Base"),
    .titleDesk: LocalizedText(sv: "Skolans kontakt", en: "Desk for its schools"),
    .titleSchool: LocalizedText(sv: "Skola", en: "School"),
    .titleSchools: LocalizedText(sv: "Skolor", en: "Schools"),
    .titleDay: LocalizedText(sv: "Dag", en: "Day"),
    .titleCombinations: LocalizedText(sv: "Kombinationer", en: "Combinations"),
    .titleMinutes: LocalizedText(sv: "Minuter", en: "Minutes"),
  ]
}
