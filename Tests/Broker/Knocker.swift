import AdapterKit
import Concerns
import Wire
import ZeroMQ

/// A socket without a client around it, that waits for what happens to its connection.
actor Knocker: LoopBound {
  nonisolated let loop: PollLoop
  private var events: [MonitorEvent] = []
  private var waiting: (wanted: [MonitorEvent], CheckedContinuation<Void, Never>)?
  private var socket: SocketID?

  init(loop: PollLoop) { self.loop = loop }

  /// Knocks, and waits until the door has said no.
  func knock(
    with keys: CurveKeyPair?, at server: CurvePublicKey, _ endpoint: String
  ) async throws {
    try open(keys, server, endpoint)
    // The words differ by library and fault; each of these ends the attempt.
    await wait(for: [
      .handshakeFailed(.refused(status: 400)), .handshakeFailed(.noDetail), .disconnected,
      .handshakeFailed(.mechanismMismatch),
    ])
    leave()
  }

  /// Goes in, and waits until it is inside.
  func enter(with keys: CurveKeyPair, _ connection: Connection) async throws {
    try open(keys, connection.serverKey, connection.endpoint)
    await wait(for: [.handshakeSucceeded])
  }

  /// Waits until the connection has been cut.
  func cut() async {
    await wait(for: [.disconnected])
    leave()
  }

  private func open(
    _ keys: CurveKeyPair?, _ server: CurvePublicKey, _ endpoint: String
  ) throws {
    let options =
      keys.map { ClientOptions(keys: $0, serverKey: server).socketOptions }
      ?? [.linger(.zero), .reconnect(after: .seconds(30), limit: .seconds(30))]
    let socket = try open(.dealer, options)
    try monitor(socket) { knocker, event in knocker.note(event) }
    try connect(socket, endpoint)
    self.socket = socket
  }

  private func leave() {
    if let socket { close(socket) }
    socket = nil
  }

  private func wait(for wanted: [MonitorEvent]) async {
    if events.contains(where: wanted.contains) { return }
    await withCheckedContinuation { waiting = (wanted, $0) }
  }

  private func note(_ event: MonitorEvent) {
    events.append(event)
    guard let waiting, waiting.wanted.contains(event) else { return }
    self.waiting = nil
    waiting.1.resume()
  }
}

extension Premises {
  func curve(of who: Who) throws -> CurveKeyPair { try Self.known(curves[who]) }

  /// Knocks once, where members come in unless told otherwise.
  func knock(
    with keys: CurveKeyPair?, at server: CurvePublicKey, _ place: String? = nil
  ) async throws {
    try await Knocker(loop: loop).knock(with: keys, at: server, place ?? endpoint)
  }

  /// Who was turned away, as an operator sees it.
  func strangers(_ operating: MemberClient) async throws -> [String: Int] {
    let status = try await operating.administer(
      .object([.init("act", .string("broker.status"))]))
    let rows = try Self.known(status["strangers"]?.array)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (try Self.known($0["reason"]?.string), Int(try Self.known($0["count"]?.integer)))
      })
  }

  /// Why a client cannot come in; `nil` if it can.
  func fault(of client: MemberClient) async -> AdapterError? {
    do {
      try await client.start()
      await client.close()
      return nil
    } catch {
      return error
    }
  }
}

extension NextServer {
  /// Where it is, on the host of these tests.
  var endpoint: String { "tcp://127.0.0.1:\(port)" }
}
