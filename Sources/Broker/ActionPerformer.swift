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
  private let server: CurveKeyPair

  private var listeners: [Peer.Door: Listener] = [:]
  private var connections = Connections()
  private var timer: TimerID?
  private var gathered: [Action] = []
  private var isReading = false
  /// Doors that are about to be bound anew.
  private var cutting: Set<Peer.Door> = []
  private let manager = ServiceManager()
  private var heartbeat = Moment(milliseconds: 0)

  init(
    loop: PollLoop, pipeline: BrokerCore, stages: Stages, server: CurveKeyPair, log: Logger
  ) throws(ZeroMQError) {
    self.loop = loop
    self.pipeline = pipeline
    self.stages = stages
    self.log = log
    self.server = server
    zap = ZapHandler(loop: loop)
    probe = try CurveKeyPair.random()
  }

  /// Opens both gates, tests them, and only then lets anybody in.
  ///
  /// - Returns: Where members connect, the port resolved.
  func start(
    members endpoint: String, operators admin: String
  ) async throws(BrokerError) -> String {
    do {
      try await zap.start()
      try open(.members)
      try open(.operators)
      perform([pipeline.access])
    } catch {
      throw .network(error)
    }
    try await testGates()
    do {
      isReading = true
      listeners[.operators]?.endpoint = admin
      if let listener = listeners[.operators] { try bind(listener.socket, admin) }
      guard let listener = listeners[.members] else { return endpoint }
      let bound = try bind(listener.socket, endpoint)
      listeners[.members]?.endpoint = bound
      manager.ready()
      tick()
      return bound
    } catch {
      throw .network(error)
    }
  }

  /// Tests both gates; anything but a pass closes them.
  func testGates() async throws(BrokerError) {
    for door in [Peer.Door.members, .operators] {
      guard let listener = listeners[door] else { continue }
      let outcome: GateTest.Outcome
      do {
        outcome = try await listener.test.perform(within: .seconds(10))
      } catch {
        throw .network(error)
      }
      guard outcome != .passed else { continue }
      log.critical("gate test failed, closing", metadata: ["outcome": "\(outcome)"])
      stop()
      throw .gate(outcome)
    }
  }

  /// Takes the answer of a stage.
  func feed(_ event: Event) {
    step(event)
    flush()
  }

  /// Stops reading; what is admitted still reaches the ledger, and its answers the members.
  func stopReading() {
    if isReading { manager.stopping() }
    isReading = false
  }

  /// Closes the sockets. Whoever had no answer sends again.
  func stop() {
    stopReading()
    if let timer { cancel(timer) }
    timer = nil
    for listener in listeners.values { close(listener.socket) }
    listeners = [:]
    zap.assumeIsolated { $0.stop() }
  }

  private func open(_ door: Peer.Door) throws(ZeroMQError) {
    guard let domain = ZapDomain(rawValue: door.domainName),
      let name = UserID(rawValue: "samverkan/gate")
    else { preconditionFailure("the names of our own gates are valid") }
    let socket = try open(ServerOptions(domain: domain, secretKey: server.secretKey))
    // The test has an endpoint of its own, on loopback, so that it can pass before anybody is in.
    let local = try bind(socket, "tcp://127.0.0.1:*")
    let target = GateTest.Target(
      endpoint: local, serverKey: server.publicKey, probe: probe, expected: name)
    listeners[door] = Listener(
      door: door, domain: domain, socket: socket, endpoint: nil,
      test: GateTest(loop: loop, target: target))
    whenReadable(socket) { broker in broker.read(door) }
  }

  private func read(_ door: Peer.Door) {
    guard let listener = listeners[door] else { return }
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
      guard isReading, let peer = peer(message.route, message.userID, listener.door) else { return }
      step(.received(peer, message.frames))
    case .oversized(let route, let userID):
      guard isReading, let peer = peer(route, userID, listener.door) else { return }
      // Too many frames to be a command; read as such, it is answered and counted like any other.
      step(.received(peer, []))
    case .mixedIdentity:
      log.error("a message came under two identities and was dropped")
    }
  }

  /// Who sent something; `nil` for a connection that no member made.
  private func peer(_ route: Route?, _ userID: UserID?, _ door: Peer.Door) -> Peer? {
    guard let route, route.isAutomatic, let userID, let member = MemberID(userID.rawValue) else {
      log.warning("a connection without a member's identity was ignored")
      return nil
    }
    return Peer(
      door: door, connection: connections.name(of: route, at: .now), member: member)
  }

  private func step(_ event: Event) { gathered += pipeline.step(event, at: .now) }

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
      case .alarm(let alarm): ring(alarm)
      }
    }
  }

  private func send(_ frames: [[UInt8]], to peer: Peer) {
    guard let listener = listeners[peer.door], let route = connections.route(peer.connection)
    else { return }
    let sent: Sent
    do {
      sent = try send(frames, to: route, on: listener.socket)
    } catch {
      log.error("sending failed", metadata: ["error": "\(error)"])
      return
    }
    switch sent {
    case .queued: break
    case .full, .unreachable:
      // Credit keeps queues short, so a full one is a peer that does not read. Its session ends,
      // and what it held goes back.
      gathered += pipeline.step(.unreachable(peer), at: .now)
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
    guard cutting.insert(door).inserted else { return }
    after(Self.beat) { broker in broker.unbind(door) }
  }

  private func unbind(_ door: Peer.Door) {
    guard let listener = listeners[door], let endpoint = listener.endpoint else { return }
    do {
      try unbind(listener.socket, endpoint)
      rebind(door, attempt: 1)
    } catch {
      giveUp(error)
    }
  }

  /// The port is free only when libzmq's own thread has let go of it.
  private func rebind(_ door: Peer.Door, attempt: Int) {
    guard let listener = listeners[door], let endpoint = listener.endpoint else { return }
    do {
      try bind(listener.socket, endpoint)
      cutting.remove(door)
    } catch {
      guard attempt < Self.bindLimit else { return giveUp(error) }
      after(Self.bindPause) { broker in broker.rebind(door, attempt: attempt + 1) }
    }
  }

  private func giveUp(_ error: ZeroMQError) {
    log.critical("binding anew failed, stopping", metadata: ["error": "\(error)"])
    stages.fail(.network(error))
  }

  private func ring(_ alarm: Alarm) {
    switch alarm {
    case .parked(let function, let lane):
      log.error(
        "a delivery is parked, ring the recipient",
        metadata: ["function": "\(function)", "lane": "\(lane.rawValue)"])
    case .withheld(let function):
      log.error("a delivery is withheld by policy", metadata: ["function": "\(function)"])
    case .clock(let function, let kind, let level):
      log.error(
        "a clock rings",
        metadata: [
          "function": "\(function)", "clock": "\(kind.rawValue)", "level": "\(level)",
        ])
    case .mailboxFull(let function, let lane):
      log.error(
        "a mailbox is full, new messages are turned away",
        metadata: ["function": "\(function)", "lane": "\(lane.rawValue)"])
    case .intakeClosed: log.critical("the disk is nearly full, intake is closed")
    }
  }

  private func tick() {
    step(.tick)
    connections.prune(at: .now)
    if let interval = manager.interval, .now - heartbeat >= interval {
      heartbeat = .now
      manager.turning()
    }
    flush()
  }

  /// Wakes at the next deadline, or after a beat.
  private func arm() {
    guard isReading else { return }
    let wait = pipeline.nextDeadline.map { $0 - Moment.now } ?? Self.beat
    timer = after(min(max(wait, .milliseconds(1)), Self.beat)) { broker in
      broker.timer = nil
      broker.tick()
    }
  }
}
