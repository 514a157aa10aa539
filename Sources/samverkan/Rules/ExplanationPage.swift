import AdapterKit
import Concerns
import Filtering
import Policy
import Wire

/// A delivery without a person: what would be sent, by whom, and who would see it.
struct HypotheticalDelivery {
  let kind: Kind
  let sender: Participant
  let recipient: Participant
  let standing: RecipientStanding
  let day: CivilDate
}

/// What the law says of one hypothetical delivery, for a teacher and for a program.
struct ExplanationPage: Presentable {
  /// Sections that are answered alike, for the same reason.
  private struct Group {
    var classes: [DataClass]
    let first: Policy.Explanation
  }

  private let question: HypotheticalDelivery
  private let sending: SendingExplanation?
  private let sights: [Policy.Explanation]
  private let terminal: Terminal
  private var language: Language { terminal.language }
  /// Why the door takes no such message, whatever the law says.
  var refusal: ProblemText?

  init(
    _ question: HypotheticalDelivery, _ sending: SendingExplanation?,
    _ sights: [Policy.Explanation],
    on terminal: Terminal
  ) {
    self.question = question
    self.sending = sending
    self.sights = sights
    self.terminal = terminal
  }

  func table(on terminal: Terminal) -> String {
    let obligations = Set(sights.flatMap(\.verdict.obligations.words))
    let closing = Obligation.allCases.filter(obligations.contains)
      .map { LegalWords.of($0)[language] + "\n" }
    return terminal.strong(head) + "\n" + (sending.map { "\n" + paragraph(of: $0) } ?? "")
      + (refusal.map { "\n" + paragraph(of: $0) } ?? "")
      + part(.shownHead, sights.filter(\.verdict.isShown))
      + (freeTextFollows ? "  " + terminal.say(.freeTextFollows) + "\n" : "")
      + part(.withheldHead, sights.filter { !$0.verdict.isShown })
      + (closing.isEmpty ? "" : "\n" + closing.joined())
  }

  /// Whether something shown is free text that goes with what is withheld beside it.
  private var freeTextFollows: Bool {
    let isOwed =
      [.owner, .duty].contains(question.standing)
      && sights.contains { $0.question.kind.isOwed(under: $0.question.basis) }
    // These speak of the message, and of nobody in it.
    let apart: Set<DataClass> = [.matter, .handling, .outcome]
    let withheld = sights.contains { sight in
      let dataClass = sight.question.dataClass
      return !sight.verdict.isShown && sight.isField && !dataClass.isFreeText
        && !apart.contains(dataClass)
    }
    return withheld && !isOwed
      && sights.contains { $0.verdict.isShown && $0.question.dataClass.isFreeText }
  }

  private var head: String {
    let text = Catalogue.text(
      of: .theQuestion, in: language,
      [
        LegalWords.of(question.kind)[language], LegalWords.of(question.sender.party)[language],
        LegalWords.of(question.recipient.party)[language],
        LegalWords.of(question.standing)[language],
        question.day.text,
      ])
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private func part(_ head: Phrase, _ sights: [Policy.Explanation]) -> String {
    guard !sights.isEmpty else { return "" }
    var groups: [Group] = []
    for sight in sights {
      if let index = groups.firstIndex(where: { Self.isAlike($0.first, sight) }) {
        groups[index].classes.append(sight.question.dataClass)
      } else {
        groups.append(Group(classes: [sight.question.dataClass], first: sight))
      }
    }
    return "\n" + terminal.strong(terminal.say(head)) + "\n"
      + groups.map(paragraph(of:)).joined(separator: "\n")
  }

  private static func isAlike(_ one: Policy.Explanation, _ other: Policy.Explanation) -> Bool {
    one.verdict == other.verdict && one.isField == other.isField && one.barring == other.barring
      && one.opening == other.opening
  }

  private func paragraph(of group: Group) -> String {
    let names = group.classes.map { Catalogue.label(of: $0)[language] }.joined(separator: ", ")
    let (sight, ground) = (group.first, group.first.verdict.ground)
    let others = sight.barring.dropFirst().map(\.rule.text)
    let lines = [
      "  " + terminal.strong(names), "    " + basis(of: ground),
      "    " + terminal.say(.reasonIs, Printable.text(ground.reason[language])),
      others.isEmpty
        ? nil : "    " + terminal.say(.alsoWithheld, others.joined(separator: ", ")),
      sight.isField ? nil : "    " + terminal.say(.noField),
      sight.isField || question.kind != .consultationAnonymous
        ? nil : "    " + terminal.say(.sayWhoInReport),
    ]
    // What the kind has no field for nothing opens.
    let openings = sight.isField ? openings(of: sight) : []
    return (lines.compactMap(\.self) + openings.map { "    " + $0 }).map { $0 + "\n" }.joined()
  }

  private func basis(of ground: LegalGround) -> String {
    "\(ground.rule.text) (\(ground.citation.joined(separator: ", ")); "
      + "\(LegalWords.of(ground.review)[language]))"
  }

  /// What would open it: in the rule's own words, and what would have to be established for that.
  private func openings(of sight: Policy.Explanation) -> [String] {
    let words = sight.verdict.unlocks.map {
      terminal.say(.openedBy, Printable.text($0[language]))
    }
    switch sight.opening {
    case .shown: return []
    case .nothing: return [terminal.say(.openedByNothing)]
    case .words(let text): return [terminal.say(.openedBy, Printable.text(text[language]))]
    case .ways(let ways):
      return (words.map { [$0] } ?? [])
        + ways.map { way in
          terminal.say(
            .openedIf, change(way.established, way.ended), way.ground.rule.text,
            way.ground.citation.joined(separator: ", "))
        }
    }
  }

  /// What would have to be established and what to end, in words.
  private func change(
    _ established: WordSet<Circumstance>, _ ended: WordSet<Circumstance>
  ) -> String {
    let given = established.words.map { terminal.say(.with, LegalWords.of($0)[language]) }
    let gone = ended.words.map { terminal.say(.endOf, LegalWords.of($0)[language]) }
    return (given + gone).joined(separator: ", ")
  }
}

extension ExplanationPage {
  /// Whether it may be sent, under what, and if not what would do instead.
  private func paragraph(of sending: SendingExplanation) -> String {
    if !sending.carriers.isEmpty {
      return sending.carriers.map { rule in
        terminal.say(.maySend, carrier(rule)) + "\n"
          + "  " + terminal.say(.reasonIs, Printable.text(rule.ground.reason[language])) + "\n"
      }.joined()
    }
    let reason = sending.reason.map { Printable.text($0[language]) } ?? ""
    let close = sending.otherwise.map { terminal.say(.carriedOtherwise, carrier($0)) }
    let misfits = sending.misfits.map { misfit in
      terminal.say(
        .misfit, misfit.rule.ground.rule.text, misfit.rule.ground.citation.joined(separator: ", "),
        misfit.parts.map { terminal.say($0.phrase) }.joined(separator: ", "))
    }
    let ways = sending.ways.map { way in
      terminal.say(
        .carriedIf, change(way.established, way.ended), way.rule.ground.rule.text,
        way.rule.ground.citation.joined(separator: ", "))
    }
    let instead = sending.instead.map { LegalWords.of($0)[language] + " (\($0.rawValue))" }
    let others =
      instead.isEmpty ? [] : [terminal.say(.lawfulInstead, instead.joined(separator: ", "))]
    // The reason is a sentence of its own and ends as one.
    let first = terminal.say(
      .mayNotSend, reason.hasSuffix(".") ? String(reason.dropLast()) : reason)
    let isAboutAge = question.kind.isReport && sending.misfits.contains { $0.parts == [.age] }
    let report = isAboutAge ? [terminal.say(.noNumberRefuses)] : []
    return first + "\n"
      + (misfits + report + close + ways + others).map { "  " + $0 + "\n" }.joined()
      + terminal.say(.ifItCame) + "\n"
  }

