import Concerns
import Policy
import Testing

/// Försäkringskassan, Kriminalvården, Migrationsverket and the others that SoL 19:1 lists beside
/// the police (p. 7 to 20).
@Suite struct `Another authority that the act lists` {
  private static let listed = Participant(party: .otherAuthority, isBound: true)
  private static let unlisted = Participant(party: .otherAuthority, isBound: false)
  private let table: PolicyTable

  init() throws { table = try Sweden.table.get() }

  @Test func `may report, ask for the answer and correct, and nothing else`() throws {
    #expect(
      table.lawfulKinds(for: Self.listed, on: try Sample.day(Sweden.today))
        == [.reportMandatory, .feedbackRequest, .correction])
  }

  @Test func `reports like anyone with the part of it that is not bound`() throws {
    #expect(
      table.lawfulKinds(for: Self.unlisted, on: try Sample.day(Sweden.today))
        == [.reportVoluntary, .correction])
  }

  @Test(arguments: [("2026-01-14", false), ("2026-01-15", true)])
  func `is bound from the day on which the list grew`(day: String, isBound: Bool) throws {
    let lawful = table.lawfulKinds(for: Self.listed, on: try Sample.day(day))
    #expect(lawful.contains(.reportMandatory) == isBound)
    #expect(lawful.contains(.correction) == isBound)
  }

  @Test(arguments: AgeBand.allCases)
  func `is never stopped from reporting a child for want of anything`(age: AgeBand) throws {
    let verdict = table.mayBeSent(
      Sending(
        kind: .reportMandatory, sender: Self.listed, recipient: Sample.board,
        purpose: .childProtection, basis: .dutyToReport, age: age,
        day: try Sample.day(Sweden.today)))
    switch verdict {
    case .lawful(let ground):
      #expect(ground.rule.text == "send-report-mandatory")
      #expect(![.from18, .from21].contains(age))
    case .unlawful: #expect([.from18, .from21].contains(age))
    }
  }

  @Test(arguments: [
    (LegalBasis.dutyToReport, true), (.inquiry, false), (.formerDuty, false),
    (.dutyOfFamilyCounselling, false), (.anyoneShouldReport, false), (.policeNotice, false),
  ])
  func `corrects on the ground of its report alone`(basis: LegalBasis, isLawful: Bool) throws {
    let verdict = table.mayBeSent(
      Sending(
        kind: .correction, sender: Self.listed, recipient: Sample.board,
        purpose: .childProtection, basis: basis, day: try Sample.day(Sweden.today)))
    switch verdict {
    case .lawful(let ground):
      #expect(isLawful && ground.rule.text == "send-correction-other-authority")
    case .unlawful(let part, _, _): #expect(!isLawful && part == .basis)
    }
  }

  @Test(arguments: Kind.allCases)
  func `sees nothing but the answer to its own report, whatever is waived or decided`(
    kind: Kind
  ) throws {
    for standing in RecipientStanding.allCases {
      for dataClass in DataClass.allCases where kind.classes.contains(dataClass) {
        for sender in [Party.socialServices, .police, .otherAuthority] {
          let sight = try sight(of: dataClass, in: kind, from: sender, as: standing)
          let isAnswer =
            kind == .feedback && standing == .reporter && dataClass != .handling
          #expect(table.mayBeSeen(sight).isShown == isAnswer, "\(sight)")
        }
      }
    }
  }

  @Test(arguments: [Circumstance.asked, .decided])
  func `sees no answer that it has not asked for, nor one before the decision`(
    missing: Circumstance
  ) throws {
    let sight = try sight(of: .outcome, in: .feedback, as: .reporter, without: missing)
    #expect(!table.mayBeSeen(sight).isShown)
  }

  @Test func `is told that how it protects data has not been settled`() throws {
    let verdict = table.mayBeSeen(
      try sight(of: .matter, in: .meetingInvitation, as: .reporter))
    #expect(!verdict.isShown)
    #expect(verdict.ground.rule.text == "withhold-from-other-authorities")
    #expect(verdict.ground.review == .needsLegalReview)
  }

  /// With everything established that can be, but for what is missing.
  private func sight(
    of dataClass: DataClass, in kind: Kind, from sender: Party = .socialServices,
    as standing: RecipientStanding, without missing: Circumstance? = nil
  ) throws -> Seeing {
    Seeing(
      kind: kind, sender: Participant(party: sender, isBound: true), recipient: Self.listed,
      standing: standing, dataClass: dataClass, age: .from12, protection: .none,
      guardians: .mayBeTold, certainty: .certain,
      circumstances: WordSet(
        Circumstance.allCases.filter { $0 != missing && $0 != .policePresent }),
      isExcluded: false, day: try Sample.day(Sweden.today))
  }
}
