import Concerns

extension Catalogue {
  /// Why a broker does not start; the words of whoever noticed follow as the remedy.
  static let starting: [Phrase: LocalizedText] = [
    .faultConfiguration: LocalizedText(
      sv: "Mäklaren startar inte med de här inställningarna.",
      en: "The broker does not start with this configuration."),
    .faultRootKey: LocalizedText(
      sv: "Rotnyckelns fil går inte att använda.", en: "The root key's file cannot be used."),
    .faultKeyFile: LocalizedText(
      sv: "Nyckelfilen {0} går inte att använda.", en: "The key file {0} cannot be used."),
    .faultLedgerWaits: LocalizedText(
      sv: "Liggaren är upptagen eller full. Inget har sparats.",
      en: "The ledger is busy or full. Nothing was kept."),
    .faultLedgerInUse: LocalizedText(
      sv: "En annan process har liggaren öppen.", en: "Another process has the ledger open."),
    .faultOtherLedger: LocalizedText(
      sv: "Liggaren är inte den som inställningarna menar.",
      en: "The ledger is not the one that the configuration means."),
    .faultLedger: LocalizedText(
      sv: "Liggaren går inte att lita på eller skriva i.",
      en: "The ledger cannot be relied on or written to."),
    .faultGate: LocalizedText(
      sv: "Uttaget klarade inte provet av sina grindar, så ingen släpps in.",
      en: "The listener failed the test of its gates, so nobody is let in."),
    .faultCanary: LocalizedText(
      sv: "En kanariefågel kom igenom: hemligt skulle visas. Ingen släpps in.",
      en: "A canary passed: a secret would be shown. Nobody is let in."),
    .faultNoFile: LocalizedText(
      sv: "En fil går inte att läsa eller skriva.", en: "A file cannot be read or written."),
    .faultUnwritable: LocalizedText(
      sv: "{0} går inte att skapa.", en: "{0} cannot be created."),
    .faultLawUnsigned: LocalizedText(
      sv: "Lagen får inte träda i kraft så här.", en: "The law may not be put in force like this."),
    .faultDirectoryUnsigned: LocalizedText(
      sv: "Katalogen får inte träda i kraft så här.",
      en: "The directory may not be put in force like this."),
    .faultInside: LocalizedText(
      sv: "Mäklaren kunde inte göra det.", en: "The broker could not do it."),
    .faultDisappointed: LocalizedText(
      sv: "Alla förväntningar höll inte.", en: "Not every expectation held."),
    .remedyDisappointed: LocalizedText(
      sv: "Det här höll inte: {0}.", en: "This did not hold: {0}."),
  ]
}
