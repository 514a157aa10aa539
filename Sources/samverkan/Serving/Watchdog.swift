import AdapterKit
import ZeroMQ

/// Ends all waiting when the play takes too long.
actor Watchdog: LoopBound {
  nonisolated let loop: PollLoop
  private let clients: [MemberClient]
  private var timer: TimerID?

  init(loop: PollLoop, clients: [MemberClient]) {
    self.loop = loop
    self.clients = clients
  }

  func start(_ patience: Duration) {
    timer = after(patience) { watchdog in
      for client in watchdog.clients { client.assumeIsolated { $0.abandon() } }
    }
  }

  func stop() {
    if let timer { cancel(timer) }
  }
}
