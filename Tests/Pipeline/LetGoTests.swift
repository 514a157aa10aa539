import Concerns
import Evidence
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// A conversation that the reception has begun to own, and lets go of.
struct KnownFamily {
  var bench: Bench
  let conversation: ConversationID
  /// The report that it began with.
  let first: BrokerCommand.Deliver

  static let unit = Town.otherUnits[0]
  static let machines = [
    Bench.school, Bench.reception, Bench.protectedDesk, Bench.others, Bench.heads,
  ]

  init(
    at moment: String = "2026-11-19T09:00:00Z", in directory: Directory = Town.directory,
    _ change: (inout Wording) -> Void = { _ in }
  ) async throws {
    var bench = try await Bench(at: Town.moment(moment), directory: directory)
    for machine in Self.machines { try await bench.greet(machine) }
    conversation = try await bench.report(change).conversation
    first = try #require(try await Self.receive(&bench).first)
    self.bench = bench
  }

  /// Lets everybody receive what they are handed, so that each thread goes on.
  @discardableResult
  private static func receive(_ bench: inout Bench) async throws -> [BrokerCommand.Deliver] {
    var received: [BrokerCommand.Deliver] = []
    for machine in machines {
      let delivers = bench.take(machine).delivers
      guard !delivers.isEmpty else { continue }
      try await bench.acknowledge(delivers, .received, from: machine)
      received += delivers
    }
    return received
  }

  /// Everybody comes back after a start.
  mutating func restart(directory: Directory? = nil) async throws {
    try await bench.restart(directory: directory)
    for machine in Self.machines { try await bench.greet(machine) }
  }

  /// Lets whoever reads a mailbox send on what it has.
  mutating func sendOn(
    _ delivery: DeliveryID, to unit: FunctionID = unit, from member: MemberID = Bench.reception,
    because reason: ClientCommand.Decide.Reason = .conflictOfInterest
  ) async throws {
    let answers = try await bench.redirect(delivery, to: unit, from: member, because: reason)
    #expect(answers.codes == [], "it is not sent on")
  }

