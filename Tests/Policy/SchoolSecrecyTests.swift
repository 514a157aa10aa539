import Concerns
import Policy
import Testing

/// Skollagen 29:14 has other words from 2026-07-01, and nobody here has read them.
@Suite struct `The secrecy of private schools and preschools` {
  /// A section that a rule on skollagen 29:14 shows, with what that rule is called.
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let kind: Kind
    let sender: Party
    let dataClass: DataClass
    /// How sure the reading of the older words is.
    let review: ReviewStatus
    var testDescription: String { rule }
  }

  static let cases = [
    Case(
      rule: "show-pupil-health-of-a-report", kind: .reportMandatory, sender: .school,
      dataClass: .pupilHealth, review: .read),
    Case(
      rule: "show-report-of-a-preschool", kind: .reportMandatory, sender: .preschool,
      dataClass: .narrative, review: .derived),
    Case(
      rule: "show-inquiry-response", kind: .inquiryResponse, sender: .school,
      dataClass: .pupilHealth, review: .derived),
  ]

  @Test(arguments: cases, ["2025-07-01", "2026-06-30", "2026-07-01", "2026-11-20"])
  func `is broken by the duty on every day, under the words of that day`(
    example: Case, day: String
  ) throws {
    let verdict = try verdict(on: example, as: .owner, day: day)
    let isRead = day < "2026-07-01"
    #expect(verdict.isShown)
    #expect(verdict.ground.rule.text == example.rule + (isRead ? "-until-2026" : ""))
    #expect(verdict.ground.review == (isRead ? example.review : .needsLegalReview))
    #expect(verdict.ground.citation.contains("skollagen 29:14"))
  }

  @Test(arguments: cases, ["2026-06-30", "2026-07-01"])
  func `is broken for nobody but who is answerable`(example: Case, day: String) throws {
    for standing in [RecipientStanding.reporter, .participant, .other] {
      #expect(try !verdict(on: example, as: standing, day: day).isShown, "\(standing)")
    }
  }

  private func verdict(
    on example: Case, as standing: RecipientStanding, day: String
  ) throws -> Verdict {
    try Sweden.table.get().mayBeSeen(
      Seeing(
        kind: example.kind, sender: Participant(party: example.sender, isBound: true),
        recipient: Sample.board, standing: standing, dataClass: example.dataClass,
        age: .from12, protection: .none, guardians: .mayBeTold, certainty: .certain,
        isExcluded: false, day: try Sample.day(day)))
  }
}
