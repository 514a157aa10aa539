import AdapterKit
import Admission
import Concerns
import Foundation
import Policy
import Routing
import Wire

/// Tells what the quickstart saw, and on which rules it rests.
struct QuickstartPage: Sendable {
  private let terminal: Terminal
  private let policy: PolicyTable
  private let directory: Directory
  /// What the one JSON value will hold; every other form is written as it comes.
  private var told: [JSONValue] = []

  /// Explains with the tables that the broker itself goes by.
  init(_ tables: ConfiguredTables, terminal: Terminal) {
    self.terminal = terminal
    policy = tables.policy.table
    directory = tables.directory
  }

  func begin() {
    terminal.tell(terminal.strong(terminal.say(.quickstartBegin)), "")
  }

  /// Tells one scene: what came where, why, who got nothing, and what the sender was told.
  mutating func show(
    _ number: Int, _ scene: Scene, _ played: Quickstart.Played,
    _ expectations: inout Expectations
  ) {
    tell(
      SceneReport(
        number: number, title: scene.title, unit: unitName(played.owner.unit),
        owner: played.owner.function, reason: played.owner.reason,
        received: received(played.referral, by: scene.recipient, scene, played, &expectations),
        duty: played.duty.map { referral in
          received(
            referral, by: .reader(of: referral.function) ?? scene.recipient, scene, played,
            &expectations)
        },
        grown: played.growth.keys.sorted(), untouched: played.untouched,
        stopped: stopped(scene, played, &expectations), published: played.published,
        word: played.word))
  }

  /// The answer to the school: one word, nothing about anybody, and what was kept from it.
  mutating func show(_ answered: Quickstart.Answered, _ expectations: inout Expectations) {
    let received = Self.sorted(answered.referral.sections.map(\.dataClass))
    let sent = Self.sorted([.matter, .handling] + answered.document.sections.map(\.dataClass))
    let (board, school) = (QuickstartMember.reception.agency, QuickstartMember.school.agency)
    let withheld = sent.filter { !received.contains($0) }.map { dataClass in
      let verdict = policy.mayBeSeen(
        Seeing(
          kind: answered.document.kind, sender: Self.participant(board),
          recipient: Self.participant(school), standing: .reporter, dataClass: dataClass,
          protection: .none, guardians: .unknown, basis: answered.document.basis,
          isExcluded: false, day: LocalTime.date(at: .wallClock)))
      expectations.expect(!verdict.isShown, "a rule would have shown the school \(dataClass)")
      return FeedbackReport.Withheld(dataClass: dataClass, ground: verdict.ground)
    }
    tell(
      FeedbackReport(
        function: answered.referral.function, outcome: answered.outcome, classes: received,
        withheld: withheld))
  }

  private static func participant(_ agency: Agency) -> Participant {
    Participant(
      party: agency.party, isBound: agency.isBoundToReport, isContracted: agency.isContracted)
  }

  private mutating func tell(_ report: some Presentable) {
    if terminal.form == .json { told.append(report.json) } else { terminal.show(report) }
  }

  /// Tells whether everything was as it must be.
  mutating func end(_ broken: [String]) {
    tell(Ending(broken: broken))
    if terminal.form == .json { terminal.show(Listing([], rows: told)) }
  }

  /// What a verified referral holds, and the rules that open it for its function.
  private func received(
    _ referral: Referral, by member: QuickstartMember, _ scene: Scene,
    _ played: Quickstart.Played, _ expectations: inout Expectations
  ) -> SceneReport.Received {
    let classes = Self.sorted(referral.sections.map(\.dataClass))
    let standing: RecipientStanding = referral.function == played.owner.function ? .owner : .duty
    let agency = member.agency
    let verdicts = classes.map {
      verdict($0, scene, played, referral.function, of: agency, standing)
    }
    expectations.expect(
      verdicts.allSatisfy(\.isShown), "\(referral.function) received what no rule opens")
    return SceneReport.Received(
      function: referral.function, classes: classes, grounds: Self.once(verdicts.map(\.ground)))
  }

  /// Everybody else in the scene: who got nothing, or is excluded by name.
  private func stopped(
    _ scene: Scene, _ played: Quickstart.Played, _ expectations: inout Expectations
  ) -> [SceneReport.Stopped] {
    let others = QuickstartMember.allCases.filter { member in
      member != scene.sender && !member.functions.contains { played.growth[$0] != nil }
    }
    var parties = others.map { ($0.functions[0], $0.agency) }
    for function in played.handling.excluded.sorted().compactMap(FunctionID.init(_:)) {
      let member = QuickstartMember.allCases.first { $0.agency.functions.contains(function) }
      if let member { parties.append((function, member.agency)) }
    }
    return parties.compactMap { function, agency in
      stop(scene, played, at: function, of: agency, &expectations)
    }
  }

