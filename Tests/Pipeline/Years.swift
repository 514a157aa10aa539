import Concerns
import Deadlines
import Evidence
import Ledger
import Pipeline
import Ringing
import Routing
import Simulation
import Support
import Tables
import Testing
import Wire

/// A town's broker over years: units come and go, it falls, clocks leap, and readers are away.
///
/// Every quarter of an hour the broker is asked what it wants; in between days pass and people do
/// what they do. What must hold at every instant is checked by what the store has noted and by what
/// was to be rung, not by what the broker says of itself.
struct Years {
  /// Eleven days before the first unit ends.
  static let start = Town.moment("2027-03-20T14:30:00Z")
  /// Longest between two looks at the broker.
  private static let look: Duration = .seconds(900)
  /// Within this something acute that nobody has read is rung again: five minutes, the minute
  /// between two looks of the bell, and a look of this town's.
  private static let longestSilence: Duration = .seconds(300 + 60 + 900)

  private var bench: Bench
  private var dice: SplitMix64
  /// Until when nobody is at a machine.
  private var away: [MemberID: Moment] = [:]
  /// What each machine was handed and may still tell of.
  private var held: [MemberID: [BrokerCommand.Deliver]] = [:]
  /// The last round about each clock, and when.
  private var rung: [ClockID: (round: Int, at: Moment)] = [:]
  /// When an acute wait was first seen that nobody had been rung about.
  private var began: [ClockID: Moment] = [:]
  /// The bell that rings for all that is to be accepted, and since when that is seen.
  private var leader: (clock: ClockID, since: Moment)?
  /// When the broker was last asked while the offices were open.
  private var lastOpen: Moment
  private let names: [Keyed: FunctionID]
  /// What came of it, so that a run in which nothing happened shows.
  private(set) var sights: [String: Int] = [:]

  init(seed: UInt64) async throws {
    dice = SplitMix64(seed: seed)
    lastOpen = Self.start
    bench = try await Bench(
      at: Self.start, seed: seed, directory: LongTown.directory, acts: LongTown.acts,
      law: MovingTown.law.get())
    let vault = bench.host.reader.vault
    let number = try #require(vault.number(of: Town.controller))
    let key = try vault.key(of: number)
    let owners = LongTown.teams + [Town.reception, Town.protectedDesk, Town.onCall]
    names = Dictionary(
      uniqueKeysWithValues: owners.map { (key.keyed(.function, Array($0.text.utf8)), $0) })
  }

  /// How long it has lasted.
  var lasted: Duration { .milliseconds(bench.now.milliseconds - Self.start.milliseconds) }

  /// Lets some hours pass, and somebody do something.
  mutating func go() async throws {
    try await pass(.seconds(3600 * (2 + dice.below(70))))
    if dice.once(in: 12) { try await leap() }
    if dice.once(in: 15) { try await fall() }
    try await report()
    for member in [Bench.reception, Bench.secondReception, LongTown.machine] {
      try await work(member)
    }
    try await handOver()
    try await check()
  }

  private mutating func see(_ sight: String) { sights[sight, default: 0] += 1 }

  /// Time goes on; whoever rings people says what came of it, or has died.
  private mutating func pass(_ duration: Duration) async throws {
    let end = bench.now + duration
    while bench.now < end {
      try await bench.wait(Self.look)
      if LongTown.directory.hours.contains(bench.now) { lastOpen = bench.now }
      try await hearBells()
      try checkAcute()
    }
  }

  private mutating func hearBells() async throws {
    let calls = bench.takeRings()
    // Whoever follows a keeper is rung afresh, from the first round.
    for call in calls {
      rung[call.clock] = (max(call.round, rung[call.clock]?.round ?? 0), bench.now)
    }
    _ = bench.takeMissed()
    _ = bench.takeAlarms()
    guard !calls.isEmpty, !dice.once(in: 5) else { return }
    try await bench.tell(.rang(calls, dice.once(in: 5) ? .unreached : .reached))
  }

  /// The wall clock goes hours ahead at once, or a minute back.
  private mutating func leap() async throws {
    see("leap")
    bench.now =
      bench.now
      + (dice.once(in: 3) ? .seconds(-60) : .seconds(3600 * (1 + dice.below(12))))
    try await bench.wait(.seconds(61))
    try await hearBells()
  }

