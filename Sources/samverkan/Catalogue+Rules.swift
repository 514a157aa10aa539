import Concerns

extension Catalogue {
  /// What the commands about the law say.
  static let rules = lawFaults.merging(lawWords) { first, _ in first }
    .merging(lawTitles) { first, _ in first }

  private static let lawFaults: [Phrase: LocalizedText] = [
    .faultLaw: LocalizedText(
      sv: "Filen {0} går inte att använda, se rad {1}.",
      en: "The file {0} cannot be used, see line {1}."),
    .remedyLaw: LocalizedText(
      sv: "Orsaken: {2}.", en: "The reason: {2}."),
    .faultNoRule: LocalizedText(
      sv: "Det finns ingen regel {0}.", en: "There is no rule {0}."),
    .remedyNoRule: LocalizedText(
      sv: "{program} rule ls visar alla.", en: "{program} rule ls shows them all."),
    .formDay: LocalizedText(sv: "en dag som 2026-11-20", en: "a day like 2026-11-20"),
  ]

  private static let lawWords: [Phrase: LocalizedText] = [
    .ruleSends: LocalizedText(sv: "får skickas", en: "may be sent"),
    .ruleShows: LocalizedText(sv: "visar", en: "shows"),
    .ruleWithholds: LocalizedText(sv: "håller inne", en: "withholds"),
    .ruleSigns: LocalizedText(sv: "om underskrift", en: "on signatures"),
    .rulesAlike: LocalizedText(
      sv: "Ingen får se eller skicka något annat än förut, och lika mycket bevakas.",
      en: "Nobody may see or send anything but what they could before, and as much is guarded."),
    .nothingToReview: LocalizedText(
      sv: "Varje regel är läst.", en: "Every rule has been read."),
    .lawHolds: LocalizedText(
      sv: "Allt som {0} påstår håller, för varje fråga som går att ställa.",
      en: "All that {0} states holds, for every question there is."),
    .lawFails: LocalizedText(
      sv: "{0} kan inte träda i kraft:", en: "{0} cannot be put in force:"),
    .lawRefuted: LocalizedText(sv: "Motexempel: {0}.", en: "Counter-example: {0}."),
    .lawUnread: LocalizedText(sv: "Rad {0}", en: "Line {0}"),
    .mendLaw: LocalizedText(
      sv: "Rätta regeln som svarar så, eller påståendet.",
      en: "Mend the rule that answers so, or the statement."),
    .asExpected: LocalizedText(
      sv: "Allt blev som väntat.", en: "All came out as expected."),
    .notAsExpected: LocalizedText(
      sv: "Det här blev inte som väntat:", en: "This did not come out as expected:"),
    .wouldWiden: LocalizedText(
      sv: "Vidare: det här skulle bli tillåtet", en: "Wider: this would become lawful"),
    .wouldUnguard: LocalizedText(
      sv: "Mindre bevakat: det här skulle inte längre bevisas eller frågas",
      en: "Less guarded: this would be proved or asked no longer"),
    .wouldNarrow: LocalizedText(
      sv: "Snävare: det här skulle inte längre vara tillåtet",
      en: "Narrower: this would be lawful no longer"),
    .wouldRestate: LocalizedText(
      sv: "Omskrivet: det här ändrar inget svar", en: "Said otherwise: this changes no answer"),
    .secondPerson: LocalizedText(
      sv: "En vidare eller mindre bevakad lag behöver en andra persons nyckel.",
      en: "A wider or less guarded law needs a second person's key."),
    .oldLawMissing: LocalizedText(
      sv: "Lagen som gäller finns inte sparad i mappen. Då vet ingen vad den nya vidgar, och två "
        + "personer måste skriva under.",
      en: "The law in force is not kept in the folder. So nobody can tell what the new one widens, "
        + "and two persons must sign."),
    .lawApplied: LocalizedText(
      sv: "Lagen gäller från nästa start. Den ligger i {0}.",
      en: "The law holds from the next start. It lies in {0}."),
    .signed: LocalizedText(
      sv: "{0} har skrivit under, i {1}.", en: "{0} has signed, in {1}."),
    .reviewHead: LocalizedText(
      sv: "Att granska: {0} av {1} regler i {2}", en: "To review: {0} of {1} rules in {2}"),
    .reviewBody: LocalizedText(
      sv: "Läs varje lagrum i den lydelse som gäller de dagar regeln gäller. Stämmer regeln, "
        + "ändra review till read och signera versionen. Stämmer den inte, skriv vad som är fel.",
      en: "Read each provision as worded on the days of the rule. If the rule is right, change "
        + "review to read and sign the version. If it is not, write what is wrong."),
    .reviewTick: LocalizedText(
      sv: "Stämmer / stämmer inte, därför att:", en: "Right / not right, because:"),
    .ruleUnsigned: LocalizedText(sv: "osignerad", en: "unsigned"),
    .ruleSigned: LocalizedText(sv: "signerad", en: "signed"),
    .ruleChanged: LocalizedText(
      sv: "osignerad: ändrad sedan den signerades", en: "unsigned: changed since it was signed"),
    .ruleUnknownKey: LocalizedText(
      sv: "osignerad: okänd nyckel, ange --key", en: "unsigned: unknown key, give --key"),
    .ruleBroken: LocalizedText(
      sv: "osignerad: underskriften håller inte", en: "unsigned: the signature does not hold"),
    .ruleGone: LocalizedText(
      sv: "{0} är signerad men finns inte i lagen.", en: "{0} is signed and not in the law."),
    .titleSignature: LocalizedText(sv: "Underskrift", en: "Signature"),
    .titleSigner: LocalizedText(sv: "Av", en: "By"),
    .titleSigners: LocalizedText(sv: "Vems underskrift", en: "Whose signature"),
    .titleWeight: LocalizedText(sv: "Hur den räknas", en: "How it counts"),
    .maySend: LocalizedText(sv: "Får skickas: {0}.", en: "May be sent: {0}."),
    .mayNotSend: LocalizedText(sv: "Får inte skickas: {0}.", en: "May not be sent: {0}."),
    .carriedBy: LocalizedText(
      sv: "{0} ({1}; {2}), för {3}, med stöd av {4}", en: "{0} ({1}; {2}), for {3}, under {4}"),
    .carriedOtherwise: LocalizedText(
      sv: "Det skulle bäras av {0}.", en: "It would be carried by {0}."),
    .carriedIf: LocalizedText(
      sv: "Får skickas {0}; då bär {1} ({2}) det.",
      en: "May be sent {0}; then {1} ({2}) carries it."),
    .misfit: LocalizedText(
      sv: "{0} ({1}) passar inte: {2}.", en: "{0} ({1}) does not fit: {2}."),
    .misfitAge: LocalizedText(sv: "personens ålder", en: "the person's age"),
    .misfitCertainty: LocalizedText(
      sv: "hur säkert det är vem det är", en: "how sure it is who it is"),
    .misfitGround: LocalizedText(sv: "grunden för oron", en: "the ground of the concern"),
    .noNumberRefuses: LocalizedText(
      sv: "Ett nummer hindrar aldrig en anmälan: den tas emot som om åldern var okänd.",
      en: "A number never stops a report: it is taken in as if the age were unknown."),
    .freeTextFollows: LocalizedText(
      sv: "Fri text visas bara om inget av det som hålls inne står i samma meddelande om samma "
        + "person.",
      en: "Free text is shown only if none of what is withheld stands in the same message about "
        + "the same person."),
    .sayWhoInReport: LocalizedText(
      sv: "Ett meddelande som har det tas inte emot. Vill du säga vem det gäller: anmäl "
        + "(SoL 19:1 eller 19:4).",
      en: "A message that has it is not taken in. To say who it is about: report (SoL 19:1 or "
        + "19:4)."),
    .lawfulInstead: LocalizedText(
      sv: "Till den mottagaren finns i stället: {0}.",
      en: "To that recipient there is instead: {0}."),
    .ifItCame: LocalizedText(
      sv: "Om det kom ändå, skulle det här gälla:",
      en: "If it came all the same, this would hold:"),
    .notTaken: LocalizedText(
      sv: "Tas inte emot: {0} ({1}).", en: "Not taken in: {0} ({1})."),
    .shownHead: LocalizedText(sv: "Visas", en: "Shown"),
    .withheldHead: LocalizedText(sv: "Hålls inne", en: "Withheld"),
    .explainedDelivery: LocalizedText(
      sv: "{0} till {1}, {2}, efter lagen den {3}", en: "{0} to {1}, {2}, by the law of {3}"),
    .explainedSince: LocalizedText(
      sv: "Så bestämdes när ärendet kom, {0}", en: "So it was decided when it came, {0}"),
    .explainedThen: LocalizedText(
      sv: "Så bestämdes vid senaste överlämnandet, {0}",
      en: "So it was decided at the latest hand-over, {0}"),
    .explainedBecause: LocalizedText(
      sv: "Fri text kan upprepa {0}, som hålls inne.",
      en: "Free text may repeat {0}, which is withheld."),
    .lawsDiffer: LocalizedText(
      sv: "Det bestämdes efter en annan lag än den som gäller nu: laws/{0}.yaml i mäklarens mapp. "
        + "Med --policy FIL visas vad reglerna sade.",
      en: "It was decided by another law than the one in force: laws/{0}.yaml in the broker's "
        + "folder. With --policy FILE you see what its rules said."),
    .askFunction: LocalizedText(sv: "Fråga: {0}", en: "Ask: {0}"),
    .reasonIs: LocalizedText(sv: "Därför: {0}", en: "Because: {0}"),
    .openedBy: LocalizedText(sv: "Öppnas av: {0}", en: "Opened by: {0}"),
    .openedByNothing: LocalizedText(sv: "Öppnas av: ingenting.", en: "Opened by: nothing."),
    .openedIf: LocalizedText(
      sv: "Öppnas {0}; då visar {1} ({2}) det.", en: "Opened {0}; then {1} ({2}) shows it."),
    .with: LocalizedText(sv: "med {0}", en: "with {0}"),
    .endOf: LocalizedText(sv: "utan {0}", en: "without {0}"),
    .alsoWithheld: LocalizedText(
      sv: "Hålls också inne av: {0}", en: "Also withheld by: {0}"),
    .noField: LocalizedText(
      sv: "Slaget har inget fält för detta.", en: "The kind has no field for this."),
    .theQuestion: LocalizedText(
      sv: "{0} från {1}, sedd av {2}, {3}, den {4}",
      en: "{0} from {1}, seen by {2}, {3}, on {4}"),
  ]

