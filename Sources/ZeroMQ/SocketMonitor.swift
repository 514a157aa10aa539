/// Which events of a socket are worth a message.
public enum MonitorScope: Hashable, Sendable {
  /// Every connection event.
  case all
  /// Handshakes that came to nothing; for a listener that strangers flood.
  case failedHandshakes
}

extension LoopBound {
  /// Runs `body` for every connection event of a socket, in order.
  ///
  /// Version-1 events only: libzmq's later pipe statistics can crash 4.3.4. Monitor before bind or
  /// `connect` to miss nothing. Closing the socket ends the monitor after ``MonitorEvent/stopped``.
  ///
  /// - Parameter scope: Which events; ``MonitorEvent/stopped`` comes with each.
  /// - Returns: The monitor; ``close(_:)`` it to end it before the socket.
  @discardableResult
  public func monitor(
    _ id: SocketID, for scope: MonitorScope = .all,
    _ body: @escaping @Sendable (isolated Self, MonitorEvent) -> Void
  ) throws(ZeroMQError) -> SocketID {
    // Without a limit: a full queue would block libzmq's I/O thread, and this one in `bind`.
    let watcher = try open(.pair, [.linger(.zero), .receiveHighWater(0)])
    do throws(ZeroMQError) {
      try loop.attachMonitor(watcher, to: id, for: scope)
    } catch {
      close(watcher)
      throw error
    }
    whenReadable(watcher) { me in me.takeEvents(watcher, body) }
    return watcher
  }

  private func takeEvents(_ watcher: SocketID, _ body: (isolated Self, MonitorEvent) -> Void) {
    do throws(ZeroMQError) {
      try drain(watcher, limits: .monitorEvent) { received in
        guard case .message(let message) = received,
          let event = MonitorEvent(frames: message.frames)
        else { return }
        body(self, event)
        if event == .stopped, loop.isOpen(watcher) { close(watcher) }
      }
    } catch {
      // The context is shutting down: there is nothing left to watch.
      if loop.isOpen(watcher) { stopReading(watcher) }
    }
  }
}

extension MessageLimits {
  /// Number and value, then an endpoint, which is a path at its longest.
  fileprivate static let monitorEvent = MessageLimits(frames: 2, bytes: 8192)
}

extension PollLoop {
  /// Lets `watcher` hear what happens to `watched`.
  func attachMonitor(
    _ watcher: SocketID, to watched: SocketID, for scope: MonitorScope
  ) throws(ZeroMQError) {
    // A name of its own for each monitor: libzmq frees a used one some time after it is closed.
    let endpoint = "inproc://monitor-\(watcher.loop)-\(watcher.slot)-\(watcher.generation)"
    try socket(watched).startMonitor(endpoint, for: scope)
    do throws(ZeroMQError) {
      try socket(watcher).connect(endpoint)
    } catch {
      socket(watched).stopMonitor()
      throw error
    }
    table[watcher].watched = watched
  }
}
