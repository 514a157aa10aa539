import Concerns
import Routing
import Simulation
import Testing
import Wire

/// A report that was taken in by one board, and that another has since the New Year.
@Suite struct `What has moved to another board` {
  /// A unit that stays with the board that had it.
  private static let left = Town.name(MovingTown.former.text + ".kvar", FunctionID.init(_:))

  /// The directory in which the former board lasts, with one unit of its own.
  private static let directory = Town.directory { _ in
    let unit = """
      units:
        - id: kvar
          name: {sv: "Det som är kvar", en: "What is left"}
          board: vard-och-omsorgsnamnd
          from: 2023-02-01
          functions:
            - id: kvar
              name: {sv: "Det som är kvar", en: "What is left"}
            - id: chef
              name: {sv: "Chefen", en: "Head"}
          owner: kvar
          duty: {office: kvar, otherwise: kvar}
          head: chef

      """
    let parts = MovingTown.planned.split(separator: "    until: 2024-12-31\n", maxSplits: 1)
    return String(parts[0] + parts[1]).replacing("units:\n", with: unit, maxReplacements: 1)
  }

  /// The morning after; with what the new unit has been handed, the oldest first.
  private static func moved() async throws -> (Bench, [Letter], [BrokerCommand.Deliver]) {
    var (bench, letters) = try await MovingTown.bench()
    try await MovingTown.restart(&bench, directory: directory)
    bench.now = MovingTown.midnight + .seconds(-1)
    try await MovingTown.greetAll(&bench)
    try await bench.wait(.seconds(1))
    var delivers: [BrokerCommand.Deliver] = []
    for machine in MovingTown.newMachines { delivers += bench.take(machine).delivers }
    #expect(delivers.count == 3)
    return (bench, letters, delivers)
  }

  /// Sends the first on, from whichever machine has it.
  private static func sendOn(
    _ deliver: BrokerCommand.Deliver, to function: FunctionID, in bench: inout Bench,
    because reason: ClientCommand.Decide.Reason = .wrongUnit
  ) async throws -> [ProblemCode] {
    try await bench.redirect(
      deliver.delivery, to: function, from: MovingTown.newMachines[0], because: reason
    ).codes
  }

  private static func conversation(
    of deliver: BrokerCommand.Deliver, among letters: [Letter]
  ) throws -> ConversationID {
    try #require(letters.first { $0.message.sectionBytes == deliver.view }).conversation
  }

  /// The school sends one more report in a conversation.
  private static func reportAgain(
    in conversation: ConversationID, _ bench: inout Bench
  ) async throws {
    var wording = Wording(.reportMandatory, from: Town.school.unit, in: conversation)
    MovingTown.health(&wording)
    #expect(try await bench.publish(bench.letter(wording)).receipts.count == 1)
  }

  @Test(arguments: [ClientCommand.Decide.Reason.wrongUnit, .conflictOfInterest])
  func `is sent on to the units of the board that has it now`(
    reason: ClientCommand.Decide.Reason
  ) async throws {
    var (bench, letters, delivers) = try await Self.moved()
    let codes = try await Self.sendOn(
      delivers[0], to: Town.reception, in: &bench, because: reason)
    #expect(codes == [])
    let there = bench.take(Bench.reception).delivers.filter { $0.function == Town.reception }
    #expect(there.map(\.view) == [delivers[0].view])
    // What comes later of it follows, also after a start.
    try await bench.acknowledge(there, .received, from: Bench.reception)
    try await MovingTown.restart(&bench)
    try await MovingTown.greetAll(&bench)
    for machine in [Bench.reception] + MovingTown.newMachines { bench.take(machine) }
    let conversation = try Self.conversation(of: delivers[0], among: letters)
    try await Self.reportAgain(in: conversation, &bench)
    let later = bench.take(Bench.reception).delivers.filter { $0.function == Town.reception }
    #expect(later.count == 1)
    #expect(MovingTown.newMachines.flatMap { bench.take($0).delivers }.isEmpty)
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test func `is not sent back to a unit of the board that took it in`() async throws {
    var (bench, _, delivers) = try await Self.moved()
    let codes = try await Self.sendOn(delivers[0], to: Self.left, in: &bench)
    #expect(codes == [.notPermitted])
  }

  @Test func `takes nothing from a conversation that went another way since`() async throws {
    var (bench, letters, delivers) = try await Self.moved()
    let conversation = try Self.conversation(of: delivers[0], among: letters)
    try await bench.acknowledge([delivers[0]], .received, from: MovingTown.newMachines[0])
    try await Self.reportAgain(in: conversation, &bench)
    let later = try #require(MovingTown.newMachines.flatMap { bench.take($0).delivers }.first)
    let first = try await Self.sendOn(
      later, to: Town.reception, in: &bench, because: .conflictOfInterest)
    #expect(first == [])
    // What the other board took in goes alone, and the conversation stays where it went.
    #expect(try await Self.sendOn(delivers[0], to: Town.otherUnits[0], in: &bench) == [])
    try await bench.acknowledge(
      bench.take(Bench.reception).delivers, .received, from: Bench.reception)
    try await Self.reportAgain(in: conversation, &bench)
    let third = try #require(
      bench.take(Bench.reception).delivers.first { $0.function == Town.reception })
    let back = try await bench.redirect(third.delivery, to: MovingTown.new, from: Bench.reception)
    #expect(back.codes == [.notPermitted])
  }
}
