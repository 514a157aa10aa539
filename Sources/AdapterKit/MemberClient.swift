public import Concerns
import Wire
public import ZeroMQ

/// A member's line to the broker: publishes, reads mailboxes, acknowledges, asks.
///
/// It keeps one session open by itself. When the connection breaks it waits, opens a new socket,
/// says hello again and repeats, byte for byte, what has no answer yet. Everything it believes
/// from the broker, it has verified.
///
/// ```swift
/// try await withPollLoop(named: "school") { loop in
///   let client = MemberClient(connection: try Connection(reading: "connection.json"), loop: loop)
///   try await client.start()
///   let published = try await client.publish(document)
///   await client.close()
/// }
/// ```
///
/// A wait cannot be cancelled, and always ends at its limit in ``ClientLimits``.
public actor MemberClient: LoopBound {
  /// Where the client stands.
  enum State {
    /// Not started, or closed. Moves to `greeting`.
    case idle
    /// A socket is connecting, or its HELLO unanswered. Moves to `open`, `resting` or `idle`.
    case greeting(SocketID, hello: Int64?, limit: TimerID)
    /// The broker knows us. Moves to `greeting` to read other mailboxes, to `resting` or `idle`.
    case open(SocketID, Session)
    /// Waiting before the next socket. Moves to `greeting` or `idle`.
    case resting(TimerID)
  }

  /// What the client has seen, for a log or a page.
  public struct Counts: Hashable, Sendable {
    /// Sessions opened, the first included.
    public internal(set) var sessions = 0
    /// Deliveries that were not handed on because they had been before.
    public internal(set) var duplicates = 0
    /// Messages from the broker that did not verify or could not be read.
    public internal(set) var forged = 0
  }

  /// The largest answer: a register of some thousand members.
  static let messageLimits = MessageLimits(frames: 4, bytes: 262_144)

  /// The loop whose thread runs the client.
  public nonisolated let loop: PollLoop
  /// Whom the client speaks for, and to whom.
  public nonisolated let connection: Connection
  /// What the client has seen so far.
  public internal(set) var counts = Counts()
  /// What the broker has said nobody has opened.
  var unopened: [UnopenedMessage] = []
  var answered: [AnsweredTransfer] = []

  let limits: ClientLimits
  let software: String
  let now: @Sendable () -> Moment

  var state = State.idle
  var requests = RequestTable()
  var mailbox: Mailbox?
  var starting: CheckedContinuation<Result<Session, AdapterError>, Never>?
  /// Until when a start that was turned away for haste tries again.
  var startsUntil = ContinuousClock.now
  var failures = 0
  var openPing: Int64?
  var pingTimer: TimerID?
  /// What the broker said of its next key, kept over breaks.
  var announced: NextServer?
  /// Whether the next socket tries the announced key, once its time has come; a greeting that
  /// fails gives the other key its turn.
  var isNextKeysTurn = true
  /// Whom the present socket means to reach, and where.
  var target: Connection
  /// What the last connection came to; what a request without any connection is told.
  var lastFault: AdapterError

  /// Makes a client that is not connected yet.
  ///
  /// - Parameters:
  ///   - software: What the client calls itself to the broker, at most 80 printable ASCII letters.
  ///   - now: The wall clock; the broker refuses one that is off by more than five minutes.
  public init(
    connection: Connection, loop: PollLoop, limits: ClientLimits = ClientLimits(),
    software: String = "samverkan-adapterkit/1",
    now: @escaping @Sendable () -> Moment = { .wallClock }
  ) {
    self.connection = connection
    target = connection
    self.loop = loop
    self.limits = limits
    self.software = software
    self.now = now
    lastFault = .unreachable(endpoint: connection.endpoint)
  }

  /// Opens the first session, and keeps one open from then on.
  ///
  /// - Returns: What the broker said. If the client is open already, that of the present session.
  /// - Throws: Why there is no session. Nothing is tried again by itself until one has been open,
  ///   but for a connection that came too soon after others of the same key.
  @discardableResult
  public func start() async throws(AdapterError) -> Session {
    if case .open(_, let session) = state { return session }
    guard case .idle = state, starting == nil else { throw .interrupted }
    let result = await withCheckedContinuation { continuation in
      starting = continuation
      startsUntil = .now + limits.hello
      attempt()
    }
    return try result.get()
  }

  /// Says farewell, so that leases return at once, and ends everything that waits.
  public func close() async {
    if case .open = state {
      _ = try? await ask(.bye, within: limits.farewell)  // Going, answered or not.
    }
    abandon()
  }

  /// Gives up at once, without a farewell: every wait ends, every mailbox closes.
  public func abandon() {
    leaveSocket()
    if case .resting(let timer) = state { cancel(timer) }
    state = .idle
    starting?.resume(returning: .failure(.closed))
    starting = nil
    for request in requests.removeAll() { settle(request, .failure(.closed)) }
    mailbox?.stream.finish()
    mailbox = nil
  }

  /// Asks and waits for the answer, over as many connections as it takes.
  func ask(
    _ command: ClientCommand, within patience: Duration
  ) async throws(AdapterError) -> BrokerCommand {
    if case .idle = state, starting == nil { throw .closed }
    guard requests.count < ClientLimits.requests else {
      throw .full(limit: ClientLimits.requests)
    }
    let answer = await withCheckedContinuation { continuation in
      let number = requests.nextNumber()
      let timer = after(patience) { client in client.giveUp(number) }
      requests.insert(.init(command: command, timer: timer, answer: continuation), as: number)
      pump()
    }
    return try answer.get()
  }

  /// Sends without anybody waiting; the answer is only looked at.
  func tell(_ command: ClientCommand) {
    guard requests.count < ClientLimits.requests else { return }
    requests.insert(
      .init(command: command, timer: nil, answer: nil), as: requests.nextNumber())
    pump()
  }

  private func giveUp(_ number: Int64) {
    guard let request = requests.remove(number) else { return }
    if case .open = state {
      settle(request, .failure(request.isRepeatable ? .unanswered : .interrupted))
    } else {
      settle(request, .failure(lastFault))
    }
    pump()
  }

  func settle(_ request: RequestTable.Request, _ answer: RequestTable.Answer) {
    if let timer = request.timer { cancel(timer) }
    request.answer?.resume(returning: answer)
  }

  /// Sends what may be sent, in order, as far as the socket takes it.
  func pump() {
    guard case .open(let socket, let session) = state else { return }
    while let next = requests.nextToSend(publishLimit: session.publishLimit) {
      do throws(ZeroMQError) {
        let sent = try send(next.command.frames(next.number), on: socket)
        guard sent == .queued else {
          whenWritable(socket) { client in client.pump() }
          return
        }
        requests.markSent(next.number)
      } catch {
        return lose(.network(error))
      }
    }
  }
}
