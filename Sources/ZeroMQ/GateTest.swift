/// Finds out whether a listener really keeps strangers out, by being one.
///
/// libzmq can fail open without a word. So at the start, and every minute, this connects to the
/// listener with a fresh key that nobody knows and must be refused; and with a known probe key and
/// must come in under exactly its own name. On anything but ``Outcome/passed`` the listener's owner
/// must unbind at once.
///
/// The owner gives every message that it receives to ``report(_:)`` before it does anything else.
public actor GateTest: LoopBound {
  /// What the gate did.
  public enum Outcome: Hashable, Sendable {
    /// The stranger was refused, and the probe came in under its own name.
    case passed
    /// A key that nobody knows came in.
    case strangerAdmitted
    /// The probe was refused: its key is not in the table, or the handler is dead.
    case probeRefused
    /// The probe came in under another name, or under none.
    case wrongIdentity(UserID?)
    /// No answer. Is the endpoint reachable, and does the listener's owner call `report`?
    case timedOut
  }

  /// Which gate to test, and as whom.
  public struct Target: Sendable {
    /// Where the listener is, as seen from this process.
    public let endpoint: String
    /// The listener's public key.
    public let serverKey: CurvePublicKey
    /// A key in the listener's table that is used for nothing else.
    public let probe: CurveKeyPair
    /// The name that the table gives to `probe`.
    public let expected: UserID

    /// Describes a gate.
    public init(
      endpoint: String, serverKey: CurvePublicKey, probe: CurveKeyPair, expected: UserID
    ) {
      self.endpoint = endpoint
      self.serverKey = serverKey
      self.probe = probe
      self.expected = expected
    }
  }

  /// One connection of the test.
  private struct Caller {
    let socket: SocketID
    let nonce: [UInt8]
  }

  /// What is known so far.
  private struct Run {
    let stranger: Caller
    let probe: Caller
    /// In so many words. A connection that only broke may be let in at the next attempt.
    var isStrangerRefused = false
    /// What the gate did with the probe.
    var probeOutcome: Outcome?
    /// The probe's handshake has failed without a word: it may be a dead handler.
    var isProbeFailing = false
    var timer: TimerID?
    var finish: CheckedContinuation<Outcome, Never>?
  }

  private enum Role { case stranger, probe }

  private static let marker = Array("GATE-TEST 1".utf8)
  private static let nonceLength = 32

  /// The loop that tests; it must be the listener's.
  public nonisolated let loop: PollLoop

  private let target: Target
  private var run: Run?
  /// The key of the last stranger that the test played: its refusal is no news to anybody.
  public private(set) var strangerKey: CurvePublicKey?

  /// Makes a test that can be performed again and again.
  public init(loop: PollLoop, target: Target) {
    self.loop = loop
    self.target = target
  }

  /// Tests the gate once. One at a time.
  ///
  /// - Throws: What opening or connecting the two sockets throws; treat it as a failed test.
  public func perform(within limit: Duration) async throws(ZeroMQError) -> Outcome {
    precondition(run == nil, "this gate test is running already")
    let keys = try CurveKeyPair.random()
    strangerKey = keys.publicKey
    let stranger = try call(as: .stranger, keys)
    let probe: Caller
    do throws(ZeroMQError) {
      probe = try call(as: .probe, target.probe)
    } catch {
      close(stranger.socket)
      throw error
    }
    run = Run(stranger: stranger, probe: probe)
    return await withCheckedContinuation { continuation in
      run?.finish = continuation
      run?.timer = after(limit) { test in test.giveUp() }
    }
  }

  /// Tells the test about a message that its listener received.
  ///
  /// Call it on the loop, for every message.
  ///
  /// - Returns: Whether the message was the test's own, and is dealt with.
  public nonisolated func report(_ message: Message) -> Bool {
    guard message.frames.count == 2, message.frames[0] == Self.marker else { return false }
    return assumeIsolated { test in test.observe(message.frames[1], message.userID) }
  }

  private func call(as role: Role, _ keys: CurveKeyPair) throws(ZeroMQError) -> Caller {
    let options = ClientOptions(keys: keys, serverKey: target.serverKey)
    // The message waits for the handshake, to be delivered by a gate that is open.
    let socket = try open(.dealer, options.socketOptions + [.immediate(false)])
    do throws(ZeroMQError) {
      try monitor(socket) { test, event in test.note(event, of: role) }
      try connect(socket, target.endpoint)
      let nonce = (0..<Self.nonceLength).map { _ in UInt8.random(in: .min ... .max) }
      _ = try send([Self.marker, nonce], on: socket)
      return Caller(socket: socket, nonce: nonce)
    } catch {
      close(socket)
      throw error
    }
  }

  private func note(_ event: MonitorEvent, of role: Role) {
    switch (event, role) {
    case (.handshakeSucceeded, .stranger): finish(.strangerAdmitted)
    case (.handshakeFailed(.refused), .stranger): run?.isStrangerRefused = true
    case (.handshakeFailed(.refused), .probe): run?.probeOutcome = .probeRefused
    case (.handshakeFailed, .probe): run?.isProbeFailing = true
    default: return
    }
    finishIfDecided()
  }

  private func observe(_ nonce: [UInt8], _ userID: UserID?) -> Bool {
    guard let run else { return false }
    switch nonce {
    case run.stranger.nonce: finish(.strangerAdmitted)
    case run.probe.nonce:
      self.run?.probeOutcome = userID == target.expected ? .passed : .wrongIdentity(userID)
      finishIfDecided()
    default: return false
    }
    return true
  }

  /// Waits for the stranger's verdict even when the probe has failed, to name the worst of it.
  private func finishIfDecided() {
    guard let run, run.isStrangerRefused, let outcome = run.probeOutcome else { return }
    finish(outcome)
  }

  private func giveUp() {
    guard let run else { return }
    switch run.probeOutcome {
    case .passed, nil: finish(run.isProbeFailing ? .probeRefused : .timedOut)
    case .some(let outcome): finish(outcome)
    }
  }

  private func finish(_ outcome: Outcome) {
    guard let run else { return }
    self.run = nil
    if let timer = run.timer { cancel(timer) }
    close(run.stranger.socket)
    close(run.probe.socket)
    run.finish?.resume(returning: outcome)
  }
}
