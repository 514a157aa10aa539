import Concerns
import Evidence
import Ledger
import Simulation
import Testing
import Wire

/// What the old owner has done with a delivery before it sends it on.
enum Prelude: CaseIterable {
  case nothing, opened, claimed, openedThenClaimed, claimedThenOpened
  case claimedAndReleased, claimedAndReturned, openedAndReturned, parked
  case received, read, openedThenReceived
}

/// A unit that has a report it should not have, and the one that should.
struct Transfer {
  var bench: Bench
  let old: DeliveryID
  /// What the old owner was handed, if it was handed anything.
  var handed: BrokerCommand.Deliver?

  /// A report by day: it has one recipient, who has no credit and takes what it wants.
  init() async throws {
    bench = try await Bench(at: Town.moment("2026-11-19T09:00:00Z"))
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, credit: 0)
    try await bench.greet(Bench.others)
    _ = try await bench.report()
    old = try #require(bench.host.store.noted.deliveries.keys.first)
  }

  mutating func play(_ prelude: Prelude) async throws {
    switch prelude {
    case .nothing: break
    case .opened: try await open()
    case .claimed: try await claim()
    case .openedThenClaimed:
      try await open()
      try await claim()
    case .claimedThenOpened:
      try await claim()
      try await open()
    case .claimedAndReleased:
      try await claim()
      try await bench.send(.release(old), from: Bench.reception)
    case .claimedAndReturned:
      try await claim()
      try await rest()
    case .openedAndReturned:
      try await claim()
      try await open()
      try await rest()
    case .parked:
      for _ in 0..<6 {
        try await claim()
        try await rest()
      }
    case .received: try await tell(.received)
    case .read: try await tell(.read)
    case .openedThenReceived:
      try await open()
      try await tell(.received)
    }
  }

  private mutating func open() async throws {
    handed = try await bench.send(.open(old), from: Bench.reception).delivers.first
  }

  private mutating func claim() async throws {
    handed = try await bench.send(.claim(old), from: Bench.reception).delivers.first
  }

  private mutating func tell(_ state: AckState) async throws {
    if handed == nil { try await claim() }
    try await bench.acknowledge([try #require(handed)], state, from: Bench.reception)
  }

  /// Lets a lease run out.
  private mutating func rest() async throws {
    try await bench.wait(.seconds(31))
    for member in [Bench.school, Bench.reception, Bench.others] {
      try await bench.stayAwake(member)
    }
    bench.take(Bench.reception)
  }

  var clocks: Int { bench.host.store.noted.clocks.count }
}

@Suite struct `A delivery that is sent on` {
  @Test(arguments: Prelude.allCases)
  func `is the new owner's alone, whatever became of it before`(prelude: Prelude) async throws {
    var transfer = try await Transfer()
    try await transfer.play(prelude)
    let old = transfer.old
    let version = try transfer.bench.version(of: old)
    let answers = try await transfer.bench.redirect(old, to: Town.otherUnits[0])
    #expect(answers == [.decided(old, version: version + 1)])
    let new = try #require(transfer.bench.take(Bench.others).delivers.first)
    // The old owner gets nothing more of it, pushed or asked for.
    let again = try await transfer.bench.send(.open(old), from: Bench.reception)
    #expect(again.codes == [.leaseEnded])
    #expect(
      try await transfer.bench.send(.claim(old), from: Bench.reception).codes == [
        .unknownDelivery
      ])
    #expect(
      try await transfer.bench.redirect(old, to: Town.otherUnits[1]).codes == [.notPermitted])
    try await transfer.bench.greet(Bench.reception)
    try await transfer.bench.wait(.seconds(5))
    #expect(transfer.bench.take(Bench.reception).delivers.isEmpty)
    // What it says late is noted, and ends nothing.
    if let handed = transfer.handed {
      for state in [AckState.received, .committed] {
        let told = try await transfer.bench.acknowledge([handed], state, from: Bench.reception)
        #expect(
          told.told.count == 1 && told.told.allSatisfy { ($0.state.reached ?? .received) >= state })
        #expect(transfer.clocks == 1)
      }
    }
    try await transfer.bench.acknowledge([new], .committed, from: Bench.others)
    #expect(transfer.clocks == 0)
    #expect(transfer.bench.host.store.noted.faults.isEmpty)
  }

  @Test(arguments: [Prelude.claimed, .opened, .received, .read])
  func `ends no clock for its old owner, not even after a restart`(
    prelude: Prelude
  ) async throws {
    var transfer = try await Transfer()
    try await transfer.play(prelude)
    #expect(
      try await transfer.bench.redirect(transfer.old, to: Town.otherUnits[0]).codes.isEmpty)
    try await transfer.bench.restart()
    try await transfer.bench.greet(Bench.reception)
    let handed = try #require(transfer.handed)
    for state in [AckState.read, .committed] {
      let answers = try await transfer.bench.acknowledge([handed], state, from: Bench.reception)
      #expect(answers.told == [.init(delivery: transfer.old, state: .reached(state))])
    }
    #expect(transfer.clocks == 1)
    try await transfer.bench.greet(Bench.others)
    let new = try #require(transfer.bench.take(Bench.others).delivers.first)
    try await transfer.bench.acknowledge([new], .committed, from: Bench.others)
    #expect(transfer.clocks == 0)
  }

  @Test func `does not let its old owner tell the sender that somebody has acted`()
    async throws
  {
    var transfer = try await Transfer()
    let report = try await transfer.bench.report()
    transfer.bench.take(Bench.school)
    let own = try #require(
      transfer.bench.host.store.noted.deliveries.keys.first { $0 != transfer.old })
    let handed = try #require(
      try await transfer.bench.send(.claim(own), from: Bench.reception).delivers.first)
    #expect(try await transfer.bench.redirect(own, to: Town.otherUnits[0]).codes.isEmpty)
    let new = try #require(transfer.bench.take(Bench.others).delivers.first)
    try await transfer.bench.acknowledge([handed], .committed, from: Bench.reception)
    #expect(
      try await transfer.bench.send(.status(report.id), from: Bench.school) == [
        .status(report.id, .read)
      ])
    try await transfer.bench.acknowledge([new], .committed, from: Bench.others)
    #expect(
      try await transfer.bench.send(.status(report.id), from: Bench.school) == [
        .status(report.id, .committed)
      ])
  }

  @Test func `stands in the old owner's list as redirected`() async throws {
    var transfer = try await Transfer()
    try await transfer.play(.openedThenReceived)
    try await transfer.bench.redirect(transfer.old, to: Town.otherUnits[0])
    let answers = try await transfer.bench.send(
      .list(.init(function: Town.reception, after: nil, limit: 10)), from: Bench.reception)
    guard case .list(let labels, _)? = answers.first else {
      Issue.record("no list: \(answers)")
      return
    }
    #expect(labels.map(\.state) == ["redirected"])
  }

  @Test func `is not, once its owner has taken it on`() async throws {
    var transfer = try await Transfer()
    try await transfer.play(.received)
    let handed = try #require(transfer.handed)
    try await transfer.bench.acknowledge([handed], .committed, from: Bench.reception)
    let answers = try await transfer.bench.redirect(transfer.old, to: Town.otherUnits[0])
    #expect(answers.codes == [.notPermitted])
    #expect(transfer.bench.take(Bench.others).delivers.isEmpty)
  }
}