  private static let lawTitles: [Phrase: LocalizedText] = [
    .titleRule: LocalizedText(sv: "Regel", en: "Rule"),
    .titleDoes: LocalizedText(sv: "Gör", en: "Does"),
    .titleCitation: LocalizedText(sv: "Lagrum", en: "Provisions"),
    .titleReview: LocalizedText(sv: "Granskning", en: "Review"),
    .titleLine: LocalizedText(sv: "Rad", en: "Line"),
    .titleFile: LocalizedText(sv: "Fil", en: "File"),
    .titleKinds: LocalizedText(sv: "Slag", en: "Kinds"),
    .titleSenders: LocalizedText(sv: "Avsändare", en: "Senders"),
    .titleStandings: LocalizedText(sv: "Ställning", en: "Standing"),
    .titleClasses: LocalizedText(sv: "Delar", en: "Sections"),
    .titleAges: LocalizedText(sv: "Ålder", en: "Age"),
    .titleProtections: LocalizedText(sv: "Skydd", en: "Protection"),
    .titleGuardians: LocalizedText(sv: "Vårdnadshavare", en: "Guardians"),
    .titleCertainties: LocalizedText(sv: "Säkerhet", en: "Certainty"),
    .titleGrounds: LocalizedText(sv: "Någon av grunderna", en: "One of the grounds"),
    .titleNeeds: LocalizedText(sv: "Kräver", en: "Needs"),
    .titleUnless: LocalizedText(sv: "Gäller inte med", en: "Not with"),
    .titlePurposes: LocalizedText(sv: "Ändamål", en: "Purposes"),
    .titleBases: LocalizedText(sv: "Stöd", en: "Basis"),
    .titleOtherwise: LocalizedText(sv: "Annars", en: "Otherwise"),
    .titleUnlocks: LocalizedText(sv: "Öppnas av", en: "Opened by"),
    .titleSenderBound: LocalizedText(
      sv: "Avsändaren anmälningsskyldig", en: "Sender bound to report"),
    .titleSenderWalled: LocalizedText(
      sv: "Avsändaren bakom egen vägg", en: "Sender behind a wall"),
    .titleRecipientBound: LocalizedText(
      sv: "Mottagaren anmälningsskyldig", en: "Recipient bound to report"),
    .titleRecipientContracted: LocalizedText(
      sv: "Mottagaren under avtal", en: "Recipient under contract"),
    .titleRecipientWalled: LocalizedText(
      sv: "Mottagaren bakom egen vägg", en: "Recipient behind a wall"),
    .titleCells: LocalizedText(sv: "Celler", en: "Cells"),
    .titleQuestions: LocalizedText(sv: "Frågor", en: "Questions"),
    .titleMilliseconds: LocalizedText(sv: "Tid, ms", en: "Time, ms"),
    .titleStatements: LocalizedText(sv: "Bevisade påståenden", en: "Statements proved"),
    .titleRules: LocalizedText(sv: "Regler", en: "Rules"),
    .titleExpectations: LocalizedText(sv: "Förväntningar", en: "Expectations"),
    .titleCanaries: LocalizedText(sv: "Kanariefåglar", en: "Canaries"),
    .canaryPassed: LocalizedText(sv: "Kom igenom: {0}", en: "Passed: {0}"),
    .canaryPassesFrom: LocalizedText(
      sv: "Kommer igenom från {1}: {0}", en: "Passes from {1}: {0}"),
  ]
}
