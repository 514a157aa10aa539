import Concerns
import Ledger
import Pipeline
import Routing
import Simulation
import Testing
import Wire

/// A night on which on-call reads what a unit has committed whose last day it is.
private struct LateReader {
  static let directory = LastNight.directory(successor: "familjeratt", hasTurn: false)

  var night: OnCallNight

  init() async throws {
    night = try await OnCallNight(read: nil, directory: Self.directory)
    let owned = try await night.comeToReception()
    try await night.bench.redirect(
      owned[0].delivery, to: Town.ending, from: Bench.secondReception)
    try await night.bench.greet(Bench.others, functions: [Town.ending])
    let given = night.bench.take(Bench.others).delivers
    try await night.bench.acknowledge(given, .committed, from: Bench.others)
  }

  /// On-call tells that it has read what it was handed; that is not yet handed to the ledger.
  mutating func beginReading() async throws {
    try await night.comeOnCall()
    let held = night.bench.take(Bench.reception).delivers
    #expect(held.count == 1)
    try night.bench.begin(
      Bench.acknowledgement(of: held, .read, by: Bench.reception), from: Bench.reception)
    try await night.bench.finish(.examine)
    #expect(night.bench.host.hasWork(.record), "it is being taken")
  }

  /// Whoever follows is there, owns it, and takes over what on-call keeps.
  mutating func expectFollower() async throws {
    try await night.bench.greet(Bench.others, functions: [Town.following])
    let delivers = night.bench.take(Bench.others).delivers
    #expect(delivers.map(\.function) == [Town.following])
    try await night.comeOnCall()
    #expect(try await night.overview(of: Town.onCall).keeps.map(\.to) == [Town.following])
    try await night.send(try night.document(11, to: Town.following), from: Bench.reception)
    try await night.accept(11, by: Bench.others)
    #expect(night.bench.host.store.noted.keeping.isEmpty)
    #expect(night.bench.host.store.noted.faults.isEmpty)
  }
}

@Suite struct `What is being taken when its owner's unit ends` {
  @Test func `is owned by whoever follows that unit`() async throws {
    var late = try await LateReader()
    _ = try await late.night.wait(until: OnCallNight.midnight + .seconds(-1))
    try await late.beginReading()
    try late.night.bench.begin(after: .seconds(1))
    try await late.night.bench.settleAll()
    try await late.expectFollower()
  }
}

@Suite struct `What is taken once its owner's unit has ended` {
  @Test(arguments: [false, true])
  func `is owned by whoever follows that unit`(isStartedAnew: Bool) async throws {
    var late = try await LateReader()
    _ = try await late.night.wait(until: OnCallNight.midnight + .seconds(1800))
    try await late.beginReading()
    if isStartedAnew {
      // It is on disk, and the broker ends before it has heard so.
      try await late.night.bench.host.perform(.record)
      try await late.night.bench.restart()
    }
    try await late.night.bench.settleAll()
    try await late.expectFollower()
  }
}
