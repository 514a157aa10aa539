import AdapterKit
import Concerns
import Foundation
import Policy
import Routing
import Wire

/// Tells a person what the quickstart saw, and why.
struct QuickstartPage: Sendable {
  private let terminal: Terminal
  private let policy: PolicyTable
  private let directory: Directory
  private let folder: BrokerFolder

  init(folder: BrokerFolder, terminal: Terminal) throws {
    self.folder = folder
    self.terminal = terminal
    policy = try PolicyTable(yaml: EmbeddedDeployment.sweden)
    directory = try Directory(yaml: EmbeddedDeployment.norrkoping)
  }

  func begin() {
    terminal.tell(terminal.strong(terminal.say(.quickstartBegin)), "")
  }

  func show(_ number: Int, _ scene: Scene, _ played: Quickstart.Played) {
    let at = played.published.accepted
    guard let handling = played.referral.handling else { return }
    let owner = directory.ownership(
      of: OwnershipFacts(handling), on: LocalTime.date(at: at))
    let receivers = directory.recipients(owner, at: at)
    terminal.tell(
      terminal.strong("\(number). " + text(scene.title)),
      "   " + terminal.say(.quickstartOwner, unitName(owner.unit), owner.function.text),
      "   " + text(owner.reason))
    for (index, function) in receivers.enumerated() {
      let standing: RecipientStanding = index == 0 ? .owner : .duty
      show(played, to: function, standing, handling, from: scene.sender.party, at: at)
    }
    for member in QuickstartMember.allCases where !isInvolved(member, scene, receivers) {
      withhold(played, from: member, handling, sentBy: scene.sender.party, at: at)
    }
    tellSender(played)
  }

  /// A recipient and what it was shown, rule by rule.
  private func show(
    _ played: Quickstart.Played, to function: FunctionID, _ standing: RecipientStanding,
    _ handling: Handling, from sender: Party, at moment: Moment
  ) {
    let verdicts = played.referral.sections.map { section in
      verdict(
        played, section.dataClass, .socialServices, standing, handling, from: sender, at: moment)
    }
    let shown = verdicts.count(where: \.isShown)
    terminal.tell(
      "   "
        + terminal.say(.quickstartShown, function.text, String(shown), String(verdicts.count)))
    for line in Self.grounds(of: verdicts.filter(\.isShown)) { terminal.tell("     " + line) }
  }

  /// A party that got nothing, and the rule that says so.
  private func withhold(
    _ played: Quickstart.Played, from member: QuickstartMember, _ handling: Handling,
    sentBy sender: Party, at moment: Moment
  ) {
    let verdicts = played.referral.sections.map { section in
      verdict(
        played, section.dataClass, member.party, .other, handling, from: sender, at: moment)
    }
    guard let first = verdicts.first(where: { !$0.isShown }) else { return }
    terminal.tell(
      "   "
        + terminal.say(
          .quickstartWithheld, member.functions[0].text, first.ground.rule.text,
          first.ground.citation.joined(separator: ", ")),
      "     " + text(first.ground.reason))
  }

  private func tellSender(_ played: Quickstart.Played) {
    let entrance = played.published.entrance
    let name = entrance?.name[terminal.language] ?? played.published.answerable.text
    terminal.tell(
      "   "
        + terminal.say(
          .quickstartSender, played.published.reference.text, name, entrance?.phone ?? "",
          played.word.rawValue), "")
  }

  /// The answer to the school: one word, and nothing about anybody.
  func show(_ answered: Quickstart.Answered) {
    let classes = answered.referral.sections.map(\.dataClass.rawValue).joined(separator: ", ")
    terminal.tell("   " + terminal.say(.quickstartFeedback, answered.outcome, classes), "")
  }

  func end(_ broken: [String]) {
    if broken.isEmpty {
      terminal.tell(terminal.good(terminal.say(.quickstartHeld)))
    } else {
      for sentence in broken { terminal.tell(terminal.say(.quickstartBroken, sentence)) }
    }
  }

  /// What to try by hand.
  static func next(in folder: BrokerFolder, on terminal: Terminal) {
    let school = folder.path + "/" + QuickstartMember.school.connectionPath
    let reception = folder.path + "/" + QuickstartMember.reception.connectionPath
    let admin = folder.path + "/operator/connection.json"
    terminal.tell(
      "", terminal.say(.quickstartNext),
      "  samverkan concern send deploy/examples/skola-heder.json --connection \(school)",
      "  samverkan inbox ls --connection \(reception)",
      "  samverkan agency ls --connection \(admin)", "", terminal.say(.quickstartStop))
  }

  private func verdict(
    _ played: Quickstart.Played, _ dataClass: DataClass, _ party: Party,
    _ standing: RecipientStanding, _ handling: Handling, from sender: Party, at moment: Moment
  ) -> Verdict {
    policy.mayBeSeen(
      Seeing(
        kind: played.document.kind, sender: sender,
        recipient: Participant(party: party, isBound: party != .civilSociety),
        standing: standing, dataClass: dataClass, protection: handling.protection,
        guardians: handling.guardians, isExcluded: false, day: LocalTime.date(at: moment)))
  }

  /// Each rule once, with its law and its reason.
  private static func grounds(of verdicts: [Verdict]) -> [String] {
    var lines: [String] = []
    for verdict in verdicts {
      let line =
        "\(verdict.ground.rule.text) (\(verdict.ground.citation.joined(separator: ", ")))"
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  private func isInvolved(
    _ member: QuickstartMember, _ scene: Scene, _ receivers: [FunctionID]
  ) -> Bool {
    member == scene.sender || member.functions.contains(where: receivers.contains)
      || member.party == .socialServices && member == scene.recipient
  }

  private func unitName(_ unit: UnitID) -> String {
    directory.units.first { $0.id == unit }.map { text($0.name) } ?? unit.text
  }

  private func text(_ text: LocalizedText) -> String { text[terminal.language] }
}

extension QuickstartMember {
  /// What the member's agency is in law.
  var party: Party {
    switch self {
    case .school: .school
    case .preschool: .preschool
    case .police: .police
    case .association: .civilSociety
    case .reception, .protected: .socialServices
    }
  }
}
