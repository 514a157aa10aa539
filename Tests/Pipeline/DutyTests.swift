import Concerns
import Deadlines
import Pipeline
import Ringing
import Simulation
import Testing
import Wire

@Suite struct `On-call on a Friday evening` {
  @Test(arguments: [AckState.read, .committed])
  func `keeps what it has read, until nine on Monday`(state: AckState) async throws {
    var night = try await OnCallNight(read: state)
    let keeps = try await night.overview(of: Town.onCall).keeps
    #expect(keeps.map(\.delivery) == night.taken.map(\.delivery))
    #expect(keeps.map(\.to) == [Town.reception])
    #expect(keeps.map(\.due) == [OnCallNight.nine])
    #expect(keeps.map(\.list) == [nil])
  }

  @Test func `keeps what somebody has opened`() async throws {
    var night = try await OnCallNight(read: nil)
    try await night.bench.send(.open(night.taken[0].delivery), from: Bench.reception)
    #expect(try await night.overview(of: Town.onCall).keeps.count == 1)
    // Read once more it is still kept once, since the first time.
    try await night.bench.acknowledge(night.taken, .read, from: Bench.reception)
    let keeps = try await night.overview(of: Town.onCall).keeps
    #expect(keeps.map(\.since) == [OnCallNight.evening])
    #expect(night.bench.host.store.noted.keeping.count == 1)
  }

  @Test func `keeps nothing that only a machine has received`() async throws {
    var night = try await OnCallNight(read: .received)
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
    #expect(night.bench.host.store.noted.keeping.isEmpty)
  }

  @Test func `keeps nothing that it reads when the office has opened`() async throws {
    var night = try await OnCallNight(read: nil)
    _ = try await night.wait(until: Town.moment("2026-11-23T07:30:00Z"))
    try await night.comeOnCall()
    try await night.bench.send(.open(night.taken[0].delivery), from: Bench.reception)
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
  }

  @Test func `keeps it although the reception has committed it`() async throws {
    var night = try await OnCallNight()
    let owned = try await night.comeToReception()
    try await night.bench.acknowledge(owned, .committed, from: Bench.secondReception)
    #expect(try await night.overview(of: Town.onCall).keeps.count == 1)
  }

  @Test func `is rung first about what it keeps`() async throws {
    var night = try await OnCallNight()
    // The protection assessment is due at midnight on Saturday: four hours before, and then.
    let calls = try await night.wait(until: Town.moment("2026-11-21T23:05:00Z"))
    #expect(calls.map(\.kind) == [.protectionAssessment, .protectionAssessment])
    #expect(calls.allSatisfy { $0.callees.first == .function(Town.onCall) })
  }
}

@Suite struct `A hand-over list` {
  @Test func `is on record, and waits for the reception`() async throws {
    var night = try await OnCallNight()
    let answers = try await night.hand(over: 10)
    let document = try night.document()
    #expect(answers.leaves.map(\.outcome) == [.listed(digest: document.digest, document.list)])
    try await night.comeToReception()
    let lists = try await night.overview(of: Town.reception, by: Bench.secondReception).lists
    #expect(lists.map(\.list) == [document.list])
    #expect(lists.map(\.accepted) == [nil])
    #expect(try await night.overview(of: Town.onCall).keeps.map(\.list) == [document.list])
  }

