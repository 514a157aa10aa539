import Deadlines
import Admission
import Concerns
import Ledger
import Logging
import Pipeline
import Wire
package import ZeroMQ

/// Performs what the pipeline wants done: sockets on the loop, everything slow beside it.
///
/// One thread receives, decides and sends. Signatures, reading, sealing and committing go on
/// elsewhere and come back as events, a batch at a time; the loop goes on receiving meanwhile.
package actor ActionPerformer: LoopBound {
  /// Most frames of one message; the protocol's longest has four.
  private static let frameLimit = 8
  /// Most bytes of one message: the largest header and payload, with room to say no to more.
  private static let byteLimit = 131_072
  /// How often binding anew is tried, and how long between: five seconds, then something else is
  /// wrong with the port.
  private static let bindLimit = 50
  private static let bindPause: Duration = .milliseconds(100)
  /// How often time is looked at when nothing else happens.
  private static let beat: Duration = .seconds(1)

  package nonisolated let loop: PollLoop
  private var pipeline: BrokerCore
  private let stages: Stages
  private let log: Logger
  private let zap: ZapHandler
  private let probe: CurveKeyPair
  private let servers: [Gate: CurveKeyPair]

  private var listeners: [Gate: Listener] = [:]
  private var connections = Connections()
  private var timer: TimerID?
  private var gathered: [Action] = []
  private var isReading = false
  /// Gates that are about to be bound anew.
  private var cutting: Set<Gate> = []
  /// Whether gates are being tested: a cut in the middle would look like a gate that fails.
  private var isTesting = false
  private var knocks = KnockLog()
  private var pause: (timer: TimerID, end: CheckedContinuation<Void, Never>)?
  private var isStopped = false
  private let manager = ServiceManager()
  private var heartbeat = Moment(milliseconds: 0)
  /// From when elapsed time is counted.
  private let began = ContinuousClock.now

  init(
    loop: PollLoop, pipeline: BrokerCore, stages: Stages, keys: BrokerKeys, log: Logger
  ) throws(ZeroMQError) {
    self.loop = loop
    self.pipeline = pipeline
    self.stages = stages
    self.log = log
    servers = [.members: keys.server, .successors: keys.next, .operators: keys.server]
      .compactMapValues(\.self)
    zap = ZapHandler(loop: loop)
    probe = try CurveKeyPair.random()
  }

  /// Opens every gate, tests them, and only then lets anybody in.
  ///
  /// - Parameter endpoints: Where each gate listens; a gate without a place stays shut.
  /// - Returns: Where members connect, the port resolved.
  func start(at endpoints: [Gate: String]) async throws(BrokerError) -> String {
    do {
      try await zap.start()
      try prepare(endpoints.keys)
    } catch {
      throw .network(error)
    }
    try await testGates()
    // The canaries are asked before anybody comes in; a step is where they are asked.
    tick()
    if let failure = stages.failed { throw failure }
    do {
      isReading = true
      for gate in Gate.allCases {
        guard let listener = listeners[gate], let endpoint = endpoints[gate] else { continue }
        listeners[gate]?.endpoint = try bind(listener.socket, endpoint)
      }
      manager.ready()
      tick()
    } catch {
      throw .network(error)
    }
    return listeners[.members]?.endpoint ?? ""
  }

  private func prepare(_ gates: some Collection<Gate>) throws(ZeroMQError) {
    zap.assumeIsolated { handler in
      handler.whenRefused { refusal, key in self.assumeIsolated { $0.turnAway(key, refusal) } }
    }
    for gate in Gate.allCases where gates.contains(gate) { try open(gate) }
    perform([pipeline.access])
  }

  /// Tests every gate; anything but a pass closes them all.
  func testGates() async throws(BrokerError) {
    isTesting = true
    defer { isTesting = false }
    for gate in Gate.allCases {
      guard let listener = listeners[gate] else { continue }
      let outcome: GateTest.Outcome
      do {
        outcome = try await listener.test.perform(within: .seconds(10))
      } catch {
        throw .network(error)
      }
      // A gate that was closed while it was tested lets nobody in, and is no news.
      guard outcome != .passed, !isStopped else { continue }
      log.critical("gate test failed, closing", metadata: ["outcome": "\(outcome)"])
      stop()
      throw .gate(outcome)
    }
  }

  /// Waits on the loop's own timer; one at a time.
  ///
  /// - Returns: Whether there is anything left to do: false once the broker has stopped.
  func wait(_ duration: Duration) async -> Bool {
    precondition(pause == nil, "one may wait at a time")
    guard !isStopped else { return false }
    await withCheckedContinuation { continuation in
      let timer = after(duration) { broker in broker.endPause() }
      pause = (timer, continuation)
    }
    return !isStopped
  }

  private func endPause() {
    pause?.end.resume()
    pause = nil
  }

  /// Takes the answer of a stage.
  func feed(_ event: Event) {
    step(event)
    flush()
  }

  /// The audit trees have no new heads, and why.
  func tell(ofUnsignedTrees error: LedgerError) {
    log.error("the audit trees get no head", metadata: ["error": "\(error)"])
  }

  /// Stops reading; what is admitted still reaches the ledger, and its answers the members.
  func stopReading() {
    if isReading { manager.stopping() }
    isReading = false
  }

  /// Closes the sockets. Whoever had no answer sends again.
  func stop() {
    stopReading()
    isStopped = true
    if let timer { cancel(timer) }
    timer = nil
    if let pause { cancel(pause.timer) }
    endPause()
    for listener in listeners.values { close(listener.socket) }
    listeners = [:]
    zap.assumeIsolated { $0.stop() }
  }

  private func open(_ gate: Gate) throws(ZeroMQError) {
    guard let domain = ZapDomain(rawValue: gate.door.domainName),
      let name = UserID(rawValue: "samverkan/gate"), let server = servers[gate]
    else { preconditionFailure("our own gates have names and keys") }
    let socket = try open(ServerOptions(domain: domain, secretKey: server.secretKey))
    try monitor(socket, for: .failedHandshakes) { broker, event in
      guard case .handshakeFailed(let failure) = event else { return }
      broker.note(KnockRefusal(failure))
    }
    // The test has an endpoint of its own, on loopback, so that it can pass before anybody is in.
    let local = try bind(socket, "tcp://127.0.0.1:*")
    let target = GateTest.Target(
      endpoint: local, serverKey: server.publicKey, probe: probe, expected: name)
    listeners[gate] = Listener(
      gate: gate, domain: domain, socket: socket, local: local, endpoint: nil,
      test: GateTest(loop: loop, target: target))
    whenReadable(socket) { broker in broker.read(gate) }
  }

  /// Counts whom the handler refused, but for the broker's own tests.
  private func turnAway(_ key: CurvePublicKey?, _ refusal: ZapRefusal) {
    let own = listeners.values.map { $0.test.assumeIsolated { $0.strangerKey } }
    if key == nil || !own.contains(key) { note(KnockRefusal(refusal)) }
  }

  private func note(_ reason: KnockRefusal?) {
    guard let reason, let count = knocks.note(reason, at: .wallClock) else { return }
    log.warning(
      "a connection was turned away at the door",
      metadata: ["reason": "\(reason.rawValue)", "count": "\(count)"])
  }

  private func read(_ gate: Gate) {
    guard let listener = listeners[gate] else { return }
    let limits = MessageLimits(frames: Self.frameLimit, bytes: Self.byteLimit)
    do {
      try drain(listener.socket, limits: limits) { received in take(received, listener) }
    } catch {
      log.error("receiving failed", metadata: ["error": "\(error)"])
    }
    flush()
  }

  private func take(_ received: Received, _ listener: Listener) {
    switch received {
    case .message(let message):
      if listener.test.report(message) { return }
      guard isReading, let peer = peer(message.route, message.userID, listener.gate) else { return }
      // Only an operator asks for the counts.
      if listener.gate == .operators, let counts = knocks.takeNews() { step(.turnedAway(counts)) }
      step(.received(peer, message.frames))
    case .oversized(let excess, let route, let userID):
      guard isReading, let peer = peer(route, userID, listener.gate) else { return }
      switch excess {
      // No command has so many; read as none, it is answered and counted like any other.
      case .frames: step(.received(peer, []))
      case .bytes: step(.overlong(peer))
      }
    case .mixedIdentity:
      log.error("a message came under two identities and was dropped")
    }
  }

  /// Who sent something; `nil` for a connection that no member made.
  private func peer(_ route: Route?, _ userID: UserID?, _ gate: Gate) -> Peer? {
    guard let route, route.isAutomatic, let userID, let member = MemberID(userID.rawValue) else {
      log.warning("a connection without a member's identity was ignored")
      return nil
    }
    let name = connections.name(of: .init(gate: gate, route: route), at: .wallClock)
    return Peer(door: gate.door, connection: name, member: member)
  }

  private func step(_ event: Event) { gathered += pipeline.step(event, at: instant) }

  /// What both clocks say: read here, so that nothing that decides reads one.
  private var instant: Instant {
    Instant(wall: .wallClock, elapsed: began.duration(to: .now))
  }

  /// Does what has gathered, and puts the clock to the next deadline.
  private func flush() {
    // Sending may find a peer gone, and that step's actions come last: none may be forgotten, since
    // the core waits for an answer to each entry, in order.
    while !gathered.isEmpty {
      let actions = gathered
      gathered = []
      perform(actions)
    }
    if timer == nil { arm() }
  }

  private func perform(_ actions: [Action]) {
    for action in actions {
      switch action {
      case .send(let peer, let frames): send(frames, to: peer)
      case .examine(let inquiries): stages.inquiries.push(inquiries)
      case .record(let entries): stages.entries.push(entries)
      case .look(let lookups): stages.lookups.push(lookups)
      case .admit(let members, let operators): admit(members, operators)
      case .cut(let door): cut(door)
      case .ring(let calls): stages.calls.push(calls)
      case .alarm(let alarm): AlarmLine.write(alarm, to: log)
      case .close(let passed):
        stop()
        stages.fail(.canary(passed))
      }
    }
  }

  private func send(_ frames: [[UInt8]], to peer: Peer) {
    guard let place = connections.place(peer.connection), let listener = listeners[place.gate]
    else { return }
    let sent: Sent
    do {
      sent = try send(frames, to: place.route, on: listener.socket)
    } catch {
      log.error("sending failed", metadata: ["error": "\(error)"])
      return
    }
    switch sent {
    case .queued: break
    case .full, .unreachable:
      // Credit keeps queues short, so a full one is a peer that does not read. Its session ends,
      // and what it held goes back.
      gathered += pipeline.step(.unreachable(peer), at: instant)
    }
  }

  private func admit(_ members: [String: MemberID], _ operators: [String: MemberID]) {
    var table: ZapTable = [:]
    for (door, keys) in [(Peer.Door.members, members), (.operators, operators)] {
      guard let domain = ZapDomain(rawValue: door.domainName),
        let gate = UserID(rawValue: "samverkan/gate")
      else { continue }
      var entries: [CurvePublicKey: UserID] = [probe.publicKey: gate]
      for (text, member) in keys {
        guard let key = CurvePublicKey(z85: text), let name = UserID(rawValue: member.text) else {
          log.error("a registered key is no CURVE key", metadata: ["member": "\(member)"])
          continue
        }
        entries[key] = name
      }
      table[domain] = entries
    }
    zap.assumeIsolated { $0.replace(table) }
  }

  /// libzmq asks for a key only at the handshake: only binding anew cuts who is already in.
  ///
  /// A moment later, so that answers on their way go first, and several removals cut once.
  private func cut(_ door: Peer.Door) {
    for gate in listeners.values.map(\.gate) where gate.door == door {
      // Until it is open again whoever was removed meanwhile is cut with the others.
      guard cutting.insert(gate).inserted else { continue }
      after(Self.beat) { broker in broker.unbind(gate) }
    }
  }

  private func unbind(_ gate: Gate) {
    guard let listener = listeners[gate] else {
      cutting.remove(gate)  // Closed meanwhile: nobody is connected.
      return
    }
    guard !isTesting else {
      after(Self.beat) { broker in broker.unbind(gate) }
      return
    }
    do {
      for endpoint in listener.endpoints { try unbind(listener.socket, endpoint) }
      rebind(gate, listener.endpoints, attempt: 1)
    } catch {
      giveUp(error)
    }
  }

  /// The port is free only when libzmq's own thread has let go of it.
  private func rebind(_ gate: Gate, _ endpoints: [String], attempt: Int) {
    guard let listener = listeners[gate] else { return }
    var left = endpoints
    do {
      while let endpoint = left.first {
        try bind(listener.socket, endpoint)
        left.removeFirst()
      }
      cutting.remove(gate)
    } catch {
      guard attempt < Self.bindLimit else { return giveUp(error) }
      let rest = left
      after(Self.bindPause) { broker in broker.rebind(gate, rest, attempt: attempt + 1) }
    }
  }

  private func giveUp(_ error: ZeroMQError) {
    log.critical("binding anew failed, stopping", metadata: ["error": "\(error)"])
    stages.fail(.network(error))
  }

  private func tick() {
    step(.tick)
    connections.prune(at: .wallClock)
    if let interval = manager.interval, .wallClock - heartbeat >= interval {
      heartbeat = .wallClock
      manager.turning()
    }
    flush()
  }

  /// Wakes at the next deadline, or after a beat.
  private func arm() {
    guard isReading else { return }
    let wait = pipeline.nextDeadline.map { $0 - pipeline.time } ?? Self.beat
    timer = after(min(max(wait, .milliseconds(1)), Self.beat)) { broker in
      broker.timer = nil
      broker.tick()
    }
  }
}
