import ArgumentParser
import Wire
import ZeroMQ

/// A bare ROUTER over CURVE: takes each publish and hands it to two recipients, and no more.
///
/// What the broker is compared with: the same frames of the same size between the same sockets.
actor Relay: LoopBound {
  private static let limits = MessageLimits(frames: 8, bytes: 131_072)

  nonisolated let loop: PollLoop
  private let keys: CurveKeyPair
  private var recipients: [Route] = []

  init(loop: PollLoop, keys: CurveKeyPair) {
    self.loop = loop
    self.keys = keys
  }

  func start() throws(ZeroMQError) -> String {
    // No ZAP: anybody may come, which costs nothing after the handshake.
    let socket = try open(
      .router,
      [
        .curveServer(keys.secretKey), .receiveHighWater(8192), .sendHighWater(8192),
        .linger(.zero), .mandatoryRouting(true),
      ])
    whenReadable(socket) { relay in relay.read(socket) }
    return try bind(socket, "tcp://127.0.0.1:*")
  }

  private func read(_ socket: SocketID) {
    do {
      try drain(socket, limits: Self.limits) { received in
        guard case .message(let message) = received, let route = message.route else { return }
        take(message.frames, from: route, on: socket)
      }
    } catch {
      preconditionFailure("the relay cannot go on: \(error)")
    }
  }

  private func take(_ frames: [[UInt8]], from route: Route, on socket: SocketID) {
    do {
      guard frames.count == 4 else {
        if case .command(let hello) = ClientCommand.read(frames),
          case .hello(let hello) = hello.command, !hello.functions.isEmpty
        {
          recipients.append(route)
        }
        _ = try send([Glance.welcome], to: route, on: socket)
        return
      }
      let delivery = [Glance.deliver] + frames.dropFirst()
      for recipient in recipients {
        guard try send(delivery, to: recipient, on: socket) == .queued else {
          preconditionFailure("a recipient's queue is full, its window is too large")
        }
      }
    } catch {
      preconditionFailure("the relay cannot go on: \(error)")
    }
  }
}

/// The relay as a process of its own.
struct RelayCommandLine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "relay", shouldDisplay: false)
  @OptionGroup var options: BenchOptions

  func run() async throws {
    let keys = try KeyFile(options.folder + "/broker").readSecret().keys
    try await withPollLoop(named: "relay") { loop in
      try tellReady(try await Relay(loop: loop, keys: keys).start())
      await untilParentEnds()
    }
  }
}
