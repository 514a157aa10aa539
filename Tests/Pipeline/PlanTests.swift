import Concerns
import Simulation
import Testing
import Wire

/// School, preschool, care and social services around one plan (SoL 10:8).
@Suite struct `A summons to a plan` {
  private let summons = {
    var wording = Wording(
      .planSummons, from: Town.school.unit,
      in: Town.name("7c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a003", ConversationID.init(_:)))
    wording.particulars = Particulars(
      parties: [Town.preschool.unit, Town.board("samverkan")])
    wording.told = [.identity, .school, .health]
    return wording
  }()
  private static let parties = [Town.school.agency, Town.preschool.agency, Town.board]

  @Test func `shows each party what the individual has consented to`() throws {
    var counter = try Counter()
    try counter.waive([.identity, .school], towards: Set(Self.parties), for: .sip)
    let told: Set<DataClass> = [.matter, .identity, .school]
    #expect(
      try counter.decide(summons).get() == [
        Sight(Town.preschool.unit, told),
        Sight(Town.board("samverkan"), told.union([.handling])),
      ])
  }

  @Test(arguments: [[], [Town.school.agency, Town.board], [Town.preschool.agency, Town.board]])
  func `is refused until the individual has`(waived: [AgencyID]) throws {
    var counter = try Counter()
    if !waived.isEmpty { try counter.waive([.identity, .school], towards: Set(waived), for: .sip) }
    guard case .failure(let problem) = try counter.decide(summons) else {
      Issue.record("it was taken")
      return
    }
    #expect(problem.code == .kindNotLawful)
  }

  @Test func `rests on no yes to another cooperation`() throws {
    var counter = try Counter()
    try counter.waive([.identity, .school], towards: Set(Self.parties), for: .sspf)
    guard case .failure(let problem) = try counter.decide(summons) else {
      Issue.record("it was taken")
      return
    }
    #expect(problem.code == .kindNotLawful)
  }

  @Test func `is not for the police`() throws {
    var counter = try Counter()
    try counter.waive([.identity], towards: [Town.school.agency, Town.police.agency], for: .sip)
    var wording = summons
    wording.particulars = Particulars(parties: [Town.police.unit])
    guard case .failure(let problem) = try counter.decide(wording) else {
      Issue.record("it was taken")
      return
    }
    #expect(problem.code == .kindNotLawful)
  }
}
