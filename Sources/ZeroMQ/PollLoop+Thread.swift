// What happens on the loop's thread between the jobs: timers, sockets and the wait.

extension PollLoop {
  /// Runs the timers that were due when it began; one that is set meanwhile waits a tick.
  func runTimers() {
    guard timers.nearest != nil else { return }
    let now = ContinuousClock.now
    while let body = timers.popDue(at: now) { body() }
  }

  /// Waits for a socket, a job or a deadline, and lets every ready socket have its turn.
  func waitForInput(mayBlock: Bool) {
    let timeout = mayBlock ? pollTimeout : 0
    if poll.wait(timeout, isTerminated ? nil : table) == .terminated {
      isTerminated = true
      poll.isOutdated = true
      return
    }
    for socket in poll.ready { serve(socket) }
  }

  /// An earlier handler in the same tick may have closed the socket or changed its mind.
  private func serve(_ ready: PollSet.Ready) {
    if ready.isReadable, table.isOpen(ready.id) { table[ready.id].onReadable?() }
    guard ready.isWritable, table.isOpen(ready.id) else { return }
    let body = table[ready.id].onWritable
    table[ready.id].onWritable = nil
    poll.isOutdated = true
    body?()
  }

  /// Milliseconds until the nearest deadline, rounded up; -1 if there is none.
  private var pollTimeout: Int {
    guard let nearest = timers.nearest else { return -1 }
    // Once an hour at least, so that the number always fits.
    return Int(min(.seconds(3600), max(.zero, nearest - .now)).wholeMilliseconds)
  }

  func add(_ socket: Socket) -> SocketID {
    preconditionOnLoop()
    return table.insert(socket)
  }

  func socket(_ id: SocketID) -> Socket {
    preconditionOnLoop()
    guard let socket = table[id].socket else {
      preconditionFailure("a socket id was used after its socket was closed")
    }
    return socket
  }

  func isOpen(_ id: SocketID) -> Bool {
    preconditionOnLoop()
    return table.isOpen(id)
  }

  func setReader(_ id: SocketID, _ body: (() -> Void)?) {
    preconditionOnLoop()
    table[id].onReadable = body
    poll.isOutdated = true
  }

  func setWriter(_ id: SocketID, _ body: @escaping () -> Void) {
    preconditionOnLoop()
    table[id].onWritable = body
    poll.isOutdated = true
  }

  /// Closes a socket. A monitor stops watching first; a watched socket takes leave of it.
  func close(_ id: SocketID) {
    preconditionOnLoop()
    if let watched = table[id].watched, table.isOpen(watched) {
      socket(watched).stopMonitor()
    }
    table.remove(id)
    poll.isOutdated = true
  }

  func schedule(at deadline: ContinuousClock.Instant, _ body: @escaping () -> Void) -> TimerID {
    preconditionOnLoop()
    return timers.insert(at: deadline, body)
  }

  func cancel(_ timer: TimerID) {
    preconditionOnLoop()
    timers.cancel(timer)
  }
}
