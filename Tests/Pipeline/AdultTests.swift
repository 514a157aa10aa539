import Concerns
import Simulation
import Testing
import Wire

/// For an adult there is no duty: only a waiver, or a section that speaks of adults.
@Suite struct `A concern about an adult` {
  private func concern(
    from unit: FunctionID = Town.school.unit, _ basis: LegalBasis = .waiver
  ) -> Wording {
    var wording = Wording(
      .concernAdult, from: unit,
      in: Town.name("7c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a002", ConversationID.init(_:)))
    (wording.purpose, wording.basis) = (.earlySupport, basis)
    (wording.role, wording.number) = (.adult, Neighbours.adult)
    wording.told = [.identity, .health]
    return wording
  }

  @Test func `rests on a waiver towards the board, class by class`() throws {
    var counter = try Counter()
    try counter.waive([.identity], towards: [Town.school.agency, Town.board], for: .adult)
    #expect(
      try counter.decide(concern()).get() == [
        Sight(Town.reception, [.matter, .handling, .identity])
      ])
  }

  @Test(arguments: [[], [Town.board], [Town.school.agency, Town.police.agency]])
  func `is refused without one that names both`(waived: [AgencyID]) throws {
    var counter = try Counter()
    if !waived.isEmpty { try counter.waive([.identity], towards: Set(waived), for: .adult) }
    guard case .failure(let problem) = try counter.decide(concern()) else {
      Issue.record("it was taken")
      return
    }
    #expect(problem.code == .kindNotLawful)
  }

  @Test(arguments: [(Ground.addiction, true), (.health, false)])
  func `on addiction may come from care without one`(ground: Ground, isLawful: Bool) async throws {
    var bench = try await Bench.withNeighbours()
    var wording = concern(from: Neighbours.firstLine, .necessaryCareByHealth)
    wording.grounds = [ground]
    let answers = try await bench.say(wording, from: Neighbours.careMachine)
    #expect(answers.receipts.count == (isLawful ? 1 : 0))
    let sights = try bench.take(Bench.reception).delivers.map(Bench.sight)
    #expect(
      sights
        == (isLawful
          ? [Sight(Town.reception, [.matter, .handling, .identity, .health], isWhole: true)] : []))
  }

  @Test func `is not about a child`() async throws {
    var bench = try await Bench.withNeighbours()
    var wording = concern(from: Neighbours.firstLine, .necessaryCareByHealth)
    (wording.grounds, wording.number) = ([.addiction], Neighbours.child)
    let problem = try await bench.problem(of: wording, from: Neighbours.careMachine)
    #expect(problem?.code == .kindNotLawful)
  }
}
