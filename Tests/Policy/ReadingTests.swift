import Concerns
import Policy
import Tables
import Testing

@Suite struct `A policy file` {
  /// A change to a sound file, and what the refusal must speak of.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let fault: String
    let remedy: String
    /// How many lines below the change the flaw is seen.
    var below = 0
    var testDescription: String { fault }
  }

  static let words = [
    Spoiling(
      old: "    sender-bound: yes", new: "    sender-boud: yes",
      fault: "unknown key \"sender-boud\"", remedy: "sender-bound"),
    Spoiling(
      old: "sender-bound: yes", new: "sender-bound: true",
      fault: "unknown word \"true\"", remedy: "yes, no, either"),
    Spoiling(
      old: "from: 2025-07-01", new: "from: 2026-02-30",
      fault: "\"2026-02-30\" is no day", remedy: "YYYY-MM-DD"),
    Spoiling(
      old: "kind: report.mandatory", new: "kind: report.compulsory",
      fault: "unknown word \"report.compulsory\"", remedy: "report.mandatory"),
    Spoiling(
      old: "recipients: [social-services]", new: "recipients: [socialtjänsten]",
      fault: "unknown word \"socialtjänsten\"", remedy: "social-services"),
    Spoiling(
      old: "classes: [whereabouts,", new: "classes: [adress,",
      fault: "unknown word \"adress\"", remedy: "whereabouts"),
    Spoiling(
      old: "ages: [under-12,", new: "ages: [11,", fault: "unknown word \"11\"",
      remedy: "under-12, 12-14, 15-17, 18-20, 21-and-over, unknown"),
    Spoiling(
      old: "protections: [marked,", new: "protections: [hidden,",
      fault: "unknown word \"hidden\"", remedy: "registered"),
    Spoiling(
      old: "certainties: [certain]", new: "certainties: [sure]", fault: "unknown word \"sure\"",
      remedy: "certain, probable, uncertain"),
    Spoiling(
      old: "grounds: [crime]", new: "grounds: [worry]", fault: "unknown word \"worry\"",
      remedy: "neglect"),
    Spoiling(
      old: "standings: [participant]", new: "standings: [guest]",
      fault: "unknown word \"guest\"", remedy: "participant"),
    Spoiling(
      old: "needs: [waiver, agreement]", new: "needs: [waiver, consent]",
      fault: "unknown word \"consent\"", remedy: "waiver, reservation, agreement, inquiry"),
    Spoiling(
      old: "recipients: [social-services]", new: "recipients: []",
      fault: "a list was expected", remedy: "at least one"),
    Spoiling(
      old: "grounds: [crime]", new: "grounds: [crime, crime]", fault: "a word stands twice",
      remedy: "keep one"),
    Spoiling(
      old: "review: derived", new: "review: certain", fault: "unknown word \"certain\"",
      remedy: "needs-legal-review"),
    Spoiling(
      old: "effect: withhold", new: "effect: hide", fault: "unknown word \"hide\"",
      remedy: "show, withhold"),
    Spoiling(
      old: "citation: [\"SoL 19:1\", \"OSL 10:28\"]",
      new: "citation: [\"SoL 19:1\", \"SoL 19:1\"]", fault: "SoL 19:1 is cited twice",
      remedy: "keep one"),
    Spoiling(
      old: "sv: \"Fel slag.\"", new: "sv: \"\(String(repeating: "å", count: 501))\"",
      fault: "longer than 1000 bytes", remedy: "fewer words"),
    Spoiling(
      old: "sv: \"Fel slag.\"", new: "sv: \"Fel\\nslag.\"",
      fault: "more than one line", remedy: "one paragraph"),
    Spoiling(
      old: "country: SE", new: "country: Sverige", fault: "\"Sverige\" is no country",
      remedy: "SE"),
    Spoiling(
      old: "samverkan-policy/1", new: "samverkan-policy/2", fault: "unknown format",
      remedy: "samverkan-policy/1"),
  ]

  static let sense = [
    Spoiling(
      old: "until: 2025-06-30", new: "until: 2023-06-30",
      fault: "ends before it begins", remedy: "last day"),
    Spoiling(
      old: "id: send-voluntary\n", new: "id: send-report\n",
      fault: "two rules are named send-report", remedy: "rename"),
    Spoiling(
      old: "id: never-whereabouts\n", new: "id: show-report\n",
      fault: "two rules are named show-report", remedy: "rename"),
    Spoiling(
      old: "id: send-voluntary\n", new: "id: Send voluntary\n",
      fault: "malformed", remedy: "lower-case"),
    Spoiling(
      old: "unless: [police-present]", new: "unless: [waiver]",
      fault: "waiver is both needed and excluded", remedy: "in needs or in unless"),
    Spoiling(
      old: "    reason: {sv: \"Den ansvariga.\"",
      new: "    unlocks: {sv: a, en: b}\n    reason: {sv: \"Den ansvariga.\"",
      fault: "a rule that shows unlocks nothing", remedy: "remove"),
    Spoiling(
      old: "kinds: [report.voluntary]\n",
      new: "unless-grounds: [violence, abuse]\n      grounds: [abuse]\n",
      fault: "every ground is both asked for and excluded", remedy: "leave one"),
    Spoiling(
      old: "grounds: [crime]", new: "unless-grounds: [crime]",
      fault: "unknown key \"unless-grounds\"", remedy: "grounds"),
    Spoiling(
      old: "    never: seen", new: "    always: seen\n    never: seen",
      fault: "either what never or what always", remedy: "never: seen", below: -1),
    Spoiling(
      old: "    never: seen\n", new: "", fault: "either what never or what always",
      remedy: "always: sent", below: -1),
    Spoiling(
      old: "never: sent", new: "never: shown", fault: "unknown word \"shown\"",
      remedy: "seen, sent"),
    Spoiling(
      old: "kinds: [report.voluntary]\n",
      new: "kinds: [report.voluntary]\n      classes: [identity]\n",
      fault: "unknown key \"classes\"", remedy: "purposes", below: 1),
    Spoiling(
      old: "      sender-bound: yes\n    says: {sv: \"Den bundna",
      new: "      sender-bound: yes\n    citing: [\"SoL 19:4\"]\n    says: {sv: \"Den",
      fault: "a refusal rests on no provision", remedy: "remove", below: 1),
    Spoiling(
      old: "until: 2025-06-30", new: "until: 2025-07-01",
      fault: "send-report begins before send-report-until-2025 has ended",
      remedy: "on the day before", below: 8),
    Spoiling(
      old: "until: 2025-06-30", new: "until: 2025-06-29",
      fault: "no rule is law between send-report-until-2025 and send-report",
      remedy: "the day after 2025-06-29", below: 8),
    Spoiling(
      old: "id: send-report-until-2025", new: "id: send-report-until-2024",
      fault: "send-report-until-2024 does not end in 2024", remedy: "rename"),
  ]

  @Test(arguments: words + sense)
  func `is refused with the line and what to do`(spoiling: Spoiling) throws {
    let (text, line) = try Sample.text(replacing: spoiling.old, by: spoiling.new)
    let flaw = try #require(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
    #expect(flaw.fault.contains(spoiling.fault))
    #expect(flaw.remedy.contains(spoiling.remedy))
    let seen = line + spoiling.below
    #expect((seen...seen + 1).contains(flaw.line))
  }

  @Test(arguments: [
    "sending", "seeing", "fallbacks", "format", "country",
  ])
  func `is refused without its parts`(part: String) throws {
    let spoilt = Sample.text.replacing("\(part):", with: "", maxReplacements: 1)
    #expect(throws: TableFlaw.self) { try PolicyTable(yaml: spoilt) }
  }

  @Test(arguments: ["kinds", "senders", "recipients", "standings", "classes", "from"])
  func `is refused when a rule about seeing leaves out what it is about`(key: String) throws {
    let lines = Sample.seeing.split(separator: "\n").filter {
      !$0.drop { $0 == " " }.hasPrefix("\(key):")
    }
    let text = Sample.head + Sample.sending + lines.joined(separator: "\n")
    let flaw = try #require(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
    #expect(flaw.fault == "\"\(key)\" is missing")
  }

  @Test(arguments: ["sv", "en"])
  func `is refused when a language is missing`(language: String) throws {
    let (text, line) = try Sample.text(
      replacing: "{sv: \"Skyddad.\", en: \"Protected.\"}", by: "{\(language): \"Skyddad.\"}")
    let flaw = try #require(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
    #expect(flaw.fault == "\"\(language == "sv" ? "en" : "sv")\" is missing")
    #expect(flaw.line == line)
  }

  @Test(arguments: ["", "a: [", "- 1\n- 2", "a: 1\na: 2", "\t"])
  func `is refused when it is no table at all`(text: String) {
    #expect(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
  }

  @Test func `may leave out statements and what makes no difference`() throws {
    let table = try PolicyTable(yaml: Sample.head + Sample.sending + Sample.seeing)
    #expect(table.book.statements.isEmpty)
    let rule = try #require(table.seeingRules.first { $0.ground.rule.text == "show-report" })
    #expect(rule.conditions.ages == .any && rule.conditions.recipient.bound == .either)
  }

  /// Each rule adds two days on which the law changes, on top of the sample's two.
  @Test(arguments: [(7, true), (8, false)])
  func `is refused when the law changes more often than a cell can tell`(
    rules: Int, isRead: Bool
  ) throws {
    let more = (0..<rules).map { index in
      """
        - {id: rule-\(index), citation: ["OSL 10:1"], review: read, from: 2026-0\(index + 1)-02,
           until: 2026-0\(index + 1)-03, effect: show, kinds: [feedback], senders: any,
           recipients: any, standings: [other], classes: [outcome],
           reason: {sv: "skäl", en: "reason"}}

      """
    }
    let text = Sample.head + Sample.sending + Sample.seeing + more.joined()
    if isRead {
      let table = try PolicyTable(yaml: text)
      let (on, after) = (try Sample.day("2026-07-03"), try Sample.day("2026-07-04"))
      let sights = [on, after].map { day in
        Seeing(
          kind: .feedback, sender: Sample.board, recipient: Sample.school, standing: .other,
          dataClass: .outcome, protection: .none, guardians: .mayBeTold, isExcluded: false,
          day: day)
      }
      #expect(sights.map { table.mayBeSeen($0).isShown } == [true, false])
    } else {
      let flaw = try #require(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
      #expect(flaw.fault.contains("the law changes on more than"))
    }
  }
}

