import Concerns
import Admission
import Deadlines
import DequeModule
import Evidence
import Ledger
import Pipeline
import Ringing
import Routing
import Support
import Wire

/// A town's agencies, their machines, the network between and one broker, all from one seed.
///
/// Every step does one thing: carries a message, does a piece of the broker's work, lets somebody
/// act, moves the time, or breaks something. After every step all that must hold is checked.
package struct World {
  package let seed: UInt64
  package private(set) var step = 0
  let mutant: Mutant?
  var dice: SplitMix64
  var host: Host
  var account = Account()
  var stations: [Station]
  /// Hand-over lists that were written, or that somebody tried to write.
  var lists: [DutyListID] = []
  var lines: [Int: Line] = [:]
  var linesOpened = 0
  var wall = Town.start
  /// How long the machine has run, whatever its wall clock did meanwhile.
  var elapsed: Duration = .zero
  /// The broker's time: checked against both clocks after every step.
  var latest = Town.start
  /// How long the machine had run at the last step since the start.
  private(set) var lastElapsed: Duration?
  /// Since when nothing that is being done can have begun.
  var quiet = Town.start
  var faultsAreOn = true
  /// What was rung last about each clock.
  var ringing: [ClockID: RungBell] = [:]
  /// What came of rounds, and the broker has not heard yet.
  var answers: Deque<([Call], Rung.Outcome)> = []
  var keys: [AgencyID: SigningKey]
  /// Keys that wait to be registered, by their wire form.
  var newKeys: [String: SigningKey] = [:]
  var keysMade: UInt64 = 1000
  package private(set) var crashes = 0
  /// How often each thing worth seeing was seen, so that a run that saw nothing shows.
  package internal(set) var sights: [String: Int] = [:]
  private var trace = Digest32(hashing: [])
  /// Disks as they stood at some commits, for a store that forgets.
  var older: Disk?

  /// What happened last, in short words; empty unless somebody wants to read it.
  private(set) var story: Deque<String> = []
  let tellsStory: Bool

  package init(seed: UInt64, mutant: Mutant? = nil, tellsStory: Bool = false) async throws {
    self.seed = seed
    self.tellsStory = tellsStory
    self.mutant = mutant
    dice = SplitMix64(seed: seed)
    host = try await Host(
      on: nil, seed: dice.next(), at: wall, policy: DutyLaw.policy, directory: Town.reorganised)
    host.signsTrees = true
    stations = Town.machines.indices.map(Station.init(machine:))
    keys = Dictionary(
      uniqueKeysWithValues: (Town.reporters.map(\.agency) + [Town.board, Town.operators]).map {
        ($0, Town.key(of: $0))
      })
  }

  /// A hash of everything that the broker ever wanted done, in order.
  package var fingerprint: String { trace.wire }
  package var accepted: Int { account.receipts.count }
  package var written: Int { account.letters.count }
  package var deliveries: Int { account.handed.count }
  package var settled: Int {
    host.store.look { noted in
      noted.deliveries.values.count { !$0.standing.state.isOpen }
    }
  }

  /// Does one thing and checks everything.
  package mutating func advance() async throws {
    step += 1
    switch dice.weighed(Self.mix) {
    case .carryIn where lines.values.contains { !$0.toBroker.isEmpty }: try carryIn()
    case .carryOut where lines.values.contains { !$0.toStation.isEmpty }: carryOut()
    case .work where Host.Kind.allCases.contains { host.hasWork($0) }: try await work()
    case .answer where Host.Kind.allCases.contains { host.hasAnswer($0) }: try answer()
    case .time:
      try answerRings()
      try passTime()
    case .trouble: try await trouble()
    case .act, .carryIn, .carryOut, .work, .answer: try await act()
    }
    try checkNotes()
    try checkBells()
  }

  private enum Doing { case carryIn, carryOut, work, answer, act, time, trouble }

  private static let mix: [(weight: Int, value: Doing)] = [
    (200, .carryIn), (160, .carryOut), (180, .work), (180, .answer), (60, .act), (40, .time),
    (3, .trouble),
  ]

  /// What the store has noted by itself.
  mutating func checkNotes() throws {
    if let fault = host.store.look({ $0.faults.first }) { throw Violation(fault) }
    // An alarm comes before the parking is recorded; one that a crash cut short rings again.
    if host.store.look({ $0.withdrawals }) > 0 { sights["withdrawn"] = 1 }
    if host.store.look({ $0.reorganisations }) > 0 { sights["reorganisation"] = 1 }
    if account.emergencies > 0 { sights["in an emergency"] = 1 }
    let parkings = host.store.look { $0.parkings }
    guard account.alarms >= parkings else { throw Violation("a delivery was parked in silence") }
  }

  /// Hands one event to the broker and looks at all it wants done.
  mutating func tell(_ event: Event) throws {
    var actions = host.step(event, at: Instant(wall: wall, elapsed: elapsed))
    try checkTime()
    if let mutant { actions = mutant.spoil(actions, in: self, event) }
    for action in actions { try perform(action) }
    if host.isIdle { quiet = latest }
  }

  /// Whatever the wall clock does: never back, never behind it, and never standing still, or no
  /// lease would end. How slowly it may go is another's word than the broker's own.
  private mutating func checkTime() throws {
    let now = host.pipeline.time
    let passed = elapsed - (lastElapsed ?? elapsed)
    guard now >= wall, now >= latest + passed / 2 else {
      throw Violation("time went back or stood still")
    }
    if now > wall, passed > .zero { see("time ahead") }
    latest = now
    lastElapsed = elapsed
  }

  /// Both clocks go on.
  mutating func pass(_ duration: Duration) {
    wall = wall + duration
    elapsed += duration
  }

  private mutating func perform(_ action: Action) throws {
    switch action {
    case .send(let peer, let frames):
      trace = Digest32(hashing: frames.reduce(trace.bytes + peer.connection) { $0 + $1 })
      try send(frames, to: peer)
    case .alarm(let alarm):
      trace = Digest32(hashing: trace.bytes, Array("\(alarm)".utf8))
      switch alarm {
      case .parked, .withheld: account.alarms += 1
      case .unanswerable, .clock, .unrung, .absent, .present, .mailboxFull, .intakeClosed,
        .reorganisation, .canary:
        break
      }
      note(alarm)
    case .ring(let calls):
      trace = Digest32(hashing: trace.bytes, Array(calls.map(\.name).joined().utf8))
      try ring(calls)
    case .close(let canaries): throw Violation("canaries passed: \(canaries)")
    case .admit, .cut: trace = Digest32(hashing: trace.bytes, [1])
    case .examine, .look, .record: preconditionFailure("the host keeps the work")
    }
  }

  private mutating func send(_ frames: [[UInt8]], to peer: Peer) throws {
    guard let line = line(of: peer) else {
      throw Violation("frames went to a connection that never was")
    }
    let numbered: Numbered<BrokerCommand>
    do {
      numbered = try BrokerCommand.read(frames)
    } catch {
      throw Violation("the broker sent what cannot be read: \(error.code.rawValue)")
    }
    if numbered.command.name == .deliver, frames.reduce(0, { $0 + $1.count }) % 4096 != 0 {
      throw Violation("a delivery tells its size")
    }
    let letter = try check(numbered, on: line)
    guard lines[line] != nil else { return }
    if let letter {
      // The sender's program pairs the answer with what it sent.
      stations[lines[line]?.machine ?? 0].pairs[numbered.number] = letter
    }
    lines[line]?.toStation.append(numbered)
  }

  private mutating func note(_ alarm: Alarm) {
    switch alarm {
    case .parked: see("alarm parked")
    case .withheld: see("alarm withheld")
    case .unanswerable: see("alarm unanswerable")
    case .clock(_, _, let level): see("alarm clock \(level)")
    case .unrung: see("alarm unrung")
    case .absent: see("alarm absent")
    case .present: see("alarm present")
    case .mailboxFull: see("alarm full")
    case .reorganisation: see("alarm reorganisation")
    case .intakeClosed: see("alarm intake")
    case .canary: break  // What follows is a violation.
    }
  }

  /// Adds to the story; nothing of what a message says.
  mutating func narrate(_ what: (World) -> String) {
    guard tellsStory else { return }
    let place = host.store.look { $0.last.value }
    story.append("\(step) \(latest.text) ledger \(place): \(what(self))")
    if story.count > Self.storyLimit { story.removeFirst() }
  }

  /// Lines of the story that are kept: enough to lead up to a fault.
  private static let storyLimit = 3000

  mutating func see(_ sight: String) { sights[sight, default: 0] += 1 }

  func line(of peer: Peer) -> Int? {
    let number = peer.connection.reduce(0) { $0 << 8 | Int($1) }
    return (1...max(linesOpened, 1)).contains(number) ? number : nil
  }

  func noted<Value: Sendable>(_ body: (borrowing Noted) throws -> Value) throws -> Value {
    try host.store.look { noted in Result { try body(noted) } }.get()
  }

  /// Starts the broker anew on what is on disk; everything under way is gone.
  mutating func crash() async throws {
    crashes += 1
    narrate { _ in "crash" }
    var disk = host.store.disk
    if mutant == .forgetfulDisk, let older { disk = older }
    let noted = host.store.noted
    for line in lines.keys { lines[line]?.toBroker = [] }
    account.crash()
    answers = []
    for line in Array(lines.keys) { drop(line) }
    host = try await Host(
      on: disk, noted: noted, faults: faultsAreOn ? drawFaults() : [:], seed: dice.next(),
      at: wall, policy: DutyLaw.policy, directory: Town.reorganised)
    host.signsTrees = true
    latest = host.recovery.head.time
    lastElapsed = nil
    quiet = latest
    try await checkRecovery()
  }

  private mutating func drawFaults() -> [Int: FaultPlan.Fault] {
    var faults: [Int: FaultPlan.Fault] = [:]
    for append in 1...400 where dice.once(in: 25) {
      faults[append] = dice.weighed([
        (4, .busy), (2, .full), (6, .lowWater), (1, .lostBeforeCommit), (1, .errorAfterDurable),
      ])
    }
    return faults
  }

  /// Ends a connection on both sides of the account.
  mutating func drop(_ line: Int) {
    guard let old = lines.removeValue(forKey: line) else { return }
    account.hangUp(line)
    if stations[old.machine].line == line { stations[old.machine].hangUp() }
  }
}