  private mutating func fall() async throws {
    see("fall")
    try await bench.restart(law: MovingTown.law.get())
    held = [:]
    try await bench.wait(.seconds(1))
    try await hearBells()
  }

  private mutating func report() async throws {
    guard dice.once(in: 2) else { return }
    try await bench.greet(Bench.school)
    var wording = bench.wording()
    wording.sent = bench.now
    wording.urgency = dice.once(in: 3) ? .acute : .ordinary
    wording.grounds = [dice.once(in: 4) ? .violence : .neglect]
    wording.wantsFeedback = dice.once(in: 2)
    let answers = try await bench.publish(bench.letter(wording))
    guard case .receipt? = answers.first else { throw Violation("a report has no receipt") }
    see("report")
    try await hearBells()
  }

  /// Which mailboxes a machine reads by now.
  private func mailboxes(of member: MemberID) -> [FunctionID] {
    guard member == LongTown.machine else {
      return member == Bench.reception ? [Town.reception, Town.onCall] : [Town.reception]
    }
    let day = LocalTime.date(at: bench.now)
    return LongTown.teams.dropFirst().filter { team in
      LongTown.directory.unit(of: team)?.period.contains(day) == true
    }
  }

  /// Somebody comes to a machine, takes what there is and tells of some of it, unless away.
  private mutating func work(_ member: MemberID) async throws {
    if let until = away[member], bench.now < until { return }
    if dice.once(in: 12) {
      see("away")
      away[member] = bench.now + .seconds(86_400 * (1 + dice.below(20)))
      return
    }
    let mailboxes = mailboxes(of: member)
    guard !mailboxes.isEmpty else { return }
    try await bench.greet(member, functions: mailboxes)
    held[member, default: []] += bench.take(member).delivers
    for deliver in held[member, default: []].suffix(20) where dice.once(in: 2) {
      try await act(on: deliver, member)
    }
    held[member] = held[member]?.suffix(40)
  }

  private mutating func act(on deliver: BrokerCommand.Deliver, _ member: MemberID) async throws {
    let version = try bench.version(of: deliver.delivery)
    switch dice.below(8) {
    case 0, 1: try await bench.acknowledge([deliver], .received, from: member)
    case 2, 3: try await bench.acknowledge([deliver], .read, from: member)
    case 4:
      try await bench.acknowledge([deliver], .committed, from: member, caseNumber: "A-1")
    case 5:
      let words: [CaseOutcome] = [.assessed, .notOpened, .opened, .closed]
      let word = dice.pick(words) ?? .assessed
      try await bench.send(
        .rule(.init(delivery: deliver.delivery, version: version, word: .outcome(word))),
        from: member)
    default:
      guard let team = mailboxes(of: LongTown.machine).last, deliver.function == Town.reception
      else { break }
      let answers = try await bench.redirect(deliver.delivery, to: team, from: member)
      if answers.codes.isEmpty { see("sent on") }
    }
    bench.take(member)
  }

  /// On-call writes lists of what it keeps, and whoever owns it accepts them.
  private mutating func handOver() async throws {
    guard away[Bench.reception].map({ $0 <= bench.now }) ?? true, dice.once(in: 2) else { return }
    try await bench.greet(Bench.reception, functions: [Town.onCall])
    bench.take(Bench.reception)
    let ask = ClientCommand.duty(.ask(Town.onCall))
    guard case .duties(let overview)? = try await bench.send(ask, from: Bench.reception).last
    else { throw Violation("nobody says what on-call keeps") }
    for (owner, kept) in Dictionary(grouping: overview.keeps, by: \.to) where dice.once(in: 2) {
      let list = DutyListID(RandomUUID(using: &dice))
      let items = kept.prefix(DutyDocument.itemLimit).map {
        DutyDocument.Item(delivery: $0.delivery, done: "Hembesök.", promised: "", next: "")
      }
      let written = DutyDocument(list, .handOver(from: Town.onCall, to: owner, Array(items)))
      guard try await sign(written, Bench.reception).codes.isEmpty else { continue }
      see("list")
      if dice.once(in: 3) { continue }
      try await accept(list, of: owner)
    }
  }