@Suite struct `Two rules that meet` {
  /// Both rules speak of the same section; the second also asks for a waiver.
  private func table(first: String, second: String) throws -> PolicyTable {
    let rules = [first, second].enumerated().map { index, effect in
      """
        - {id: rule-\(index), citation: ["OSL 10:1"], review: read, from: 2026-01-15,
           effect: \(effect), kinds: any, senders: any, recipients: any, standings: any,
           classes: any, reason: {sv: "skäl \(index)", en: "reason \(index)"}}
      """
    }
    return try PolicyTable(
      yaml: Sample.head + Sample.sending + "seeing:\n" + rules.joined(separator: "\n") + "\n")
  }

  private func sight(
    _ circumstances: WordSet<Circumstance> = [], isExcluded: Bool = false
  ) throws -> Seeing {
    Seeing(
      kind: .reportMandatory, sender: Sample.school,
      recipient: Participant(party: .police, isBound: true), standing: .other,
      dataClass: .matter, protection: .none, guardians: .mayBeTold,
      circumstances: circumstances, isExcluded: isExcluded, day: try Sample.day())
  }

  @Test(arguments: [
    ("show", "withhold", "rule-1"), ("withhold", "show", "rule-0"),
    ("withhold", "withhold", "rule-0"),
  ])
  func `withhold, whichever stands first`(first: String, second: String, rule: String) throws {
    let verdict = try table(first: first, second: second).mayBeSeen(try sight())
    #expect(!verdict.isShown)
    #expect(verdict.ground.rule.text == rule)
  }

