import AdapterKit
import Concerns
import Policy
import Wire

/// One scene as it was seen: the owner, what was received, who was stopped, what the sender knows.
struct SceneReport: Presentable {
  /// What a recipient was shown, and on which grounds.
  struct Received: Sendable {
    let function: FunctionID
    let classes: [DataClass]
    let grounds: [LegalGround]

    fileprivate var json: JSONValue {
      .object([
        .init("function", .string(function.text)),
        .init("classes", .array(classes.map { .string($0.rawValue) })),
        .init("rules", .array(grounds.map(\.json))),
      ])
    }
  }

  /// Somebody who got nothing, and what would have stopped it.
  struct Stopped: Sendable {
    let function: FunctionID
    let ground: LegalGround
  }

  let number: Int
  let title: LocalizedText
  let unit: LocalizedText
  let owner: FunctionID
  let reason: LocalizedText
  let received: Received
  /// What the one on duty was shown beside the owner; `nil` while the owner itself is on duty.
  let duty: Received?
  let grown: [FunctionID]
  let untouched: Int
  let stopped: [Stopped]
  let published: Published
  let word: SenderWord

  func table(on terminal: Terminal) -> String {
    let language = terminal.language
    var paragraphs = [
      terminal.say(.quickstartOwner, unit[language], owner.text), reason[language],
      terminal.say(
        .quickstartShown, received.function.text, String(received.classes.count),
        names(received, language)),
      rules(received, terminal),
    ]
    if let duty {
      let isSame = duty.classes == received.classes
      paragraphs.append(
        isSame
          ? terminal.say(.quickstartDutySame, duty.function.text)
          : terminal.say(
            .quickstartDuty, duty.function.text, String(duty.classes.count),
            names(duty, language)))
      // Told again only where they are others.
      if rules(duty, terminal) != rules(received, terminal) {
        paragraphs.append(rules(duty, terminal))
      }
    }
    paragraphs.append(
      terminal.say(
        .quickstartLies, grown.map(\.text).joined(separator: ", "), String(untouched)))
    for party in stopped {
      paragraphs += [
        terminal.say(.quickstartStopped, party.function.text, party.ground.withLaw),
        "  " + party.ground.reason[language],
      ]
    }
    let entrance = published.entrance
    paragraphs.append(
      terminal.say(
        .quickstartSender, published.reference.text,
        entrance?.name[language] ?? published.answerable.text, entrance?.phone ?? "",
        terminal.say(word.inAWord)))
    return terminal.strong("\(number). " + title[language]) + "\n"
      + paragraphs.map { Paragraph($0).folded }.joined() + "\n"
  }

  private func names(_ received: Received, _ language: Language) -> String {
    received.classes.map { Catalogue.label(of: $0)[language] }.joined(separator: ", ")
  }

  private func rules(_ received: Received, _ terminal: Terminal) -> String {
    "  "
      + terminal.say(
        .quickstartRules, received.grounds.map(\.withLaw).joined(separator: "; "))
  }

  var plain: String {
    var rows = [
      ["owner", owner.text],
      ["received", received.function.text]
        + [received.classes.map(\.rawValue).joined(separator: ",")],
    ]
    if let duty {
      rows.append(["duty", duty.function.text, duty.classes.map(\.rawValue).joined(separator: ",")])
    }
    rows += stopped.map { ["stopped", $0.function.text, $0.ground.rule.text] }
    rows.append(["sender", published.reference.text, word.rawValue])
    return rows.map { ([String(number)] + $0).joined(separator: "\t") + "\n" }.joined()
  }

