import Concerns
import Routing
import Simulation
import Testing
import Wire

/// Who last knew somebody, asked by the unit of another board that has their reports since a
/// reorganisation.
@Suite struct `A question who last knew somebody, after a move between boards` {
  /// The morning after; with what the new unit has been handed.
  private static func moved(
    closedBefore isClosed: Bool = false
  ) async throws -> (Bench, [BrokerCommand.Deliver]) {
    var (bench, _) = try await MovingTown.moving()
    if isClosed {
      let held = bench.take(MovingTown.oldMachine).delivers.prefix(1)
      #expect(held.count == 1)
      try await bench.acknowledge(Array(held), .committed, from: MovingTown.oldMachine)
      for deliver in held { try await bench.decideNotToOpen(deliver) }
    }
    try await bench.wait(.seconds(1))
    return (bench, MovingTown.newMachines.flatMap { bench.take($0).delivers })
  }

  private static func known(
    _ delivery: DeliveryID, _ bench: inout Bench
  ) async throws -> [String]? {
    let answers = try await bench.send(.known(delivery), from: MovingTown.newMachines[0])
    guard case .known(delivery, let value)? = answers.last else { return nil }
    #expect(value["whole"]?.bool == true)
    return value["persons"]?.array?.map {
      ($0["function"]?.string ?? "") + " " + ($0["on"]?.string ?? "")
    }
  }

  private static let answer = [MovingTown.new.text + " 2025-01-01"]

  @Test func `is answered about what came along, with the unit that has taken it on since`()
    async throws
  {
    var (bench, delivers) = try await Self.moved()
    #expect(try await Self.known(delivers[1].delivery, &bench) == [])
    try await bench.acknowledge([delivers[0]], .committed, from: MovingTown.newMachines[0])
    #expect(try await Self.known(delivers[1].delivery, &bench) == Self.answer)
  }

  @Test(arguments: [false, true])
  func `is answered about a new report, too`(isStartedAnew: Bool) async throws {
    var (bench, delivers) = try await Self.moved()
    try await bench.acknowledge([delivers[0]], .committed, from: MovingTown.newMachines[0])
    if isStartedAnew {
      try await MovingTown.restart(&bench)
      try await MovingTown.greetAll(&bench)
      for machine in MovingTown.newMachines { bench.take(machine) }
    }
    _ = try await bench.report(MovingTown.health)
    let here = try #require(MovingTown.newMachines.flatMap { bench.take($0).delivers }.last)
    #expect(try await Self.known(here.delivery, &bench) == Self.answer)
  }

  /// What the other board had taken on is that board's to tell.
  @Test func `names nobody for what was done with before the move`() async throws {
    var (bench, delivers) = try await Self.moved(closedBefore: true)
    #expect(delivers.count == 2)
    #expect(try await Self.known(delivers[0].delivery, &bench) == [])
    _ = try await bench.report(MovingTown.health)
    let here = try #require(MovingTown.newMachines.flatMap { bench.take($0).delivers }.last)
    #expect(try await Self.known(here.delivery, &bench) == [])
  }

  @Test func `names nobody to whoever asks for the other board`() async throws {
    var (bench, delivers) = try await Self.moved()
    try await bench.acknowledge([delivers[0]], .committed, from: MovingTown.newMachines[0])
    let asked = ClientCommand.known(delivers[1].delivery)
    #expect(try await bench.send(asked, from: MovingTown.oldMachine).codes == [.unknownDelivery])
  }
}
