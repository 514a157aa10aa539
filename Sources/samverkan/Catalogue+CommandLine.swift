import Concerns

extension Catalogue {
  /// What is not understood of a command line, and why.
  static let commandLine: [Phrase: LocalizedText] = [
    .usage: LocalizedText(sv: "Så används det", en: "Usage"),
    .moreHelp: LocalizedText(sv: "Mer: {0}", en: "More: {0}"),
    .didYouMean: LocalizedText(sv: "Menade du {0}?", en: "Did you mean {0}?"),
    .thereIs: LocalizedText(sv: "Det som går är: {0}.", en: "It may be: {0}."),
    .noSuchOption: LocalizedText(sv: "Det finns inget {0}.", en: "There is no {0}."),
    .oneIsMissing: LocalizedText(
      sv: "Ett av de här saknas: {0}.", en: "One of these is missing: {0}."),
    .valueIsMissing: LocalizedText(sv: "{0} saknar sitt värde.", en: "{0} lacks its value."),
    .valueIsWrong: LocalizedText(sv: "{0} kan inte vara {1}.", en: "{0} cannot be {1}."),
    .tooMuch: LocalizedText(sv: "Det här är för mycket: {0}.", en: "This is too much: {0}."),
    .takesNoValue: LocalizedText(sv: "{0} tar inget värde.", en: "{0} takes no value."),
    .jsonContradicts: LocalizedText(
      sv: "--json och --output {0} säger emot varandra.",
      en: "--json and --output {0} contradict each other."),
    .limitRange: LocalizedText(sv: "--limit är 1 till {0}.", en: "--limit is 1 to {0}."),
    .hoursRange: LocalizedText(sv: "--hours är 1 till {0}.", en: "--hours is 1 to {0}."),
    .yearForm: LocalizedText(sv: "Året har fyra siffror.", en: "The year has four digits."),
    .afterNeedsMailbox: LocalizedText(
      sv: "--after behöver brevlådan den hör till.",
      en: "--after needs the mailbox that it belongs to."),
    .caseNeedsCommitted: LocalizedText(
      sv: "--case hör ihop med committed.", en: "--case goes with committed."),
    .documentOrResume: LocalizedText(
      sv: "Ange ett dokument, eller bara --resume.", en: "Give a document, or --resume alone."),
    .needsDocument: LocalizedText(
      sv: "{0} hör ihop med ett dokument.", en: "{0} goes with a document."),
    .dryRunNeedsBell: LocalizedText(
      sv: "--dry-run hör ihop med --bell.", en: "--dry-run goes with --bell."),
    .kindOrDelivery: LocalizedText(
      sv: "Ange --kind, --sender och --recipient, eller bara --delivery.",
      en: "Give --kind, --sender and --recipient, or --delivery alone."),
    .overOrRule: LocalizedText(
      sv: "Ange --over för en ändring av lagen, eller --rule för en regel som är läst.",
      en: "Give --over for a change of the law, or --rule for a rule that was read."),
    .keyNeedsName: LocalizedText(
      sv: "--key, --as och --deployment hör ihop.",
      en: "--key, --as and --deployment belong together."),
  ]
}
