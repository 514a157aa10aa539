import CZeroMQ
import Glibc
import Synchronization

/// A thread that waits in `zmq_poll`, owns the sockets, and runs the actors that use them.
///
/// It is the executor of every ``LoopBound`` actor made with it: their jobs, their sockets' events
/// and their timers run on this one thread, one at a time. Jobs keep their order; so do timers with
/// the same deadline. No jobs can starve the sockets, and no socket the jobs: each gets a bounded
/// turn per tick.
///
/// Safe though unchecked: what crosses threads is behind `inbox` or atomic, and everything in
/// `PollLoop+Thread.swift` is reached through `preconditionOnLoop()`.
@safe public final class PollLoop: SerialExecutor, @unchecked Sendable {
  /// Jobs run before the sockets get their turn: some 10 µs of short ones.
  public static let jobsPerTick = 256

  /// Messages taken from one socket before the next gets its turn.
  public static let messagesPerTick = 256

  /// What other threads may touch.
  private struct Inbox {
    var jobs: [UnownedJob] = []
    /// The thread has found nothing to do and must be woken for the next job.
    var isAsleep = false
    var state = State.running

    enum State {
      /// Takes jobs. Moves to `stopping`.
      case running
      /// Takes jobs until there are none. Moves to `stopped`.
      case stopping
      /// Takes no more jobs. Terminal.
      case stopped
    }
  }

  private static let lastNumber = Atomic<UInt64>(0)

  private let inbox = Mutex(Inbox())
  private let wakeup: Int32
  private let threadID = Atomic<UInt>(0)
  private let handle = Mutex<pthread_t?>(nil)
  private let name: String

  /// INVARIANT: from here on, touched on the loop's thread alone.
  var table: SlotTable
  var timers = TimerQueue()
  var poll: PollSet
  /// The context is shut down: sockets only say so, and are no longer waited for.
  var isTerminated = false
  private var batch: [UnownedJob] = []
  private var nextInBatch = 0

  private init(named name: String) throws(ZeroMQError) {
    self.name = name
    wakeup = cz_wakeup_open()
    guard wakeup >= 0 else { throw .last(.startLoop) }
    table = SlotTable(loop: Self.lastNumber.add(1, ordering: .relaxed).newValue)
    poll = PollSet(wakeup: wakeup)
  }

  deinit {
    Glibc.close(wakeup)
  }

  /// Starts a loop that runs until ``stop()``. Prefer ``withPollLoop(named:_:)``.
  ///
  /// - Parameter name: The thread's name in `top -H`; Linux keeps the first 15 bytes.
  public static func start(named name: String) throws(ZeroMQError) -> PollLoop {
    let loop = try PollLoop(named: name)
    let retained = unsafe Unmanaged.passRetained(loop)
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        // The creator passed a retained loop, and the thread is the one to release it.
        if let context = unsafe context {
          unsafe Unmanaged<PollLoop>.fromOpaque(context).takeRetainedValue().run()
        }
        return nil
      }, retained.toOpaque())
    guard code == 0 else {
      unsafe retained.release()
      throw .failed(.startLoop, code: code)
    }
    loop.handle.withLock { $0 = thread }
    return loop
  }

  /// Runs what is queued, closes every socket on the loop's thread, and waits for it to end.
  ///
  /// Afterwards no actor of the loop may be called: a job that reaches a stopped loop ends the
  /// process. Stopping twice is no matter. The loop's own thread must not call it.
  public func stop() {
    precondition(!isOnLoop, "a loop cannot wait for its own end, stop it from another thread")
    inbox.withLock { inbox in
      if inbox.state == .running { inbox.state = .stopping }
    }
    wake()
    let thread = handle.withLock { $0.take() }
    if let thread { pthread_join(thread, nil) }
  }

  /// Takes a job from any thread, in order.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isOnLoop = isOnLoop
    let mustWake = inbox.withLock { inbox in
      precondition(inbox.state != .stopped, "a job reached a stopped loop, stop its actors first")
      inbox.jobs.append(job)
      // The loop looks at the inbox once more before it sleeps, so its own jobs need no wake-up.
      guard inbox.isAsleep, !isOnLoop else { return false }
      inbox.isAsleep = false
      return true
    }
    if mustWake { wake() }
  }

  private func wake() {
    var one: UInt64 = 1
    // Its one failure, a counter at its maximum, means that the loop is about to wake anyway.
    _ = unsafe write(wakeup, &one, MemoryLayout<UInt64>.size)
  }

  /// Whether the caller runs on this loop's thread.
  ///
  /// Never inlined: glibc declares `pthread_self` as constant, so an optimiser may carry its answer
  /// over an `await` in the caller and be wrong on both sides.
  public var isOnLoop: Bool {
    @inline(never) get { threadID.load(ordering: .acquiring) == UInt(pthread_self()) }
  }

  /// Lets the runtime find the loop's actors isolated in its own callbacks.
  public func isIsolatingCurrentContext() -> Bool? { isOnLoop }

  /// Ends the process unless the caller is on this loop's thread.
  public func checkIsolated() { preconditionOnLoop() }

  func preconditionOnLoop() {
    precondition(isOnLoop, "sockets and timers work only on their loop's thread")
  }
}

extension PollLoop {
  /// What one turn of the jobs left behind.
  private enum Backlog { case some, none, stopped }

  /// The thread's whole life.
  private func run() {
    threadID.store(UInt(pthread_self()), ordering: .releasing)
    _ = unsafe cz_name_this_thread(name)
    Self.blockSignals()
    while true {
      runTimers()
      let backlog = runJobs()
      // Nothing may be queued by this thread between the jobs' turn and the wait.
      if backlog == .stopped { break }
      waitForInput(mayBlock: backlog == .none)
    }
    table.removeAll()
    timers = TimerQueue()
  }

  /// Leaves signals to the threads that expect them.
  private static func blockSignals() {
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
  }

  private func runJobs() -> Backlog {
    for _ in 0..<Self.jobsPerTick {
      if nextInBatch == batch.count {
        let state = refillBatch()
        guard state == .some else { return state }
      }
      let job = batch[nextInBatch]
      nextInBatch += 1
      unsafe job.runSynchronously(on: asUnownedSerialExecutor())
    }
    return .some
  }

  /// Swaps the spent batch for the inbox; having found nothing, asks to be woken.
  private func refillBatch() -> Backlog {
    batch.removeAll(keepingCapacity: true)
    nextInBatch = 0
    var spent: [UnownedJob] = []
    swap(&spent, &batch)
    let (jobs, backlog) = inbox.withLock { inbox -> ([UnownedJob], Backlog) in
      let jobs = inbox.jobs
      inbox.jobs = spent
      inbox.isAsleep = jobs.isEmpty
      if !jobs.isEmpty { return (jobs, .some) }
      if inbox.state == .stopping { inbox.state = .stopped }
      return (jobs, inbox.state == .stopped ? .stopped : .none)
    }
    batch = jobs
    return backlog
  }
}

/// Runs `body` with a loop that outlives every actor made on it, then stops the loop.
///
/// - Parameter name: The thread's name in `top -H`; Linux keeps the first 15 bytes.
/// - Throws: ``ZeroMQError`` if no loop can be started, else what `body` throws.
public func withPollLoop<Result: Sendable>(
  named name: String, _ body: (PollLoop) async throws -> Result
) async throws -> Result {
  let loop = try PollLoop.start(named: name)
  defer { loop.stop() }
  return try await body(loop)
}
