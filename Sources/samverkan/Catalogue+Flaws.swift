package import Concerns
package import Tables

extension Catalogue {
  /// What is wrong with a table, or what to do about it, in both languages.
  ///
  /// Of a sentence that stands in no list here both texts are the English one.
  package static func text(of wording: Wording) -> LocalizedText {
    let swedish = { (form: String) in flaws[form] ?? form }
    return LocalizedText(
      sv: wording.filled(swedish(wording.form), in: \.sv, swedish), en: wording.english)
  }

  /// The Swedish forms of what is said of tables, by their English ones.
  package static let flaws = formFlaws.merging(lawFlaws) { first, _ in first }
    .merging(statementFlaws) { first, _ in first }.merging(canaryFlaws) { first, _ in first }
    .merging(unreadFlaws) { first, _ in first }

  /// Of the form of any table.
  private static let formFlaws = [
    "the file is larger than {0} bytes": "filen är större än {0} byte",
    "split it": "dela den",
    "the file is not YAML": "filen är inte YAML",
    "mend its form": "rätta dess form",
    "the file is empty": "filen är tom",
    "restore it": "återställ den",
    "a text was expected": "här väntades en text",
    "write one, in quotes if it holds a colon":
      "skriv en, inom citattecken om den innehåller ett kolon",
    "a list was expected": "här väntades en lista",
    "write at least one member": "skriv minst ett led",
    "a mapping was expected": "här väntades nycklar med värden",
    "write the keys {0}": "skriv nycklarna {0}",
    "unknown key \"{0}\"": "okänd nyckel ”{0}”",
    "use one of {0}": "använd någon av {0}",
    "\"{0}\" is missing": "”{0}” saknas",
    "add it here": "lägg till den här",
    "{0} stands twice": "{0} står två gånger",
    "keep one of them": "behåll en av dem",
    "unknown word \"{0}\"": "okänt ord ”{0}”",
    "\"{0}\" is no day": "”{0}” är ingen dag",
    "write an existing day as YYYY-MM-DD": "skriv en dag som finns, som ÅÅÅÅ-MM-DD",
    "a word stands twice": "ett ord står två gånger",
    "it ends before it begins": "den slutar innan den börjar",
    "write the last day on which it holds": "skriv den sista dagen som den gäller",
    "a yes or no was expected": "här väntades ja eller nej",
    "write true or false": "skriv true eller false",
    "unknown format": "okänt format",
    "write {0}": "skriv {0}",
    "remove this key": "ta bort nyckeln",
    "rename one of them": "döp om en av dem",
    "choose another name": "välj ett annat namn",
  ]

  /// Of the rules of a law.
  private static let lawFlaws = [
    "\"{0}\" is no country": "”{0}” är inget land",
    "write two capital letters, such as SE": "skriv två stora bokstäver, som SE",
    "the law changes on more than {0} days": "lagen ändras på fler än {0} dagar",
    "remove the rules that ended first": "ta bort de regler som slutade först",
    "more than {0} rules speak of one section": "fler än {0} regler talar om en och samma del",
    "join those that differ in words only": "slå ihop dem som bara skiljer sig i orden",
    "a rule that shows unlocks nothing": "en regel som visar behöver inget som öppnar",
    "the text is longer than {0} bytes": "texten är längre än {0} byte",
    "say it in fewer words": "säg det med färre ord",
    "the text has more than one line": "texten har mer än en rad",
    "write it as one paragraph, in quotes": "skriv den som ett stycke, inom citattecken",
    "{0} is both needed and excluded": "{0} både krävs och utesluts",
    "keep it in needs or in unless": "behåll det i needs eller i unless",
    "every ground is both asked for and excluded": "varje grund både krävs och utesluts",
    "leave one of them": "lämna kvar en av dem",
    "the name of a rule is malformed": "regelns namn är felskrivet",
    "use at most {0} lower-case letters, digits and hyphens":
      "använd högst {0} små bokstäver, siffror och bindestreck",
    "two rules are named {0}": "två regler heter {0}",
    "the citation is long": "hänvisningen är lång",
    "cite one provision per member of the list": "ange ett lagrum i varje led av listan",
    "{0} is cited twice": "{0} anges två gånger",
    "{0} is never the reason of an answer": "{0} är aldrig skälet till ett svar",
    "remove it, or mend what stands before it": "ta bort den, eller rätta det som går före",
    "{0} does not end in {1}": "{0} slutar inte {1}",
    "end it in that year or rename it": "låt den sluta det året eller döp om den",
    "{0} begins before {1} has ended": "{0} börjar innan {1} har slutat",
    "end the earlier rule on the day before": "låt den tidigare regeln sluta dagen innan",
    "no rule is law between {0} and {1}": "ingen regel gäller mellan {0} och {1}",
    "begin the later rule on the day after {0}": "låt den senare regeln börja dagen efter {0}",
    "{0} and {1} admit the same message and refuse in other words":
      "{0} och {1} släpper igenom samma meddelande och nekar med olika ord",
    "give both the same otherwise": "ge båda samma otherwise",
    "the overlay widens the law: {0}": "tillägget vidgar lagen: {0}",
    "let it withhold or ask for more; what shows more belongs in the law itself":
      "låt det hålla inne eller kräva mer; det som visar mer hör hemma i lagen själv",
    "on {0}, at {1}, the register of waivers applies {2}: {3}, not {4}":
      "den {0}, vid {1}, tillämpar registret över samtycken {2}: {3}, inte {4}",
    "restore what stood there; the register has to change first":
      "återställ det som stod där; registret måste ändras först",
    "{0} is something else in the law": "{0} är något annat i lagen",
  ]

