import Concerns
import Evidence
import Ledger
import Simulation
import Testing
import Wire

/// What the old owner does at the same moment as it sends a delivery on.
enum Rival: CaseIterable {
  case open, claim, received, committed
}

@Suite struct `Sending on at the same moment as` {
  /// Both reach the broker before the ledger has answered either, in both orders.
  @Test(arguments: Rival.allCases, [true, false])
  func `something else leaves one owner`(rival: Rival, isFirst: Bool) async throws {
    var transfer = try await Transfer()
    let isTelling = rival == .received || rival == .committed
    if isTelling { try await transfer.play(.claimed) }
    let version = try transfer.bench.version(of: transfer.old)
    let command = try command(rival, transfer)
    let decide = ClientCommand.decide(
      .init(
        delivery: transfer.old, version: version, to: Town.otherUnits[0], reason: .wrongUnit))
    for command in isFirst ? [command, decide] : [decide, command] {
      try transfer.bench.begin(command, from: Bench.reception)
      try await transfer.bench.finish(.examine)
      try await transfer.bench.finish(.look)
    }
    try await transfer.bench.finish(.record, batches: 2)
    try await transfer.bench.settleAll()
    let noted = transfer.bench.host.store.noted
    #expect(noted.faults.isEmpty)
    let answers = transfer.bench.take(Bench.reception)
    #expect(answers.count == 2)
    let isDecided = answers.contains { $0.name == .decide }
    let new = transfer.bench.take(Bench.others).delivers
    #expect(new.count == (isDecided ? 1 : 0))
    #expect(isDecided == !isFirst)  // Whoever was second saw another version.
    if isDecided { #expect(answers.delivers.isEmpty) }
    let hasActed = rival == .committed && isFirst
    #expect(transfer.clocks == (hasActed ? 0 : 1))
    try await transfer.bench.greet(Bench.reception)
    try await transfer.bench.wait(.seconds(40))
    if isDecided { #expect(transfer.bench.take(Bench.reception).delivers.isEmpty) }
  }

  private func command(_ rival: Rival, _ transfer: Transfer) throws -> ClientCommand {
    switch rival {
    case .open: .open(transfer.old)
    case .claim: .claim(transfer.old)
    case .received:
      Bench.acknowledgement(
        of: [try #require(transfer.handed)], .received, by: Bench.reception)
    case .committed:
      Bench.acknowledgement(
        of: [try #require(transfer.handed)], .committed, by: Bench.reception)
    }
  }
}

@Suite struct `Another machine of the old owner` {
  @Test func `is told to stop with what it holds`() async throws {
    var transfer = try await Transfer()
    try await transfer.bench.greet(Bench.secondReception, functions: [Town.reception])
    #expect(
      transfer.bench.take(Bench.secondReception).delivers.map(\.delivery) == [transfer.old])
    #expect(
      try await transfer.bench.redirect(transfer.old, to: Town.otherUnits[0]).codes.isEmpty)
    #expect(transfer.bench.take(Bench.secondReception) == [.recall(transfer.old)])
    try await transfer.bench.wait(.seconds(40))
    #expect(transfer.bench.take(Bench.secondReception).delivers.isEmpty)
  }
}

/// A report by night, which its owner's unit and whoever is on duty receive.
struct Night {
  var bench: Bench
  let owned: BrokerCommand.Deliver
  let duty: DeliveryID

  /// - Parameter credit: What the one on duty has; without a session where it is `nil`.
  init(dutyCredit credit: Int64?) async throws {
    bench = try await Bench(at: Town.moment("2026-11-19T21:00:00Z"))
    try await bench.greet(Bench.school)
    for member in [Bench.protectedDesk, Bench.others] { try await bench.greet(member) }
    try await bench.greet(Bench.reception, functions: [Town.reception])
    if let credit {
      try await bench.greet(Bench.secondReception, credit: credit, functions: [Town.onCall])
    }
    _ = try await bench.report()
    let owned = try #require(bench.take(Bench.reception).delivers.first)
    self.owned = owned
    duty = try #require(
      bench.host.store.noted.deliveries.keys.first { $0 != owned.delivery })
  }

  var dutyState: DeliveryState? { bench.host.store.noted.deliveries[duty]?.standing.state }
}

@Suite struct `Whoever was on duty for the old owner` {
  @Test func `is never handed what waited for it`() async throws {
    var night = try await Night(dutyCredit: nil)
    #expect(
      try await night.bench.redirect(night.owned.delivery, to: Town.protectedDesk).codes.isEmpty)
    #expect(night.dutyState?.isOpen == false)
    try await night.bench.greet(Bench.secondReception, functions: [Town.onCall])
    try await night.bench.wait(.seconds(40))
    #expect(night.bench.take(Bench.secondReception).delivers.isEmpty)
    #expect(night.bench.take(Bench.protectedDesk).delivers.count == 1)
    try await night.bench.restart()
    try await night.bench.greet(Bench.secondReception, functions: [Town.onCall])
    #expect(night.bench.take(Bench.secondReception).delivers.isEmpty)
  }

  @Test func `is told to stop with what it holds`() async throws {
    var night = try await Night(dutyCredit: 100)
    #expect(night.bench.take(Bench.secondReception).delivers.map(\.delivery) == [night.duty])
    try await night.bench.redirect(night.owned.delivery, to: Town.protectedDesk)
    #expect(night.bench.take(Bench.secondReception) == [.recall(night.duty)])
    try await night.bench.wait(.seconds(40))
    #expect(night.bench.take(Bench.secondReception).delivers.isEmpty)
  }

  @Test func `is not sent what was on its way to it`() async throws {
    var night = try await Night(dutyCredit: 0)
    try night.bench.begin(
      .credit(.init(messages: 10, bytes: 1 << 30)), from: Bench.secondReception)
    #expect(night.bench.host.hasWork(.record))
    try night.bench.begin(
      .decide(
        .init(
          delivery: night.owned.delivery,
          version: try night.bench.version(of: night.owned.delivery), to: Town.protectedDesk,
          reason: .conflictOfInterest)), from: Bench.reception)
    try await night.bench.finish(.look)
    try await night.bench.finish(.record, batches: 2)
    try await night.bench.settleAll()
    try await night.bench.wait(.seconds(40))
    #expect(night.bench.take(Bench.reception).contains { $0.name == .decide })
    #expect(night.bench.take(Bench.secondReception).delivers.isEmpty)
    #expect(night.bench.host.store.noted.faults.isEmpty)
    #expect(night.dutyState?.isOpen == false)
  }

  @Test func `is heard first when it tells at the same moment`() async throws {
    var night = try await Night(dutyCredit: 100)
    let duty = try #require(night.bench.take(Bench.secondReception).delivers.first)
    try night.bench.begin(
      Bench.acknowledgement(of: [duty], .committed, by: Bench.secondReception),
      from: Bench.secondReception)
    try await night.bench.finish(.examine)
    let early = try await night.bench.redirect(night.owned.delivery, to: Town.protectedDesk)
    #expect(early.codes == [.stale])
    let late = try await night.bench.redirect(night.owned.delivery, to: Town.protectedDesk)
    #expect(late.codes.isEmpty)
    #expect(night.bench.take(Bench.secondReception).told.map(\.state) == [.reached(.committed)])
    #expect(night.bench.host.store.noted.clocks.count == 1)
  }

  @Test(arguments: [Int64(0), 100])
  func `keeps what it has when it is on duty for the new owner, too`(credit: Int64) async throws {
    var night = try await Night(dutyCredit: credit)
    try await night.bench.redirect(night.owned.delivery, to: Town.otherUnits[0])
    #expect(night.dutyState == (credit == 0 ? .waiting : .leased))
    #expect(night.bench.take(Bench.others).delivers.count == 1)
    var sent = night.bench.take(Bench.secondReception)
    try await night.bench.greet(Bench.secondReception, functions: [Town.onCall], connection: 2)
    try await night.bench.wait(.seconds(5))
    // Once, under the name that it had; and nobody asked for it back.
    sent += night.bench.take(Bench.secondReception)
    #expect(sent.delivers.map(\.delivery) == [night.duty])
    #expect(!sent.contains { $0.name == .recall })
    let ofReport = night.bench.host.store.noted.deliveriesOf.values.map(\.count)
    #expect(ofReport == [3])
  }

  @Test func `ends no clock by what it says`() async throws {
    var night = try await Night(dutyCredit: 100)
    let duty = try #require(night.bench.take(Bench.secondReception).delivers.first)
    try await night.bench.redirect(night.owned.delivery, to: Town.otherUnits[0])
    try await night.bench.acknowledge([duty], .committed, from: Bench.secondReception)
    #expect(night.bench.host.store.noted.clocks.count == 1)
  }
}
