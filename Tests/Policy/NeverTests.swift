import Concerns
import Foundation
import Policy
import Tables
import Testing

/// What holds of Swedish law whatever the shipped file states about itself: statements of the
/// test's own, proved over every question of the shipped rules.
@Suite struct `It never happens that` {
  struct Claim: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// `never: seen` and the like, and then the conditions.
    let claim: String
    let when: String
  }

  private static let reports = "kinds: [report.mandatory, report.voluntary]"

  static let sights = [
    Claim(
      testDescription: "the police see anything of another's report", claim: "never: seen",
      when: "{\(reports), recipients: [police], standings: [owner, duty, participant, other]}"),
    Claim(
      testDescription: "leisure sees anything of another's report", claim: "never: seen",
      when: "{\(reports), recipients: [leisure], standings: [owner, duty, participant, other]}"),
    Claim(
      testDescription: "a school or preschool sees anything of another's report",
      claim: "never: seen",
      when:
        "{\(reports), recipients: [school, preschool], "
        + "standings: [owner, duty, participant, other]}"
    ),
    Claim(
      testDescription: "health care sees anything of another's report", claim: "never: seen",
      when: "{\(reports), recipients: [health], standings: [owner, duty, participant, other]}"),
    Claim(
      testDescription: "an association sees anything of another's report", claim: "never: seen",
      when:
        "{\(reports), recipients: [civil-society], standings: [owner, duty, participant, other]}"),
    Claim(
      testDescription: "another authority sees anything of a report", claim: "never: seen",
      when: "{\(reports), recipients: [other-authority]}"),
    Claim(
      testDescription: "a guardian who must not be told sees anything", claim: "never: seen",
      when: "{recipients: [private-person], guardians: [must-not-be-told, unknown]}"),
    Claim(
      testDescription: "an outsider at social services sees anything of a report",
      claim: "never: seen", when: "{\(reports), standings: [other]}"),
    Claim(
      testDescription: "an outsider learns where someone protected is", claim: "never: seen",
      when:
        "{standings: [other], "
        + "classes: [contact, whereabouts, whereabouts.district], "
        + "protections: [marked, registered, unknown]}"
    ),
    Claim(
      testDescription: "a party is told which school a hidden child goes to",
      claim: "never: seen",
      when:
        "{kinds: [collaboration.share, plan.summons, release.individual], "
        + "standings: [participant], "
        + "classes: [school, narrative, child-view, measures, attachment], "
        + "protections: [marked, registered, unknown]}"
    ),
    Claim(
      testDescription: "a reporter who is not bound is shown feedback", claim: "never: seen",
      when:
        "{kinds: [feedback], standings: [reporter, other], recipient-bound: no, "
        + "senders: [social-services]}"
    ),
    Claim(
      testDescription: "anyone but the owner's side and the reporter sees how it is handled",
      claim: "never: seen",
      when: "{kinds: [feedback, feedback.request], classes: [handling], standings: [other]}"),
    Claim(
      testDescription: "someone excluded by name sees anything", claim: "never: seen",
      // Without a provision no law could break it.
      when: "{excluded: yes}\n    citing: [\"OSL 8:1\"]"),
    Claim(
      testDescription: "protection or silence keeps a report from its owner",
      claim: "always: seen",
      when:
        "{kinds: [report.mandatory], senders: [school], sender-bound: yes, "
        + "sender-walled: no, recipients: [social-services], recipient-walled: no, "
        + "standings: [owner], ages: [under-12, 12-14, 15-17], excluded: no, "
        + "from: 2025-07-01}"
    ),
  ]

  static let sendings = [
    Claim(
      testDescription: "a private person or someone unbound sends a mandatory report",
      claim: "never: sent", when: "{kinds: [report.mandatory], sender-bound: no}"),
    Claim(
      testDescription: "a private person who is not bound sends a mandatory report",
      claim: "never: sent",
      when: "{kinds: [report.mandatory], senders: [private-person], sender-bound: no}"),
    Claim(
      testDescription: "someone bound sends a voluntary report", claim: "never: sent",
      when: "{kinds: [report.voluntary], sender-bound: yes, sender-walled: no}"),
    Claim(
      testDescription: "anyone but social services gives feedback", claim: "never: sent",
      when:
        "{kinds: [feedback], "
        + "senders: [preschool, school, police, health, leisure, civil-society, private-person, "
        + "other-authority]}"
    ),
    Claim(
      testDescription: "feedback is sent to someone who is not bound", claim: "never: sent",
      when: "{kinds: [feedback], recipient-bound: no}"),
    Claim(
      testDescription: "a report is addressed to anyone but social services",
      claim: "never: sent",
      when:
        "{\(reports), "
        + "recipients: [preschool, school, police, health, leisure, civil-society, "
        + "private-person, other-authority]}"
    ),
    Claim(
      testDescription: "a report is sent on a waiver", claim: "never: sent",
      when: "{\(reports), bases: [osl-10-1]}"),
    Claim(
      testDescription: "a school's report about a child is stopped for want of anything",
      claim: "always: sent",
      when:
        "{kinds: [report.mandatory], senders: [school], sender-bound: yes, "
        + "sender-walled: no, recipients: [social-services], recipient-walled: no, "
        + "ages: [under-12, 12-14, 15-17], purposes: [child-protection], "
        + "bases: [sol-19-1], from: 2025-07-01}"
    ),
  ]

  @Test(arguments: sights + sendings)
  func `in the shipped law`(claim: Claim) throws {
    let proof = try proof(of: claim)
    #expect(proof.refutations.map(\.example.en) == [])
    #expect(proof.flaws.filter { $0.fault.contains("the-claim") } == [])
  }

  @Test(arguments: sights + sendings)
  func `unnoticed, for the contrary is refuted`(claim: Claim) throws {
    // An empty region would hold whatever was claimed of it.
    let contrary =
      claim.claim.hasPrefix("never")
      ? claim.claim.replacing("never", with: "always")
      : claim.claim.replacing("always", with: "never")
    let proof = try proof(
      of: Claim(testDescription: "the contrary", claim: contrary, when: claim.when))
    #expect(proof.refutations.map(\.statement.text) == ["the-claim"])
  }

  private func proof(of claim: Claim) throws -> PolicyProof {
    let text = try Sweden.text.get()
    let end = text.range(of: "\nstatements:\n")?.lowerBound ?? text.endIndex
    let yaml = """
      statements:
        - id: the-claim
          \(claim.claim)
          citation: ["OSL 8:1"]
          when: \(claim.when)
          says: {sv: "\(claim.testDescription)", en: "\(claim.testDescription)"}
      """
    return PolicyProof(of: try PolicyTable(yaml: text[..<end] + "\n" + yaml).book)
  }
}
