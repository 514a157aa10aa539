import Concerns

extension Catalogue {
  /// What the commands about the directory say.
  static let directory: [Phrase: LocalizedText] = [
    .directoryHolds: LocalizedText(
      sv: "{0} håller: allt har en ägare, och varje minut har någon jour.",
      en: "{0} holds: everything has one owner, and every minute somebody on duty."),
    .directoryApplied: LocalizedText(
      sv: "Katalogen gäller och ligger i {0}. Starta mäklaren.",
      en: "The directory is in force. It lies in {0}. Start the broker."),
    .planDay: LocalizedText(
      sv: "{0}: {1} öppna ärenden, varav {2} får en annan ägare.",
      en: "{0}: {1} open items, of which {2} get another owner."),
    .planHolds: LocalizedText(
      sv: "Ingenting står i vägen.", en: "Nothing stands in its way."),
    .planRefused: LocalizedText(
      sv: "Katalogen kan inte sättas i kraft förrän det som är märkt ! är åtgärdat.",
      en: "The directory cannot be put in force before what is marked ! is mended."),
    .planNothing: LocalizedText(
      sv: "Katalogen ändrar ingenting från i dag.",
      en: "The directory changes nothing from today on."),
    .planLeft: LocalizedText(sv: "{0} rader till visas inte.", en: "{0} more lines are not shown."),
    .faultNowhere: LocalizedText(
      sv: "Katalogen har varken enhet, område eller skola som heter {0}.",
      en: "The directory has no unit, area or school named {0}."),
    .remedyNowhere: LocalizedText(
      sv: "{program} directory ls visar enheterna.",
      en: "{program} directory ls shows the units."),
    .faultNoArea: LocalizedText(
      sv: "Katalogen har inget område som heter {0}.",
      en: "The directory has no area named {0}."),
    .remedyNoArea: LocalizedText(
      sv: "Menade du {1}? Vet ingen vilket: --area unknown.",
      en: "Did you mean {1}? If nobody knows which: --area unknown."),
    .orElse: LocalizedText(sv: " eller ", en: " or "),
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
