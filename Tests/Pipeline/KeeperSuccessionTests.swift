import Concerns
import Deadlines
import Ledger
import Pipeline
import Ringing
import Routing
import Simulation
import Testing
import Wire

/// A night on which a unit has the turn that is not there the morning after.
enum LastNight {
  /// Whoever has the turn on Friday; its unit ends with that day.
  static let keeper = Town.ending
  static let follower = Town.following

  /// - Parameters:
  ///   - successor: Whoever follows it, if anybody does.
  ///   - lastDay: The last on which it is there.
  static func directory(
    successor: String?, hasTurn: Bool = true, lastDay: String = "2026-11-20"
  ) -> Directory {
    Town.directory { text in
      let parts = text.split(separator: "  - id: bostadssamordning\n", maxSplits: 1)
      guard parts.count == 2, let from = parts[1].firstRange(of: "    from: 2023-02-01\n") else {
        preconditionFailure("the unit is in the shipped directory")
      }
      return parts[0] + "  - id: bostadssamordning\n" + parts[1][..<from.upperBound]
        + "    until: \(lastDay)\n" + (successor.map { "    successor: \($0)\n" } ?? "")
        + parts[1][from.upperBound...] + (hasTurn ? OnCallNight.turns : "")
    }
  }

  /// The Friday evening, at which whoever has the turn reads what has come.
  static func begin(
    successor: String?, read: AckState = .read, lastDay: String = "2026-11-20"
  ) async throws -> OnCallNight {
    try await OnCallNight(
      read: read, onCall: keeper, machine: Bench.others,
      directory: directory(successor: successor, lastDay: lastDay))
  }

  /// Midnight passes; the broker was down and is started after it, or runs on.
  static func pass(_ night: inout OnCallNight, restart: Bool) async throws {
    if restart {
      night.bench.now = OnCallNight.midnight
      try await night.bench.restart()
      try await night.bench.settleAll()
    } else {
      _ = try await night.wait(until: OnCallNight.midnight)
    }
    night.bench.take(Bench.others)
    try await night.bench.greet(Bench.others, functions: Town.otherUnits)
  }

  /// What is rung about duty until an hour after nine.
  static func morning(_ night: inout OnCallNight) async throws -> [Call] {
    let calls = try await night.wait(until: OnCallNight.nine + .seconds(3700))
    return calls.filter { $0.kind == .dutyAcceptance }
  }
}

@Suite struct `What a unit kept that has ended` {
  @Test(arguments: [false, true])
  func `is kept, and handed over, by whoever follows it`(restart: Bool) async throws {
    var night = try await LastNight.begin(successor: "familjeratt")
    try await LastNight.pass(&night, restart: restart)
    let keeps = try await night.overview(of: LastNight.follower, by: Bench.others).keeps
    #expect(keeps.map(\.delivery) == night.taken.map(\.delivery))
    #expect(keeps.map(\.to) == [Town.reception])
    night.onCall = LastNight.follower
    #expect(try await night.hand(over: 10).leaves.count == 1)
    try await night.comeToReception()
    try await night.accept()
    #expect(night.bench.host.store.noted.keeping.isEmpty)
    #expect(try await LastNight.morning(&night).isEmpty)
  }

