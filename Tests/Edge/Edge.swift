package import Concerns
package import Evidence
package import Wire
package import ZeroMQ

/// A broker's edge for tests: real sockets, real encoders, and only as much sense as a test gives.
package actor Edge: LoopBound {
  /// What an edge makes of one message.
  package enum Reply: Sendable {
    /// What every broker answers.
    case usual
    /// Nothing at all.
    case silence
    case say(BrokerCommand?)
  }

  package typealias Script = @Sendable (isolated Edge, Numbered<ClientCommand>) -> Reply

  package nonisolated let loop: PollLoop
  private let sample: Sample
  private let gate: ZapDomain?
  private let script: Script
  package private(set) var endpoint = ""
  /// Everything that was said, in order.
  package private(set) var heard: [Numbered<ClientCommand>] = []
  /// Raw frames of every publish.
  package private(set) var publishes: [[[UInt8]]] = []
  private var listener: SocketID?
  private var route: Route?
  private var waiting: [(Int, CommandName, CheckedContinuation<Bool, Never>)] = []
  private var deliveries: Int64 = 0
  /// For a script that counts what it has answered.
  package var answered = 0

  /// - Parameter gate: Whose keys may come in; without it everybody may.
  package init(
    _ loop: PollLoop, _ sample: Sample, gate: ZapDomain? = nil,
    script: @escaping Script = { _, _ in .usual }
  ) {
    self.loop = loop
    self.sample = sample
    self.gate = gate
    self.script = script
  }

  /// Listens on a free port, or again on the one it had.
  ///
  /// Enforcing a domain that is empty means, to libzmq, that nobody is asked; so tests with a ZAP
  /// handler in the same process do not meet these.
  package func listen() throws -> String {
    let domain = gate.map { [SocketOption.zapDomain($0)] } ?? []
    let socket = try open(
      .router,
      [.curveServer(sample.server.secretKey)] + domain
        + [.enforceZapDomain, .linger(.zero), .mandatoryRouting(true)])
    endpoint = try bind(socket, endpoint.isEmpty ? "tcp://127.0.0.1:*" : endpoint)
    whenReadable(socket) { edge in edge.read(socket) }
    listener = socket
    return endpoint
  }

  /// Stops listening for good.
  package func stop() {
    if let listener { close(listener) }
    listener = nil
  }

  /// Cuts the connections after this turn, as a broker does that dies and is started again.
  package func cut() {
    after(.zero) { edge in
      edge.stop()
      edge.route = nil
      edge.listenAgain()
    }
  }

  /// The port is free only when libzmq's own thread has closed it.
  private func listenAgain() {
    guard (try? listen()) == nil else { return }
    after(.milliseconds(2)) { edge in edge.listenAgain() }
  }

  private func read(_ socket: SocketID) {
    while case .message(let message)? = try? receive(
      on: socket, limits: MessageLimits(frames: 8, bytes: 1 << 20))
    {
      route = message.route
      if CommandName(frame: message.frames[0]) == .publish {
        publishes.append(Array(message.frames.dropFirst(2)))
      }
      guard case .command(let numbered) = ClientCommand.read(message.frames) else { continue }
      heard.append(numbered)
      reply(script(self, numbered), to: numbered)
      wake()
      guard loopStillHas(socket) else { return }
    }
  }

  private func reply(_ reply: Reply, to asked: Numbered<ClientCommand>) {
    let answer: BrokerCommand? =
      switch reply {
      case .usual: usual(asked.command)
      case .silence: nil
      case .say(let command): command
      }
    if let answer { say(answer, asked.number) }
  }

  private func loopStillHas(_ socket: SocketID) -> Bool { listener == socket }

  /// Sends a command under a number, to whoever spoke last.
  package func say(_ command: BrokerCommand, _ number: Int64) {
    sendFrames(command.frames(number))
  }

  /// Sends raw frames to whoever spoke last.
  package func sendFrames(_ frames: [[UInt8]]) {
    guard let listener, let route else { return }
    _ = try? send(frames, to: route, on: listener)  // A client that has gone is the test's matter.
  }

  /// Hands over a delivery under the broker's own count.
  package func deliver(_ delivery: BrokerCommand.Deliver) {
    deliveries += 1
    say(.deliver(delivery), deliveries)
  }

  /// Waits until so many commands of a name have been heard.
  package func hear(_ count: Int, _ name: CommandName) async -> Bool {
    if heardCount(name) >= count { return true }
    return await withCheckedContinuation { continuation in
      waiting.append((count, name, continuation))
      after(.seconds(60)) { edge in edge.giveUp() }
    }
  }

  package func heardCount(_ name: CommandName) -> Int { heard.count { $0.command.name == name } }

  /// Answers what was met with silence so far, and remembers that it did.
  package func holdNothingBack() {
    for numbered in heard.dropLast() where numbered.command.name == .status {
      if let answer = usual(numbered.command) { say(answer, numbered.number) }
      answered += 1
    }
  }

  private func wake() {
    waiting.removeAll { count, name, continuation in
      guard heardCount(name) >= count else { return false }
      continuation.resume(returning: true)
      return true
    }
  }

  private func giveUp() {
    for entry in waiting { entry.2.resume(returning: false) }
    waiting = []
  }

  /// What every broker answers.
  package func usual(_ command: ClientCommand) -> BrokerCommand? {
    switch command {
    case .hello(let hello): .welcome(welcome(reading: hello.functions))
    case .publish(let publish): receipt(for: publish.message)
    case .acknowledge(let acknowledge): receipt(for: acknowledge.document)
    case .release(let delivery): .released(delivery)
    case .decide(let decide): .decided(decide.delivery, version: decide.version + 1)
    case .rule(let ruling): .decided(ruling.delivery, version: ruling.version)
    case .status(let id): .status(id, .delivered)
    case .choose(let choose): .decided(choose.delivery, version: choose.version)
    case .phrase(let reference):
      .phrase(reference, words: ["björk", "spårvagn", "tisdag", "vante"])
    case .admin(let request): .admin(request)
    case .ping: .ping
    case .bye: .bye
    case .explain(let delivery): .explanation(delivery, .object([.init("full", .bool(false))]))
    case .known(let delivery): .known(delivery, Self.knower)
    case .duty(.act(_, let document)): receipt(for: document)
    case .credit, .list, .open, .claim, .comeBack, .duty: nil
    }
  }

  /// Somebody knew the person, and not everything was looked through.
  private static let knower = JSONValue.object([
    .init("known", .string("samverkan/1")),
    .init(
      "persons",
      .array([
        .object([
          .init("tag", .string("K7QA")), .init("function", .string("social.north")),
          .init("on", .string("2026-03-01")),
        ])
      ])),
    .init("whole", .bool(false)),
  ])

  private func receipt(for document: DutyDocument) -> BrokerCommand? {
    switch document.act {
    case .handOver: sign(.listed(digest: document.digest, document.list))
    case .accept: sign(.takenOver(digest: document.digest, document.list))
    }
  }

  /// A fresh message, as the answer to OPEN or CLAIM; `nil` if none could be made.
  package func answer(to delivery: DeliveryID, whole: Bool = true) -> BrokerCommand? {
    (try? sample.delivery(of: sample.message(), whole: whole, id: delivery)).map { .deliver($0) }
  }

  package func welcome(
    reading functions: [FunctionID] = [], publish: Int = 256, deployment: DeploymentID? = nil,
    next: BrokerCommand.Welcome.Successor? = nil
  ) -> BrokerCommand.Welcome {
    var generator = SystemRandomNumberGenerator()
    let entrance = BrokerCommand.Welcome.Entrance(
      function: sample.reception,
      name: LocalizedText(sv: "Mottagningen", en: "Reception"), phone: "011-15 00 00")
    return .init(
      session: Salt(using: &generator), deployment: deployment ?? sample.deployment,
      environment: .training, time: Sample.moment, agency: sample.agency, publish: publish,
      idle: 60, lease: 30, functions: functions, keys: [sample.broker.verifyingKey],
      entrances: [entrance], next: next)
  }

  package func receipt(
    for message: SignedMessage, digest: Digest32? = nil, signedBy key: SigningKey? = nil
  ) -> BrokerCommand? {
    var generator = SystemRandomNumberGenerator()
    return sign(
      .accepted(
        id: message.envelope.id, digest: digest ?? message.digest,
        reference: Reference(using: &generator), answerable: sample.reception), by: key)
  }

  package func receipt(for document: AckDocument, signedBy key: SigningKey? = nil) -> BrokerCommand?
  {
    sign(
      .acknowledged(
        digest: document.digest,
        items: document.items.map {
          .init(delivery: $0.delivery, state: $0.state.map { .reached($0) } ?? .recalled)
        }), by: key)
  }

  package func sign(_ outcome: ReceiptLeaf.Outcome, by key: SigningKey? = nil) -> BrokerCommand? {
    var generator = SystemRandomNumberGenerator()
    let leaf = ReceiptLeaf(
      source: sample.agency, outcome: outcome, at: Sample.moment, nonce: Salt(using: &generator))
    let proof = Proof.sign(
      [leaf.bytes], for: .receipt, audience: sample.deployment, with: key ?? sample.broker)
    return .receipt(proof[0], leaf: leaf.bytes)
  }
}
