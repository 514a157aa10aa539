import Concerns

extension Catalogue {
  /// What a command says when it is done.
  static let results: [Phrase: LocalizedText] = [
    .documentIsRight: LocalizedText(
      sv: "Dokumentet är rätt skrivet.", en: "The document is written right."),
    .documentWasComposed: LocalizedText(
      sv: "Kontrollerat med mäklarens egna regler för ett dokument. Inget har skickats. Om just "
        + "er verksamhet får skicka sorten avgör mäklaren när det skickas.",
      en: "Checked by the broker's own rules for a document. Nothing has been sent. Whether your "
        + "agency may send this kind the broker decides when it is sent."),
    .conceptSent: LocalizedText(
      sv: "Mottaget. Mäklaren har det på disk, någon äger det och klockan går.",
      en: "Received. The broker has it on disk, somebody owns it and the clock is running."),
    .answerSent: LocalizedText(
      sv: "Mottaget. Mäklaren har det på disk och lämnar det till mottagaren.",
      en: "Received. The broker has it on disk and hands it to the recipient."),
    .nextAfterSending: LocalizedText(
      sv: "Spara referensen. Följ det med: {program} concern status {0}{connection}",
      en: "Keep the reference. Follow it with: {program} concern status {0}{connection}"),
    .formMessageName: LocalizedText(
      sv: "referensen ur kvittot, eller meddelandets id",
      en: "the reference from the receipt, or the message's id"),
    .faultNoReceipt: LocalizedText(
      sv: "Här finns inget kvitto med referensen {0}.",
      en: "There is no receipt with the reference {0} here."),
    .remedyNoReceipt: LocalizedText(
      sv: "Den som skickade det har referensen i {1}. Ange annars meddelandets id ur kvittot.",
      en: "Whoever sent it has the reference in {1}. Else give the message's id from the receipt."),
    .othersWait: LocalizedText(
      sv: "Utan kvitto än: {0}. Skicka dem igen med: {1}",
      en: "Without a receipt yet: {0}. Send them again with: {1}"),
    .outboxEmpty: LocalizedText(
      sv: "Inget väntar på kvitto.", en: "Nothing waits for a receipt."),
    .acuteAdvice: LocalizedText(
      sv: "Är någon i fara nu: ring 112.", en: "If somebody is in danger now: call 112."),
    .statusAccepted: LocalizedText(
      sv: "Mottaget av mäklaren.", en: "Accepted by the broker."),
    .statusDelivered: LocalizedText(
      sv: "Mottagarens system har det.", en: "The recipient's system has it."),
    .statusRead: LocalizedText(
      sv: "En människa hos mottagaren har öppnat det.", en: "A person there has opened it."),
    .statusCommitted: LocalizedText(
      sv: "Det finns i mottagarens ärendesystem.", en: "It is in the recipient's case system."),
    .mailboxEmpty: LocalizedText(sv: "Brevlådan är tom.", en: "The mailbox is empty."),
    .morePages: LocalizedText(
      sv: "Det finns fler. Fortsätt med --after {0}", en: "There are more. Go on with --after {0}"),
    .listNotWhole: LocalizedText(
      sv: "Listan är inte hel. Fortsätt med: {program} inbox ls {0} --after={1}{connection}",
      en: "The list is not whole. Go on with: {program} inbox ls {0} --after={1}{connection}"),
    .settledHidden: LocalizedText(
      sv: "Avslutade som inte visas: {0}. De syns med --all.",
      en: "Settled and not shown: {0}. They show with --all."),
    .withheld: LocalizedText(
      sv: "Delar av meddelandet visas inte för den här mottagaren. Fråga: {0}",
      en: "Parts of the message are not shown to this recipient. Ask: {0}"),
    .gapWarning: LocalizedText(
      sv: "Ett tidigare meddelande i samma samtal är parkerat.",
      en: "An earlier message of the same conversation is parked."),
    .noteAcute: LocalizedText(
      sv: "OBS! Akut: någon kan vara i fara nu.",
      en: "NOTE! Acute: somebody may be in danger now."),
    .noteGuardians: LocalizedText(
      sv: "OBS! Inget av detta får nå en vårdnadshavare.",
      en: "NOTE! Nothing of this may reach a guardian."),
    .noteProtected: LocalizedText(
      sv: "OBS! Skyddade personuppgifter, eller okänt om de är det. Se Hantering.",
      en: "NOTE! Protected personal data, or unknown whether they are. See Handling."),
    .noteHonour: LocalizedText(
      sv: "OBS! Det gäller hedersförtryck.", en: "NOTE! It is about honour-related oppression."),
    .claimReturns: LocalizedText(
      sv: "Lånet går tillbaka nu och räknas som ett försök. "
        + "Kvittera med: {program} inbox ack {0} received --view={1}{connection}",
      en: "The lease returns now and counts as an attempt. "
        + "Acknowledge with: {program} inbox ack {0} received --view={1}{connection}"),
    .acknowledged: LocalizedText(sv: "Kvitterat: {0}.", en: "Acknowledged: {0}."),
    .acknowledgeFurther: LocalizedText(
      sv: "När den ligger i verksamhetssystemet: "
        + "{program} inbox ack {0} committed --view={1}{connection}",
      en: "Once it is in the case system: "
        + "{program} inbox ack {0} committed --view={1}{connection}"),
    .noteUnverified: LocalizedText(
      sv: "OBS! Personnumret för {0} stämmer inte, kanske ett skrivfel. Det har inte matchats mot "
        + "någon.",
      en:
        "NOTE! The personal number of {0} does not pass its check, perhaps a typing error. It has "
        + "been matched to nobody."),
    .areaUnknown: LocalizedText(
      sv: "OBS! Katalogen har inget område {0}: svaret är det för ett okänt område.",
      en: "NOTE! The directory has no area {0}: the answer is that for an unknown area."),
    .redirected: LocalizedText(
      sv: "Skickat vidare till {0}. Den tidigare ägaren äger det tills den nya är registrerad.",
      en: "Sent on to {0}. The old owner keeps it until the new one is recorded."),
    .redirectedElsewhere: LocalizedText(
      sv: "Saken hade redan skickats vidare två gånger. Den ägs nu av {0}, som avgör vart den hör. "
        + "Klockor och samtal fortsätter.",
      en: "The matter had been sent on twice already. {0} owns it now, and decides where it "
        + "belongs. Clocks and conversation go on."),
    .agencyAdded: LocalizedText(
      sv: "Organisationen {0} finns nu.", en: "Agency {0} is registered."),
    .memberAdded: LocalizedText(
      sv: "Medlemmen {0} kan snart ansluta.", en: "Member {0} can soon connect."),
    .memberRemoved: LocalizedText(
      sv: "Medlemmen {0} är borttagen och kopplas från inom en minut.",
      en: "Member {0} is removed and is cut off within a minute."),
    .keyAdded: LocalizedText(
      sv: "Nyckeln {0} gäller nu för {1}.", en: "Key {0} is now valid for {1}."),
    .keyRetired: LocalizedText(
      sv: "Nyckeln {0} är utgången. Den gäller 30 dagar till för det som redan är signerat.",
      en: "Key {0} is retired. It still verifies what is already signed, for 30 days."),
    .keyRevoked: LocalizedText(
      sv: "Nyckeln {0} är spärrad från och med nästa meddelande.",
      en: "Key {0} is revoked from the next message on."),
    .nothingRefused: LocalizedText(
      sv: "Inget har nekats sedan starten.", en: "Nothing has been refused since the start."),
    .nobodyTurnedAway: LocalizedText(
      sv: "Ingen har avvisats i dörren sedan starten.",
      en: "Nobody has been turned away at the door since the start."),
    .few: LocalizedText(sv: "1–4", en: "1–4"),
    .redriven: LocalizedText(
      sv: "Leveransen {0} skickas igen.", en: "Delivery {0} is sent again."),
    .keysWritten: LocalizedText(
      sv: "Två nyckelpar är skrivna. De hemliga filerna ska aldrig lämna den här maskinen.",
      en: "Two key pairs are written. The secret files must never leave this machine."),
    .keysNext: LocalizedText(
      sv: "Lämna {0} och {1} till mäklarens drift, på ett sätt där ingen kan byta ut dem.",
      en: "Hand {0} and {1} to the broker's operator, in a way that nobody can swap them."),
    .nothingParked: LocalizedText(
      sv: "Inget är parkerat.", en: "Nothing is parked."),
  ]
}
