import Concerns
import Consents
import Delivery
import Filtering
import Policy
import Simulation
import Support
import Tables
import Testing

/// A canary of the shipped law, and the mistake that it must find.
struct CanaryCase: Sendable, CustomTestStringConvertible {
  let canary: String
  let mistakes: [CanaryLaw.Mistake]
  var testDescription: String { canary }

  init(_ canary: String, _ mistakes: CanaryLaw.Mistake...) {
    self.canary = canary
    self.mistakes = mistakes
  }

  private static let toAnyone = [
    CanaryLaw.Mistake.changed(
      "show-report-mandatory", "recipients: [social-services]", "recipients: any"),
    .changed("show-report-mandatory", "standings: [owner, duty]", "standings: any"),
  ]

  private init(_ canary: String, without rules: [String]) {
    self.canary = canary
    mistakes = rules.map { .dropped($0) } + Self.toAnyone
  }

  static let all = protection + reports + answers + cooperation

  private static let protection = [
    CanaryCase("canary-hidden-address", .dropped("withhold-whereabouts")),
    CanaryCase(
      "canary-address-of-unknown-protection",
      .changed(
        "withhold-whereabouts", "[marked, registered, unknown]", "[marked, registered]")),
    CanaryCase("canary-emergency", .dropped("withhold-whereabouts")),
    CanaryCase("canary-school-of-a-hidden-child", .dropped("withhold-text-of-someone-protected")),
    // An exclusion is no rule; whoever is not excluded would be shown.
    CanaryCase(
      "canary-emergency", .changed("canary-emergency", "excluded: [canary-health]", "")),
  ]

  private static let reports = [
    CanaryCase(
      "canary-guardian-withheld",
      without: ["withhold-from-guardians", "withhold-from-individuals"]),
    CanaryCase("canary-family-counselling", .dropped("withhold-behind-the-wall")),
    // Others take their list of kinds from this rule, so that it stays for preschools.
    CanaryCase(
      "canary-reporter-to-others",
      .changed("withhold-from-schools", "[preschool, school]", "[preschool]"),
      .changed("show-report-mandatory", "recipients: [social-services]", "recipients: any"),
      .changed("show-report-mandatory", "standings: [owner, duty]", "standings: any")),
    CanaryCase("canary-report-to-the-police", without: ["withhold-from-police"]),
    CanaryCase(
      "canary-report-of-another-authority", without: ["withhold-from-other-authorities"]),
    CanaryCase(
      "canary-excluded-function",
      .changed("canary-excluded-function", "excluded: [canary-board.on-call]", "")),
    CanaryCase("canary-guess-of-the-police", .dropped("withhold-unconfirmed-third-party")),
    CanaryCase("canary-correction-of-the-police", .dropped("withhold-unconfirmed-third-party")),
    CanaryCase(
      "canary-expired-law", .changed("show-report-voluntary", "2025-07-01", "2024-01-01")),
  ]

  private static let answers = [
    CanaryCase(
      "canary-class-not-of-the-kind",
      .changed("canary-class-not-of-the-kind", "[outcome, narrative]", "[outcome]")),
    CanaryCase(
      "canary-more-than-one-word",
      .changed("canary-more-than-one-word", "[outcome, narrative]", "[outcome]")),
    CanaryCase(
      "canary-whether-current",
      .changed(
        "show-current-response", "standings: [owner, duty]",
        "standings: [owner, duty, participant]")),
    CanaryCase(
      "canary-feedback-unasked", .changed("show-feedback", "[asked, decided]", "[decided]"),
      .dropped("withhold-feedback-unasked")),
    CanaryCase(
      "canary-feedback-to-the-unbound", .dropped("withhold-feedback-from-the-unbound"),
      .changed("show-feedback", "recipient-bound: yes", "recipient-bound: either")),
    CanaryCase(
      "canary-another-authority",
      .changed("show-feedback", "standings: [reporter]", "standings: [reporter, participant]")),
    CanaryCase(
      "canary-law-not-yet-in-force", .changed("show-feedback", "2026-01-15", "2025-07-01")),
  ]

