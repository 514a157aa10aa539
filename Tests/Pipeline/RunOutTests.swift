import Concerns
import Consents
import Ledger
import Pipeline
import Routing
import Simulation
import Testing
import Wire

/// Nobody is told that a day has passed, so that a human must know what nobody gets any more.
@Suite struct `What waits when its waiver runs out` {
  private static func isWithheld(_ alarm: Alarm) -> Bool {
    if case .withheld(Town.police.unit) = alarm { true } else { false }
  }

  /// The end of the last day of the yes, in Sweden.
  private static let midnight = Town.moment("2026-11-19T23:00:00Z")

  /// A yes until tonight, and something that the police have not fetched.
  private static func tonight() async throws -> (bench: Bench, cooperation: ConversationID) {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police, credit: 0)
    let cooperation = bench.conversation()
    var paper = Bench.own
    paper.until = "2026-11-19"
    try await bench.record(paper, in: cooperation)
    try await bench.share()
    return (bench, cooperation)
  }

  /// The same, a few hours after midnight.
  private static func tomorrow() async throws -> (bench: Bench, cooperation: ConversationID) {
    var (bench, cooperation) = try await tonight()
    try await bench.wait(.seconds(9 * 3600))
    return (bench, cooperation)
  }

  @Test func `is found by the clock alone, parked, and rung for once`() async throws {
    var (bench, _) = try await Self.tonight()
    let next = try #require(bench.host.pipeline.nextDeadline)
    #expect(next <= Self.midnight, "time alone wakes the broker")
    try await bench.wait(Self.midnight - bench.now + .seconds(-1))
    #expect(try await bench.shares().map(\.standing.state) == [.waiting])
    #expect(!bench.takeAlarms().contains(where: Self.isWithheld))
    try await bench.wait(.seconds(1))
    #expect(try await bench.shares().map(\.standing.state) == [.parked])
    #expect(bench.takeAlarms().filter(Self.isWithheld).count == 1)
    for _ in 1...3 { try await bench.wait(.seconds(60)) }
    try await bench.wait(.seconds(86_400))
    #expect(!bench.takeAlarms().contains(where: Self.isWithheld))
  }

  @Test func `goes to nobody who asks for it the day after`() async throws {
    var (bench, _) = try await Self.tomorrow()
    try await bench.greet(Bench.police, connection: 2)
    #expect(
      try !bench.take(Bench.police).delivers.shown().map(\.kind).contains("collaboration.share"))
    #expect(try await bench.shares().map(\.standing.state) == [.parked])
  }

  @Test func `is found by the clock after a restart, too`() async throws {
    var (bench, _) = try await Self.tonight()
    try await bench.restart()
    try await bench.wait(.seconds(1))
    _ = bench.takeAlarms()
    #expect(try await bench.shares().map(\.standing.state) == [.waiting])
    try await bench.wait(Self.midnight - bench.now)
    #expect(try await bench.shares().map(\.standing.state) == [.parked])
    #expect(bench.takeAlarms().filter(Self.isWithheld).count == 1)
  }

  /// Whoever has it on loan has seen it, and is to work with it no more.
  @Test func `is called back from whoever has it`() async throws {
    var (bench, _) = try await Self.tonight()
    try await bench.wait(Self.midnight - bench.now + .seconds(-10))
    try await bench.greet(Bench.police, connection: 2)
    #expect(
      try bench.take(Bench.police).delivers.shown().map(\.kind).contains("collaboration.share"))
    try await bench.wait(.seconds(10))
    #expect(bench.take(Bench.police).filter { $0.name == .recall }.count == 1)
    #expect(try await bench.shares().map(\.standing.state) == [.parked])
    #expect(bench.takeAlarms().filter(Self.isWithheld).count == 1)
  }

  /// It is asked about at every midnight, and stays with whoever has it while nothing has changed.
  @Test func `stays on loan over a midnight that ends nothing`() async throws {
    var (bench, _) = try await Self.opened(credit: 0, tonight: false)
    try await bench.wait(Self.midnight - bench.now + .seconds(-10))
    try await bench.greet(Bench.police, connection: 2)
    #expect(
      try bench.take(Bench.police).delivers.shown().map(\.kind).contains("collaboration.share"))
    try await bench.wait(.seconds(10))
    #expect(!bench.take(Bench.police).contains { $0.name == .recall })
    #expect(try await bench.shares().map(\.standing.state) == [.leased])
    #expect(!bench.takeAlarms().contains(where: Self.isWithheld))
  }

  @Test func `ends in silence once somebody has said no, for then all are told`() async throws {
    var (bench, cooperation) = try await Self.tomorrow()
    try await bench.greet(Bench.police, connection: 2)
    try await bench.greet(Bench.school, connection: 2)
    _ = bench.takeAlarms()
    let no = bench.letter(
      Wording(Paper.father, takesBack: Bench.own, from: Town.school.unit, in: cooperation))
    let frames = ClientCommand.publish(.init(proof: no.proof, message: no.message)).frames(900)
    try await bench.send(frames, from: Bench.school, connection: 2)
    #expect(try await bench.shares().map(\.standing.state) == [.withdrawn])
    #expect(!bench.takeAlarms().contains(where: Self.isWithheld))
  }

  /// Two yeses, of which one is taken back and the other runs out: of that nobody was told.
  @Test(arguments: [false, true])
  func `is parked, too, if another yes to it was taken back before`(isAnew: Bool) async throws {
    var (bench, cooperations) = try await Self.opened(credit: 0)
    try await bench.withdraw(Bench.own, by: Paper.father, in: cooperations.long)
    if isAnew { try await bench.restart() }
    _ = bench.takeAlarms()
    try await bench.wait(.seconds(9 * 3600))
    try await bench.greet(Bench.police, connection: 2)
    #expect(try await bench.shares().map(\.standing.state) == [.parked])
    #expect(bench.takeAlarms().contains(where: Self.isWithheld))
  }

  @Test func `rests after a restart on what it was last shown on`() async throws {
    var (bench, cooperations) = try await Self.opened(credit: 100)
    func waivers() -> [Set<CooperationID>] {
      bench.host.recovery.parcels.filter {
        $0.recipient.function == Town.police.unit && $0.facts.kind == .collaborationShare
      }.map(\.waivers)
    }
    let (long, short) = (
      CooperationID(cooperations.long.uuid), CooperationID(cooperations.short.uuid)
    )
    try await bench.restart()
    #expect(waivers() == [[long, short]])
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police)
    try await bench.withdraw(Bench.own, by: Paper.father, in: cooperations.long)
    try await bench.wait(.seconds(60))
    bench.take(Bench.police)
    try await bench.greet(Bench.police, connection: 2)
    try await bench.restart()
    #expect(waivers() == [[short]])
  }

  /// Something shared on two yeses: one for long, one until tonight if nothing else is said.
  private static func opened(
    credit: Int64, tonight isShort: Bool = true
  ) async throws -> (bench: Bench, cooperations: (long: ConversationID, short: ConversationID)) {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police, credit: credit)
    let (long, short) = (bench.conversation(), bench.conversation())
    try await bench.record(Bench.own, in: long)
    var tonight = Bench.own
    tonight.sheet = 2
    if isShort { tonight.until = "2026-11-19" }
    try await bench.record(tonight, in: short)
    try await bench.share()
    return (bench, (long, short))
  }
}