  /// The rule that would stop a party that got nothing, had it been a recipient.
  private func stop(
    _ scene: Scene, _ played: Quickstart.Played, at function: FunctionID, of agency: Agency,
    _ expectations: inout Expectations
  ) -> SceneReport.Stopped? {
    let classes = played.referral.sections.map(\.dataClass)
    // The narrative is what everybody would want to know; without one, whatever else is told.
    guard
      let told = classes.first(where: { $0 == .narrative })
        ?? classes.first(where: { $0 != .matter })
    else { return nil }
    let verdict = verdict(told, scene, played, function, of: agency, .other)
    expectations.expect(!verdict.isShown, "a rule would have shown it to \(function)")
    return SceneReport.Stopped(function: function, ground: verdict.ground)
  }

  /// What the table answers about this party as a recipient, with what its agency is registered as.
  ///
  /// Of whoever received, the broker asked the same. Of the others it asked nothing: nobody looks
  /// up what may be shown to those whom a message does not go to.
  private func verdict(
    _ dataClass: DataClass, _ scene: Scene, _ played: Quickstart.Played, _ function: FunctionID,
    of agency: Agency, _ standing: RecipientStanding
  ) -> Verdict {
    let handling = played.handling
    return policy.mayBeSeen(
      Seeing(
        kind: played.document.kind,
        sender: Self.participant(scene.sender.agency), recipient: Self.participant(agency),
        standing: standing, dataClass: dataClass, protection: handling.protection,
        guardians: handling.guardians, basis: played.document.basis,
        isExcluded: !handling.excluded.isDisjoint(with: [function.text, agency.id.text]),
        day: LocalTime.date(at: played.published.accepted)))
  }

  /// Each rule once.
  private static func once(_ grounds: [LegalGround]) -> [LegalGround] {
    var seen: [LegalGround] = []
    for ground in grounds where !seen.contains(where: { $0.rule == ground.rule }) {
      seen.append(ground)
    }
    return seen
  }

  /// In the order of the vocabulary: a message's own order is drawn by lot and tells nothing.
  private static func sorted(_ classes: [DataClass]) -> [DataClass] {
    DataClass.allCases.flatMap { each in classes.filter { $0 == each } }
  }

  private func unitName(_ unit: UnitID) -> LocalizedText {
    directory.units.first { $0.id == unit }?.name ?? LocalizedText(sv: unit.text, en: unit.text)
  }
}

extension QuickstartPage {
  /// What to try by hand, in words that a shell takes as they are printed.
  static func next(in folder: BrokerFolder, on terminal: Terminal) {
    let school = folder.path + "/" + QuickstartMember.school.connectionPath
    let reception = folder.path + "/" + QuickstartMember.reception.connectionPath
    let admin = folder.path + "/" + Enrollment.operatorFolder + "/connection.json"
    let inspector = folder.path + "/" + Enrollment.inspectorFolder + "/connection.json"
    let program = terminal.invocation.program
    let example = folder.examplesPath + "/" + Scene.all[0].file
    // A shell's variable, which whoever tries sets to a delivery of the list.
    let delivery = "\"$DELIVERY\""
    var commands = [
      ["concern", "send", example, "--connection", school],
      ["inbox", "ls", "--connection", reception],
      ["inbox", "take", delivery, "--connection", reception],
      ["inbox", "ack", delivery, "committed", "--connection", reception],
      ["status", "--connection", admin],
      ["agency", "ls", "--connection", admin],
      ["drill", "--connection", admin],
    ]
    // A folder that an earlier version made has none.
    if FileManager.default.fileExists(atPath: inspector) {
      commands.insert(
        ["rule", "explain", "--delivery", delivery, "--connection", inspector], at: 4)
    }
    terminal.tell("", terminal.say(.quickstartNext))
    for command in commands {
      let words = command.map { $0 == delivery ? $0 : Invocation.quoted($0) }
      terminal.tell("  " + ([program] + words).joined(separator: " "))
    }
    terminal.tell(
      terminal.say(.quickstartDelivery), "", terminal.say(.quickstartFolder, folder.path))
    if folder.ringsNobody {
      terminal.tell(terminal.say(.quickstartBell, folder.ringNotesPath))
    }
    terminal.tell(terminal.say(.quickstartStop))
  }
}
