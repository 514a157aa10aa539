/// Who may come in, by domain and key.
public typealias ZapTable = [ZapDomain: [CurvePublicKey: UserID]]

/// Decides which peers come in, from a table in memory.
///
/// Start it before any listener is bound. libzmq asks once per handshake: taking a key out of the
/// table stops new connections, and living ones go when the listener is unbound. Listeners with
/// ``ServerOptions`` let nobody in while no handler runs. There is one per process.
public actor ZapHandler: LoopBound {
  /// What it has decided so far.
  public struct Counts: Hashable, Sendable {
    /// Peers let in.
    public fileprivate(set) var admitted = 0
    /// Peers turned away, by reason.
    public fileprivate(set) var refused: [ZapRefusal: Int] = [:]
  }

  /// Where libzmq looks for a handler.
  private static let endpoint = "inproc://zeromq.zap.01"

  /// Eight frames, of which the longest are a 255-byte domain and an address.
  private static let limits = MessageLimits(frames: 8, bytes: 2048)

  /// The loop that answers. It may be shared with the listeners: libzmq asks from its own threads.
  public nonisolated let loop: PollLoop

  /// What has been decided so far.
  public private(set) var counts = Counts()

  private var table: ZapTable
  private var refusalBody: ((ZapRefusal, CurvePublicKey?) -> Void)?
  private var meter: HandshakeMeter
  private var socket: SocketID?

  /// Makes a handler that does not answer yet.
  public init(loop: PollLoop, table: ZapTable = [:], budget: HandshakeBudget = HandshakeBudget()) {
    self.loop = loop
    self.table = table
    meter = HandshakeMeter(budget)
  }

  /// Begins to answer. `EADDRINUSE` means that the process has a handler already.
  public func start() throws(ZeroMQError) {
    precondition(socket == nil, "this handler has been started already")
    // A ROUTER and not a REP: a request that deserves no answer must not block the next one.
    let socket = try open(.router, [.linger(.zero), .mandatoryRouting(true)])
    do throws(ZeroMQError) {
      try bind(socket, Self.endpoint)
    } catch {
      close(socket)
      throw error
    }
    whenReadable(socket) { handler in handler.answer(on: socket) }
    self.socket = socket
  }

  /// Stops answering: from here on enforced listeners let nobody in. Unbind them first.
  public func stop() {
    guard let socket else { return }
    close(socket)
    self.socket = nil
  }

  /// Uses another table from the next handshake on.
  public func replace(_ table: ZapTable) {
    self.table = table
    meter.sweep(at: .now)
  }

  /// Runs `body` for every peer that is turned away, with its key if it showed one.
  ///
  /// On the loop, while the handshake waits: count, and do no more. A second call replaces the
  /// first.
  public func whenRefused(_ body: @escaping @Sendable (ZapRefusal, CurvePublicKey?) -> Void) {
    refusalBody = body
  }

  private func answer(on socket: SocketID) {
    do throws(ZeroMQError) {
      try drain(socket, limits: Self.limits) { received in answer(received, on: socket) }
    } catch {
      // Sockets are shut down for good; an unanswered handshake is a refused one.
      stopReading(socket)
    }
  }

  private func answer(_ received: Received, on socket: SocketID) {
    guard case .message(let message) = received, let request = ZapRequest(frames: message.frames)
    else { return count(.malformed, nil) }
    let answer: [[UInt8]]
    do throws(ZapRefusal) {
      let userID = try admit(request)
      counts.admitted += 1
      answer = request.admit(userID)
    } catch {
      count(error, request.key)
      answer = request.refuse(error)
    }
    // Not queued means that the peer hung up while it was being decided about; no answer is a no.
    _ = try? send(answer, to: message.route, on: socket)
  }

  private func admit(_ request: ZapRequest) throws(ZapRefusal) -> UserID {
    guard let domain = request.domain, let key = request.key else { throw .malformed }
    guard let members = table[domain] else { throw .unknownDomain }
    guard let userID = members[key] else { throw .unknownKey }
    guard meter.admit(key, at: .now) else { throw .overBudget }
    return userID
  }

  private func count(_ reason: ZapRefusal, _ key: CurvePublicKey?) {
    counts.refused[reason, default: 0] += 1
    refusalBody?(reason, key)
  }
}