  private static let cooperation = [
    CanaryCase(
      "canary-withdrawn-waiver",
      .changed("show-collaboration-to-leisure", "needs: *agreed", "needs: [agreement]"),
      .dropped("withhold-sharing-without-a-waiver")),
    CanaryCase(
      "canary-withdrawn-waiver",
      .changed("canary-withdrawn-waiver", "state: withdrawn", "state: holds")),
    CanaryCase(
      "canary-expired-waiver",
      .changed("show-collaboration", "[waiver, agreement]", "[agreement]"),
      .dropped("withhold-sharing-without-a-waiver")),
    CanaryCase(
      "canary-expired-waiver", .changed("canary-expired-waiver", "state: expired", "state: holds")),
    CanaryCase(
      "canary-words-beside-a-secret",
      .changed("canary-words-beside-a-secret", "[school, narrative]", "[school, health, narrative]")
    ),
    CanaryCase(
      "canary-association-without-reservation",
      .changed("show-release", "[waiver, reservation]", "[waiver]"),
      .dropped("withhold-release-before-the-reservation")),
    CanaryCase(
      "canary-conditions-without-a-yes",
      .changed("show-reservation", "    needs: [waiver]\n", ""),
      .dropped("withhold-conditions-without-a-waiver")),
    CanaryCase(
      "canary-police-in-consultation",
      .changed("show-consultation-text", "    unless: [police-present]\n", "")),
    CanaryCase(
      "canary-answer-of-a-consultation",
      .changed(
        "show-consultation-text", "recipients: [social-services]",
        "recipients: [police, social-services]")),
    CanaryCase(
      "canary-undecided-disclosure",
      .changed("show-disclosure-to-police", "    needs: [decision]\n", ""),
      .dropped("withhold-undecided-from-police")),
    CanaryCase(
      "canary-care-data-of-a-school", .dropped("withhold-care-data-of-a-school-from-police")),
  ]
}

@Suite struct `A canary` {
  private static let now = Town.start

  private func findings(
    under law: ProvedPolicy, register: ConsentRegister = ConsentRegister()
  ) throws -> [CanaryFinding] {
    var dice = SplitMix64(seed: 3)
    let filter = Filter(policy: law, consents: register, policyEpoch: 1, registerEpoch: 1)
    let round = try CanaryRound(filter.canaries, at: Self.now, using: &dice)
    return round.ask(filter, at: Self.now, using: &dice)
  }

  @Test func `of the shipped law does not pass`() throws {
    #expect(try findings(under: Town.policy).isEmpty)
    #expect(try findings(under: CanaryLaw.law()).isEmpty)
  }

  @Test(arguments: CanaryCase.all)
  func `passes once what it guards is lost`(example: CanaryCase) throws {
    let findings = try findings(under: try CanaryLaw.law(example.mistakes))
    let own = findings.filter { $0.canary.text == example.canary }
    #expect(!own.isEmpty)
    let leaks = own.filter { finding in
      switch finding.fault {
      case .reached, .admitted: true
      case .missed, .unasked, .untried: false
      }
    }
    #expect(!leaks.isEmpty, "\(own.map(\.sentence.en))")
  }

  @Test func `of the shipped law has a mistake that it finds`() {
    let named = Set(CanaryCase.all.map(\.canary))
    #expect(named == Set(Town.policy.table.book.canaries.map(\.id.text)))
  }

  @Test func `passes when what must be shown is not`() throws {
    let findings = try findings(under: try CanaryLaw.law([.dropped("show-feedback")]))
    let found = try #require(findings.first { $0.canary.text == "canary-feedback-to-the-unbound" })
    #expect(found.sentence.en == "the outcome did not reach canary-school.pupil-health")
    #expect(found.line > 0 && !found.says.sv.isEmpty)
  }

  /// A die that falls alike each time.
  private struct StuckDie: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0 }
  }

  /// Salts that are alike are refused before anybody looks at the classes.
  @Test func `that is turned away for another reason than its own has not been tried`() throws {
    var (dice, stuck) = (SplitMix64(seed: 3), StuckDie())
    let filter = Filter(
      policy: Town.policy, consents: ConsentRegister(), policyEpoch: 1, registerEpoch: 1)
    let round = try CanaryRound(filter.canaries, at: Self.now, using: &dice)
    let findings = round.ask(filter, at: Self.now, using: &stuck)
    let found = try #require(findings.first { $0.canary.text == "canary-class-not-of-the-kind" })
    #expect(found.fault == .untried)
    #expect(found.sentence.en.hasPrefix("the door turned the message away for another reason"))
  }

  @Test(arguments: [
    (
      "canary-hidden-address", "standing: participant", "standing: other",
      "nobody can stand as other"
    ),
    (
      "canary-hidden-address", "shown: [offence]", "shown: [{class: matter, about: [AAAA]}]",
      "the door answers doubled-section"
    ),
    (
      "canary-feedback-unasked", "withheld: [outcome]", "withheld: [narrative]",
      "the door answers class-not-allowed"
    ),
  ])
  func `that cannot be asked is named with its line`(
    canary: String, old: String, new: String, fault: String
  ) throws {
    let law = try CanaryLaw.law([.changed(canary, old, new)])
    let flaw = try #require(throws: TableFlaw.self) { try findings(under: law) }
    #expect(flaw.fault.hasPrefix("\(canary) cannot be asked: \(fault)"))
    #expect(flaw.line > 0 && !flaw.remedy.isEmpty)
  }
}