  /// Sends one more report, and gives what is handed over of it.
  mutating func reportAgain(
    _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> [BrokerCommand.Deliver] {
    try await Self.receive(&bench)
    let conversation = conversation
    _ = try await bench.report {
      $0.conversation = conversation
      change(&$0)
    }
    return Self.machines.flatMap { bench.take($0).delivers }
  }
}

@Suite struct `Whoever let a conversation go for a conflict of interest` {
  @Test(arguments: [false, true])
  func `is not given what comes later of it either`(isStartedAnew: Bool) async throws {
    var family = try await KnownFamily()
    try await family.sendOn(family.first.delivery)
    let next = try await family.reportAgain()
    #expect(next.map(\.function) == [KnownFamily.unit])
    if isStartedAnew { try await family.restart() }
    let back = try await family.bench.redirect(
      try #require(next.first).delivery, to: Town.reception, from: Bench.others)
    #expect(back.codes == [.notPermitted])
    #expect(family.bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test func `may be given what comes later, when that was for another reason`() async throws {
    var family = try await KnownFamily()
    try await family.sendOn(family.first.delivery, because: .wrongUnit)
    let next = try #require(try await family.reportAgain().first)
    try await family.sendOn(
      next.delivery, to: Town.reception, from: Bench.others, because: .wrongUnit)
    #expect(family.bench.take(Bench.reception).delivers.map(\.function) == [Town.reception])
  }

  @Test func `is not given it, where another owned the conversation by then`() async throws {
    var family = try await KnownFamily()
    let second = try #require(try await family.reportAgain().first)
    try await family.sendOn(family.first.delivery, because: .wrongUnit)
    // The conversation stays where it is; that they know the family holds for all of it.
    try await family.sendOn(second.delivery, to: Town.otherUnits[1])
    let third = try await family.reportAgain()
    #expect(third.map(\.function) == [KnownFamily.unit])
    let back = try await family.bench.redirect(
      try #require(third.first).delivery, to: Town.reception, from: Bench.others)
    #expect(back.codes == [.notPermitted])
  }

  @Test func `is passed over where its owner may not have what comes later`() async throws {
    var family = try await KnownFamily()
    try await family.sendOn(family.first.delivery)
    let next = try await family.reportAgain { $0.excluded = [KnownFamily.unit.text] }
    #expect(next.map(\.function) == [Town.head])
  }

  @Test func `has it all the same where nobody else may`() async throws {
    var family = try await KnownFamily()
    try await family.sendOn(family.first.delivery)
    let next = try await family.reportAgain {
      $0.excluded = [KnownFamily.unit.text, Town.head.text]
    }
    #expect(next.map(\.function) == [Town.reception])
  }

  /// Protection outranks a conflict: the desk lets go to whom it says, and no rule does it.
  @Test func `comes to the protected desk all the same`() async throws {
    var family = try await KnownFamily { $0.protection = .registered }
    #expect(family.first.function == Town.protectedDesk)
    try await family.sendOn(family.first.delivery, from: Bench.protectedDesk)
    let next = try await family.reportAgain { $0.protection = .registered }
    #expect(next.map(\.function) == [Town.protectedDesk])
  }

  @Test func `comes to the desk of another board all the same`() async throws {
    var family = try await KnownFamily(in: Town.directoryOfTwoBoards)
    let second = try #require(
      try await family.reportAgain { $0.protection = .registered }.first)
    #expect(second.function == Town.protectedDesk)
    let within = Town.board("bostadssamordning")
    try await family.sendOn(second.delivery, to: within, from: Bench.protectedDesk)
    let third = try await family.reportAgain { $0.protection = .registered }
    #expect(third.map(\.function) == [Town.protectedDesk])
    #expect(family.bench.host.store.noted.faults.isEmpty)
  }
}

/// The unit that took a conversation over ends, and the reception that let it go would follow.
@Suite struct `The heir of what was let go for a conflict of interest` {
  private static let lastDay = "2026-11-30"
  private static let ending = Town.directory { text in
    text.replacing(
      "en: \"Outreach\"}\n    board: socialnamnd\n    from: 2023-02-01\n",
      with: "en: \"Outreach\"}\n    board: socialnamnd\n    from: 2023-02-01\n"
        + "    until: \(lastDay)\n")
  }

  /// On the last day of the unit that has it.
  private static func moving(
    because reason: ClientCommand.Decide.Reason, isClosed: Bool,
    from member: MemberID = Bench.reception, _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> KnownFamily {
    var family = try await KnownFamily(at: lastDay + "T09:00:00Z", in: ending, change)
    try await family.sendOn(family.first.delivery, from: member, because: reason)
    let held = family.bench.take(Bench.others).delivers
    if isClosed { try await family.bench.acknowledge(held, .committed, from: Bench.others) }
    family.bench.now = Town.moment(lastDay + "T22:59:59Z")
    try await family.restart(directory: ending)
    for machine in KnownFamily.machines { family.bench.take(machine) }
    try await family.bench.wait(.seconds(1))
    return family
  }

  @Test(arguments: [
    (ClientCommand.Decide.Reason.conflictOfInterest, Town.head), (.wrongUnit, Town.reception),
  ])
  func `is the head of the reception where that let it go`(
    reason: ClientCommand.Decide.Reason, heir: FunctionID
  ) async throws {
    var family = try await Self.moving(because: reason, isClosed: false)
    let owners = KnownFamily.machines.flatMap { family.bench.take($0).delivers }
      .map(\.function).filter { $0 != Town.onCall }
    #expect(owners == [heir])
    #expect(family.bench.host.store.noted.faults.isEmpty)
  }

  /// Nobody but the desk has what protects somebody, whatever it has said: a person there lets go.
  @Test(arguments: [Protection.marked, .registered])
  func `is the protected desk, where it is the desk that let it go`(
    protection: Protection
  ) async throws {
    var family = try await Self.moving(
      because: .conflictOfInterest, isClosed: false, from: Bench.protectedDesk
    ) { $0.protection = protection }
    let owners = KnownFamily.machines.flatMap { family.bench.take($0).delivers }.map(\.function)
    #expect(owners == [Town.protectedDesk])
    #expect(family.bench.host.store.noted.faults.isEmpty)
  }

  @Test(arguments: [false, true])
  func `is planned with who is barred, from what is open and from what is received`(
    isReceived: Bool
  ) async throws {
    var family = try await KnownFamily(at: Self.lastDay + "T09:00:00Z", in: Self.ending)
    try await family.sendOn(family.first.delivery)
    let held = family.bench.take(Bench.others).delivers
    if isReceived { try await family.bench.acknowledge(held, .received, from: Bench.others) }
    let items = try await family.bench.host.reader.openItems(of: [KnownFamily.unit])
    #expect(items.map(\.owner) == [KnownFamily.unit])
    #expect(items.map(\.conflicted) == [[Town.reception]])
  }

  @Test(arguments: [
    (ClientCommand.Decide.Reason.conflictOfInterest, Town.head), (.wrongUnit, Town.reception),
  ])
  func `has what comes later, though all of it was taken on before`(
    reason: ClientCommand.Decide.Reason, heir: FunctionID
  ) async throws {
    var family = try await Self.moving(because: reason, isClosed: true)
    let next = try await family.reportAgain()
    #expect(next.map(\.function).filter { $0 != Town.onCall } == [heir])
  }
}

@Suite struct `A hand-over list of what its owner let go afterwards` {
  private static let unit = Town.otherUnits[0]

