import Concerns
import Policy
import Testing

@Suite struct `A message that may not be sent` {
  let table: PolicyTable

  init() throws { table = try Sample.table() }

  @Test(arguments: [
    (Party.civilSociety, false, [Kind.reportVoluntary]), (.school, true, [.reportMandatory]),
    (.school, false, [.reportVoluntary]), (.police, true, []),
  ])
  func `is answered with the kinds its sender may send`(
    party: Party, isBound: Bool, kinds: [Kind]
  ) throws {
    let verdict = try verdict(
      on: .transfer, from: Participant(party: party, isBound: isBound), .childProtection,
      .dutyToReport)
    #expect(
      verdict
        == .unlawful(
          .kind, lawful: kinds, reason: LocalizedText(sv: "Fel slag.", en: "Wrong kind.")))
  }

  @Test(arguments: [
    (Purpose.feedback, LegalBasis.dutyToReport, SendingVerdict.Part.purpose),
    (.childProtection, .waiver, .basis), (.childProtection, .anyoneShouldReport, .basis),
  ])
  func `is told whether purpose or provision is wrong`(
    purpose: Purpose, basis: LegalBasis, part: SendingVerdict.Part
  ) throws {
    let verdict = try verdict(on: .reportMandatory, from: Sample.school, purpose, basis)
    guard case .unlawful(part, [.reportMandatory], _) = verdict else {
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
    guard case .unlawful(.kind, _, rule.otherwise) = verdict else {
      Issue.record("answered \(verdict)")
      return
    }
  }

  @Test(arguments: [
    (AgeBand.under12, true), (.from12, true), (.from15, true), (.from18, false),
    (.from21, false), (.unknown, true),
  ])
  func `is about someone of an age the rule does not name`(age: AgeBand, isLawful: Bool) throws {
    let verdict = try verdict(
      on: .reportMandatory, from: Sample.school, .childProtection, .dutyToReport, age: age)
    switch verdict {
    case .lawful(let ground): #expect(isLawful && ground.rule.text == "send-report")
    case .unlawful(let part, _, _): #expect(!isLawful && part == .kind)
    }
  }

  @Test(
    arguments: [
      ([], false), ([.neglect], false), ([.abuse], true), ([.neglect, .violence], true),
    ] as [([Ground], Bool)])
  func `names none of the grounds the rule asks for`(
    grounds: [Ground], isLawful: Bool
  ) throws {
    let verdict = try verdict(
      on: .reportVoluntary, from: Participant(party: .privatePerson, isBound: false),
      .childProtection, .anyoneShouldReport, grounds: WordSet(grounds))
    switch verdict {
    case .lawful(let ground): #expect(isLawful && ground.rule.text == "send-voluntary")
    case .unlawful(let part, _, _): #expect(!isLawful && part == .kind)
    }
  }

  @Test(arguments: [
    ("2023-12-31", nil), ("2024-01-01", "send-report-until-2025"),
    ("2025-06-30", "send-report-until-2025"), ("2025-07-01", "send-report"),
  ])
  func `is judged by the law of its day`(day: String, rule: String?) throws {
    let verdict = table.mayBeSent(
      Sending(
        kind: .reportMandatory, sender: Sample.school, recipient: Sample.board,
        purpose: .childProtection, basis: .dutyToReport, day: try Sample.day(day)))
    switch verdict {
    case .lawful(let ground): #expect(ground.rule.text == rule)
    case .unlawful: #expect(rule == nil)
    }
  }

  private func verdict(
    on kind: Kind, from sender: Participant, _ purpose: Purpose, _ basis: LegalBasis,
    age: AgeBand = .under12, grounds: WordSet<Ground> = []
  ) throws -> SendingVerdict {
    table.mayBeSent(
      Sending(
        kind: kind, sender: sender, recipient: Sample.board, purpose: purpose, basis: basis,
        age: age, certainty: .certain, grounds: grounds, day: try Sample.day()))
  }
}
