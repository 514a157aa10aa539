import Concerns

extension Catalogue {
  /// Each fault is one sentence, each remedy what to do.
  static let faults: [Phrase: LocalizedText] = [
    .faultFileMissing: LocalizedText(sv: "Filen {0} finns inte.", en: "There is no file {0}."),
    .remedyFileMissing: LocalizedText(
      sv: "Kontrollera sökvägen, eller ange en annan; anslutningsfilen anges med --connection.",
      en: "Check the path or give another; name the connection file with --connection."),
    .faultFileExists: LocalizedText(
      sv: "Filen {0} finns redan.", en: "The file {0} exists already."),
    .remedyFileExists: LocalizedText(
      sv: "Välj ett annat namn. Nycklar skrivs aldrig över.",
      en: "Choose another name. Keys are never overwritten."),
    .faultFileExposed: LocalizedText(
      sv: "Andra kan läsa den hemliga nyckeln i {0}.",
      en: "Others can read the secret key in {0}."),
    .remedyFileExposed: LocalizedText(
      sv: "Gör nya nycklar med {program} key new och låt driften byta; chmod 600 räcker inte.",
      en: "Make new keys with {program} key new and have them replaced; chmod 600 is not enough."),
    .faultFileClosed: LocalizedText(
      sv: "Filen {0} går inte att öppna.", en: "The file {0} cannot be opened."),
    .remedyFileClosed: LocalizedText(
      sv: "Kontrollera rättigheterna på filen och dess mapp.",
      en: "Check the permissions of the file and its folder."),
    .faultFileMalformed: LocalizedText(
      sv: "Filen {0} innehåller inte vad den ska.", en: "The file {0} does not hold what it should."
    ),
    .remedyFileMalformed: LocalizedText(
      sv: "Återställ filen eller be driften om en ny.",
      en: "Restore the file, or ask the operator for a new one."),
    .faultConnection: LocalizedText(
      sv: "Anslutningsfilen {0} saknar ett giltigt värde för {1}.",
      en: "The connection file {0} has no valid value for {1}."),
    .remedyConnection: LocalizedText(
      sv: "Be mäklarens drift om en ny anslutningsfil.",
      en: "Ask the broker's operator for a new connection file."),
    .faultUnreachable: LocalizedText(
      sv: "Ingen mäklare svarar på {0}.", en: "No broker answers at {0}."),
    .remedyUnreachable: LocalizedText(
      sv: "Kontrollera nät och adress. Brådskar det: ring 112 eller socialjouren.",
      en: "Check network and address. If it is urgent: call 112 or the social emergency service."),
    .faultKeyRefused: LocalizedText(
      sv: "Mäklaren på {0} känner inte igen nyckeln.",
      en: "The broker at {0} does not know this key."),
    .remedyKeyRefused: LocalizedText(
      sv: "Be driften registrera medlemmen med innehållet i din .key-fil.",
      en: "Ask the operator to register the member with your .key file."),
    .faultTooManyHandshakes: LocalizedText(
      sv: "Nyckeln har öppnat för många anslutningar till {0} på kort tid.",
      en: "This key has opened too many connections to {0} in a short time."),
    .remedyTooManyHandshakes: LocalizedText(
      sv: "Vänta några sekunder och försök igen.", en: "Wait some seconds and try again."),
    .faultWrongServer: LocalizedText(
      sv: "Den som svarar på {0} har en annan nyckel än anslutningsfilen anger.",
      en: "Whoever answers at {0} has another key than the connection file names."),
    .remedyWrongServer: LocalizedText(
      sv: "Lita inte på den. Jämför serverKey med driften på ett annat sätt än över nätet.",
      en: "Do not trust it. Compare serverKey with the operator by other means than the network."),
    .faultOtherDeployment: LocalizedText(
      sv: "Mäklaren tillhör en annan miljö eller organisation än anslutningsfilen anger.",
      en:
        "The broker's deployment, environment or agency is not the connection file's."),
    .faultUnanswered: LocalizedText(
      sv: "Mäklaren svarade inte i tid.", en: "The broker did not answer in time."),
    .remedyUnanswered: LocalizedText(
      sv: "Utan kvitto vet ingen om det kom fram. Försök igen; brådskar det, ring 112.",
      en: "Without a receipt nobody knows whether it arrived. Try again; if urgent, call 112."),
    .faultInterrupted: LocalizedText(
      sv: "Förbindelsen bröts före svaret.", en: "The connection broke before the answer."),
    .remedyInterrupted: LocalizedText(
      sv: "Titta efter om det blev gjort innan du försöker igen.",
      en: "Look whether it was done before you try again."),
    .faultForged: LocalizedText(
      sv: "Svaret gick inte att verifiera, så det gäller inte.",
      en: "The answer could not be verified, so it does not count."),
    .remedyForged: LocalizedText(
      sv: "Räkna med att inget kom fram, och berätta för mäklarens drift.",
      en: "Assume that nothing arrived, and tell the broker's operator."),
    .faultSockets: LocalizedText(
      sv: "Förbindelsen kunde inte öppnas.", en: "No line could be opened."),
    .remedySockets: LocalizedText(
      sv: "Orsaken är på engelska: {0}.", en: "The reason: {0}."),
    .faultArgument: LocalizedText(
      sv: "Värdet för {0} har fel form.", en: "The value of {0} has the wrong form."),
    .remedyArgument: LocalizedText(sv: "Det ska vara {1}.", en: "It must be {1}."),
    .faultOtherKind: LocalizedText(
      sv: "Dokumentet är av ett annat slag.", en: "The document is of another kind."),
    .remedyOtherKind: LocalizedText(sv: "Det ska vara {0}.", en: "It must be {0}."),
    .faultUnconfirmed: LocalizedText(
      sv: "Det här går inte att ångra och är inte bekräftat.",
      en: "This cannot be undone and is not confirmed."),
    .remedyUnconfirmed: LocalizedText(
      sv: "Lägg till --confirm={0} om du menar det.", en: "Add --confirm={0} if you mean it."),
    .faultUnknownCode: LocalizedText(
      sv: "Det finns ingen sådan felkod.", en: "There is no such problem code."),
    .remedyUnknownCode: LocalizedText(
      sv: "{program} errors ls visar alla.", en: "{program} errors ls shows them all."),
    .faultNotListed: LocalizedText(
      sv: "Leveransen finns inte i någon av brevlådorna.",
      en: "The delivery is in none of the mailboxes."),
    .remedyNotListed: LocalizedText(
      sv: "Kontrollera numret med {program} inbox ls{connection}, eller ange --expected.",
      en: "Check it with {program} inbox ls{connection}, or give --expected."),
    .faultMissingArgument: LocalizedText(sv: "{0} saknas.", en: "{0} is missing."),
    .faultCommandLine: LocalizedText(
      sv: "Kommandoraden går inte att förstå.", en: "The command line cannot be understood."),
    .faultUnknownCommand: LocalizedText(
      sv: "Det finns inget kommando {0}.", en: "There is no command {0}."),
    .remedyUnknownCommand: LocalizedText(
      sv: "{program} {0} visar alla.", en: "{program} {0} shows them all."),
    .faultForeignMailbox: LocalizedText(
      sv: "Brevlådan {0} läses inte med den här anslutningen.",
      en: "The mailbox {0} is not read over this connection."),
    .remedyForeignMailbox: LocalizedText(
      sv: "Kontrollera namnet, eller be driften att låta medlemmen läsa den.",
      en: "Check the name, or ask the operator to let the member read it."),
    .faultNotOperator: LocalizedText(
      sv: "Det här är för mäklarens drift, och {0} är inte driftens anslutning.",
      en: "This is for the broker's operators, and {0} is no operator's connection."),
    .remedyNotOperator: LocalizedText(
      sv: "På mäklarens maskin: ange --connection MAPP/operator/connection.json, där MAPP är "
        + "mäklarens mapp. Har du ingen sådan, fråga driften.",
      en: "On the broker's machine: give --connection FOLDER/operator/connection.json, where "
        + "FOLDER is the broker's. If you have none, ask its operators."),
    .faultNotInspector: LocalizedText(
      sv: "En leverans förklaras för den som läser brevlådan och för granskare, och {0} är "
        + "ingenderas anslutning.",
      en: "A delivery is explained to whoever reads the mailbox and to inspectors, and {0} is "
        + "neither's connection."),
    .remedyNotInspector: LocalizedText(
      sv: "Ange mottagarens anslutning med --connection, eller på mäklarens maskin granskarens: "
        + "MAPP/inspector/connection.json i mäklarens mapp.",
      en: "Give the recipient's connection with --connection or, on the broker's machine, the "
        + "inspector's: FOLDER/inspector/connection.json of the broker's folder."),
    .faultRegister: LocalizedText(
      sv: "Registret säger nej.", en: "The register says no."),
    .faultNotRegistered: LocalizedText(
      sv: "{0} finns inte i registret.", en: "{0} is not in the register."),
    .remedyNotRegistered: LocalizedText(
      sv: "Kontrollera namnet med samma kommando och ls.",
      en: "Check the name with the same command and ls."),
    .remedyKept: LocalizedText(
      sv: "Utan kvitto vet ingen om det kom fram. Det ligger kvar i {0}. Skicka exakt samma igen "
        + "med {1}; brådskar det, ring 112.",
      en:
        "Without a receipt nobody knows whether it arrived. It is kept in {0}. Send the very same "
        + "again with {1}; if urgent, call 112."),
    .remedyUnsent: LocalizedText(
      sv: "Inget har skickats; det ligger kvar i {0}. Skicka det sedan med {1}.",
      en: "Nothing has been sent; it is kept in {0}. Send it then with {1}."),
    .faultSettled: LocalizedText(
      sv: "Leveransen är redan avslutad eller kvitterad här: {0}.",
      en: "The delivery is already settled or acknowledged here: {0}."),
    .remedySettled: LocalizedText(
      sv: "Den öppnas inte igen. Läs den där den togs emot.",
      en: "It does not open again. Read it where it was received."),
    .remedyUncommitted: LocalizedText(
      sv: "Den öppnas inte igen. Läs den där den togs emot. Den är inte förd till ett ärende; när "
        + "den är det: {program} inbox ack {1} committed --view=VY{connection}. Vyn står i det som "
        + "skrevs ut när den togs emot.",
      en: "It does not open again. Read it where it was received. It is in no case yet; once it "
        + "is: {program} inbox ack {1} committed --view=VIEW{connection}. The view stands in what "
        + "was printed when it was received."),
    .remedyAcknowledged: LocalizedText(
      sv: "Säg vad som togs emot: --view=VY. Den står sist i det som {program} inbox take "
        + "skrev ut då, och som \"view\" i det som sparades med --json.",
      en: "Say what was received: --view=VIEW. It stands last in what {program} inbox take "
        + "printed then, and as \"view\" in what was saved with --json."),
    .remedyAcknowledgedWhole: LocalizedText(
      sv: "Inget mer kan kvitteras.", en: "Nothing more can be acknowledged."),
    .remedyAcknowledgedSoFar: LocalizedText(
      sv: "Så långt är den redan kvitterad. När den är förd till ett ärende: "
        + "{program} inbox ack {1} committed --view=VY{connection}",
      en: "It is acknowledged as far as that. Once it is in a case: "
        + "{program} inbox ack {1} committed --view=VIEW{connection}"),
    .remedyLocalUnreachable: LocalizedText(
      sv: "Kontrollera att mäklaren går på den här maskinen, och att kontot får öppna uttaget.",
      en: "Check that the broker runs on this machine, and that the account may open the socket."),
    .placeInText: LocalizedText(sv: "rad {0}, tecken {1}", en: "line {0}, column {1}"),
    .faultOutboxFull: LocalizedText(
      sv: "I {0} väntar redan {1} meddelanden; det här är varken sparat eller skickat.",
      en: "{1} messages wait in {0} already; this one is neither kept nor sent."),
    .remedyOutboxFull: LocalizedText(
      sv: "Skicka dem med {2}, och sedan det här. Brådskar det: ring "
        + "112 eller socialjouren.",
      en: "Send them with {2}, and then this one. If it is urgent: "
        + "call 112 or the social emergency service."),
    .faultWaits: LocalizedText(
      sv: "Dokumentet är redan skickat och väntar på kvitto i {0}.",
      en: "The document has been sent and waits for its receipt in {0}."),
    .remedyWaits: LocalizedText(
      sv: "Fortsätt med {1}. Med --anew blir det ett till ärende.",
      en: "Go on with {1}. With --anew it becomes a second concern."),
    .remedyRefusedAgain: LocalizedText(
      sv: "Filen {0} ligger kvar; ta bort den när det är utrett.",
      en: "The file {0} is left; remove it once this is sorted out."),
    .faultUnfinished: LocalizedText(
      sv: "Filen {0} blev aldrig färdig, så den har aldrig skickats.",
      en: "The file {0} was never finished, so it has never been sent."),
    .remedyUnfinished: LocalizedText(
      sv: "Skicka dokumentet och ta bort filen.", en: "Send the document, and remove the file."),
    .faultPartial: LocalizedText(
      sv: "Av {1} anmälningar ur ett dokument sparades bara nummer {0} innan datorn stannade, "
        + "räknat i barnens ordning; de andra finns ingenstans.",
      en: "Of {1} reports out of one document only number {0} was kept before the computer "
        + "stopped, in the order of the children; the others are nowhere."),
    .remedyPartial: LocalizedText(
      sv: "Det som sparades skickas nu. Anmäl de andra barnen i ett dokument om bara dem. "
        + "Brådskar det: ring 112 eller socialjouren.",
      en: "What was kept is sent now. Report the other children in a document about them alone. "
        + "If it is urgent: call 112 or the social emergency service."),
    .faultUnexpected: LocalizedText(
      sv: "Programmet gjorde fel ({0}).", en: "The program went wrong ({0})."),
    .remedyUnexpected: LocalizedText(
      sv: "Försök igen, och berätta för driften vad du gjorde.",
      en: "Try again, and tell the operator what you did."),
  ]
}