  var json: JSONValue {
    .object([
      .init("scene", .integer(Int64(number))), .init("title", title.json),
      .init("owner", .string(owner.text)), .init("reason", reason.json),
      .init("received", received.json), .init("duty", duty?.json ?? .null),
      .init("grown", .array(grown.map { .string($0.text) })),
      .init("untouched", .integer(Int64(untouched))),
      .init(
        "stopped",
        .array(
          stopped.map { party in
            .object([
              .init("function", .string(party.function.text)), .init("rule", party.ground.json),
            ])
          })),
      .init(
        "sender",
        .object([
          .init("id", .string(published.id.description)),
          .init("reference", .string(published.reference.text)),
          .init("answerable", .string(published.answerable.text)),
          .init("word", .string(word.rawValue)),
        ])),
    ])
  }

  var lines: [JSONValue] { [json] }
}

/// The answer that the school got.
struct FeedbackReport: Presentable {
  /// A section that was sent and not shown, and the rule that kept it back.
  struct Withheld: Sendable {
    let dataClass: DataClass
    let ground: LegalGround
  }

  let function: FunctionID
  let outcome: FeedbackOutcome
  let classes: [DataClass]
  let withheld: [Withheld]

  func table(on terminal: Terminal) -> String {
    let names = classes.map { Catalogue.label(of: $0)[terminal.language] }
    let told = terminal.say(
      .quickstartFeedback, function.text, terminal.say(outcome.inAWord),
      names.joined(separator: ", "))
    let kept = withheld.flatMap { part in
      [
        terminal.say(
          .quickstartWithheld, Catalogue.label(of: part.dataClass)[terminal.language],
          part.ground.withLaw),
        "  " + part.ground.reason[terminal.language],
      ]
    }
    return ([told] + kept).map { Paragraph($0).folded }.joined() + "\n"
  }

  var plain: String {
    "feedback\t\(function.text)\t\(outcome.rawValue)\n"
      + withheld.map { "withheld\t\($0.dataClass.rawValue)\t\($0.ground.rule.text)\n" }.joined()
  }

  var json: JSONValue {
    .object([
      .init(
        "feedback",
        .object([
          .init("function", .string(function.text)), .init("outcome", .string(outcome.rawValue)),
          .init("classes", .array(classes.map { .string($0.rawValue) })),
          .init(
            "withheld",
            .array(
              withheld.map { part in
                .object([
                  .init("class", .string(part.dataClass.rawValue)),
                  .init("rule", part.ground.json),
                ])
              })),
        ]))
    ])
  }

  var lines: [JSONValue] { [json] }
}

/// Whether everything was as it must be.
struct Ending: Presentable {
  let broken: [String]

  func table(on terminal: Terminal) -> String {
    guard !broken.isEmpty else { return terminal.good(terminal.say(.quickstartHeld)) + "\n" }
    return broken.map { terminal.say(.quickstartBroken, $0) + "\n" }.joined()
  }

  var plain: String {
    broken.isEmpty ? "held\n" : broken.map { "broken\t\($0)\n" }.joined()
  }

  var json: JSONValue {
    .object([
      .init("held", .bool(broken.isEmpty)), .init("broken", .array(broken.map { .string($0) })),
    ])
  }

  var lines: [JSONValue] { [json] }
}

extension LegalGround {
  /// The rule with its law.
  fileprivate var withLaw: String { "\(rule.text) (\(citation.joined(separator: ", ")))" }

  fileprivate var json: JSONValue {
    .object([
      .init("rule", .string(rule.text)),
      .init("citation", .array(citation.map { .string($0) })), .init("reason", reason.json),
    ])
  }
}

extension LocalizedText {
  fileprivate var json: JSONValue {
    .object([.init("sv", .string(sv)), .init("en", .string(en))])
  }
}

extension SenderWord {
  /// In a word, for a person.
  var inAWord: Phrase {
    switch self {
    case .accepted: .wordAccepted
    case .delivered: .wordDelivered
    case .read: .wordRead
    case .committed: .wordCommitted
    }
  }
}

extension FeedbackOutcome {
  /// In a word, for a person.
  var inAWord: Phrase {
    switch self {
    case .opened: .wordOpened
    case .notOpened: .wordNotOpened
    case .alreadyOngoing: .wordAlreadyOngoing
    }
  }
}