  /// Two reports that the reception has accepted from on-call, of which it sends the first on.
  private static func accepted(
    because reason: ClientCommand.Decide.Reason
  ) async throws -> (OnCallNight, owned: [BrokerCommand.Deliver]) {
    var night = try await OnCallNight(reports: 2)
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    try await night.accept()
    try await night.bench.redirect(
      owned[0].delivery, to: unit, from: Bench.secondReception, because: reason)
    return (night, owned)
  }

  @Test(arguments: [false, true])
  func `shows its owner no word of it any more, once that was a conflict of interest`(
    isStartedAnew: Bool
  ) async throws {
    var (night, owned) = try await Self.accepted(because: .conflictOfInterest)
    if isStartedAnew {
      try await night.bench.restart()
      try await night.comeOnCall()
      try await night.comeToReception()
    }
    #expect(try await night.read().items.map(\.delivery) == [owned[1].delivery])
    let lists = try await night.overview(of: Town.reception, by: Bench.secondReception).lists
    #expect(lists.map(\.items) == [1])
    // The second goes the same way.
    try await night.bench.redirect(
      owned[1].delivery, to: Self.unit, from: Bench.secondReception,
      because: .conflictOfInterest)
    await #expect(throws: OnCallNight.Unshown.self) { try await night.read() }
    let none = try await night.overview(of: Town.reception, by: Bench.secondReception).lists
    #expect(none.isEmpty)
  }

  @Test func `shows what was sent on for another reason`() async throws {
    var (night, owned) = try await Self.accepted(because: .wrongUnit)
    #expect(try await night.read().items.map(\.delivery) == owned.map(\.delivery))
  }

  @Test(arguments: [ClientCommand.Decide.Reason.conflictOfInterest, .wrongUnit], [false, true])
  func `shows none of what it had lost before it was accepted, whatever the reason`(
    reason: ClientCommand.Decide.Reason, isStartedAnew: Bool
  ) async throws {
    var night = try await OnCallNight(reports: 2)
    try await night.hand(over: 10)
    let owned = try await night.comeToReception()
    try await night.bench.redirect(
      owned[0].delivery, to: Self.unit, from: Bench.secondReception, because: reason)
    try await night.accept()
    if isStartedAnew {
      try await night.bench.restart()
      try await night.comeToReception()
    }
    #expect(try await night.read().items.map(\.delivery) == [owned[1].delivery])
  }
}
