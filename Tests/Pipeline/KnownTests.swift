import Concerns
import Ledger
import Simulation
import Testing
import Wire

/// Who last knew somebody: asked by the owner of an open report, of the board's own reports.
@Suite struct `A question who last knew somebody` {
  /// Somebody else of the public series.
  private static let other = TestPeople.numbers[1]

  /// A unit of the same board.
  private static let unit = Town.otherUnits[0]

  private static func bench() async throws -> Bench {
    var bench = try await Bench.ofBoards()
    try await bench.greet(Bench.secondSchool)
    return bench
  }

  /// A report that the reception owns, with the delivery by which it has it.
  private static func reported(
    _ bench: inout Bench, as state: AckState? = nil, _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> DeliveryID {
    _ = try await bench.report(change)
    let delivers = bench.take(Bench.reception).delivers
    let delivery = try #require(delivers.last { $0.function == Town.reception })
    if let state { try await bench.acknowledge([delivery], state, from: Bench.reception) }
    return delivery.delivery
  }

  /// What is answered: who, by the day; `nil` where it is refused.
  private static func known(
    _ delivery: DeliveryID, _ bench: inout Bench, by member: MemberID = Bench.reception
  ) async throws -> [String]? {
    let answers = try await bench.send(.known(delivery), from: member)
    guard case .known(delivery, let value)? = answers.last else { return nil }
    #expect(value["whole"]?.bool == true)
    return value["persons"]?.array?.map {
      ($0["function"]?.string ?? "") + " " + ($0["on"]?.string ?? "")
    }
  }

  @Test func `is answered with the unit that last took on a report, and the day`() async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed)
    try await bench.wait(.seconds(2 * 86_400))
    try await bench.greetBoards()
    _ = try await Self.reported(&bench, as: .committed)
    try await bench.wait(.seconds(86_400))
    try await bench.greetBoards()
    let third = try await Self.reported(&bench)
    let answer = try await Self.known(third, &bench)
    #expect(answer == ["norrkoping-socialnamnd.mottagning 2026-11-21"])
  }

  @Test func `is answered with nobody where nobody has taken one on`() async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .received)
    _ = try await Self.reported(&bench, as: .committed) { $0.number = Self.other }
    let delivery = try await Self.reported(&bench)
    #expect(try await Self.known(delivery, &bench) == [])
  }

  @Test(arguments: [nil, "20180110-2384", "19121212"])
  func `matches nobody by a number that is missing or does not pass`(
    number: String?
  ) async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed) { $0.number = number }
    let delivery = try await Self.reported(&bench) { $0.number = number }
    #expect(try await Self.known(delivery, &bench) == [])
  }

  @Test(arguments: [Certainty.probable, .uncertain])
  func `matches nobody by a guess`(certainty: Certainty) async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed)
    let delivery = try await Self.reported(&bench) { $0.certainty = certainty }
    #expect(try await Self.known(delivery, &bench) == [])
  }

  @Test func `finds a number however it was written, over a restart, too`() async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed) { $0.number = "180110-2383" }
    try await bench.restart()
    try await bench.greetBoards()
    let delivery = try await Self.reported(&bench)
    #expect(try await Self.known(delivery, &bench)?.count == 1)
  }

  @Test func `is refused to everybody but the owner of an open report`() async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed)
    let settled = try await Self.reported(&bench, as: .committed)
    #expect(
      try await bench.send(.known(settled), from: Bench.reception).codes == [.leaseEnded])
    let open = try await Self.reported(&bench)
    for member in [Bench.school, Bench.others, Bench.protectedDesk, Boards.machine] {
      #expect(try await bench.send(.known(open), from: member).codes == [.unknownDelivery])
    }
    // Nobody was told anything, so that no look is on record.
    #expect(try await bench.inspections() == 0)
  }

  @Test func `is refused to whoever is on duty, and about what is no report`() async throws {
    var bench = try await Bench(
      at: Town.moment("2026-11-19T20:30:00Z"), directory: Boards.directory, acts: Boards.acts)
    try await bench.greetBoards()
    _ = try await bench.report()
    let onCall = try #require(
      bench.take(Bench.reception).delivers.first { $0.function == Town.onCall })
    #expect(
      try await bench.send(.known(onCall.delivery), from: Bench.reception).codes == [.notPermitted])
    try await bench.say(Bench.question(in: bench.conversation()), from: Bench.reception)
    let question = try #require(bench.take(Boards.machine).delivers.first)
    #expect(
      try await bench.send(.known(question.delivery), from: Boards.machine).codes == [.notPermitted]
    )
  }

  @Test func `tells nothing of what another board knows`() async throws {
    var bench = try await Bench(
      at: Town.moment("2026-11-19T09:00:00Z"), directory: Town.directoryOfTwoBoards)
    try await bench.greetAll()
    _ = try await bench.report { $0.protection = .marked }
    let there = try #require(bench.take(Bench.protectedDesk).delivers.first)
    try await bench.acknowledge([there], .committed, from: Bench.protectedDesk)
    let here = try await Self.reported(&bench)
    #expect(try await Self.known(here, &bench) == [])
  }

  /// What the desk has is no answer to a report that says nothing of protection.
  @Test func `tells who is protected to nobody who does not know`() async throws {
    var bench = try await Self.bench()
    for _ in 0..<2 {
      _ = try await bench.report { $0.protection = .registered }
      let there = try #require(bench.take(Bench.protectedDesk).delivers.first)
      let known = try await Self.known(there.delivery, &bench, by: Bench.protectedDesk)
      #expect(known?.allSatisfy { $0.hasPrefix(Town.protectedDesk.text) } == true)
      try await bench.acknowledge([there], .committed, from: Bench.protectedDesk)
    }
    let here = try await Self.reported(&bench)
    #expect(try await Self.known(here, &bench) == [])
    _ = try await bench.report { $0.protection = .marked }
    let third = try #require(bench.take(Bench.protectedDesk).delivers.first)
    #expect(
      try await Self.known(third.delivery, &bench, by: Bench.protectedDesk)?.count == 1)
  }

  /// The desk, where somebody found only later that protection is needed; another unit otherwise.
  @Test(arguments: [(Town.protectedDesk, Bench.protectedDesk, 0), (unit, Bench.others, 1)])
  func `never names the desk to whom the report tells of no protection`(
    to function: FunctionID, member: MemberID, count: Int
  ) async throws {
    var bench = try await Self.bench()
    let first = try await Self.reported(&bench)
    try await bench.redirect(first, to: function)
    let there = try #require(bench.take(member).delivers.first)
    try await bench.acknowledge([there], .committed, from: member)
    let here = try await Self.reported(&bench)
    #expect(try await Self.known(here, &bench)?.count == count)
  }

  @Test(arguments: [true, false])
  func `tells nothing of a report that excludes whoever asks`(isExcluded: Bool) async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed) {
      if isExcluded { $0.excluded = [Self.unit.text] }
    }
    let here = try await Self.reported(&bench)
    try await bench.redirect(here, to: Self.unit)
    let there = try #require(bench.take(Bench.others).delivers.first)
    let known = try await Self.known(there.delivery, &bench, by: Bench.others)
    #expect(known?.count == (isExcluded ? 0 : 1))
  }

  @Test(arguments: [(ClientCommand.Decide.Reason.conflictOfInterest, 0), (.wrongUnit, 1)])
  func `tells nothing of what whoever asks let go for a conflict of interest`(
    reason: ClientCommand.Decide.Reason, count: Int
  ) async throws {
    var bench = try await Self.bench()
    let first = try await Self.reported(&bench)
    try await bench.redirect(first, to: Self.unit, because: reason)
    let there = try #require(bench.take(Bench.others).delivers.first)
    try await bench.acknowledge([there], .committed, from: Bench.others)
    let here = try await Self.reported(&bench)
    #expect(try await Self.known(here, &bench)?.count == count)
  }

  @Test func `goes back over more than one turn of reading`() async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed)
    let first = bench.host.store.noted.last.value
    while bench.host.store.noted.last.value <= first + Int64(KnownSearch.turnSize) {
      _ = try await Self.reported(&bench, as: .committed) { $0.number = Self.other }
    }
    let delivery = try await Self.reported(&bench)
    #expect(try await Self.known(delivery, &bench)?.count == 1)
  }

  @Test func `is on record before it is answered`() async throws {
    var bench = try await Self.bench()
    let delivery = try await Self.reported(&bench)
    #expect(try await bench.inspections() == 0)
    #expect(try await Self.known(delivery, &bench) == [])
    #expect(try await bench.inspections() == 1)
  }

  /// What a school is told of somebody whom a unit knows is what it is told of anybody.
  @Test func `changes nothing that a sender is told`() async throws {
    var bench = try await Self.bench()
    _ = try await Self.reported(&bench, as: .committed)
    var lengths: Set<[Int]> = []
    for number in [TestPeople.numbers[0], Self.other] {
      var wording = bench.wording()
      wording.number = number
      bench.takeFrames(Bench.school)
      try await bench.publish(bench.letter(wording))
      lengths.insert(bench.takeFrames(Bench.school).flatMap { $0.map(\.count) })
    }
    #expect(lengths.count == 1)
  }
}
