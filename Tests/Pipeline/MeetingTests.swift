import Concerns
import Ledger
import Simulation
import Testing
import Wire

/// The board offers whoever reported under the duty a meeting (SoL 19:5).
@Suite struct `An invitation to a meeting` {
  private func invitation(
    in conversation: ConversationID, to parties: [FunctionID] = [Town.school.unit]
  ) -> Wording {
    var wording = Wording(.meetingInvitation, from: Town.reception, in: conversation)
    wording.particulars = Particulars(
      parties: parties,
      decision: Bench.decision(
        by: "norrkoping-socialnamnd.socialsekreterare", under: .meeting))
    return wording
  }

  @Test func `reaches whoever reported, and tells that it is offered and no more`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    let sights = try await bench.sights(
      of: invitation(in: report.conversation), from: Bench.reception)
    #expect(sights == [Sight(Town.school.unit, [.matter])])
  }

  @Test func `is for nobody but the one who reported`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    for parties in [[Town.preschool.unit], [Town.school.unit, Town.preschool.unit]] {
      let problem = try await bench.problem(
        of: invitation(in: report.conversation, to: parties), from: Bench.reception)
      #expect(problem == .init(.notPermitted, frame: 3, pointer: "/to"))
    }
  }

  @Test func `answers a report`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let problem = try await bench.problem(
      of: invitation(in: bench.conversation()), from: Bench.reception)
    #expect(problem?.code == .unknownConversation)
  }

  @Test func `comes from a public entrance, which does not tell who owns the report`() async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    var wording = invitation(in: report.conversation)
    wording.unit = Town.protectedDesk
    let problem = try await bench.problem(of: wording, from: Bench.protectedDesk)
    #expect(problem == .init(.unknownUnit, frame: 3, pointer: "/unit"))
  }

  @Test func `is not for those who are not bound by the duty`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = Wording(
      .reportVoluntary, from: Town.association.unit, in: bench.conversation())
    try await bench.say(report, from: Bench.association)
    let problem = try await bench.problem(
      of: invitation(in: report.conversation, to: [Town.association.unit]),
      from: Bench.reception)
    #expect(problem?.code == .kindNotLawful)
  }

  /// The role, the provision and the day of the decision, and where the fault is.
  private static let decisions: [(String, LegalBasis, String, ProblemCode, String)] = [
    ("norrkoping-socialnamnd.kanslist", .meeting, "2026-11-19", .notDelegated, "/decision/by"),
    ("skola.rektor", .meeting, "2026-11-19", .notDelegated, "/decision/by"),
    (
      "norrkoping-socialnamnd.socialsekreterare", .meeting, "2026-01-14", .notDelegated,
      "/decision/by"
    ),
    (
      "norrkoping-socialnamnd.socialsekreterare", .meeting, "2026-11-20", .badHandling,
      "/decision/on"
    ),
    (
      "norrkoping-socialnamnd.enhetschef", .feedback, "2026-11-19", .badHandling,
      "/decision/section"
    ),
  ]

  @Test(arguments: decisions)
  func `rests on a decision that somebody might take that day`(
    role: String, section: LegalBasis, day: String, code: ProblemCode, pointer: String
  ) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    var wording = invitation(in: report.conversation)
    wording.particulars = Particulars(
      parties: [Town.school.unit],
      decision: Bench.decision(by: role, under: section, on: day))
    let problem = try await bench.problem(of: wording, from: Bench.reception)
    #expect(problem == .init(code, frame: 3, pointer: pointer))
  }
}
