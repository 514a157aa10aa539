import Concerns
import Simulation
import Testing
import Wire

/// A unit that has let a conversation go for a conflict of interest, and owns what came later of it
/// all the same, because nobody else may.
@Suite struct `A hand-over list to whoever owns as the last resort` {
  private static let unit = Town.otherUnits[0]

  /// The reception has accepted what on-call took of the later report; with its delivery of that.
  private static func accepted() async throws -> (OnCallNight, BrokerCommand.Deliver) {
    let conversation = try #require(ConversationID("00000000-0000-4000-8000-000000000077"))
    var night = try await OnCallNight(read: .received) { $0.conversation = conversation }
    let first = try #require(try await night.comeToReception().first)
    try await night.bench.redirect(
      first.delivery, to: unit, from: Bench.secondReception, because: .conflictOfInterest)
    // On-call is so for the other unit, too, and settles what it is handed once more.
    let again = night.bench.take(Bench.reception).delivers
    try await night.bench.acknowledge(again, .received, from: Bench.reception)
    night.bench.take(Bench.secondReception)
    _ = try await night.bench.report {
      $0.conversation = conversation
      $0.excluded = [unit.text, Town.head.text]
    }
    let held = night.bench.take(Bench.reception).delivers
    #expect(held.count == 1)
    try await night.bench.acknowledge(held, .read, from: Bench.reception)
    let owned = try #require(night.bench.take(Bench.secondReception).delivers.first)
    #expect(owned.function == Town.reception)
    let document = DutyDocument(
      try OnCallNight.list(10),
      .handOver(
        from: Town.onCall, to: Town.reception, held.map { OnCallNight.item($0.delivery) }))
    #expect(try await night.send(document, from: Bench.reception).leaves.count == 1)
    #expect(try await night.accept().leaves.count == 1)
    return (night, owned)
  }

  private static func restart(_ night: inout OnCallNight) async throws {
    try await night.bench.restart()
    try await night.comeOnCall()
    try await night.comeToReception()
  }

  /// It owns the concern and reads all of it: the list says no more.
  @Test(arguments: [false, true])
  func `is read by them while they own it`(isStartedAnew: Bool) async throws {
    var (night, owned) = try await Self.accepted()
    if isStartedAnew { try await Self.restart(&night) }
    #expect(try await night.read().items.map(\.delivery) == [owned.delivery])
  }

  @Test(arguments: [ClientCommand.Decide.Reason.conflictOfInterest, .wrongUnit], [false, true])
  func `is read by them no more, once somebody else owns it`(
    reason: ClientCommand.Decide.Reason, isStartedAnew: Bool
  ) async throws {
    var (night, owned) = try await Self.accepted()
    let answers = try await night.bench.redirect(
      owned.delivery, to: Town.otherUnits[1], from: Bench.secondReception, because: reason)
    #expect(answers.codes == [])
    if isStartedAnew { try await Self.restart(&night) }
    await #expect(throws: OnCallNight.Unshown.self) { try await night.read() }
  }
}
