import Concerns
import Pipeline
import Ringing
import Simulation
import Testing
import Wire

@Suite struct `A receiver that has not checked in` {
  private static let evening = Town.moment("2026-11-20T18:20:00Z")

  /// Lets minutes pass, and keeps a machine's line alive if there is one.
  private static func wait(
    _ bench: inout Bench, minutes: Int, awake member: MemberID? = nil
  ) async throws {
    for _ in 0..<(2 * minutes) {
      if let member { try await bench.stayAwake(member) }
      try await bench.wait(.seconds(30))
    }
  }

  @Test func `is an incident after ten minutes, and not before`() async throws {
    var bench = try await Bench(at: Self.evening)
    try await bench.settleAll()
    try await Self.wait(&bench, minutes: 9)
    #expect(bench.takeMissed().alarms.isEmpty)
    try await Self.wait(&bench, minutes: 2)
    let (alarms, rings) = bench.takeMissed()
    #expect(alarms.contains(.absent(Town.onCall)))
    // Nobody has sent anything: it is rung before.
    #expect(rings.contains { $0.callees.first == .function(Town.onCall) })
    #expect(bench.host.store.noted.claims.isEmpty)
  }

  @Test func `is who is on duty, and nobody else`() async throws {
    var bench = try await Bench(at: Self.evening)
    try await Self.wait(&bench, minutes: 12)
    let alarms = bench.takeMissed().alarms
    #expect(!alarms.contains(.absent(Town.reception)), "its office is closed")
    #expect(!alarms.contains(.absent(Town.walled)), "nothing comes to it from outside")
    #expect(!alarms.contains(.absent(Town.school.unit)), "it is in no directory")
  }

  @Test func `is not one that reads`() async throws {
    var bench = try await Bench(at: Self.evening)
    try await bench.greet(Bench.reception, functions: [Town.onCall])
    try await Self.wait(&bench, minutes: 30, awake: Bench.reception)
    #expect(!bench.takeMissed().alarms.contains(.absent(Town.onCall)))
  }

  @Test func `is one whose line has broken`() async throws {
    var bench = try await Bench(at: Self.evening)
    try await bench.greet(Bench.reception, functions: [Town.onCall])
    try await Self.wait(&bench, minutes: 30, awake: Bench.reception)
    _ = bench.takeMissed()
    try await Self.wait(&bench, minutes: 13)
    #expect(bench.takeMissed().alarms.contains(.absent(Town.onCall)))
  }

  @Test func `is one that comes on duty and is not there`() async throws {
    // Ten minutes to five on a Thursday: on-call begins at five.
    var bench = try await Bench(at: Town.moment("2026-11-19T15:50:00Z"))
    try await Self.wait(&bench, minutes: 18)
    #expect(!bench.takeMissed().alarms.contains(.absent(Town.onCall)))
    try await Self.wait(&bench, minutes: 5)
    #expect(bench.takeMissed().alarms.contains(.absent(Town.onCall)))
  }

  @Test func `rings everybody after a quarter of an hour, and is silent when it is there`()
    async throws
  {
    var bench = try await Bench(at: Self.evening)
    try await Self.wait(&bench, minutes: 11)
    try await bench.tell(.rang(bench.takeMissed().rings, .reached))
    try await Self.wait(&bench, minutes: 17)
    let later = bench.takeMissed().rings
    #expect(later.contains { $0.callees.last == .person })
    try await bench.tell(.rang(later, .reached))
    try await bench.greet(Bench.reception, functions: [Town.onCall])
    #expect(bench.takeMissed().alarms == [.present(Town.onCall)])
    try await Self.wait(&bench, minutes: 30, awake: Bench.reception)
    #expect(bench.takeMissed().rings.allSatisfy { $0.callees.first != .function(Town.onCall) })
  }

  @Test func `stands in the status, by its function and nothing else`() async throws {
    var bench = try await Bench(at: Self.evening)
    try await Self.wait(&bench, minutes: 12)
    #expect(try await Self.absent(&bench).contains(Town.onCall.text))
    try await bench.greet(Bench.reception, functions: [Town.onCall])
    #expect(try await !Self.absent(&bench).contains(Town.onCall.text))
  }

  @Test func `is given its ten minutes anew by a start`() async throws {
    var bench = try await Bench(at: Self.evening)
    try await Self.wait(&bench, minutes: 12)
    _ = bench.takeMissed()
    try await bench.restart()
    try await Self.wait(&bench, minutes: 9)
    #expect(bench.takeMissed().alarms.isEmpty)
    try await Self.wait(&bench, minutes: 2)
    #expect(bench.takeMissed().alarms.contains(.absent(Town.onCall)))
  }

  private static func absent(_ bench: inout Bench) async throws -> [String] {
    try await bench.greet(Town.operatorMember, credit: 0)
    let answers = try await bench.ask(["act": "broker.status"])
    guard case .admin(let status)? = answers.last else {
      Issue.record("no status: \(answers)")
      return []
    }
    return status["absent"]?.array?.compactMap(\.string) ?? []
  }
}
