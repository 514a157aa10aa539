import Concerns

/// The parts of a sentence about a question, in two languages at once.
struct Phrase {
  private let subject: LocalizedText
  private let deed: (granted: LocalizedText, refused: LocalizedText)
  private let object: LocalizedText
  private var details: [LocalizedText] = []

  init(_ seeing: Seeing, _ telling: Set<Axis.Topic>) {
    let standing = seeing.standing.spelled
    let named = seeing.recipient.party.spelled.joined(standing, by: ", ").capitalized
    subject = LocalizedText(sv: named.sv + ",", en: named.en + ",")
    deed = (LocalizedText(sv: "får se", en: "may see"), Self.not("se", "see"))
    object = LocalizedText(
      sv: "\(seeing.dataClass.spelled.sv) i \(seeing.kind.spelled.sv) från "
        + "\(seeing.sender.party.spelled.sv) den \(seeing.day.text)",
      en: "\(seeing.dataClass.spelled.en) in \(seeing.kind.spelled.en) from "
        + "\(seeing.sender.party.spelled.en) on \(seeing.day.text)")
    if seeing.isExcluded {
      details.append(
        LocalizedText(sv: "mottagaren är utesluten", en: "the recipient is excluded by name"))
    }
    tell(seeing.sender, seeing.recipient, telling)
    if telling.contains(.protection) { details.append(seeing.protection.spelled) }
    if telling.contains(.guardians) { details.append(seeing.guardians.spelled) }
    if telling.contains(.basis) {
      let basis = seeing.basis.rawValue
      details.append(LocalizedText(sv: "sänt med stöd av \(basis)", en: "sent under \(basis)"))
    }
    tell(seeing.age, seeing.certainty, seeing.grounds, seeing.circumstances, telling)
  }

  init(_ sending: Sending, _ telling: Set<Axis.Topic>) {
    subject = sending.sender.party.spelled.capitalized
    deed = (LocalizedText(sv: "får skicka", en: "may send"), Self.not("skicka", "send"))
    let (kind, purpose) = (sending.kind.spelled, sending.purpose.spelled)
    let (recipient, basis) = (sending.recipient.party.spelled, sending.basis.rawValue)
    object = LocalizedText(
      sv: "\(kind.sv) till \(recipient.sv) den \(sending.day.text), för \(purpose.sv), "
        + "med stöd av \(basis)",
      en: "\(kind.en) to \(recipient.en) on \(sending.day.text), for \(purpose.en), "
        + "under \(basis)")
    tell(sending.sender, sending.recipient, telling)
    tell(sending.age, sending.certainty, sending.grounds, sending.circumstances, telling)
  }

  /// The whole sentence, with the rule that answers so.
  func sentence(_ answer: Outcome) -> LocalizedText {
    let deed = answer.isGranted ? deed.granted : deed.refused
    let rule = answer.rule?.text
    let law = answer.citation.joined(separator: ", ")
    let given = details.reduce(object) { $0.joined($1, by: "; ") }
    return LocalizedText(
      sv: "\(subject.sv) \(deed.sv) \(given.sv): "
        + (rule.map { "regeln \($0) (\(law))" } ?? "ingen regel öppnar det"),
      en: "\(subject.en) \(deed.en) \(given.en): "
        + (rule.map { "rule \($0) (\(law))" } ?? "no rule opens it"))
  }

  private mutating func tell(
    _ sender: Participant, _ recipient: Participant, _ telling: Set<Axis.Topic>
  ) {
    let (from, to) = (LocalizedText(sv: "avsändaren", en: "the sender"), LocalizedText.recipient)
    let bound = LocalizedText(sv: "bunden av anmälningsplikten", en: "bound by the duty to report")
    let walled = LocalizedText(sv: "bakom en egen vägg", en: "behind a wall of its own")
    let contracted = LocalizedText(
      sv: "under avtal med kommunen", en: "under contract with the municipality")
    let claims: [(Axis.Topic, LocalizedText, Bool, LocalizedText)] = [
      (.senderBound, from, sender.isBound, bound), (.senderWalled, from, sender.isWalled, walled),
      (.recipientBound, to, recipient.isBound, bound),
      (.recipientContracted, to, recipient.isContracted, contracted),
      (.recipientWalled, to, recipient.isWalled, walled),
    ]
    for (topic, who, isSo, what) in claims where telling.contains(topic) {
      details.append(
        LocalizedText(
          sv: "\(who.sv) är \(isSo ? "" : "inte ")\(what.sv)",
          en: "\(who.en) is \(isSo ? "" : "not ")\(what.en)"))
    }
  }

  private mutating func tell(
    _ age: AgeBand, _ certainty: Certainty, _ grounds: WordSet<Ground>,
    _ circumstances: WordSet<Circumstance>, _ telling: Set<Axis.Topic>
  ) {
    if telling.contains(.age) { details.append(age.spelled) }
    if telling.contains(.certainty) { details.append(certainty.spelled) }
    for ground in grounds.words {
      details.append(
        LocalizedText(sv: "grund: \(ground.spelled.sv)", en: "ground: \(ground.spelled.en)"))
    }
    for circumstance in Circumstance.allCases where telling.contains(.circumstance(circumstance)) {
      let (isSo, what) = (circumstances.contains(circumstance), circumstance.spelled)
      details.append(
        LocalizedText(
          sv: "\(isSo ? "med" : "utan") \(what.sv)", en: "\(isSo ? "with" : "without") \(what.en)"))
    }
  }

  private static func not(_ sv: String, _ en: String) -> LocalizedText {
    LocalizedText(sv: "får inte \(sv)", en: "may not \(en)")
  }
}

extension LocalizedText {
  fileprivate static let recipient = LocalizedText(sv: "mottagaren", en: "the recipient")

  fileprivate func joined(_ other: LocalizedText, by mark: String) -> LocalizedText {
    LocalizedText(sv: sv + mark + other.sv, en: en + mark + other.en)
  }

  fileprivate var capitalized: LocalizedText {
    func first(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
    return LocalizedText(sv: first(sv), en: first(en))
  }
}
