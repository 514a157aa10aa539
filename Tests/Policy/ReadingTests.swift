import Concerns
import Foundation
import Policy
import Testing

@Suite struct `A policy file` {
  /// A change to the shipped file, the line it hits and what the refusal must speak of.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let fault: String
    let remedy: String
    var testDescription: String { fault }
  }

  static let spoilings = [
    Spoiling(
      old: "    sender-bound: yes", new: "    sender-boud: yes",
      fault: "unknown key \"sender-boud\"", remedy: "sender-bound"),
    Spoiling(
      old: "    sender-bound: yes", new: "    sender-bound: true",
      fault: "unknown word \"true\"", remedy: "yes, no, either"),
    Spoiling(
      old: "    from: 2026-01-15", new: "    from: 2026-02-30",
      fault: "\"2026-02-30\" is no day", remedy: "YYYY-MM-DD"),
    Spoiling(
      old: "    until: 2026-01-14", new: "    until: 2025-06-30",
      fault: "ends before it begins", remedy: "last day"),
    Spoiling(
      old: "    kind: report.mandatory", new: "    kind: report.compulsory",
      fault: "unknown word \"report.compulsory\"", remedy: "report.mandatory"),
    Spoiling(
      old: "    recipients: [social-services]", new: "    recipients: [socialtjänsten]",
      fault: "unknown word \"socialtjänsten\"", remedy: "social-services"),
    Spoiling(
      old: "    classes: [contact,", new: "    classes: [adress,",
      fault: "unknown word \"adress\"", remedy: "whereabouts"),
    Spoiling(
      old: "    recipients: [police]", new: "    recipients: []",
      fault: "a list was expected", remedy: "at least one"),
    Spoiling(
      old: "id: send-feedback\n", new: "id: send-report-mandatory\n",
      fault: "two rules are named send-report-mandatory", remedy: "rename"),
    Spoiling(
      old: "id: send-feedback\n", new: "id: Send feedback\n",
      fault: "malformed", remedy: "lower-case"),
    Spoiling(
      old: "    review: derived", new: "    review: certain",
      fault: "unknown word \"certain\"", remedy: "needs-legal-review"),
    Spoiling(
      old: "country: SE", new: "country: Sverige", fault: "\"Sverige\" is no country",
      remedy: "SE"),
    Spoiling(
      old: "samverkan-policy/1", new: "samverkan-policy/2", fault: "unknown format",
      remedy: "samverkan-policy/1"),
    Spoiling(
      old: "    effect: withhold\n",
      new: "    effect: withhold\n    needs: [waiver]\n    unless: [waiver]\n",
      fault: "waiver is both needed and excluded", remedy: "in needs or in unless"),
  ]

  @Test(arguments: spoilings)
  func `is refused with the line and what to do`(spoiling: Spoiling) throws {
    let text = try Sweden.text.get()
    let place = try #require(text.range(of: spoiling.old))
    let flaw = try #require(throws: PolicyFlaw.self) {
      try PolicyTable(yaml: text.replacingCharacters(in: place, with: spoiling.new))
    }
    let line = text[..<place.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false
    ).count
    #expect((line...line + 1).contains(flaw.line))
    #expect(flaw.fault.contains(spoiling.fault))
    #expect(flaw.remedy.contains(spoiling.remedy))
  }

  @Test(arguments: ["sv", "en"])
  func `is refused when a language is missing`(language: String) throws {
    let text = try Sweden.text.get()
    let start = try #require(text.range(of: "    reason:"))
    let line = try #require(
      text[start.upperBound...].split(separator: "\n").first {
        $0.hasPrefix("      \(language):")
      })
    let place = line.startIndex..<text.index(after: line.endIndex)
    let flaw = try #require(throws: PolicyFlaw.self) {
      try PolicyTable(yaml: text.replacingCharacters(in: place, with: ""))
    }
    #expect(flaw.fault == "\"\(language)\" is missing")
  }

  @Test(arguments: ["", "a: [", "- 1\n- 2", "a: 1\na: 2", "\t"])
  func `is refused when it is no table at all`(text: String) {
    #expect(throws: PolicyFlaw.self) { try PolicyTable(yaml: text) }
  }
}

@Suite struct `Two rules that meet` {
  /// Both rules speak of the same section; the second also asks for a waiver.
  private func table(first: String, second: String) throws -> PolicyTable {
    let text = try Sweden.text.get()
    let place = try #require(text.range(of: "\nseeing:\n"))
    let rules = [first, second].enumerated().map { index, effect in
      """
        - {id: rule-\(index), citation: ["OSL 10:1"], review: read, from: 2026-01-15,
           effect: \(effect), kinds: any, senders: any, recipients: any, recipient-bound: either,
           standings: any, classes: any, protections: any, guardians: any,
           reason: {sv: "skäl \(index)", en: "reason \(index)"}}
      """
    }
    return try PolicyTable(
      yaml: text[..<place.upperBound] + rules.joined(separator: "\n") + "\n")
  }

  private func sight(hasWaiver: Bool = false, isExcluded: Bool = false) throws -> Seeing {
    Seeing(
      kind: .reportMandatory, sender: .school,
      recipient: Participant(party: .police, isBound: true), standing: .other,
      dataClass: .matter, protection: .none, guardians: .mayBeTold, isExcluded: isExcluded,
      hasWaiver: hasWaiver, day: try #require(CivilDate(Sweden.today)))
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

  @Test(arguments: [(false, false), (true, true)])
  func `open only to a waiver when they need one`(hasWaiver: Bool, isShown: Bool) throws {
    let needing = "show, needs: [waiver]"
    let verdict = try table(first: needing, second: needing).mayBeSeen(
      try sight(hasWaiver: hasWaiver))
    #expect(verdict.isShown == isShown)
  }

  @Test func `show nothing to someone excluded`() throws {
    let verdict = try table(first: "show", second: "show").mayBeSeen(try sight(isExcluded: true))
    #expect(!verdict.isShown)
    #expect(verdict.ground.rule.text == "excluded-by-name")
  }
}