  @Test func `says to the reception what was done, about its own deliveries`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    let list = try await night.read()
    #expect(list.items == owned.map { OnCallNight.item($0.delivery) })
    // Whoever wrote it reads it about its own.
    let own = try await night.read(by: Bench.reception)
    #expect(own.items.map(\.done) == [OnCallNight.words])
  }

  @Test func `ends what on-call keeps once it is accepted`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    try await night.comeToReception()
    let answers = try await night.accept()
    guard case .takenOver(_, try OnCallNight.list(10))? = answers.leaves.first?.outcome else {
      Issue.record("the list is not taken over: \(answers)")
      return
    }
    #expect(night.bench.host.store.noted.keeping.isEmpty)
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
    let calls = try await night.wait(until: OnCallNight.nine + .seconds(7200))
    #expect(calls.filter { $0.kind == .dutyAcceptance }.isEmpty)
  }

  @Test func `can be read and accepted again after that`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    try await night.comeToReception()
    try await night.accept()
    #expect(try await night.read().accepted == OnCallNight.evening)
    #expect(try await night.accept().leaves.count == 1, "its receipt may have been lost")
    #expect(try await night.hand(over: 10).leaves.count == 1)
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
  }

  @Test func `gives way to a newer one`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    try await night.comeToReception()
    try await night.hand(over: 11)
    #expect(
      try await night.overview(of: Town.reception, by: Bench.secondReception).lists.map(\.list)
        == [try OnCallNight.list(11)])
    await #expect(throws: OnCallNight.Unshown.self) { try await night.read(10) }
    try await night.accept(11)
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
  }

  @Test func `survives a restart, and so does its acceptance`() async throws {
    var night = try await OnCallNight(reports: 2)
    try await night.hand(over: 10)
    try await night.bench.restart()
    try await night.comeOnCall()
    #expect(try await night.overview(of: Town.onCall).keeps.count == 2)
    try await night.comeToReception()
    #expect(try await night.read().items.map(\.done) == [OnCallNight.words, OnCallNight.words])
    try await night.accept()
    try await night.bench.restart()
    try await night.comeOnCall()
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
    try await night.comeToReception()
    #expect(try await night.read().accepted != nil)
  }

  @Test func `is forgotten two weeks after it was accepted`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    try await night.comeToReception()
    try await night.accept()
    night.bench.now = night.bench.now + .seconds(15 * 86_400)
    try await night.bench.restart()
    try await night.bench.settleAll()
    try await night.comeToReception()
    #expect(
      try await night.overview(of: Town.reception, by: Bench.secondReception).lists.isEmpty)
  }
}

@Suite struct `A hand-over list that is refused` {
  @Test func `names what on-call does not keep`() async throws {
    var night = try await OnCallNight(reports: 2, read: .received)
    try await night.bench.send(.open(night.taken[0].delivery), from: Bench.reception)
    let answers = try await night.hand(over: 10)
    #expect(answers.problems == [Problem(.dutyNotKept, frame: 2, pointer: "/items/0")])
  }

  @Test func `goes to somebody who does not own it`() async throws {
    var night = try await OnCallNight()
    let document = try night.document(to: Town.head)
    let answers = try await night.send(document, from: Bench.reception)
    #expect(answers.problems == [Problem(.dutyNotKept, frame: 2, pointer: "/items/0")])
  }

  @Test func `is written by somebody who is not on call`() async throws {
    var night = try await OnCallNight()
    try await night.bench.greet(Bench.others)
    let answers = try await night.send(try night.document(), from: Bench.others)
    #expect(answers.problems == [Problem(.dutyNotKept, frame: 2, pointer: "/from")])
  }

  @Test func `has the name of another`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    let other = DutyDocument(
      try OnCallNight.list(10),
      .handOver(
        from: Town.onCall, to: Town.reception,
        [OnCallNight.item(night.taken[0].delivery, done: "Något annat.")]))
    let answers = try await night.send(other, from: Bench.reception)
    #expect(answers.problems == [Problem(.idReused, frame: 2, pointer: "/list")])
  }

  @Test func `is signed by nobody`() async throws {
    var night = try await OnCallNight()
    let answers = try await night.send(
      try night.document(), from: Bench.reception, key: Town.key(number: 99))
    #expect(answers.codes == [.badSignature])
    #expect(try await night.overview(of: Town.onCall).keeps.map(\.list) == [nil])
  }

  @Test func `is accepted as it was shown before`() async throws {
    var night = try await OnCallNight(reports: 2)
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    let view = try await night.read().view
    try await night.bench.redirect(
      owned[0].delivery, to: Town.otherUnits[0], from: Bench.secondReception)
    let answers = try await night.send(
      DutyDocument(try OnCallNight.list(10), .accept(view: view)), from: Bench.secondReception)
    #expect(answers.problems == [Problem(.dutyListChanged, frame: 2, pointer: "/view")])
    #expect(try await night.overview(of: Town.onCall).keeps.count == 2)
  }
}

