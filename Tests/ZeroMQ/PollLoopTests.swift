import Synchronization
import Testing
import ZeroMQ

@Suite struct `A poll loop` {
  @Test func `runs its actors on its own thread and nothing else there`() async throws {
    try await withPollLoop(named: "test") { loop in
      #expect(!loop.isOnLoop)
      #expect(await Diary(loop).isOnLoop)
      #expect(!loop.isOnLoop)
    }
  }

  @Test func `lets its actors call each other without leaving it`() async throws {
    try await withPollLoop(named: "test") { loop in
      let (first, second) = (Diary(loop), Diary(loop))
      #expect(await first.visits(second))
    }
  }

  @Test func `keeps the order of one caller's jobs`() async throws {
    try await withPollLoop(named: "test") { loop in
      let diary = Diary(loop)
      for number in 0..<1000 { await diary.write(number) }
      #expect(await diary.entries == Array(0..<1000))
    }
  }

  @Test func `takes jobs from many tasks at once and loses none`() async throws {
    try await withPollLoop(named: "test") { loop in
      let diary = Diary(loop)
      await withTaskGroup(of: Void.self) { group in
        for task in 0..<8 {
          group.addTask { for number in 0..<500 { await diary.write(task * 500 + number) } }
        }
      }
      #expect(await diary.entries.sorted() == Array(0..<4000))
    }
  }

  @Test func `stops twice without harm, and is no thread afterwards`() async throws {
    let loop = try PollLoop.start(named: "test")
    let diary = Diary(loop)
    await diary.write(1)
    loop.stop()
    loop.stop()
    #expect(!loop.isOnLoop)
  }

  @Test func `serves its sockets in the middle of a flood of jobs`() async throws {
    try await withPollLoop(named: "test") { loop in
      let diary = Diary(loop)
      try await diary.listenToItself("inproc://busy")
      try await diary.floodItself(jobs: 5000)
      #expect(await diary.entries.count == 5000)
      // Its message was there before the first of them.
      let entriesWhenHeard = try #require(await diary.entriesWhenHeard)
      #expect(entriesWhenHeard <= PollLoop.jobsPerTick)
    }
  }

  @Test func `takes a bounded number of messages before others get their turn`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let taken = try await peer.run { peer in
        let (left, right) = try peer.pair("inproc://bounded", [.sendHighWater(0)])
        for _ in 0..<600 { #expect(try peer.send([[1]], on: left) == .queued) }
        var taken = [0, 0, 0]
        for turn in taken.indices {
          try peer.drain(right, limits: Peer.limits) { _ in taken[turn] += 1 }
        }
        return taken
      }
      #expect(taken == [PollLoop.messagesPerTick, PollLoop.messagesPerTick, 88])
    }
  }

  @Test func `lets a reader close its socket in the middle of a drain`() async throws {
    try await withPollLoop(named: "test") { loop in
      let peer = Peer(loop)
      let taken = try await peer.run { peer in
        let (left, right) = try peer.pair("inproc://closing", [])
        for _ in 0..<3 { #expect(try peer.send([[1]], on: left) == .queued) }
        var taken = 0
        try peer.drain(right, limits: Peer.limits) { _ in
          taken += 1
          peer.close(right)
        }
        return taken
      }
      #expect(taken == 1)
    }
  }
}

@Suite struct `A timer` {
  @Test func `fires in the order of deadlines, not of setting`() async throws {
    try await withPollLoop(named: "test") { loop in
      let diary = Diary(loop)
      await diary.writeLater([(30, 3), (10, 1), (20, 2), (10, 11), (0, 0)])
      await diary.wait(.milliseconds(40))
      #expect(await diary.entries == [0, 1, 11, 2, 3])
    }
  }

  @Test func `does not fire before its time`() async throws {
    try await withPollLoop(named: "test") { loop in
      let start = ContinuousClock.now
      await Diary(loop).wait(.milliseconds(15))
      #expect(ContinuousClock.now - start >= .milliseconds(15))
    }
  }

  @Test func `does not fire once cancelled, and may be cancelled too late`() async throws {
    try await withPollLoop(named: "test") { loop in
      let diary = Diary(loop)
      await diary.writeLater([(1, 1), (1, 2), (1, 3)], cancelling: [1])
      await diary.wait(.milliseconds(5))
      #expect(await diary.entries == [1, 3])
      await diary.cancelAll()
    }
  }

  @Test func `keeps its order among thousands that are set and cancelled`() async throws {
    try await withPollLoop(named: "test") { loop in
      let diary = Diary(loop)
      let delays = (0..<2000).map { (delay: ($0 * 7919) % 20, number: $0) }
      await diary.writeLater(delays, cancelling: Array(stride(from: 0, to: 2000, by: 2)))
      await diary.wait(.milliseconds(25))
      let expected = delays.filter { !$0.number.isMultiple(of: 2) }
        .sorted { ($0.delay, $0.number) < ($1.delay, $1.number) }.map(\.number)
      #expect(await diary.entries == expected)
    }
  }
}

/// Writes down what happens to it on its loop.
private actor Diary: LoopBound {
  nonisolated let loop: PollLoop
  var entries: [Int] = []
  var entriesWhenHeard: Int?
  private var timers: [TimerID] = []
  private var speaker: SocketID?

  init(_ loop: PollLoop) {
    self.loop = loop
  }

  var isOnLoop: Bool { loop.isOnLoop }

  func write(_ number: Int) { entries.append(number) }

  func visits(_ other: Diary) async -> Bool {
    let before = loop.isOnLoop
    await other.write(1)
    let after = loop.isOnLoop
    return before && after
  }

  func writeLater(_ plans: [(delay: Int, number: Int)], cancelling cancelled: [Int] = []) {
    let base = ContinuousClock.now
    for plan in plans {
      timers.append(
        schedule(at: base + .milliseconds(plan.delay)) { $0.write(plan.number) })
    }
    for index in cancelled { cancel(timers[index]) }
  }

  func cancelAll() {
    for timer in timers { cancel(timer) }
  }

  func wait(_ delay: Duration) async {
    await withCheckedContinuation { continuation in
      after(delay) { _ in continuation.resume() }
    }
  }

  func listenToItself(_ endpoint: String) throws {
    let listener = try open(.router, [.linger(.zero)])
    try bind(listener, endpoint)
    whenReadable(listener) { diary in
      diary.entriesWhenHeard = diary.entries.count
      diary.close(listener)
    }
    let speaker = try open(.dealer, [.linger(.zero)])
    try connect(speaker, endpoint)
    self.speaker = speaker
  }

  /// Sends itself a message, then holds the loop until this many jobs are waiting for it.
  func floodItself(jobs: Int) async throws {
    guard let speaker else { return }
    #expect(try send([[1]], on: speaker) == .queued)
    let arrivals = Arrivals()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<jobs {
        group.addTask {
          arrivals.count.add(1, ordering: .relaxed)
          await self.write(number)
        }
      }
      let deadline = ContinuousClock.now + Peer.patience
      while arrivals.count.load(ordering: .relaxed) < jobs && ContinuousClock.now < deadline {}
    }
  }
}

/// How many tasks have come as far as calling the loop.
private final class Arrivals: Sendable {
  let count = Atomic(0)
}