  private mutating func accept(_ list: DutyListID, of owner: FunctionID) async throws {
    let member = owner == Town.reception ? Bench.secondReception : LongTown.machine
    guard mailboxes(of: member).contains(owner) else { return }
    try await bench.greet(member, functions: [owner])
    held[member, default: []] += bench.take(member).delivers
    guard
      case .dutyList(_, let bytes)? = try await bench.send(.duty(.read(list)), from: member)
        .last
    else { throw Violation("a hand-over list is not shown to whom it goes") }
    let view = try DutyList(reading: bytes).view
    if try await sign(DutyDocument(list, .accept(view: view)), member).codes.isEmpty {
      see("accepted")
    }
  }

  private mutating func sign(
    _ document: DutyDocument, _ member: MemberID
  ) async throws -> [BrokerCommand] {
    let proof = Proof.sign(
      [document.bytes], for: .duty, audience: Town.deployment, with: Town.key(of: member.agency)
    )[0]
    return try await bench.send(.duty(.act(proof, document)), from: member)
  }
}

extension Years {
  /// Something acute that nobody has read has a bell, day and night.
  private mutating func checkAcute() throws {
    for clock in bench.host.store.noted.openings.keys {
      // One that began between two looks, as when a unit ends at midnight, rings at the next.
      let last = rung[clock]?.at ?? began[clock] ?? bench.now
      if rung[clock] == nil { began[clock] = last }
      guard bench.now <= last + Self.longestSilence else {
        throw Violation("something acute is unread at \(bench.now.text) and no bell rings")
      }
    }
  }

  /// Whatever was accepted is one unit's that is there, somebody is on duty for it, and each clock
  /// has rung as far as it has come.
  private mutating func check() async throws {
    let noted = bench.host.store.noted
    guard noted.faults.isEmpty else { throw Violation(noted.faults[0]) }
    let clocks = try await bench.host.reader.runningClocks()
    let running = Set(clocks.map(\.delivery))
    for (entry, deliveries) in noted.deliveriesOf {
      let owners = deliveries.filter {
        noted.sentOn[$0] == nil
          && noted.deliveries[$0].flatMap { names[$0.function] } != Town.onCall
      }
      guard owners.count == 1, let delivery = noted.deliveries[owners[0]] else {
        throw Violation("a report has \(owners.count) owners at \(bench.now.text)")
      }
      guard delivery.standing.state.isOpen || running.contains(entry) else { continue }
      do { try check(names[delivery.function]) } catch {
        let left = clocks.filter { $0.delivery == entry }.map(\.clock.kind.rawValue)
        throw Violation("\(error), \(delivery.standing), with \(left.joined(separator: ", "))")
      }
    }
    for (clock, _, _, _) in clocks where clock.kind != .dutyAcceptance { try check(clock) }
    // One bell for all that is to be accepted by the same owner: the first rings.
    let owed = clocks.filter { $0.clock.kind == .dutyAcceptance }.min { $0.delivery < $1.delivery }
    // Another rings for all once the first is accepted; what it has reached by then it rings when
    // an office is open next.
    if leader?.clock != owed?.clock.id { leader = owed.map { ($0.clock.id, bench.now) } }
    if let owed, let leader, leader.since < lastOpen { try check(owed.clock) }
    sights["reorganisation"] = noted.reorganisations
  }

  /// An owner is there, and somebody is on duty for it who is there, too.
  private func check(_ owner: FunctionID?) throws {
    let (directory, day) = (LongTown.directory, LocalTime.date(at: bench.now))
    guard let owner, let unit = directory.unit(of: owner), unit.period.contains(day) else {
      throw Violation("\(owner?.text ?? "nobody") owns something at \(bench.now.text)")
    }
    let duty = directory.duty(unit.id, at: bench.now)
    guard directory.unit(of: duty)?.period.contains(day) == true else {
      throw Violation("\(duty.text) is on duty at \(bench.now.text), and is not there")
    }
  }

  /// A clock has rung at the level that it has reached; what can wait, once an office was open.
  private func check(_ clock: Clock) throws {
    let isByDay = ![.protectionAssessment, .openingWithoutDelay, .opening].contains(clock.kind)
    let seen = isByDay ? min(lastOpen, bench.now) : bench.now
    // What a fall or a leap of this very step has left is rung at the next look.
    let reached = ClockLevel.allCases.last { clock.rings(at: $0) + Self.longestSilence <= seen }
    guard let reached else { return }
    guard let last = rung[clock.id], last.round > reached.rawValue else {
      throw Violation(
        "\(clock.kind.rawValue) of \(clock.startedAt.text) has reached \(reached) by "
          + "\(bench.now.text), and no bell has rung for it")
    }
  }
}
