import Admission
import Concerns
import Deadlines
import Delivery
import Evidence
import Ledger
import Pipeline
import Policy
import Ringing
import Routing
import Simulation
import Support
import Testing
import Wire

/// One broker and a few members at a table: whatever is said is done at once.
struct Bench {
  var host: Host
  /// What the wall clock says; set by itself, it leaps.
  var now: Moment
  /// How long the broker has run.
  private var elapsed: Duration = .zero
  private(set) var alarms: [Alarm] = []
  /// The rounds that were to be rung.
  private(set) var rings: [Call] = []
  /// What was said and rung of functions on duty that nobody reads: most tests have nobody there.
  private(set) var missed: [Alarm] = []
  private(set) var missing: [Call] = []
  private(set) var cuts: [Peer.Door] = []
  /// The canaries for which the broker closed its listeners.
  private(set) var passed: [RuleID] = []
  /// What went to each member since somebody looked.
  private var inboxes: [MemberID: [Numbered<BrokerCommand>]] = [:]
  private var frames: [MemberID: [[[UInt8]]]] = [:]
  private var dice: SplitMix64
  private var number: Int64 = 0
  /// How often the broker was started: each start draws numbers of its own.
  private var starts: UInt64 = 1

  private var directory: Directory

  /// Appends with which a new ledger begins: a key of the operator's, and one of each board's.
  static let keys = 1 + Town.directory.boards.count

  init(
    at moment: Moment = Town.start, seed: UInt64 = 1, faults: [Int: FaultPlan.Fault] = [:],
    publishesPerMinute: Int = 100_000, policy change: ((String) -> String)? = nil,
    limits: MailboxLimits = .init(), directory: Directory = Town.directory,
    acts: [RegistryAct] = Town.acts, underWay: UnderWay = .init(), law: ProvedPolicy? = nil
  ) async throws {
    now = moment
    self.directory = directory
    dice = SplitMix64(seed: seed)
    let policy = try change.map(Self.law)
    host = try await Host(
      on: nil, faults: faults, seed: seed, at: moment, publishesPerMinute: publishesPerMinute,
      policy: law ?? policy ?? Town.policy, limits: limits, directory: directory, acts: acts,
      underWay: underWay)
  }

  /// The shipped law, changed.
  static func law(_ change: (String) -> String) throws -> ProvedPolicy {
    let law = change(String(decoding: Town.policy.table.bytes, as: UTF8.self))
    // A law that a test has changed no longer keeps to what it states about itself.
    let rules = law.split(separator: "\nstatements:\n", maxSplits: 1)[0] + "\n"
    return try PolicyTable(yaml: String(rules)).proved()
  }

  /// Starts the broker anew on what is on disk.
  mutating func restart(
    policy change: ((String) -> String)? = nil, law: ProvedPolicy? = nil,
    directory new: Directory? = nil
  ) async throws {
    // What is drawn is never drawn again, as with a generator that is one.
    starts += 1
    let policy = try change.map(Self.law)
    if let new { directory = new }
    host = try await Host(
      on: host.store.disk, noted: host.store.noted, seed: starts, at: now,
      policy: law ?? policy ?? Town.policy, directory: directory)
    inboxes = [:]
    frames = [:]
  }

  static func member(_ text: String) -> MemberID { Town.name(text, MemberID.init(_:)) }
  static let school = member("skola/m1")
  static let secondSchool = member("skola/m2")
  static let association = member("forening/m1")
  static let reception = member("norrkoping-socialnamnd/m1")
  static let secondReception = member("norrkoping-socialnamnd/m2")
  static let protectedDesk = member("norrkoping-socialnamnd/skydd")
  static let others = member("norrkoping-socialnamnd/ovriga")
  static let heads = member("norrkoping-socialnamnd/ledning")

  static func peer(_ member: MemberID, connection: UInt8 = 1) -> Peer {
    Peer(
      door: member == Town.operatorMember ? .operators : .members,
      connection: [connection] + Array(member.text.utf8), member: member)
  }

  /// Sends a command and returns what that member is sent from then on.
  @discardableResult
  mutating func send(
    _ command: ClientCommand, from member: MemberID, connection: UInt8 = 1
  ) async throws -> [BrokerCommand] {
    number += 1
    return try await send(command.frames(number), from: member, connection: connection)
  }

  @discardableResult
  mutating func send(
    _ frames: [[UInt8]], from member: MemberID, connection: UInt8 = 1
  ) async throws -> [BrokerCommand] {
    try await tell(.received(Self.peer(member, connection: connection), frames))
    return take(member)
  }

