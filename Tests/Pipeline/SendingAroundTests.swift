import Concerns
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// A report that units send on to each other, each meaning that it is another's.
struct Round {
  var bench: Bench
  let letter: Letter
  /// The delivery of whoever owns it now, and who reads that mailbox.
  private(set) var held: BrokerCommand.Deliver
  private(set) var holder: MemberID

  static let machines = [
    Bench.school, Bench.reception, Bench.protectedDesk, Bench.others, Bench.heads,
  ]

  init(
    at moment: String = "2026-11-19T09:00:00Z", directory: Directory = Town.directory,
    _ change: (inout Wording) -> Void = { _ in }
  ) async throws {
    var bench = try await Bench(at: Town.moment(moment), directory: directory)
    for machine in Self.machines { try await bench.greet(machine) }
    letter = try await bench.report(change)
    let protected = bench.take(Bench.protectedDesk).delivers.first
    let plain = bench.take(Bench.reception).delivers.first { $0.function == Town.reception }
    holder = protected == nil ? Bench.reception : Bench.protectedDesk
    held = try #require(protected ?? plain)
    self.bench = bench
  }

  /// Lets whoever owns it send it on.
  ///
  /// - Returns: Who owns it by the answer, if that is another than was named.
  mutating func sendOn(
    to asked: FunctionID, because reason: ClientCommand.Decide.Reason = .wrongUnit
  ) async throws -> FunctionID? {
    let answers = try await bench.redirect(
      held.delivery, to: asked, from: holder, because: reason)
    guard case .decided(held.delivery, _, let owner)? = answers.first else {
      Issue.record("it is not sent on: \(answers)")
      return nil
    }
    try take(as: owner ?? asked, among: answers.delivers)
    return owner
  }

  /// Starts the broker anew; everybody comes back, and is handed what is theirs.
  mutating func restart() async throws {
    try await bench.restart()
    for machine in Self.machines { try await bench.greet(machine) }
    try take(as: held.function)
  }

  /// - Parameter told: What came with the answer, where one machine reads for both.
  private mutating func take(
    as owner: FunctionID, among told: [BrokerCommand.Deliver] = []
  ) throws {
    holder = Self.reader(of: owner)
    let delivers = told + bench.take(holder).delivers
    held = try #require(delivers.last { $0.function == owner })
  }

  private static func reader(of function: FunctionID) -> MemberID {
    switch function {
    case Town.reception, Town.onCall: Bench.reception
    case Town.protectedDesk: Bench.protectedDesk
    case Town.head: Bench.heads
    default: Bench.others
    }
  }

  /// The mailboxes in which it is open, by name in the ledger.
  var open: Int {
    bench.host.store.noted.deliveries.values.count { $0.standing.state.isOpen }
  }
}

@Suite struct `A report that units send on to each other` {
  let units = Town.otherUnits

  @Test func `is owned by whoever heads the reception, after two of them`() async throws {
    var round = try await Round()
    let clocks = round.bench.host.store.noted.clocks
    #expect(try await round.sendOn(to: units[0]) == nil)
    #expect(try await round.sendOn(to: units[1]) == nil)
    let second = round.held.delivery
    #expect(try await round.sendOn(to: units[2]) == Town.head)
    #expect(round.held.view == round.letter.message.sectionBytes)
    #expect(round.open == 1)
    #expect(round.bench.host.store.noted.clocks == clocks)
    // The unit that was named has heard nothing, and whoever had it sees it no more.
    #expect(round.bench.take(Bench.others).delivers.isEmpty)
    #expect(try await round.bench.send(.open(second), from: Bench.others).codes == [.leaseEnded])
    try await round.bench.acknowledge([round.held], .committed, from: Bench.heads)
    #expect(round.bench.host.store.noted.clocks.isEmpty)
    #expect(round.bench.host.store.noted.faults.isEmpty)
  }

  @Test func `goes where its head says, and comes back only to that head`() async throws {
    var round = try await Round()
    for unit in [units[0], units[1], units[2]] { _ = try await round.sendOn(to: unit) }
    #expect(round.held.function == Town.head)
    #expect(try await round.sendOn(to: units[3]) == nil)
    #expect(round.held.function == units[3])
    #expect(try await round.sendOn(to: units[0]) == Town.head)
    #expect(round.bench.host.store.noted.faults.isEmpty)
  }

