import Concerns
import Deadlines
import Evidence
import Ringing
import Simulation
import Testing
import Wire

@Suite struct `A hand-over while the concern is sent on` {
  private static let unit = Town.otherUnits[0]

  /// Lets the owner send a report on: that is decided, and not yet on disk.
  private static func sendOn(
    _ owned: DeliveryID, in night: inout OnCallNight
  ) async throws {
    try night.bench.begin(
      .decide(
        .init(
          delivery: owned, version: try night.bench.version(of: owned), to: unit,
          reason: .wrongUnit)), from: Bench.secondReception)
    try await night.bench.finish(.look)
    #expect(night.bench.host.hasWork(.record), "it is on its way")
  }

  @Test func `is accepted by nobody who may not own it any more`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    let view = try await night.read().view
    try await Self.sendOn(owned[0].delivery, in: &night)
    let document = DutyDocument(try OnCallNight.list(10), .accept(view: view))
    #expect(try await night.sendMeanwhile(document, from: Bench.secondReception) == [.busy])
    // The new owner has accepted nothing, and on-call keeps it.
    #expect(night.bench.host.store.noted.keeping.count == 1)
    #expect(try await night.overview(of: Town.onCall).keeps.map(\.to) == [Self.unit])
  }

  @Test func `is written to nobody who may not own it any more`() async throws {
    var night = try await OnCallNight()
    let owned = try await night.comeToReception()
    try await Self.sendOn(owned[0].delivery, in: &night)
    let document = try night.document()
    #expect(try await night.sendMeanwhile(document, from: Bench.reception) == [.busy])
    let again = try await night.send(document, from: Bench.reception)
    #expect(again.problems == [Problem(.dutyNotKept, frame: 2, pointer: "/items/0")])
    let anew = try night.document(to: Self.unit)
    #expect(try await night.send(anew, from: Bench.reception).leaves.count == 1)
  }

  @Test func `is owed to whoever owns it, though who keeps it was looked up before that`()
    async throws
  {
    var night = try await OnCallNight(read: nil)
    let owned = try await night.comeToReception()
    try night.bench.begin(
      Bench.acknowledgement(of: night.taken, .read, by: Bench.reception), from: Bench.reception)
    try await night.bench.finish(.examine)
    try await Self.sendOn(owned[0].delivery, in: &night)
    try await night.bench.finish(.record)
    // What is on disk now is read, and heard of once the redirection is there, too.
    try await night.bench.host.perform(.look)
    try await night.bench.finish(.record)
    try await night.bench.settleAll()
    #expect(try await night.overview(of: Town.onCall).keeps.map(\.to) == [Self.unit])
  }
}

@Suite struct `What was recalled from on-call` {
  @Test(arguments: [false, true])
  func `rings its owner, who can see it`(isStartedAnew: Bool) async throws {
    var night = try await OnCallNight(read: nil)
    try await night.bench.send(.open(night.taken[0].delivery), from: Bench.reception)
    let owned = try await night.comeToReception()
    // Whoever is on call is not so for the desk.
    try await night.bench.redirect(
      owned[0].delivery, to: Town.protectedDesk, from: Bench.secondReception)
    #expect(night.bench.take(Bench.reception) == [.recall(night.taken[0].delivery)])
    if isStartedAnew { try await night.bench.restart() }
    let calls = try await night.wait(until: Town.moment("2026-11-21T23:05:00Z"))
    #expect(calls.map(\.kind) == [.protectionAssessment, .protectionAssessment])
    #expect(calls.allSatisfy { $0.callees.first == .function(Town.protectedDesk) })
    #expect(calls.allSatisfy { !$0.callees.contains(.function(Town.onCall)) })
    // What it did before that is still to be told.
    try await night.comeOnCall()
    #expect(try await night.overview(of: Town.onCall).keeps.count == 1)
  }
}

extension OnCallNight {
  /// Sends something signed while something else is on its way to the ledger, and gives the
  /// problems that come of it.
  fileprivate mutating func sendMeanwhile(
    _ document: DutyDocument, from member: MemberID
  ) async throws -> [ProblemCode] {
    let proof = Proof.sign(
      [document.bytes], for: .duty, audience: Town.deployment, with: Town.key(of: member.agency))[0]
    bench.take(member)
    try bench.begin(.duty(.act(proof, document)), from: member)
    try await bench.finish(.examine)
    try await bench.settleAll()
    return bench.take(member).codes
  }
}
