import Concerns
import Simulation
import Testing
import Wire

/// Whoever knows the family hands the matter over, and it does not come back to their unit.
@Suite struct `A conflict of interest` {
  /// A report that the reception has, and two other units that may.
  private struct Case {
    var bench: Bench
    let first: BrokerCommand.Deliver
    let conversation: ConversationID

    init() async throws {
      bench = try await Bench(at: Town.moment("2026-11-19T09:00:00Z"))
      try await bench.greet(Bench.school)
      try await bench.greet(Bench.reception)
      try await bench.greet(Bench.others)
      conversation = try await bench.report().conversation
      first = try #require(bench.take(Bench.reception).delivers.first)
    }

    mutating func redirect(
      _ deliver: BrokerCommand.Deliver, to function: FunctionID, from member: MemberID,
      because reason: ClientCommand.Decide.Reason
    ) async throws -> [BrokerCommand] {
      try await bench.send(
        .decide(
          .init(
            delivery: deliver.delivery, version: try bench.version(of: deliver.delivery),
            to: function, reason: reason)), from: member)
    }

    /// Hands it over from the reception, and gives what the other unit gets.
    mutating func handOver(
      because reason: ClientCommand.Decide.Reason
    ) async throws -> BrokerCommand.Deliver {
      let answers = try await redirect(
        first, to: Town.otherUnits[0], from: Bench.reception, because: reason)
      #expect(answers.codes == [])
      return try #require(bench.take(Bench.others).delivers.first)
    }
  }

  @Test(arguments: [
    (ClientCommand.Decide.Reason.conflictOfInterest, [ProblemCode.notPermitted]), (.wrongUnit, []),
    (.moved, []), (.other, []),
  ])
  func `keeps a matter from the unit that has it, and no other reason does`(
    reason: ClientCommand.Decide.Reason, codes: [ProblemCode]
  ) async throws {
    var matter = try await Case()
    let second = try await matter.handOver(because: reason)
    let back = try await matter.redirect(
      second, to: Town.reception, from: Bench.others, because: .wrongUnit)
    #expect(back.codes == codes)
    #expect(matter.bench.take(Bench.reception).delivers.isEmpty == !codes.isEmpty)
  }

  @Test func `holds over a restart, and whoever has it next`() async throws {
    var matter = try await Case()
    let second = try await matter.handOver(because: .conflictOfInterest)
    try await matter.bench.restart()
    try await matter.bench.greet(Bench.reception)
    try await matter.bench.greet(Bench.others)
    let further = try await matter.redirect(
      second, to: Town.otherUnits[1], from: Bench.others, because: .wrongUnit)
    let third = try #require(further.delivers.last { $0.function == Town.otherUnits[1] })
    let back = try await matter.redirect(
      third, to: Town.reception, from: Bench.others, because: .wrongUnit)
    #expect(back.codes == [.notPermitted])
    #expect(matter.bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test func `is of that matter alone`() async throws {
    var matter = try await Case()
    _ = try await matter.handOver(because: .conflictOfInterest)
    _ = try await matter.bench.report()
    #expect(matter.bench.take(Bench.reception).delivers.count == 1)
  }

  @Test func `keeps what comes later of it away, too`() async throws {
    var matter = try await Case()
    _ = try await matter.handOver(because: .conflictOfInterest)
    let conversation = matter.conversation
    _ = try await matter.bench.report { $0.conversation = conversation }
    #expect(matter.bench.take(Bench.reception).delivers.isEmpty)
  }
}
