import Concerns
import Ledger
import Pipeline
import Routing
import Simulation
import Testing
import Wire

/// Two turns on call: another unit's on Friday, the usual one from then on.
private let turns = Town.directory { $0 + OnCallNight.turns }

@Suite struct `What more than one on call has read` {
  private static let first = Town.board("bostadssamordning")

  private static func begin() async throws -> OnCallNight {
    try await OnCallNight(onCall: first, machine: Bench.others, directory: turns)
  }

  /// The reception sends it on, and whoever is on call by then reads it, too.
  private static func sendOn(_ night: inout OnCallNight) async throws -> BrokerCommand.Deliver {
    _ = try await night.wait(until: OnCallNight.midnight)
    let owned = try await night.comeToReception()
    try await night.bench.greet(Bench.reception, functions: [Town.onCall])
    try await night.bench.redirect(
      owned[0].delivery, to: Town.otherUnits[0], from: Bench.secondReception)
    let given = try #require(
      night.bench.take(Bench.reception).delivers.last { $0.function == Town.onCall })
    try await night.bench.acknowledge([given], .read, from: Bench.reception)
    return given
  }

  @Test func `is kept by whoever read it first, until that is accepted`() async throws {
    var night = try await Self.begin()
    _ = try await Self.sendOn(&night)
    try await night.bench.restart()
    try await night.comeOnCall()
    #expect(try await night.overview(of: Self.first, by: Bench.others).keeps.count == 1)
    try await night.bench.greet(Bench.reception, functions: [Town.onCall])
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
  }

  @Test(arguments: [false, true])
  func `is kept by whoever read it after that was accepted`(restart: Bool) async throws {
    var night = try await Self.begin()
    try await night.hand(over: 10)
    try await night.comeToReception()
    try await night.accept()
    let given = try await Self.sendOn(&night)
    if restart { try await night.bench.restart() }
    try await night.bench.greet(Bench.reception, functions: [Town.onCall])
    let keeps = try await night.overview(of: Town.onCall).keeps
    #expect(keeps.map(\.delivery) == [given.delivery])
    #expect(keeps.map(\.to) == [Town.otherUnits[0]])
    try await night.comeOnCall()
    #expect(try await night.overview(of: Self.first, by: Bench.others).keeps.isEmpty)
  }

  @Test(arguments: [false, true])
  func `is theirs also where the first says something later`(restart: Bool) async throws {
    var night = try await Self.begin()
    try await night.hand(over: 10)
    try await night.comeToReception()
    try await night.accept()
    let given = try await Self.sendOn(&night)
    try await night.bench.wait(.seconds(5))
    try await night.comeOnCall()
    try await night.bench.acknowledge(night.taken, .committed, from: Bench.others)
    if restart { try await night.bench.restart() }
    night.bench.take(Bench.reception)
    try await night.bench.greet(Bench.reception, functions: [Town.onCall])
    #expect(try await night.overview(of: Town.onCall).keeps.map(\.delivery) == [given.delivery])
  }

  @Test(arguments: [false, true])
  func `stays in an accepted list what each side was shown`(restart: Bool) async throws {
    var night = try await Self.begin()
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    try await night.accept()
    // Kept anew, for somebody else: that is no part of what was accepted.
    _ = try await Self.sendOn(&night)
    if restart { try await night.bench.restart() }
    try await night.comeToReception()
    #expect(try await night.read().items.map(\.delivery) == owned.map(\.delivery))
    try await night.comeOnCall()
    #expect(
      try await night.read(by: Bench.others).items.map(\.delivery)
        == night.taken.map(\.delivery))
  }
}

@Suite struct `A word of on-call that is refused` {
  /// A second word about a delivery, on its way while the first is lost, makes it wait.
  @Test func `leaves nothing as if it were being taken`() async throws {
    var night = try await OnCallNight(reports: 2, read: nil)
    let (first, second) = (night.taken[0], night.taken[1])
    try await night.bench.greet(Town.operatorMember, credit: 0)
    for state in [AckState.received, .read] {
      try night.bench.begin(
        Bench.acknowledgement(of: [second], state, by: Bench.reception), from: Bench.reception)
    }
    // The register changes before either is on disk, so that neither is kept at once.
    try night.bench.endKey(of: Town.association.agency)
    for _ in 0..<2 { try await night.bench.finish(.examine) }
    for _ in 0..<2 { try await night.bench.finish(.record) }
    night.bench.take(Bench.reception)
    try night.bench.begin(
      Bench.acknowledgement(of: [first, second], .read, by: Bench.reception),
      from: Bench.reception)
    while night.bench.host.hasWork(.examine) { try await night.bench.finish(.examine) }
    try await night.bench.settleAll()
    #expect(night.bench.take(Bench.reception).codes.contains(.busy))
    #expect(!night.bench.host.store.noted.keeping.values.contains { $0 == night.entry(of: first) })
    try await night.bench.acknowledge([first], .read, from: Bench.reception)
    #expect(
      Set(try await night.overview(of: Town.onCall).keeps.map(\.delivery)).contains(
        first.delivery))
  }
}

extension OnCallNight {
  fileprivate func entry(of deliver: BrokerCommand.Deliver) -> EntryIndex? {
    bench.host.store.noted.deliveries[deliver.delivery]?.entry
  }
}