  @Test(arguments: [false, true])
  func `rings whoever follows it`(restart: Bool) async throws {
    var night = try await LastNight.begin(successor: "familjeratt")
    try await LastNight.pass(&night, restart: restart)
    #expect(
      try await LastNight.morning(&night).map { $0.callees.first } == [
        .function(LastNight.follower), .function(LastNight.follower),
        .function(LastNight.follower),
      ])
  }

  @Test(arguments: [false, true])
  func `is accepted from the list that it wrote`(restart: Bool) async throws {
    var night = try await LastNight.begin(successor: "familjeratt")
    try await night.hand(over: 10)
    try await LastNight.pass(&night, restart: restart)
    // Whoever follows it sees that there is a list, and none of its words.
    await #expect(throws: OnCallNight.Unshown.self) {
      try await night.read(by: Bench.others)
    }
    let overview = try await night.overview(of: LastNight.follower, by: Bench.others)
    #expect(overview.keeps.map(\.list) == [try OnCallNight.list(10)])
    #expect(overview.lists.isEmpty)
    try await night.comeToReception()
    #expect(try await night.read().items.map(\.done) == [OnCallNight.words])
    try await night.accept()
    #expect(night.bench.host.store.noted.keeping.isEmpty)
  }

  @Test(arguments: [false, true])
  func `is its owner's where nobody follows, once that reads it`(restart: Bool) async throws {
    var night = try await LastNight.begin(successor: nil)
    try await LastNight.pass(&night, restart: restart)
    let owned = try await night.comeToReception()
    let keeps = try await night.overview(of: Town.reception, by: Bench.secondReception).keeps
    #expect(keeps.map(\.delivery) == owned.map(\.delivery))
    #expect(keeps.map(\.to) == [Town.reception])
    #expect(
      try await LastNight.morning(&night).map(\.callees) == [
        [.function(Town.reception)], [.function(Town.reception), .function(Town.head)],
        [.function(Town.reception), .function(Town.head)],
      ])
    #expect(night.bench.host.store.noted.keeping.count == 1)
    let again = try await night.comeToReception()
    try await night.bench.acknowledge(again, .read, from: Bench.secondReception)
    #expect(night.bench.host.store.noted.keeping.isEmpty)
    #expect(night.bench.host.store.noted.faults.isEmpty)
    let later = try await night.wait(until: OnCallNight.nine + .seconds(86_400))
    #expect(later.allSatisfy { $0.kind != .dutyAcceptance })
  }

  @Test(arguments: [false, true])
  func `ends at once where nobody follows and its owner has read it`(
    restart: Bool
  ) async throws {
    var night = try await LastNight.begin(successor: nil)
    let owned = try await night.comeToReception()
    try await night.bench.acknowledge(owned, .read, from: Bench.secondReception)
    #expect(night.bench.host.store.noted.keeping.count == 1)
    try await LastNight.pass(&night, restart: restart)
    #expect(night.bench.host.store.noted.keeping.isEmpty)
    #expect(night.bench.host.store.noted.faults.isEmpty)
    #expect(try await LastNight.morning(&night).isEmpty)
  }

  @Test(arguments: [false, true])
  func `waits for the list that it wrote, although nobody follows`(restart: Bool) async throws {
    var night = try await LastNight.begin(successor: nil)
    try await night.hand(over: 10)
    try await LastNight.pass(&night, restart: restart)
    let owned = try await night.comeToReception()
    try await night.bench.acknowledge(owned, .read, from: Bench.secondReception)
    #expect(night.bench.host.store.noted.keeping.count == 1, "the words are not read yet")
    #expect(try await LastNight.morning(&night).first?.callees.first == .function(Town.reception))
    try await night.comeToReception()
    try await night.accept()
    #expect(night.bench.host.store.noted.keeping.isEmpty)
  }
}

@Suite struct `What is kept for a unit that has ended` {
  @Test(arguments: [AckState.read, .committed], [false, true])
  func `is accepted by whoever follows it`(state: AckState, restart: Bool) async throws {
    var night = try await OnCallNight(
      directory: LastNight.directory(successor: "familjeratt", hasTurn: false))
    let owned = try await night.comeToReception()
    try await night.bench.redirect(
      owned[0].delivery, to: Town.ending, from: Bench.secondReception)
    try await night.bench.greet(Bench.others, functions: [Town.ending])
    let given = night.bench.take(Bench.others).delivers
    try await night.bench.acknowledge(given, state, from: Bench.others)
    try await LastNight.pass(&night, restart: restart)
    try await night.comeOnCall()
    let keeps = try await night.overview(of: Town.onCall).keeps
    #expect(keeps.map(\.to) == [Town.following])
    try await night.send(try night.document(11, to: Town.following), from: Bench.reception)
    try await night.accept(11, by: Bench.others)
    #expect(night.bench.host.store.noted.keeping.isEmpty)
  }
}