  mutating func tell(_ event: Event) async throws {
    try file(await host.settle(event, at: instant))
  }

  private var instant: Instant { Instant(wall: now, elapsed: elapsed) }

  private mutating func pass(_ duration: Duration) {
    now = now + duration
    elapsed += duration
  }

  /// Lets an event in and leaves what follows from it undone.
  mutating func begin(
    _ command: ClientCommand, from member: MemberID, connection: UInt8 = 1
  ) throws {
    number += 1
    let peer = Self.peer(member, connection: connection)
    try file(host.step(.received(peer, command.frames(number)), at: instant))
  }

  /// Lets time go on and leaves what follows from it undone.
  mutating func begin(after duration: Duration) throws {
    pass(duration)
    try file(host.step(.tick, at: instant))
  }

  /// Does one piece of work of a kind and hands the answer over.
  mutating func finish(_ kind: Host.Kind, batches: Int = 1) async throws {
    try await host.perform(kind, batches: batches)
    try hand(kind)
  }

  /// Hands the oldest answer of a kind over, if there is one.
  @discardableResult
  mutating func hand(_ kind: Host.Kind) throws -> Event? {
    guard let event = host.answer(kind) else { return nil }
    try file(host.step(event, at: instant))
    return event
  }

  mutating func settleAll() async throws { try await tell(.tick) }

  private mutating func file(_ actions: [Action]) throws {
    for action in actions {
      switch action {
      case .send(let peer, let frames):
        inboxes[peer.member, default: []].append(try BrokerCommand.read(frames))
        self.frames[peer.member, default: []].append(frames)
      case .alarm(.absent(let function)): missed.append(.absent(function))
      case .alarm(.present(let function)): missed.append(.present(function))
      case .alarm(let alarm): alarms.append(alarm)
      case .ring(let calls):
        rings += calls.filter { $0.kind != .checkIn }
        missing += calls.filter { $0.kind == .checkIn }
      case .cut(let door): cuts.append(door)
      case .close(let canaries): passed += canaries
      case .admit, .examine, .look, .record: break
      }
    }
  }

  /// Takes what a member was sent since it last looked.
  @discardableResult
  mutating func take(_ member: MemberID) -> [BrokerCommand] {
    let commands = inboxes[member] ?? []
    inboxes[member] = nil
    return commands.map(\.command)
  }

  @discardableResult
  mutating func takeFrames(_ member: MemberID) -> [[[UInt8]]] {
    inboxes[member] = nil
    defer { frames[member] = nil }
    return frames[member] ?? []
  }

  mutating func takeAlarms() -> [Alarm] {
    defer { alarms = [] }
    return alarms
  }

  mutating func takeMissed() -> (alarms: [Alarm], rings: [Call]) {
    defer { (missed, missing) = ([], []) }
    return (missed, missing)
  }

  @discardableResult
  mutating func takeRings() -> [Call] {
    defer { rings = [] }
    return rings
  }

  /// Lets time go on.
  mutating func wait(_ duration: Duration) async throws {
    pass(duration)
    try await tell(.tick)
  }

  /// Gives a sign of life, and goes on.
  mutating func stayAwake(_ member: MemberID) async throws {
    let kept = inboxes[member]
    try await tell(.received(Self.peer(member), ClientCommand.ping.frames(1)))
    inboxes[member] = (kept ?? []) + (inboxes[member] ?? []).dropFirst(kept?.count ?? 0)
  }

  /// Opens a session that reads all its mailboxes, with credit.
  ///
  /// - Parameter some: Those that it reads, if not all.
  mutating func greet(
    _ member: MemberID, credit: Int64 = 100, functions some: [FunctionID]? = nil,
    connection: UInt8 = 1
  ) async throws {
    let functions = some ?? Town.machines.first { $0.member == member }?.functions ?? []
    let answers = try await send(
      .hello(.init(time: now, software: "bench", functions: functions)), from: member,
      connection: connection)
    // What the session before had in hand may be called back first.
    guard answers.contains(where: { if case .welcome = $0 { true } else { false } }) else {
      Issue.record("\(member.text) is not welcome: \(answers)")
      return
    }
    guard credit > 0 else { return }
    // What comes of it is left for whoever looks.
    let command = ClientCommand.credit(.init(messages: credit, bytes: 1 << 30))
    try await tell(.received(Self.peer(member, connection: connection), command.frames(1)))
  }

