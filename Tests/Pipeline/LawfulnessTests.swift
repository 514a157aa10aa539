import Concerns
import Policy
import Routing
import Simulation
import Testing
import Wire

/// What its sender is, and what it says of the person, before it is let in.
@Suite struct `A message that the law is asked about` {
  /// A unit of the board, a provision, a ground, and what is wrong with it.
  private static let counselling: [(FunctionID, LegalBasis, Ground, ProblemCode?)] = [
    (Town.walled, .dutyOfFamilyCounselling, .violence, nil),
    (Town.walled, .dutyOfFamilyCounselling, .neglect, .kindNotLawful),
    (Town.walled, .dutyToReport, .violence, .basisNotLawful),
    (Town.walled, .dutyToReport, .neglect, .kindNotLawful),
    (Town.reception, .dutyOfFamilyCounselling, .violence, .basisNotLawful),
    (Town.reception, .dutyToReport, .neglect, nil),
  ]

  @Test(arguments: counselling)
  func `comes from behind a wall under the narrower duty only`(
    unit: FunctionID, basis: LegalBasis, ground: Ground, problem: ProblemCode?
  ) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.reception, credit: 0)
    var wording = Wording(.reportMandatory, from: unit, in: bench.conversation())
    (wording.basis, wording.grounds) = (basis, [ground])
    let letter = bench.letter(wording, by: Town.board)
    let answers = try await bench.publish(letter, from: Bench.reception)
    #expect(answers.codes == [problem].compactMap(\.self))
    #expect(answers.receipts.count == (problem == nil ? 1 : 0))
  }

  /// Born in 1890 by the number, nobody knows who, mistyped.
  @Test(arguments: ["189001019802", nil, "19000102-XXXX"])
  func `is never refused for the age that a number tells`(number: String?) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    var wording = bench.wording()
    wording.number = number
    let answers = try await bench.publish(bench.letter(wording))
    #expect(answers.codes.isEmpty)
    #expect(answers.receipts.count == 1)
  }

  @Test func `is refused with what its sender may send instead`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    let answers = try await bench.publish(bench.letter(bench.wording(.reportVoluntary)))
    #expect(answers.receipts.isEmpty)
    guard case .problem(let problem, _)? = answers.first else {
      Issue.record("answered \(answers)")
      return
    }
    #expect(problem.code == .kindNotLawful)
    #expect(
      problem.lawful == [
        .reportMandatory, .feedbackRequest, .inquiryResponse, .consultationAnonymous,
        .collaborationShare, .planSummons, .disclosurePolice, .releaseIndividual, .concernAdult,
        .consentRecord, .consentWithdraw, .correction, .emergencyDeclare, .reservationOffer,
      ])
  }

  @Test(arguments: [
    (Town.school, Kind.reportVoluntary, LegalBasis.anyoneShouldReport),
    (Town.association, .reportMandatory, .dutyToReport),
  ])
  func `is refused with what the law says of its kind, in both languages`(
    sender: Town.Reporter, kind: Kind, basis: LegalBasis
  ) async throws {
    let member = sender.agency == Town.school.agency ? Bench.school : Bench.association
    var bench = try await Bench()
    try await bench.greet(member)
    var wording = Wording(kind, from: sender.unit, in: bench.conversation())
    wording.basis = basis
    let problem = try await bench.problem(of: wording, from: member)
    let rule = try #require(Town.policy.table.sendingRules.first { $0.kind == kind })
    #expect(problem?.code == .kindNotLawful)
    #expect(problem?.otherwise == rule.otherwise)
  }

  @Test func `whose ground is wrong is told of no other kind`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    var wording = bench.wording()
    wording.basis = .anyoneShouldReport
    let problem = try await bench.problem(of: wording, from: Bench.school)
    #expect(problem?.code == .basisNotLawful)
    #expect(problem?.otherwise == nil)
    #expect(problem?.lawful == [])
  }
}