  /// Of what a law states of itself.
  private static let statementFlaws = [
    "a statement says either what never or what always is so":
      "ett påstående säger antingen vad som aldrig eller vad som alltid är så",
    "write one of never: seen, never: sent, always: seen, always: sent":
      "skriv något av never: seen, never: sent, always: seen, always: sent",
    "a refusal rests on no provision": "ett nej vilar inte på något lagrum",
    "{0} does not hold: {1}": "{0} håller inte: {1}",
    "mend the rule that answers so, or the statement":
      "rätta regeln som svarar så, eller påståendet",
    "{0} cannot fail: no kind it names has a field for what it names":
      "{0} kan inte falla: inget slag det nämner har ett fält för det som det nämner",
    "{0} cannot fail: whoever is excluded sees nothing, whatever the rules say":
      "{0} kan inte falla: den som utesluts ser inget, vad reglerna än säger",
    "cite what the refusal rests on, or speak of those who are not excluded":
      "ange vad avslaget vilar på, eller tala om dem som inte utesluts",
    "widen its kinds or classes, or remove it":
      "låt det nämna fler slag eller klasser, eller ta bort det",
    "the law states nothing by the name of {0}": "lagen påstår inget under namnet {0}",
    "name one of its statements": "nämn ett av dess påståenden",
    "{0} says what never is": "{0} säger vad som aldrig är",
    "leave it, or change the law": "låt det vara, eller ändra lagen",
    "{0} is about a report or a duty, which is narrowed by law alone":
      "{0} gäller en anmälan eller en skyldighet, som bara lagen kan snäva in",
    "leave it, and what it states": "låt det vara, och det som det påstår",
    "it states nothing that must never or always hold":
      "den påstår inget som aldrig eller alltid ska gälla",
    "it has no canaries": "den har inga kanariefåglar",
    "restore those of the law it was made from": "återställ dem ur lagen den gjordes av",
  ]

  /// Of the canaries of a law.
  private static let canaryFlaws = [
    "there are more than {0} canaries": "det finns fler än {0} kanariefåglar",
    "keep those that differ most": "behåll dem som skiljer sig mest",
    "more than {0} recipients": "fler än {0} mottagare",
    "divide the canary": "dela kanariefågeln",
    "the canary withholds nothing": "kanariefågeln håller inte inne något",
    "list under withheld what must stay secret":
      "räkna upp under withheld vad som ska vara hemligt",
    "the canary shows nothing, so that a broker that shows nobody anything would pass":
      "kanariefågeln visar inget, så att en mäklare som inte visar någon något skulle bestå",
    "list under shown what somebody must receive": "räkna upp under shown vad någon måste få",
    "{0} is both shown and withheld": "{0} både visas och hålls inne",
    "keep one": "behåll ett",
    "a waiver of nothing": "ett samtycke till ingenting",
    "name its persons and classes": "nämn dess personer och klasser",
    "\"{0}\" is malformed": "”{0}” är felskrivet",
    "write {0} in lower-case letters": "skriv {0} med små bokstäver",
    "\"{0}\" is no instant": "”{0}” är ingen tidpunkt",
    "write now, or YYYY-MM-DDThh:mm:ssZ": "skriv now, eller ÅÅÅÅ-MM-DDTtt:mm:ssZ",
    "two persons are tagged {0}": "två personer har märket {0}",
    "change one of the tags": "ändra ett av märkena",
    "more than {0} persons": "fler än {0} personer",
    "leave some out": "utelämna några",
    "write an agency or agency.function": "skriv en organisation eller organisation.funktion",
    "nobody else is tagged {0}": "ingen annan har märket {0}",
    "use the tags under persons, each once":
      "använd märkena under persons, vart och ett en gång",
    "{0} cannot be asked: {1}": "{0} går inte att fråga: {1}",
    "nobody can stand as other in a message": "ingen kan stå som other i ett meddelande",
    "name another standing": "nämn en annan ställning",
    "the door answers {0}": "dörren svarar {0}",
    "its source cannot be hidden": "dess avsändare går inte att dölja",
    "mend the message": "rätta meddelandet",
  ]
}