  @Test func `show when neither withholds, on the first one's ground`() throws {
    let verdict = try table(first: "show", second: "show").mayBeSeen(try sight())
    #expect(verdict.isShown)
    #expect(verdict.ground.rule.text == "rule-0")
  }

  @Test(arguments: Circumstance.allCases)
  func `open only to what they need, and not to what they exclude`(
    circumstance: Circumstance
  ) throws {
    let needing = "show, needs: [\(circumstance.rawValue)]"
    let others = WordSet(Circumstance.allCases.filter { $0 != circumstance })
    let needed = try table(first: needing, second: needing)
    #expect(try needed.mayBeSeen(sight([circumstance])).isShown)
    #expect(try !needed.mayBeSeen(sight(others)).isShown)
    let excluding = "show, unless: [\(circumstance.rawValue)]"
    let excluded = try table(first: excluding, second: excluding)
    #expect(try !excluded.mayBeSeen(sight([circumstance])).isShown)
    #expect(try excluded.mayBeSeen(sight(others)).isShown)
  }

  @Test func `show nothing to someone excluded`() throws {
    let verdict = try table(first: "show", second: "show").mayBeSeen(try sight(isExcluded: true))
    #expect(!verdict.isShown)
    #expect(verdict.ground.rule.text == "excluded")
  }
}
