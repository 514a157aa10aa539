import AdapterKit
import Admission
import Concerns
import Policy
import Routing

/// Tells a person what the quickstart saw, and on which rules it rests.
struct QuickstartPage: Sendable {
  private let terminal: Terminal
  private let policy: PolicyTable
  private let directory: Directory

  init(terminal: Terminal) throws {
    self.terminal = terminal
    policy = try PolicyTable(yaml: EmbeddedDeployment.sweden)
    directory = try Directory(yaml: EmbeddedDeployment.norrkoping)
  }

  func begin() {
    terminal.tell(terminal.strong(terminal.say(.quickstartBegin)), "")
  }

  /// Tells one scene: what came where, why, who got nothing, and what the sender was told.
  func show(
    _ number: Int, _ scene: Scene, _ played: Quickstart.Played,
    _ expectations: inout Expectations
  ) {
    terminal.tell(
      terminal.strong("\(number). " + text(scene.title)),
      "   "
        + terminal.say(.quickstartOwner, unitName(played.owner.unit), played.owner.function.text),
      "   " + text(played.owner.reason))
    received(scene, played, &expectations)
    let reached = played.growth.keys.sorted().map(\.text).joined(separator: ", ")
    terminal.tell("   " + terminal.say(.quickstartLies, reached, String(played.untouched)))
    for member in QuickstartMember.allCases where member != scene.sender {
      if !member.functions.contains(where: { played.growth[$0] != nil }) {
        withhold(scene, played, from: member.functions[0], of: member.agency, &expectations)
      }
    }
    for function in played.handling.excluded.sorted().compactMap(FunctionID.init(_:)) {
      let member = QuickstartMember.allCases.first { $0.agency.functions.contains(function) }
      if let member { withhold(scene, played, from: function, of: member.agency, &expectations) }
    }
    tellSender(played)
  }

  /// What the verified referral holds, and the rules that open it for its function.
  private func received(
    _ scene: Scene, _ played: Quickstart.Played, _ expectations: inout Expectations
  ) {
    let referral = played.referral
    let classes = Self.sorted(referral.sections.map(\.dataClass))
    let standing: RecipientStanding = referral.function == played.owner.function ? .owner : .duty
    let agency = scene.recipient.agency
    let verdicts = classes.map {
      verdict($0, scene, played, referral.function, of: agency, standing)
    }
    expectations.expect(
      verdicts.allSatisfy(\.isShown), "\(referral.function) received what no rule opens")
    terminal.tell(
      "   "
        + terminal.say(
          .quickstartShown, referral.function.text, String(classes.count), names(of: classes)),
      "     " + terminal.say(.quickstartRules, Self.rules(of: verdicts)))
  }

  /// A party that got nothing, and the rule that decides about what was told.
  private func withhold(
    _ scene: Scene, _ played: Quickstart.Played, from function: FunctionID, of agency: Agency,
    _ expectations: inout Expectations
  ) {
    let classes = played.referral.sections.map(\.dataClass)
    // The narrative is what everybody would want to know; without one, whatever else is told.
    guard
      let told = classes.first(where: { $0 == .narrative })
        ?? classes.first(where: { $0 != .matter })
    else { return }
    let verdict = verdict(told, scene, played, function, of: agency, .other)
    expectations.expect(!verdict.isShown, "a rule would have shown it to \(function)")
    terminal.tell(
      "   "
        + terminal.say(
          .quickstartWithheld, function.text, verdict.ground.rule.text,
          verdict.ground.citation.joined(separator: ", ")),
      "     " + text(verdict.ground.reason))
  }

  private func tellSender(_ played: Quickstart.Played) {
    let entrance = played.published.entrance
    let name = entrance?.name[terminal.language] ?? played.published.answerable.text
    terminal.tell(
      "   "
        + terminal.say(
          .quickstartSender, played.published.reference.text, name, entrance?.phone ?? "",
          terminal.say(played.word.inAWord)), "")
  }

  /// The answer to the school: one word, and nothing about anybody.
  func show(_ answered: Quickstart.Answered) {
    terminal.tell(
      "   "
        + terminal.say(
          .quickstartFeedback, answered.referral.function.text,
          terminal.say(answered.outcome.inAWord),
          names(of: Self.sorted(answered.referral.sections.map(\.dataClass)))), "")
  }

  func end(_ broken: [String]) {
    if broken.isEmpty {
      terminal.tell(terminal.good(terminal.say(.quickstartHeld)))
    } else {
      for sentence in broken { terminal.tell(terminal.say(.quickstartBroken, sentence)) }
    }
  }

  /// Asks what the broker asked, with what the agency is registered as.
  private func verdict(
    _ dataClass: DataClass, _ scene: Scene, _ played: Quickstart.Played, _ function: FunctionID,
    of agency: Agency, _ standing: RecipientStanding
  ) -> Verdict {
    let handling = played.handling
    return policy.mayBeSeen(
      Seeing(
        kind: played.document.kind, sender: scene.sender.agency.party,
        recipient: Participant(party: agency.party, isBound: agency.isBoundToReport),
        standing: standing, dataClass: dataClass, protection: handling.protection,
        guardians: handling.guardians,
        isExcluded: !handling.excluded.isDisjoint(with: [function.text, agency.id.text]),
        day: LocalTime.date(at: played.published.accepted)))
  }

  /// Each rule once, with its law.
  private static func rules(of verdicts: [Verdict]) -> String {
    var rules: [String] = []
    for ground in verdicts.map(\.ground) {
      let rule = "\(ground.rule.text) (\(ground.citation.joined(separator: ", ")))"
      if !rules.contains(rule) { rules.append(rule) }
    }
    return rules.joined(separator: "; ")
  }

  /// In the order of the vocabulary: a message's own order is drawn by lot and tells nothing.
  private static func sorted(_ classes: [DataClass]) -> [DataClass] {
    DataClass.allCases.flatMap { each in classes.filter { $0 == each } }
  }

  private func names(of classes: [DataClass]) -> String {
    classes.map { text(Catalogue.label(of: $0)) }.joined(separator: ", ")
  }

  private func unitName(_ unit: UnitID) -> String {
    directory.units.first { $0.id == unit }.map { text($0.name) } ?? unit.text
  }

  private func text(_ text: LocalizedText) -> String { text[terminal.language] }
}

extension QuickstartPage {
  /// What to try by hand, in words that a shell takes as they are printed.
  static func next(in folder: BrokerFolder, on terminal: Terminal) {
    let school = folder.path + "/" + QuickstartMember.school.connectionPath
    let reception = folder.path + "/" + QuickstartMember.reception.connectionPath
    let admin = folder.path + "/" + Enrollment.operatorFolder + "/connection.json"
    let program = CommandLine.arguments.first ?? "samverkan"
    let example = folder.examplesPath + "/" + Scene.all[0].file
    let commands = [
      [program, "concern", "send", example, "--connection", school],
      [program, "inbox", "ls", "--connection", reception],
      [program, "agency", "ls", "--connection", admin],
    ]
    terminal.tell("", terminal.say(.quickstartNext))
    for command in commands {
      terminal.tell("  " + command.map(quoted).joined(separator: " "))
    }
    terminal.tell(
      "", terminal.say(.quickstartFolder, folder.path), terminal.say(.quickstartStop))
  }

  /// A word as a shell reads it back.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/._-".utf8.contains(byte)
      }
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
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
