import Concerns
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `The name of a hand-over list` {
  /// A night whose first list has given way to a second.
  private static func begin(restart: Bool) async throws -> OnCallNight {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    try await night.hand(over: 11)
    try await night.bench.wait(.seconds(1))
    if restart {
      try await night.bench.restart()
      try await night.comeOnCall()
    }
    return night
  }

  @Test(arguments: [false, true])
  func `is its own, once another has taken its place`(restart: Bool) async throws {
    var night = try await Self.begin(restart: restart)
    let other = DutyDocument(
      try OnCallNight.list(10),
      .handOver(
        from: Town.onCall, to: Town.reception,
        [OnCallNight.item(night.taken[0].delivery, done: "Något annat.")]))
    let answers = try await night.send(other, from: Bench.reception)
    #expect(answers.problems == [Problem(.idReused, frame: 2, pointer: "/list")])
    #expect(
      try await night.overview(of: Town.onCall).keeps.map(\.list) == [try OnCallNight.list(11)])
  }

  @Test(arguments: [false, true])
  func `is answered with a receipt for the same list again, and nothing changes`(
    restart: Bool
  ) async throws {
    var night = try await Self.begin(restart: restart)
    for _ in 0..<2 {
      let answers = try await night.hand(over: 10)
      let document = try night.document()
      #expect(answers.leaves.map(\.outcome) == [.listed(digest: document.digest, document.list)])
      let overview = try await night.overview(of: Town.onCall)
      #expect(overview.keeps.map(\.list) == [try OnCallNight.list(11)])
      #expect(overview.lists.map(\.list) == [try OnCallNight.list(11)])
      try await night.bench.restart()
      try await night.comeOnCall()
    }
  }
}

@Suite struct `What is sent on` {
  /// A list of two, of which the reception has sent one on; and that one, as it was given.
  private static func begin() async throws -> (OnCallNight, BrokerCommand.Deliver) {
    var night = try await OnCallNight(reports: 2)
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    try await night.bench.redirect(
      owned[0].delivery, to: Town.otherUnits[0], from: Bench.secondReception)
    try await night.bench.greet(Bench.others)
    return (night, try #require(night.bench.take(Bench.others).delivers.first))
  }

  @Test func `leaves its list, and what is left is shown alike after a restart`() async throws {
    var (night, _) = try await Self.begin()
    let before = try await night.read()
    #expect(before.items.map(\.done) == [OnCallNight.words])
    try await night.bench.restart()
    try await night.comeToReception()
    let after = try await night.read()
    #expect(after.view == before.view)
    // What was shown before is accepted after.
    try await night.send(
      DutyDocument(before.list, .accept(view: before.view)), from: Bench.secondReception)
    #expect(night.bench.host.store.noted.keeping.count == 1)
  }

  @Test(arguments: [false, true])
  func `does not come back to its list when it is sent back`(restart: Bool) async throws {
    var (night, given) = try await Self.begin()
    let before = try await night.read()
    try await night.bench.redirect(given.delivery, to: Town.reception, from: Bench.others)
    if restart { try await night.bench.restart() }
    try await night.comeOnCall()
    let keeps = try await night.overview(of: Town.onCall).keeps
    #expect(keeps.map(\.to) == [Town.reception, Town.reception])
    #expect(keeps.map(\.list) == [nil, try OnCallNight.list(10)])
    try await night.comeToReception()
    #expect(try await night.read().view == before.view)
  }
}
