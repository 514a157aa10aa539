import Concerns
import Foundation
import ZeroMQ

/// How long acute reports take while a mailbox is full of messages that are not urgent.
///
/// The same acute reports at the same rate, with the same bounded window at the recipients: once
/// past an empty mailbox, once while the waiting messages drain beside them.
struct BacklogMeasurement {
  /// Acute reports a second: more than a county sees in an hour.
  private static let rate = 50
  /// Conversations that the waiting messages belong to: each is served one message at a time.
  private static let conversations = 1000
  /// Deliveries that a recipient holds at once: what a client of ours asks for.
  private static let window = 64

  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func run(waiting: Int, seconds: Int) async throws -> BacklogFigures {
    let world = try await World.make(options, named: "backlog")
    let figures = try await withPollLoop(named: "crowd") { loop in
      try await MeasuredProcess.run(.broker, in: world) { broker in
        let crowd = Crowd(loop: loop, world: world, counterpart: .broker)
        try await crowd.join(at: broker.endpoint)
        let figures = try await Self.measure(
          crowd, try Corpus(world), waiting: waiting, seconds: seconds)
        await crowd.leave()
        return figures
      }
    }
    try world.remove()
    return figures
  }

  private static func measure(
    _ crowd: Crowd, _ corpus: Corpus, waiting: Int, seconds: Int
  ) async throws -> BacklogFigures {
    await crowd.open(windows: [window, window])
    let begun = try World.Machine.publishers.map {
      try corpus.reports(conversations / 2, from: $0, batch: 64)
    }
    _ = try await crowd.run(
      begun, pace: .window(256), expecting: [conversations, conversations])
    let idle = try await acute(crowd, corpus, seconds: seconds)
    // Nothing is let in while the mailbox fills: one window, all of it taken.
    await crowd.open(windows: [0, 0])
    let questions = try World.Machine.publishers.enumerated().map { index, machine in
      try corpus.questions(
        waiting / 2, about: begun[index].map(\.conversation), from: machine)
    }
    _ = try await crowd.run(questions, pace: .window(256), expecting: [0, 0])
    await crowd.open(windows: [window, window])
    let full = try await acute(crowd, corpus, seconds: seconds)
    let left = waiting - (await crowd.inboxes[0].received - full.receipts.count)
    return BacklogFigures(
      waiting: waiting, left: left, idle: Spread(idle.inboxes), full: Spread(full.inboxes),
      idleReceipt: Spread(idle.receipts), fullReceipt: Spread(full.receipts))
  }

  private static func acute(
    _ crowd: Crowd, _ corpus: Corpus, seconds: Int
  ) async throws -> Timings {
    let letters = try World.Machine.publishers.map {
      try corpus.reports(rate * seconds / 2, from: $0, isAcute: true)
    }
    let count = letters.reduce(0) { $0 + $1.count }
    let timings = try await crowd.run(
      letters, pace: .rate(rate), expecting: [count, count], timing: true)
    guard let timings, timings.inboxes.count == 2 * count else {
      throw BenchError.unexpected("acute reports that were not delivered in time")
    }
    return timings
  }
}

/// What the measurement of a full mailbox found, in milliseconds.
struct BacklogFigures: Codable, Sendable {
  /// Messages that waited when the acute reports began, and when they ended.
  let waiting: Int
  let left: Int
  let idle: Spread
  let full: Spread
  let idleReceipt: Spread
  let fullReceipt: Spread

  var rows: [[String]] {
    [
      ["acute reports", "p50 ms", "p99 ms", "count"],
      ["to inbox, nothing waits"] + idle.cells,
      ["to inbox, \(waiting) to \(left) wait"] + full.cells,
      ["to receipt, nothing waits"] + idleReceipt.cells,
      ["to receipt, \(waiting) to \(left) wait"] + fullReceipt.cells,
    ]
  }
}