@Suite struct `The sight of a hand-over list` {
  @Test(arguments: [
    Bench.others, Bench.protectedDesk, Bench.member("norrkoping-socialnamnd/ledning"),
  ])
  func `is nobody's but on-call's and the owner's`(member: MemberID) async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    try await night.bench.greet(member)
    let id = try OnCallNight.list(10)
    for command in [
      ClientCommand.Duty.read(id), .ask(Town.onCall), .ask(Town.reception),
    ] {
      let codes = try await night.bench.send(.duty(command), from: member).codes
      #expect(codes == [.dutyListUnknown] || codes == [.unknownDelivery])
    }
    let view = try await night.read(by: Bench.reception).view
    let answers = try await night.send(DutyDocument(id, .accept(view: view)), from: member)
    #expect(answers.problems == [Problem(.dutyListUnknown, frame: 2, pointer: "/list")])
  }

  @Test func `goes with what is sent on`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    try await night.bench.redirect(
      owned[0].delivery, to: Town.otherUnits[0], from: Bench.secondReception)
    // The old owner is shown no word of it any more, and the new one none before it is told.
    await #expect(throws: OnCallNight.Unshown.self) { try await night.read() }
    try await night.bench.greet(Bench.others)
    await #expect(throws: OnCallNight.Unshown.self) { try await night.read(by: Bench.others) }
    let keeps = try await night.overview(of: Town.onCall).keeps
    #expect(keeps.map(\.to) == [Town.otherUnits[0]])
    #expect(keeps.map(\.list) == [nil])
    try await night.send(try night.document(11, to: Town.otherUnits[0]), from: Bench.reception)
    try await night.accept(11, by: Bench.others)
    #expect(try await night.overview(of: Town.onCall).keeps.isEmpty)
  }

  @Test func `is no wider for whoever is rung`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    let leader = Bench.member("norrkoping-socialnamnd/ledning")
    let calls = try await night.wait(until: OnCallNight.nine + .seconds(60))
    #expect(calls.contains { $0.callees.contains(.function(Town.head)) })
    try await night.bench.greet(leader)
    #expect(night.bench.take(leader).delivers.isEmpty)
  }
}

@Suite struct `Nine o'clock` {
  /// What is rung about duty on the morning after.
  private static func morning(_ night: inout OnCallNight) async throws -> [Call] {
    let calls = try await night.wait(until: OnCallNight.nine + .seconds(3700))
    return calls.filter { $0.kind == .dutyAcceptance }
  }

  @Test func `rings both, and their head, when no list was written`() async throws {
    var night = try await OnCallNight()
    let calls = try await Self.morning(&night)
    #expect(
      calls.map(\.callees) == [
        [.function(Town.onCall)],
        [.function(Town.onCall), .function(Town.reception), .function(Town.head)],
        [.function(Town.onCall), .function(Town.reception), .function(Town.head)],
      ])
    let alarms = night.bench.takeAlarms()
    #expect(alarms.contains(.clock(Town.reception, .dutyAcceptance, .due)))
    #expect(night.bench.host.store.noted.keeping.count == 1, "on-call keeps it all the same")
  }

  @Test func `rings the reception first when a list waits`() async throws {
    var night = try await OnCallNight()
    try await night.hand(over: 10)
    let calls = try await Self.morning(&night)
    #expect(calls.first?.callees == [.function(Town.reception)])
    #expect(
      calls.dropFirst().first?.callees
        == [.function(Town.reception), .function(Town.onCall), .function(Town.head)])
  }

  @Test func `rings once for all that one list is owed for`() async throws {
    var night = try await OnCallNight(reports: 5)
    #expect(try await Self.morning(&night).map(\.round) == [1, 2, 3])
  }

  @Test func `rings for what a list left out`() async throws {
    var night = try await OnCallNight(reports: 2)
    let first = DutyDocument(
      try OnCallNight.list(10),
      .handOver(
        from: Town.onCall, to: Town.reception, [OnCallNight.item(night.taken[0].delivery)]))
    try await night.send(first, from: Bench.reception)
    try await night.comeToReception()
    try await night.accept()
    #expect(try await night.overview(of: Town.onCall).keeps.count == 1)
    #expect(try await Self.morning(&night).map(\.round) == [1, 2, 3])
  }

  @Test func `rings over a restart, and once`() async throws {
    var night = try await OnCallNight()
    let before = try await night.wait(until: OnCallNight.nine + .seconds(-1200))
    #expect(before.filter { $0.kind == .dutyAcceptance }.map(\.round) == [1])
    try await night.bench.restart()
    #expect(try await Self.morning(&night).map(\.round) == [2, 3])
  }

  @Test func `rings after a standstill, when the office is open`() async throws {
    var night = try await OnCallNight()
    night.bench.now = Town.moment("2026-11-23T19:00:00Z")
    try await night.bench.restart()
    try await night.bench.settleAll()
    #expect(night.bench.takeRings().filter { $0.kind == .dutyAcceptance }.isEmpty, "at night")
    _ = try await night.wait(until: Town.moment("2026-11-24T06:50:00Z"))
    let calls = try await night.wait(until: Town.moment("2026-11-24T07:30:00Z"))
    #expect(calls.contains { $0.kind == .dutyAcceptance && $0.callees.count == 3 })
  }
}