  /// Says hello, with a clock that is right.
  @discardableResult
  mutating func hello(
    _ member: MemberID, reading functions: [FunctionID] = [], connection: UInt8
  ) async throws -> [BrokerCommand] {
    try await send(
      .hello(.init(time: now, software: "bench", functions: functions)), from: member,
      connection: connection)
  }

  /// A report of the school, in a conversation of its own.
  mutating func wording(_ kind: Kind = .reportMandatory) -> Wording {
    Wording(kind, from: Town.school.unit, in: conversation())
  }

  mutating func conversation() -> ConversationID {
    ConversationID(RandomUUID(using: &dice))
  }

  mutating func letter(
    _ wording: Wording, by agency: AgencyID = Town.school.agency, key: SigningKey? = nil,
    id: MessageID? = nil
  ) -> Letter {
    Letter.write(
      wording, by: agency, key: key ?? Town.key(of: agency), id: id, drawing: &dice)
  }

  @discardableResult
  mutating func publish(
    _ letter: Letter, from member: MemberID = Bench.school
  ) async throws -> [BrokerCommand] {
    number += 1
    return try await send(letter.frames(number), from: member)
  }

  /// Publishes under a number of the caller's choice, for answers that are compared.
  @discardableResult
  mutating func publish(
    _ letter: Letter, number: Int64, from member: MemberID = Bench.school
  ) async throws -> [BrokerCommand] {
    try await send(letter.frames(number), from: member)
  }

  /// Publishes a report and returns it once it is accepted.
  mutating func report(_ change: (inout Wording) -> Void = { _ in }) async throws -> Letter {
    var wording = wording()
    change(&wording)
    let letter = letter(wording)
    let answers = try await publish(letter)
    guard case .receipt? = answers.first else {
      Issue.record("the report is not accepted: \(answers)")
      return letter
    }
    return letter
  }

  @discardableResult
  mutating func acknowledge(
    _ delivers: [BrokerCommand.Deliver], _ state: AckState?, from member: MemberID,
    key: SigningKey? = nil, caseNumber: String? = nil
  ) async throws -> [BrokerCommand] {
    try await send(
      Self.acknowledgement(of: delivers, state, by: member, key: key, caseNumber), from: member)
  }

  static func acknowledgement(
    of delivers: [BrokerCommand.Deliver], _ state: AckState?, by member: MemberID,
    key: SigningKey? = nil, _ caseNumber: String? = nil
  ) -> ClientCommand {
    let document = AckDocument(
      delivers.map {
        .init(
          delivery: $0.delivery,
          view: $0.digest, state: state, caseNumber: caseNumber)
      })
    let proof = Proof.sign(
      [document.bytes], for: .ack, audience: Town.deployment,
      with: key ?? Town.key(of: member.agency))[0]
    return .acknowledge(.init(proof: proof, document: document))
  }

  /// Which standing of a delivery is on disk.
  func version(of delivery: DeliveryID) throws -> Int64 {
    Int64(try #require(host.store.noted.deliveries[delivery]?.standing.version))
  }

  /// Sends a delivery on, as it stands.
  @discardableResult
  mutating func redirect(
    _ delivery: DeliveryID, to function: FunctionID, from member: MemberID = Bench.reception,
    because reason: ClientCommand.Decide.Reason = .wrongUnit
  ) async throws -> [BrokerCommand] {
    try await send(
      .decide(
        .init(
          delivery: delivery, version: try version(of: delivery), to: function,
          reason: reason)), from: member)
  }

  @discardableResult
  mutating func ask(_ request: KeyValuePairs<String, String>) async throws -> [BrokerCommand] {
    try await send(
      .admin(.object(request.map { .init($0.key, .string($0.value)) })),
      from: Town.operatorMember)
  }
}

extension [BrokerCommand] {
  var delivers: [BrokerCommand.Deliver] {
    compactMap { if case .deliver(let deliver) = $0 { deliver } else { nil } }
  }

  var codes: [ProblemCode] {
    compactMap { if case .problem(let problem, _) = $0 { problem.code } else { nil } }
  }

  /// The items of the receipts for acknowledgements.
  var told: [ReceiptLeaf.Item] {
    leaves.flatMap { leaf in
      if case .acknowledged(_, let items) = leaf.outcome { items } else { [] as [ReceiptLeaf.Item] }
    }
  }

  var leaves: [ReceiptLeaf] {
    compactMap {
      if case .receipt(_, let leaf) = $0 { try? ReceiptLeaf(reading: leaf) } else { nil }
    }
  }

  var receipts: [[UInt8]] {
    compactMap { if case .receipt(_, let leaf) = $0 { leaf } else { nil } }
  }
}
