import Concerns
import Wire
import ZeroMQ

// Opening a session, keeping it alive, and beginning again when it is lost.

extension MemberClient {
  /// Opens a new socket and says hello as soon as the handshake is done.
  func attempt() {
    target = nextTarget
    do throws(ZeroMQError) {
      let socket = try open(target.options)
      let limit = after(limits.hello) { client in client.greetingFailed(socket) }
      state = .greeting(socket, hello: nil, limit: limit)
      try monitor(socket) { client, event in client.note(event, of: socket) }
      whenReadable(socket) { client in client.read(socket) }
      try connect(socket, target.endpoint)
    } catch {
      lose(.network(error))
    }
  }

  /// The key of the connection file, or the one that the broker has announced since.
  private var nextTarget: Connection {
    guard isNextKeysTurn, let announced, now() >= announced.from else { return connection }
    return connection.moved(to: announced) ?? connection
  }

  /// Begins another session on the living connection, to read other mailboxes.
  ///
  /// Whatever is unanswered is asked again in it, unless that could do something twice.
  func greetAgain(on socket: SocketID) {
    requests.repeatAll()
    greet(on: socket)
  }

  /// Says hello.
  private func greet(on socket: SocketID) {
    guard socket == self.socket else { return }
    if case .greeting(_, _, let limit) = state { cancel(limit) }
    let number = requests.nextNumber()
    let hello = ClientCommand.hello(
      .init(time: now(), software: software, functions: mailbox?.functions ?? []))
    let limit = after(limits.hello) { client in client.greetingFailed(socket) }
    state = .greeting(socket, hello: number, limit: limit)
    do throws(ZeroMQError) {
      guard try send(hello.frames(number), on: socket) != .queued else { return }
      whenWritable(socket) { client in client.greet(on: socket) }
    } catch {
      lose(.network(error))
    }
  }

  /// The socket of the present connection.
  var socket: SocketID? {
    switch state {
    case .greeting(let socket, _, _), .open(let socket, _): socket
    case .idle, .resting: nil
    }
  }

  private func greetingFailed(_ socket: SocketID) {
    guard case .greeting(socket, let hello, _) = state else { return }
    // With the hello sent there is a broker; without, the monitor may have told why there is none.
    lose(hello == nil ? lastFault : .unanswered)
  }

  func welcome(_ welcome: BrokerCommand.Welcome) {
    guard case .greeting(let socket, _, let limit) = state else { return }
    cancel(limit)
    guard welcome.deployment == connection.deployment,
      welcome.environment == connection.environment, welcome.agency == connection.agency
    else { return lose(.otherDeployment) }
    let session = Session(welcome, over: connection)
    announced = session.next ?? announced
    isNextKeysTurn = true
    state = .open(socket, session)
    failures = 0
    counts.sessions += 1
    openPing = nil
    keepAlive(socket, every: session.idle / 3)
    starting?.resume(returning: .success(session))
    starting = nil
    if let credit = mailbox?.begin() { give(credit, on: socket) }
    pump()
  }

  /// Pings three times in the silence the broker allows; one that has no answer ends the session.
  private func keepAlive(_ socket: SocketID, every interval: Duration) {
    if let pingTimer { cancel(pingTimer) }
    pingTimer = after(interval) { client in
      guard case .open(socket, _) = client.state else { return }
      guard client.openPing == nil else { return client.lose(.unanswered) }
      let number = client.requests.nextNumber()
      client.openPing = number
      // A full queue is no matter: then the ping has no answer, which is right.
      _ = try? client.send(ClientCommand.ping.frames(number), on: socket)
      client.keepAlive(socket, every: interval)
    }
  }

  private func note(_ event: MonitorEvent, of socket: SocketID) {
    guard socket == self.socket else { return }
    let endpoint = target.endpoint
    switch event {
    case .handshakeSucceeded:
      if case .greeting(_, nil, _) = state { greet(on: socket) }
    case .handshakeFailed(.unknownKey): lose(.keyRefused(endpoint: endpoint))
    case .handshakeFailed(.refused): lose(.tooManyHandshakes(endpoint: endpoint))
    case .handshakeFailed: lastFault = .wrongServer(endpoint: endpoint)
    case .connectRetried, .closed:
      if case .wrongServer = lastFault { return }
      lastFault = .unreachable(endpoint: endpoint)
    case .disconnected:
      // During a handshake libzmq tries again by itself, and the hello's limit bounds it.
      if case .greeting(_, nil, _) = state { return }
      lose(.unreachable(endpoint: endpoint))
    default: break
    }
  }

  /// The connection is worth nothing any more: back off, and begin anew.
  ///
  /// Before the first session the one who starts the client is told instead.
  func lose(_ fault: AdapterError) {
    if case .greeting = state { isNextKeysTurn.toggle() }
    leaveSocket()
    lastFault = fault
    openPing = nil
    if let starting {
      if case .tooManyHandshakes = fault, waitForTurn() { return }
      self.starting = nil
      state = .idle
      starting.resume(returning: .failure(fault))
      return
    }
    let delay = limits.delay(afterFailures: failures)
    failures += 1
    state = .resting(after(delay) { client in client.attempt() })
    for request in requests.breakOff() { settle(request, .failure(.interrupted)) }
  }

  /// Tries again when the broker lets the key in next; false once the start has waited enough.
  private func waitForTurn() -> Bool {
    let pause = ClientLimits.handshakePause
    guard .now + pause <= startsUntil else { return false }
    state = .resting(after(pause) { client in client.attempt() })
    return true
  }

  func leaveSocket() {
    if let pingTimer { cancel(pingTimer) }
    if case .greeting(_, _, let limit) = state { cancel(limit) }
    if let socket { close(socket) }
  }
}
