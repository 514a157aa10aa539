import Concerns
import Deadlines
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `An emergency that comes by the wire` {
  private let frame: Set<DataClass> = [.matter]
  private let opened: Set<DataClass> = [.matter, .school]

  @Test func `opens to one function what a rule gives it, until its end`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    #expect(try await bench.shownToPolice() == [frame])
    #expect(try await bench.declare(in: conversation, lasting: .seconds(3600)).receipts.count == 1)
    try await bench.share(in: conversation)
    #expect(try await bench.shownToPolice() == [opened])
    try await bench.wait(.seconds(3600))
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police)
    try await bench.share(in: conversation)
    #expect(try await bench.shownToPolice().last == frame)
  }

  /// Nothing that a message says of its urgency or its grounds declares one, and no time does.
  @Test(arguments: Ground.allCases)
  func `is nobody's doing but a worker's`(ground: Ground) async throws {
    var (bench, conversation) = try await Bench.sharing()
    _ = try await bench.shownToPolice()
    try await bench.share(in: conversation) { wording in
      (wording.urgency, wording.grounds) = (.acute, [ground])
    }
    #expect(try await bench.shownToPolice().last == frame)
    try await bench.wait(.seconds(86_400))
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police)
    try await bench.share(in: bench.conversation()) { $0.urgency = .acute }
    #expect(try await Set(bench.shownToPolice()).isSubset(of: [frame]))
  }

  @Test func `is told at once to the head and the data protection officer, of nobody`()
    async throws
  {
    var (bench, conversation) = try await Bench.sharing()
    for member in [Bench.police, Bench.management] { bench.take(member) }
    let letter = bench.name()
    try await bench.declare(in: conversation, id: letter)
    let delivers = bench.take(Bench.management).delivers
    let sights = try Set(delivers.map(Bench.sight))
    #expect(
      sights == [
        Sight(Town.head, [.matter, .handling], isWhole: true), Sight(Town.officer, [.matter]),
      ])
    for deliver in delivers {
      let said = String(decoding: deliver.view, as: UTF8.self)
      #expect(said.contains("emergency.declare"))
      #expect(!said.contains(TestPeople.numbers[0]))
    }
    #expect(bench.take(Bench.police).delivers.isEmpty)
    try await bench.review(letter, as: .founded, in: conversation, from: Town.officer)
    let told = try bench.take(Bench.management).delivers.map(Bench.sight)
    #expect(told.map(\.function) == [])  // The first in the thread is not settled.
    let next = try await bench.acknowledge(delivers, .received, from: Bench.management)
    let found = try Set(next.delivers.map(Bench.sight))
    #expect(found == [Sight(Town.head, [.matter, .handling], isWhole: true)])
  }

  @Test func `cannot be sent on by whoever must look at it`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    try await bench.declare(in: conversation)
    let delivers = bench.take(Bench.management).delivers
    let own = try #require(delivers.first { $0.function == Town.head })
    let answers = try await bench.redirect(
      own.delivery, to: Town.reception, from: Bench.management)
    #expect(answers.codes == [.notPermitted])
  }

  @Test func `that was none is over at once`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    _ = try await bench.shownToPolice()
    let name = bench.name()
    try await bench.declare(in: conversation, id: name)
    try await bench.share(in: conversation)
    let leased = bench.take(Bench.police).delivers
    #expect(try leased.map { try Bench.sight($0).classes } == [opened])
    try await bench.review(name, as: .unfounded, in: conversation)
    let answers = bench.take(Bench.police)
    let recalled = answers.compactMap { if case .recall(let id) = $0 { id } else { nil } }
    #expect(recalled == leased.map(\.delivery))
    // It comes anew, as it may be seen now.
    try await bench.wait(.seconds(2))
    let anew = answers.delivers + bench.take(Bench.police).delivers
    #expect(try anew.map { try Bench.sight($0).classes } == [frame])
  }

  @Test func `that was one goes on to its end`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    _ = try await bench.shownToPolice()
    let name = bench.name()
    try await bench.declare(in: conversation, id: name)
    try await bench.review(name, as: .founded, in: conversation)
    try await bench.share(in: conversation)
    #expect(try await bench.shownToPolice() == [opened])
  }

  /// A hand-over that was decided before a review is written after it: the ledger turns it down.
  @Test func `opens no hand-over that is written after it has ended`() async throws {
    var (bench, conversation) = try await Bench.sharing(policeCredit: 0)
    let name = bench.name()
    try await bench.declare(in: conversation, id: name)
    try await bench.share(in: conversation)
    try await bench.review(name, as: .unfounded, in: conversation)
    try await bench.send(
      .credit(.init(messages: 100, bytes: 1 << 30)), from: Bench.police)
    try await bench.settleAll()
    #expect(bench.host.store.noted.faults.isEmpty)
    #expect(try await Set(bench.shownToPolice()).isSubset(of: [frame]))
  }

  @Test func `holds after a restart, and so does its review`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    _ = try await bench.shownToPolice()
    let name = bench.name()
    try await bench.declare(in: conversation, id: name)
    try await bench.restart(policy: OpeningLaw.change)
    for member in [Bench.school, Bench.police, Bench.management] { try await bench.greet(member) }
    try await bench.share(in: conversation)
    #expect(try await bench.shownToPolice() == [opened])
    #expect(
      try await bench.review(name, as: .unfounded, in: conversation).receipts.count == 1)
    #expect(
      try await bench.review(name, as: .founded, in: conversation).codes == [.emergencyReviewed])
    #expect(try await Set(bench.shownToPolice()).isSubset(of: [frame]))
    #expect(bench.host.store.noted.clocks.isEmpty)
  }

  /// What may be sent turns on the sender's own: another's would show by what is refused.
  @Test func `opens a way for its own agency's words alone`() async throws {
    var bench = try await Bench(policy: OpeningLaw.sending)
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    let conversation = try await bench.report().conversation
    func ask() -> Wording { Wording(.feedbackRequest, from: Town.school.unit, in: conversation) }
    #expect(try await bench.publish(bench.letter(ask())).codes == [.kindNotLawful])
    let board = try await bench.declare(
      in: conversation, for: Town.reception, from: Town.reception,
      role: Town.board.text + ".socialsekreterare", by: Bench.reception)
    #expect(board.receipts.count == 1)
    #expect(try await bench.publish(bench.letter(ask())).codes == [.kindNotLawful])
    try await bench.declare(in: conversation, for: Town.reception)
    #expect(try await bench.publish(bench.letter(ask())).receipts.count == 1)
  }

  @Test func `is reviewed on a disk that takes in nothing new`() async throws {
    var bench = try await Bench(
      faults: Dictionary(uniqueKeysWithValues: (7...60).map { ($0, .lowWater) }))
    try await bench.greet(Bench.school, credit: 0)
    try await bench.greet(Bench.management, credit: 0)
    let conversation = try await bench.report().conversation
    let name = bench.name()
    #expect(try await bench.declare(in: conversation, id: name).receipts.count == 1)
    #expect(try await bench.declare(in: conversation).codes == [.intakeClosed])
    #expect(
      try await bench.review(name, as: .unfounded, in: conversation).receipts.count == 1)
  }
}

