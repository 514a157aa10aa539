import Concerns
import Deadlines
import Pipeline
import Ringing
import Simulation
import Testing
import Wire

/// An acute report on a Friday evening, at twenty past seven in Sweden.
private struct Evening {
  static let start = Town.moment("2026-11-20T18:20:00Z")

  var bench: Bench
  let letter: Letter

  init(_ urgency: Urgency = .acute) async throws {
    bench = try await Bench(at: Self.start)
    try await bench.greet(Bench.school)
    letter = try await bench.report { $0.urgency = urgency }
  }

  /// Lets minutes pass, and tells which rounds were to be rung meanwhile.
  mutating func wait(minutes: Int) async throws -> [Call] {
    var calls: [Call] = []
    for _ in 0..<minutes {
      try await bench.wait(.seconds(60))
      calls += bench.takeRings()
    }
    return calls
  }

  mutating func rung(_ calls: [Call], _ outcome: Rung.Outcome = .reached) async throws {
    try await bench.tell(.rang(calls, outcome))
  }
}

@Suite struct `An acute report on a Friday evening` {
  @Test func `rings social services on call at once`() async throws {
    var evening = try await Evening()
    let calls = evening.bench.takeRings()
    #expect(calls.map(\.callees) == [[.function(Town.onCall)]])
    #expect(calls.map(\.round) == [1])
    #expect(calls.map(\.kind) == [.opening])
  }

  @Test func `is not rung for when it can wait`() async throws {
    var evening = try await Evening(.ordinary)
    #expect(evening.bench.takeRings().isEmpty)
    #expect(try await evening.wait(minutes: 30).isEmpty)
  }

  @Test func `rings every five minutes, and in the end a person`() async throws {
    var evening = try await Evening()
    try await evening.rung(evening.bench.takeRings())
    let calls = try await evening.wait(minutes: 21)
    #expect(calls.map(\.round) == [2, 3, 4, 5])
    #expect(calls.last?.callees.contains(.person) == true)
    #expect(calls.allSatisfy { $0.callees.first == .function(Town.onCall) })
  }

  @Test func `rings on when a machine has received it`() async throws {
    var evening = try await Evening()
    try await evening.bench.greet(Bench.reception, functions: [Town.onCall])
    let delivers = evening.bench.take(Bench.reception).delivers
    try await evening.bench.acknowledge(delivers, .received, from: Bench.reception)
    #expect(try await evening.wait(minutes: 6).map(\.round) == [1, 2])
  }

  @Test(arguments: [AckState.read, .committed])
  func `is silent once somebody on duty has read it`(state: AckState) async throws {
    var evening = try await Evening()
    try await evening.bench.greet(Bench.reception, functions: [Town.onCall])
    let delivers = evening.bench.take(Bench.reception).delivers
    try await evening.bench.acknowledge(delivers, state, from: Bench.reception)
    _ = evening.bench.takeRings()
    #expect(try await evening.wait(minutes: 30).isEmpty)
    #expect(evening.bench.host.store.noted.openings.isEmpty)
    // The clock of the assessment is the owner's, and goes on.
    #expect(evening.bench.host.store.noted.clocks.count == 1)
  }

  @Test func `is silent once somebody has opened it`() async throws {
    var evening = try await Evening()
    try await evening.bench.greet(Bench.reception, functions: [Town.onCall])
    let deliver = try #require(evening.bench.take(Bench.reception).delivers.first)
    try await evening.bench.send(.open(deliver.delivery), from: Bench.reception)
    _ = evening.bench.takeRings()
    #expect(try await evening.wait(minutes: 30).isEmpty)
    try await evening.bench.restart()
    #expect(try await evening.wait(minutes: 30).isEmpty)
  }

  @Test func `is sent on, and rings for whoever has it then`() async throws {
    var evening = try await Evening()
    try await evening.bench.greet(Bench.reception)
    let delivers = evening.bench.take(Bench.reception).delivers
    let owned = try #require(delivers.first { $0.function == Town.reception })
    try await evening.bench.send(.open(owned.delivery), from: Bench.reception)
    _ = evening.bench.takeRings()
    #expect(evening.bench.host.store.noted.openings.isEmpty)
    try await evening.bench.redirect(owned.delivery, to: Town.otherUnits[0])
    #expect(evening.bench.takeRings().map(\.round) == [1])
    #expect(evening.bench.host.store.noted.openings.count == 1)
    try await evening.bench.restart()
    try await evening.bench.settleAll()
    #expect(evening.bench.takeRings().map(\.round) == [1], "on its way when the broker fell")
  }
}

