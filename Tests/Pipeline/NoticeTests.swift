import Concerns
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// The police tell the board what should lead to action (polislagen 6 §).
@Suite struct `A notice of the police` {
  private func notice(in conversation: ConversationID) -> Wording {
    var wording = Wording(.noticePolice, from: Town.police.unit, in: conversation)
    wording.particulars = Particulars(
      decision: Bench.decision(by: "polis.vakthavande-befal", under: .policeNotice))
    wording.told = [.identity, .narrative, .offence]
    return wording
  }

  private let told: Set<DataClass> = [.matter, .handling, .identity, .narrative, .offence]

  @Test(arguments: [
    (Protection.none, Town.reception), (.registered, Town.protectedDesk),
  ])
  func `reaches whoever the directory finds, whole`(
    protection: Protection, owner: FunctionID
  ) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = notice(in: bench.conversation())
    wording.protection = protection
    let sights = try await bench.sights(of: wording, from: Bench.police)
    #expect(sights == [Sight(owner, told, isWhole: true)])
  }

  @Test func `about an adult is taken as well`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = notice(in: bench.conversation())
    (wording.role, wording.number) = (.adult, Neighbours.adult)
    let sights = try await bench.sights(of: wording, from: Bench.police)
    #expect(sights == [Sight(Town.reception, told, isWhole: true)])
  }

  @Test(arguments: [
    (Urgency.acute, Lane.acute), (.ordinary, .report),
  ])
  func `goes before what is not urgent`(urgency: Urgency, lane: Lane) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = notice(in: bench.conversation())
    wording.urgency = urgency
    try await bench.say(wording, from: Bench.police)
    #expect(bench.take(Bench.reception).delivers.map(\.lane) == [lane])
  }

  @Test(arguments: [Certainty.probable, .uncertain])
  func `is not sent on a guess`(certainty: Certainty) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = notice(in: bench.conversation())
    wording.certainty = certainty
    #expect(try await bench.problem(of: wording, from: Bench.police)?.code == .kindNotLawful)
  }

  @Test func `is not sent by anyone else, or without a decision that might be taken`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = notice(in: bench.conversation())
    wording.particulars = Particulars(
      decision: Bench.decision(by: "polis.aspirant", under: .policeNotice))
    #expect(
      try await bench.problem(of: wording, from: Bench.police)
        == .init(.notDelegated, frame: 3, pointer: "/decision/by"))
    wording.unit = Town.school.unit
    wording.basis = .headTeacherToPolice
    wording.particulars = Particulars(
      decision: Bench.decision(by: "skola.rektor", under: .headTeacherToPolice))
    #expect(try await bench.problem(of: wording, from: Bench.school)?.code == .notDelegated)
  }
}