@Suite struct `An emergency that nobody has looked at` {
  private static let day: Duration = .seconds(86_400)

  private func alarms(of bench: inout Bench) -> [ClockLevel] {
    bench.takeAlarms().compactMap { alarm in
      guard case .clock(Town.head, .emergencyReview, let level) = alarm else { return nil }
      return level
    }
  }

  @Test(arguments: [false, true])
  func `rings for the head at the end of the fifth day, however often it starts anew`(
    isRestarted: Bool
  ) async throws {
    var (bench, conversation) = try await Bench.sharing()
    try await bench.declare(in: conversation)
    // Filing it is no review.
    let told = bench.take(Bench.management).delivers
    try await bench.acknowledge(told, .committed, from: Bench.management, caseNumber: "A-1")
    try await bench.wait(Self.day * 4)
    #expect(alarms(of: &bench) == [])
    if isRestarted { try await bench.restart(policy: OpeningLaw.change) }
    var levels: [[ClockLevel]] = []
    for _ in 0..<4 {
      try await bench.wait(Self.day)
      levels.append(alarms(of: &bench))
    }
    #expect(levels == [[.warning], [.due], [.overdue], []])
  }

  @Test(arguments: EmergencyReview.allCases)
  func `rings no more once somebody has`(review: EmergencyReview) async throws {
    var (bench, conversation) = try await Bench.sharing()
    let name = bench.name()
    try await bench.declare(in: conversation, id: name)
    #expect(bench.host.store.noted.clocks.count == 1)
    #expect(try await bench.review(name, as: review, in: conversation).receipts.count == 1)
    #expect(bench.host.store.noted.clocks.isEmpty)
    try await bench.wait(Self.day * 8)
    #expect(alarms(of: &bench) == [])
  }
}
