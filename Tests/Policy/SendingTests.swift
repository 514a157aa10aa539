import Concerns
import Policy
import Testing

@Suite struct `A message that may not be sent` {
  let table: PolicyTable
  let board = Participant(party: .socialServices, isBound: true)

  init() throws { table = try Sweden.table.get() }

  @Test(arguments: [
    (Party.civilSociety, false, [Kind.reportVoluntary]),
    (.privatePerson, false, [.reportVoluntary]),
    (.civilSociety, true, [.reportMandatory, .feedbackRequest]),
    (.school, true, [.reportMandatory, .feedbackRequest]),
    (.socialServices, true, [.reportMandatory, .feedback, .feedbackRequest]),
  ])
  func `is answered with the kinds its sender may send`(
    party: Party, isBound: Bool, kinds: [Kind]
  ) throws {
    let verdict = try verdict(
      on: .transfer, from: Participant(party: party, isBound: isBound), .childProtection,
      .dutyToReport)
    guard case .unlawful(let part, let lawful, let reason) = verdict else {
      Issue.record("a transfer was let through")
      return
    }
    #expect(part == .kind)
    #expect(lawful == kinds)
    #expect(!reason.sv.isEmpty && !reason.en.isEmpty)
  }

  @Test(arguments: [
    (Purpose.feedback, LegalBasis.dutyToReport, SendingVerdict.Part.purpose),
    (.childProtection, .waiver, .basis), (.childProtection, .anyoneShouldReport, .basis),
    (.childProtection, .dutyOfFamilyCounselling, .basis),
  ])
  func `is told whether purpose or provision is wrong`(
    purpose: Purpose, basis: LegalBasis, part: SendingVerdict.Part
  ) throws {
    let verdict = try verdict(
      on: .reportMandatory, from: Participant(party: .school, isBound: true), purpose, basis)
    guard case .unlawful(part, _, _) = verdict else {
      Issue.record("answered \(verdict)")
      return
    }
  }

  @Test(arguments: [
    (Kind.reportMandatory, Party.privatePerson, false), (.reportVoluntary, .school, true),
  ])
  func `is told what to do instead in the words of its kind`(
    kind: Kind, party: Party, isBound: Bool
  ) throws {
    let ground = try #require(kind.usualGround)
    let verdict = try verdict(
      on: kind, from: Participant(party: party, isBound: isBound), ground.purpose, ground.basis)
    let rule = try #require(table.sendingRules.first { $0.kind == kind })
    guard case .unlawful(.kind, _, let reason) = verdict else {
      Issue.record("answered \(verdict)")
      return
    }
    #expect(reason == rule.otherwise)
  }

  private func verdict(
    on kind: Kind, from sender: Participant, _ purpose: Purpose, _ basis: LegalBasis
  ) throws -> SendingVerdict {
    table.mayBeSent(
      Sending(
        kind: kind, sender: sender, recipient: board, purpose: purpose, basis: basis,
        day: try #require(CivilDate(Sweden.today))))
  }
}