@Suite struct `What is sent on to whoever keeps it` {
  @Test(arguments: [false, true])
  func `is theirs once they read it as its owner`(restart: Bool) async throws {
    var night = try await LastNight.begin(successor: "familjeratt")
    let owned = try await night.comeToReception()
    try await night.bench.redirect(
      owned[0].delivery, to: LastNight.keeper, from: Bench.secondReception)
    if restart {
      try await night.bench.restart()
      try await night.bench.greet(Bench.others, functions: [LastNight.keeper])
    }
    #expect(night.bench.host.store.noted.keeping.count == 1)
    let given = night.bench.take(Bench.others).delivers
    #expect(given.count == 1)
    try await night.bench.acknowledge(given, .read, from: Bench.others)
    #expect(night.bench.host.store.noted.keeping.isEmpty)
    #expect(night.bench.host.store.noted.faults.isEmpty)
  }
}

/// What a unit keeps whose last day is the Monday, after all rounds about it.
@Suite struct `What is rung about duty once its keeper has ended` {
  /// Noon of the day after, and of the one after that.
  private static let noons = ["2026-11-24T11:00:00Z", "2026-11-25T11:00:00Z"].map(Town.moment)

  /// On the Monday's last second, when everybody has been rung.
  private static func begin(successor: String?) async throws -> OnCallNight {
    var night = try await LastNight.begin(successor: successor, lastDay: "2026-11-23")
    let calls = try await night.wait(until: Town.moment("2026-11-23T22:59:59Z"))
    let about = calls.filter { $0.kind == .dutyAcceptance }
    #expect(about.map(\.round) == [1, 2, 3])
    #expect(about.allSatisfy { $0.callees.first == .function(LastNight.keeper) })
    return night
  }

  private static func rung(
    until noon: Moment, _ night: inout OnCallNight
  ) async throws -> [Call] {
    try await night.wait(until: noon).filter { $0.kind == .dutyAcceptance }
  }

  @Test(arguments: [false, true])
  func `is rung once afresh, and whoever follows first`(restart: Bool) async throws {
    var night = try await Self.begin(successor: "familjeratt")
    if restart {
      _ = try await night.wait(until: Town.moment("2026-11-23T23:30:00Z"))
      try await night.bench.restart()
    }
    let fresh = try await Self.rung(until: Self.noons[0], &night)
    #expect(fresh.map(\.round) == [4])
    #expect(fresh.first?.callees.first == .function(LastNight.follower))
    #expect(fresh.first?.callees.contains(.function(LastNight.keeper)) == false)
    if restart { try await night.bench.restart() }
    #expect(try await Self.rung(until: Self.noons[1], &night).isEmpty)
  }

  @Test func `is rung before the office opens, where somebody may need protection`() async throws {
    var night = try await Self.begin(successor: "familjeratt")
    let calls = try await night.wait(until: Town.moment("2026-11-24T05:00:00Z"))
    #expect(calls.map(\.kind) == [.protectionAssessment])
    #expect(calls.map(\.round) == [4])
    // At that hour on-call is on duty for whoever follows.
    #expect(calls.first?.callees.first == .function(Town.onCall))
  }

  @Test func `is rung once afresh at its owner, where nobody follows`() async throws {
    var night = try await Self.begin(successor: nil)
    let fresh = try await Self.rung(until: Self.noons[0], &night)
    #expect(fresh.map(\.round) == [4])
    #expect(fresh.first?.callees.first == .function(Town.reception))
    #expect(try await Self.rung(until: Self.noons[1], &night).isEmpty)
  }

  @Test func `is rung again until somebody is reached, under the same name`() async throws {
    var night = try await Self.begin(successor: "familjeratt")
    var calls: [Call] = []
    while night.bench.now < Self.noons[0] {
      try await night.bench.wait(.seconds(900))
      let rung = night.bench.takeRings()
      calls += rung.filter { $0.kind == .dutyAcceptance }
      try await night.bench.tell(.rang(rung, calls.count < 3 ? .unreached : .reached))
    }
    #expect(calls.map(\.round) == [4, 4, 4])
    #expect(Set(calls.map(\.name)).count == 1)
  }

  @Test func `is not rung afresh while its keeper is there`() async throws {
    var night = try await OnCallNight()
    let calls = try await night.wait(until: Self.noons[1])
    #expect(calls.filter { $0.kind == .dutyAcceptance }.map(\.round) == [1, 2, 3])
  }
}
