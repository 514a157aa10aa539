import Concerns

extension Catalogue {
  /// What is said of what a ledger proves.
  static let audit: [Phrase: LocalizedText] = [
    .titleEntries: LocalizedText(sv: "Poster", en: "Entries"),
    .titleDeliveries: LocalizedText(sv: "Leveranser", en: "Deliveries"),
    .titleStatementsMade: LocalizedText(sv: "Utsagor", en: "Statements"),
    .titleLeaves: LocalizedText(sv: "Löv", en: "Leaves"),
    .titleEarly: LocalizedText(sv: "Löv utan utsaga", en: "Leaves without a statement"),
    .titleHeads: LocalizedText(sv: "Signerade trädhuvuden", en: "Signed tree heads"),
    .titleCovered: LocalizedText(sv: "Löv under dem", en: "Leaves under them"),
    .titleDefects: LocalizedText(sv: "Fel", en: "Faults"),
    .titleDefect: LocalizedText(sv: "Fel", en: "Fault"),
    .titleTable: LocalizedText(sv: "Tabell", en: "Table"),
    .titlePlace: LocalizedText(sv: "Plats", en: "Place"),
    .titleMomentStated: LocalizedText(sv: "När", en: "When"),
    .titleWhat: LocalizedText(sv: "Vad", en: "What"),
    .titleLeaf: LocalizedText(sv: "Löv", en: "Leaf"),
    .titleKept: LocalizedText(sv: "Jämförda trädhuvuden", en: "Heads compared"),
    .formLedgerDelivery: LocalizedText(
      sv: "en leverans i den här huvudboken, som den stod i {program} inbox ls",
      en: "a delivery in this ledger, as {program} inbox ls named it"),
    .someUncovered: LocalizedText(
      sv: "Under signerade huvuden: {0} av {1} löv. Resten är bara mappens egna ord.",
      en: "Under signed heads: {0} of {1} leaves. The rest is the folder's own word."),
    .noHeads: LocalizedText(
      sv: "Det finns inget signerat trädhuvud än. Mäklaren gör dem var tionde minut.",
      en: "There is no signed tree head yet. The broker makes them every ten minutes."),
    .ledgerHolds: LocalizedText(
      sv: "Allt går att öppna, och allt är som det en gång sades.",
      en: "Everything opens, and everything is as it once was stated."),
    .moreDefects: LocalizedText(sv: "… och {0} till.", en: "… and {0} more."),
    .ledgerFails: LocalizedText(
      sv: "Något är ändrat, flyttat eller borta. Låt mappen vara som den är, larma driften och "
        + "personuppgiftsombudet, och jämför med den senaste säkerhetskopian.",
      en: "Something is changed, moved or gone. Leave the folder as it is, tell operations and the "
        + "data-protection officer, and compare with the newest backup."),
  ]

  /// What is wrong, as a person reads it.
  static let auditWords: [String: [String: LocalizedText]] = [
    "fault": [
      "unreadable": LocalizedText(
        sv: "går inte att öppna: ändrat eller flyttat", en: "does not open: changed or moved"),
      "unstated": LocalizedText(
        sv: "finns, men inget löv säger det", en: "there, and no leaf says so"),
      "otherwise": LocalizedText(sv: "är inte som lövet säger", en: "not as its leaf says"),
      "missing": LocalizedText(
        sv: "borta, fast ett löv säger det", en: "gone, though a leaf says so"),
      "unexplained": LocalizedText(sv: "ett löv utan utsaga", en: "a leaf without its statement"),
      "head": LocalizedText(
        sv: "huvudet gäller inte det som är lagrat", en: "the head is not over what is stored"),
    ],
    "what": [
      "concern": LocalizedText(sv: "togs emot", en: "accepted"),
      "shared": LocalizedText(sv: "togs emot", en: "accepted"),
      "consent": LocalizedText(sv: "samtycke antecknat", en: "consent recorded"),
      "emergency": LocalizedText(sv: "nödläge antecknat", en: "emergency recorded"),
      "acknowledged-reservation": LocalizedText(
        sv: "förbehåll bekräftat", en: "reservation acknowledged"),
      "decision": LocalizedText(sv: "gick vidare", en: "went on"),
      "ruling": LocalizedText(
        sv: "nämnden berättade sitt beslut", en: "the board told its decision"),
      "handed-over": LocalizedText(sv: "överlämnad", en: "handed over"),
      "waiting": LocalizedText(sv: "väntar", en: "waiting"),
      "leased": LocalizedText(sv: "utlånad", en: "leased"),
      "settled": LocalizedText(sv: "avklarad", en: "settled"),
      "parked": LocalizedText(sv: "parkerad", en: "parked"),
      "sent-on": LocalizedText(sv: "gick vidare", en: "sent on"),
      "withdrawn": LocalizedText(sv: "återkallad", en: "withdrawn"),
      "received": LocalizedText(sv: "mottagen", en: "received"),
      "read": LocalizedText(sv: "läst", en: "read"),
      "committed": LocalizedText(sv: "i ärendesystemet", en: "in the case system"),
      "recalled": LocalizedText(sv: "återtagen", en: "recalled"),
    ],
  ]
}