  /// That such a message is not taken in, and what to do.
  private func paragraph(of refusal: ProblemText) -> String {
    terminal.say(.notTaken, refusal.title[language], refusal.code) + "\n  "
      + refusal.remedy[language] + "\n"
  }

  private func carrier(_ rule: SendingRule) -> String {
    let purposes = Purpose.allCases.filter(rule.conditions.purposes.admits)
      .map { LegalWords.of($0)[language] }
    let bases = LegalBasis.allCases.filter(rule.conditions.bases.admits)
      .map { LegalWords.of($0) + " (\($0.rawValue))" }
    return Catalogue.text(
      of: .carriedBy, in: language,
      [
        rule.ground.rule.text, rule.ground.citation.joined(separator: ", "),
        LegalWords.of(rule.ground.review)[language], purposes.joined(separator: ", "),
        bases.joined(separator: ", "),
      ])
  }
}

extension ExplanationPage {
  var plain: String {
    sights.map { sight in
      let ground = sight.verdict.ground
      return [
        sight.question.dataClass.rawValue, sight.verdict.isShown ? "shown" : "withheld",
        ground.rule.text, ground.citation.joined(separator: ", "), ground.review.rawValue,
        openings(of: sight).joined(separator: " "),
      ].map { Cell.text(of: .string($0)) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  var json: JSONValue {
    .object([
      .init("kind", .string(question.kind.rawValue)), .init("on", .string(question.day.text)),
      .init("sender", .string(question.sender.party.rawValue)),
      .init("recipient", .string(question.recipient.party.rawValue)),
      .init("standing", .string(question.standing.rawValue)), .init("sending", sent),
      .init("refused", refusal.map { .string($0.code) } ?? .null),
      .init("sections", .array(lines)),
    ])
  }

  var lines: [JSONValue] { sights.map(Self.value(of:)) }

  private var sent: JSONValue {
    guard let sending else { return .null }
    func ids(_ rules: [SendingRule]) -> JSONValue {
      .array(rules.map(\.ground.value))
    }
    return .object([
      .init("lawful", .bool(!sending.carriers.isEmpty)), .init("rules", ids(sending.carriers)),
      .init("reason", sending.reason?.inBothLanguages ?? .null),
      .init("otherwise", ids(sending.otherwise)),
      .init("misfits", .array(sending.misfits.map(\.value))),
      .init(
        "ways",
        .array(
          sending.ways.map {
            JSONValue(way: $0.established, ending: $0.ended, under: $0.rule.ground)
          })),
      .init("instead", .array(sending.instead.map { .string($0.rawValue) })),
    ])
  }

  private static func value(of sight: Policy.Explanation) -> JSONValue {
    .object([.init("class", .string(sight.question.dataClass.rawValue))] + sight.members)
  }
}

extension SendingExplanation.Misfit {
  fileprivate var value: JSONValue {
    .object([
      .init("rule", rule.ground.value), .init("parts", .array(parts.map { .string($0.rawValue) })),
    ])
  }
}

extension SendingExplanation.Misfit.Part {
  fileprivate var phrase: Phrase {
    switch self {
    case .age: .misfitAge
    case .certainty: .misfitCertainty
    case .ground: .misfitGround
    }
  }
}