@Suite struct `A bell over a restart` {
  @Test func `rings again, under the same name, what was on its way`() async throws {
    var evening = try await Evening()
    let first = try #require(evening.bench.takeRings().first)
    try await evening.bench.restart()
    try await evening.bench.settleAll()
    #expect(evening.bench.takeRings() == [first])
  }

  @Test func `does not ring twice what was rung`() async throws {
    var evening = try await Evening()
    try await evening.rung(evening.bench.takeRings())
    try await evening.bench.restart()
    #expect(try await evening.wait(minutes: 4).isEmpty)
    #expect(try await evening.wait(minutes: 2).map(\.round) == [2])
  }

  @Test func `rings everybody after a standstill`() async throws {
    var evening = try await Evening()
    try await evening.rung(evening.bench.takeRings())
    evening.bench.now = evening.bench.now + .seconds(7200)
    try await evening.bench.restart()
    try await evening.bench.settleAll()
    let calls = evening.bench.takeRings()
    #expect(calls.map(\.round) == [2])
    #expect(calls.first?.callees.last == .person)
  }

  @Test func `says so when nobody can be reached`() async throws {
    var evening = try await Evening()
    try await evening.rung(evening.bench.takeRings(), .unreached)
    #expect(evening.bench.takeAlarms().contains(.unrung(.opening)))
    #expect(try await evening.wait(minutes: 6).map(\.round) == [2])
  }
}

@Suite struct `A sender of something acute` {
  @Test func `is told after a quarter of an hour that nobody has opened it`() async throws {
    var evening = try await Evening()
    evening.bench.take(Bench.school)
    #expect(try await told(&evening, minutes: 14).isEmpty)
    let notices = try await told(&evening, minutes: 2)
    #expect(notices.map(\.id) == [evening.letter.id])
    #expect(notices.first?.call.phone == "011-15 22 83")
    #expect(notices.first?.accepted == Evening.start)
    #expect(try await told(&evening, minutes: 30).isEmpty, "once")
  }

  @Test func `is told when it comes back, and by a broker that was started anew`() async throws {
    var evening = try await Evening()
    _ = try await evening.wait(minutes: 16)
    #expect(evening.bench.take(Bench.school).notices.isEmpty, "nobody was there")
    try await evening.bench.restart()
    try await evening.bench.settleAll()
    try await evening.bench.greet(Bench.secondSchool)
    #expect(evening.bench.take(Bench.secondSchool).notices.isEmpty, "the greeting was answered")
    try await evening.bench.restart()
    try await evening.bench.greet(Bench.school)
    #expect(evening.bench.take(Bench.school).notices.isEmpty, "it was told")
  }

  @Test func `is told nothing of what was opened in time`() async throws {
    var evening = try await Evening()
    try await evening.bench.greet(Bench.reception, functions: [Town.onCall])
    let delivers = evening.bench.take(Bench.reception).delivers
    try await evening.bench.acknowledge(delivers, .read, from: Bench.reception)
    #expect(try await told(&evening, minutes: 30).isEmpty)
  }

  @Test func `is told nothing of what can wait`() async throws {
    var evening = try await Evening(.ordinary)
    #expect(try await told(&evening, minutes: 30).isEmpty)
  }

  /// What the school is told while it stays connected.
  private func told(
    _ evening: inout Evening, minutes: Int
  ) async throws -> [BrokerCommand.Unopened] {
    for _ in 0..<(2 * minutes) {
      try await evening.bench.stayAwake(Bench.school)
      try await evening.bench.wait(.seconds(30))
    }
    return evening.bench.take(Bench.school).notices
  }
}

extension [BrokerCommand] {
  fileprivate var notices: [BrokerCommand.Unopened] {
    compactMap { if case .unopened(let unopened) = $0 { unopened } else { nil } }
  }
}
