import AdapterKit
import Concerns
import Evidence
import Wire
import ZeroMQ

/// Everybody outside the broker: publishers with a window, recipients that acknowledge.
///
/// On one thread with sockets of their own, so that two cores are left to share as they would be.
/// Everything that can be made before the clock starts has been made; what is left is what any
/// recipient must do: hash a view, sign acknowledgements of up to 64.
actor Crowd: LoopBound {
  /// What the crowd talks to.
  enum Counterpart: Sendable {
    /// The broker, with sessions, receipts and acknowledgements.
    case broker
    /// A bare ROUTER that hands every message on twice; the window is closed by what arrives.
    case relay
  }

  /// When the next message goes.
  enum Pace: Sendable {
    /// As soon as fewer than so many of a publisher's wait for their answer.
    case window(Int)
    /// So many a second in all, whatever has been answered.
    case rate(Int)
  }

  /// How often a sign of life is given; the broker ends a session after a minute.
  private static let heartbeat: Duration = .seconds(15)
  private static let limits = MessageLimits(frames: 8, bytes: 131_072)

  nonisolated let loop: PollLoop
  let world: World
  let counterpart: Counterpart
  var outboxes: [Outbox] = []
  var inboxes: [Inbox] = []
  var timings: Timings?
  var pace = Pace.window(0)
  private var welcomed = 0
  private var expected: [Int] = []
  private var begun: ContinuousClock.Instant = .now
  private var waiting: CheckedContinuation<Void, any Error>?

  init(loop: PollLoop, world: World, counterpart: Counterpart) {
    self.loop = loop
    self.world = world
    self.counterpart = counterpart
  }

  /// Connects everybody; returns once all sessions are open.
  func join(at endpoint: String) async throws {
    for machine in World.Machine.publishers {
      outboxes.append(Outbox(machine: machine, socket: try connect(machine, endpoint)))
    }
    for machine in World.Machine.recipients {
      inboxes.append(Inbox(machine: machine, socket: try connect(machine, endpoint)))
    }
    try await withCheckedThrowingContinuation { waiting = $0 }
    if counterpart == .broker { keepAlive() }
  }

  /// Sends letters, a list for each publisher, and returns when each recipient has settled as many
  /// deliveries as expected of it.
  func run(
    _ letters: [[Letter]], pace: Pace, expecting expected: [Int], timing: Bool = false
  ) async throws -> Timings? {
    for index in outboxes.indices { outboxes[index].begin(letters[index]) }
    for index in inboxes.indices { inboxes[index].begin() }
    timings = timing ? Timings(letters) : nil
    self.pace = pace
    self.expected = expected
    begun = .now
    try await withCheckedThrowingContinuation { continuation in
      waiting = continuation
      if case .rate = pace { beat() } else { pump() }
    }
    return timings
  }

  /// How many deliveries each recipient lets come before it has settled earlier ones.
  ///
  /// - Parameter rate: How many it lets come in a second; `nil` for as many as it can.
  func open(windows: [Int], rate: Int? = nil) {
    for index in inboxes.indices {
      inboxes[index].window = windows[index]
      inboxes[index].allowance = rate.map(Allowance.init(perSecond:))
      topUp(index)
    }
    if rate != nil { allow() }
  }

  /// Lets come what the rate has allowed by now, and comes back for the rest.
  private func allow() {
    guard inboxes.contains(where: { $0.allowance != nil }) else { return }
    for index in inboxes.indices { topUp(index) }
    after(.milliseconds(1)) { crowd in crowd.allow() }
  }

  func leave() {
    for outbox in outboxes { close(outbox.socket) }
    for inbox in inboxes { close(inbox.socket) }
    outboxes = []
    inboxes = []
  }

  private func connect(
    _ machine: World.Machine, _ endpoint: String
  ) throws -> SocketID {
    let socket = try open(world.options(of: machine))
    whenReadable(socket) { crowd in crowd.read(socket, of: machine) }
    whenWritable(socket) { crowd in crowd.greet(socket, machine) }
    try connect(socket, endpoint)
    return socket
  }

  private func greet(_ socket: SocketID, _ machine: World.Machine) {
    let isRecipient = World.Machine.recipients.contains(machine)
    let hello = ClientCommand.hello(
      .init(
        time: .wallClock, software: "benchmark",
        functions: isRecipient ? [machine.function] : []))
    put(hello.frames(1), on: socket)
  }

  private func keepAlive() {
    for socket in outboxes.map(\.socket) + inboxes.map(\.socket) {
      put(ClientCommand.ping.frames(1), on: socket)
    }
    after(Self.heartbeat) { crowd in
      if !crowd.outboxes.isEmpty { crowd.keepAlive() }
    }
  }

  private func read(_ socket: SocketID, of machine: World.Machine) {
    do {
      try drain(socket, limits: Self.limits) { received in
        guard case .message(let message) = received else {
          return fail(BenchError.unexpected("an oversized message"))
        }
        take(message.frames, machine)
      }
    } catch {
      fail(error)
    }
    for index in inboxes.indices where inboxes[index].socket == socket { settle(index) }
    pump()
    finishIfDone()
  }

  private func take(_ frames: [[UInt8]], _ machine: World.Machine) {
    switch frames[0] {
    case Glance.deliver: take(delivery: frames, machine)
    case Glance.receipt: take(receipt: frames, machine)
    case Glance.ping: break
    case Glance.welcome:
      welcomed += 1
      if welcomed == World.Machine.allCases.count { finish(.success(())) }
    default:
      let command = try? BrokerCommand.read(frames)
      fail(BenchError.unexpected(command.map { "\($0.command)" } ?? "an unreadable command"))
    }
  }

  /// Sends what the pace allows by now, and comes back for the rest.
  private func beat() {
    guard case .rate(let rate) = pace else { return }
    let elapsed = ContinuousClock.now - begun
    let due = Int(elapsed / .microseconds(1)) * rate / 1_000_000
    for index in outboxes.indices {
      while outboxes[index].hasMore, outboxes[index].sent * outboxes.count + index < due {
        sendNext(of: index)
      }
    }
    guard outboxes.contains(where: \.hasMore) else { return }
    after(.milliseconds(1)) { crowd in crowd.beat() }
  }

  private func pump() {
    guard case .window(let window) = pace else { return }
    for index in outboxes.indices {
      while outboxes[index].hasMore, isOpen(index, window) { sendNext(of: index) }
    }
  }

  private func isOpen(_ index: Int, _ window: Int) -> Bool {
    switch counterpart {
    case .broker: outboxes[index].sent - outboxes[index].answered < window
    case .relay:
      outboxes[index].sent - (inboxes.map(\.received).min() ?? 0) / outboxes.count < window
    }
  }

  private func sendNext(of index: Int) {
    let number = outboxes[index].sent
    timings?.sent(number, of: index)
    put(outboxes[index].letters[number].frames, on: outboxes[index].socket)
    outboxes[index].sent += 1
  }

  /// Queues a message; a full queue means that the window of the measurement is too large.
  func put(_ frames: [[UInt8]], on socket: SocketID) {
    do {
      guard try send(frames, on: socket) == .queued else {
        return fail(BenchError.unexpected("a full queue"))
      }
    } catch {
      fail(error)
    }
  }

  private func finishIfDone() {
    guard waiting != nil, !expected.isEmpty else { return }
    let isSent = outboxes.allSatisfy { outbox in
      !outbox.hasMore && (counterpart == .relay || outbox.answered == outbox.letters.count)
    }
    guard isSent, zip(inboxes, expected).allSatisfy({ $0.settled >= $1 }) else { return }
    // What waited before is settled, too: only what is timed says when all of that has come.
    if let timings, timings.inboxes.count < expected.reduce(0, +) { return }
    expected = []
    finish(.success(()))
  }

  private func finish(_ result: Result<Void, any Error>) {
    waiting?.resume(with: result)
    waiting = nil
  }

  func fail(_ error: any Error) { finish(.failure(error)) }
}