  @Test func `is counted over a restart`() async throws {
    var round = try await Round()
    _ = try await round.sendOn(to: units[0])
    try await round.restart()
    _ = try await round.sendOn(to: units[1])
    try await round.restart()
    #expect(try await round.sendOn(to: units[2]) == Town.head)
  }

  @Test func `takes what comes later in the conversation along`() async throws {
    var round = try await Round()
    for unit in [units[0], units[1], units[2]] { _ = try await round.sendOn(to: unit) }
    let later = Wording(
      .reportMandatory, from: Town.school.unit, in: round.letter.conversation)
    try await round.bench.acknowledge([round.held], .received, from: Bench.heads)
    try await round.bench.publish(round.bench.letter(later))
    #expect(round.bench.take(Bench.heads).delivers.map(\.function) == [Town.head])
    #expect(round.bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test func `stays one delivery for whoever is on duty by night`() async throws {
    var round = try await Round(at: "2026-11-19T21:00:00Z")
    for unit in [units[0], units[1]] { _ = try await round.sendOn(to: unit) }
    #expect(try await round.sendOn(to: units[2]) == Town.head)
    // The head's own, and the one that the on-call services have had since it came.
    #expect(round.open == 2)
    #expect(round.bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test func `about somebody protected is their desk's, and no head's`() async throws {
    var round = try await Round { $0.protection = .registered }
    #expect(round.held.function == Town.protectedDesk)
    for unit in [units[0], units[1]] { #expect(try await round.sendOn(to: unit) == nil) }
    #expect(try await round.sendOn(to: units[2]) == Town.protectedDesk)
    // What the desk lets go it lets go to whom it says.
    #expect(try await round.sendOn(to: units[2]) == nil)
    #expect(round.bench.take(Bench.heads).delivers.isEmpty)
    #expect(round.bench.host.store.noted.faults.isEmpty)
  }

  @Test func `is not given back to a head with a conflict of interest`() async throws {
    var round = try await Round()
    #expect(try await round.sendOn(to: Town.head) == nil)
    #expect(try await round.sendOn(to: units[0], because: .conflictOfInterest) == nil)
    try await round.restart()
    #expect(try await round.sendOn(to: units[1]) == nil)
    #expect(try await round.sendOn(to: units[2]) == nil)
    #expect(round.bench.take(Bench.heads).delivers.isEmpty)
  }

  @Test(
    arguments: [(.wrongUnit, Town.onCall), (.conflictOfInterest, nil)]
      as [(ClientCommand.Decide.Reason, FunctionID?)])
  func `is not given to a head whose unit has a conflict of interest`(
    reason: ClientCommand.Decide.Reason, owner: FunctionID?
  ) async throws {
    // The head of the reception has another function of the same unit.
    let directory = Town.directory { text in
      text.replacing("    head: enhetschefer\n", with: "    head: socialjour\n", maxReplacements: 1)
    }
    var round = try await Round(directory: directory)
    #expect(try await round.sendOn(to: units[0], because: reason) == nil)
    #expect(try await round.sendOn(to: units[1]) == nil)
    #expect(try await round.sendOn(to: units[2]) == owner)
  }

  @Test func `is not given to a head whom it excludes by name`() async throws {
    var round = try await Round { $0.excluded = [Town.head.text] }
    for unit in [units[0], units[1], units[2]] {
      #expect(try await round.sendOn(to: unit) == nil)
    }
    #expect(round.bench.take(Bench.heads).delivers.isEmpty)
  }

  @Test func `is not sent where nothing may be, the third time either`() async throws {
    var round = try await Round()
    for unit in [units[0], units[1]] { _ = try await round.sendOn(to: unit) }
    let held = round.held.delivery
    for place in [Town.walled, Town.board("finns-inte"), Town.school.unit] {
      let answers = try await round.bench.redirect(held, to: place, from: Bench.others)
      #expect(answers.codes == [.notPermitted])
    }
    #expect(round.bench.take(Bench.heads).delivers.isEmpty)
  }
}
