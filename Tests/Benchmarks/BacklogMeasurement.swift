import Concerns
import Foundation
import ZeroMQ

/// How long acute reports take while a mailbox is full of messages that are not urgent.
///
/// The same acute reports at the same rate, with the same bounded window at the recipients: once
/// past an empty mailbox, once while recipients take the waiting messages at a steady pace, and
/// once while they take them as fast as they can. The first two say what the broker does about
/// urgency; in the third its recipients compete with it for the processors.
struct BacklogMeasurement {
  /// Acute reports a second: more than a county sees in an hour.
  private static let rate = 50
  /// Deliveries that a recipient takes in a second, at a steady pace: ten times the acute ones
  /// beside those.
  private static let pace = 11 * rate
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
    try await fill(crowd, corpus, waiting, about: begun)
    await crowd.open(windows: [window, window], rate: pace)
    let steady = try await acute(crowd, corpus, seconds: seconds)
    let taken = await crowd.inboxes[0].received - steady.receipts.count
    try await fill(crowd, corpus, taken / 2 * 2, about: begun)
    await crowd.open(windows: [window, window])
    let full = try await acute(crowd, corpus, seconds: seconds)
    let left = waiting - (await crowd.inboxes[0].received - full.receipts.count)
    return BacklogFigures(runs: [
      .init(name: "nothing waits", idle),
      .init(name: "steady pace, \(waiting) to \(waiting - taken) wait", steady),
      .init(name: "full speed, \(waiting) to \(left) wait", full),
    ])
  }

  /// Fills the mailbox; nothing is let in meanwhile but what credit is out, and all of it is taken.
  private static func fill(
    _ crowd: Crowd, _ corpus: Corpus, _ count: Int, about begun: [[Letter]]
  ) async throws {
    await crowd.open(windows: [0, 0])
    let questions = try World.Machine.publishers.enumerated().map { index, machine in
      try corpus.questions(count / 2, about: begun[index].map(\.conversation), from: machine)
    }
    _ = try await crowd.run(questions, pace: .window(256), expecting: [0, 0])
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
  struct Run: Codable, Sendable {
    let name: String
    let inbox: Spread
    let receipt: Spread

    init(name: String, _ timings: Timings) {
      self.name = name
      inbox = Spread(timings.inboxes)
      receipt = Spread(timings.receipts)
    }
  }

  /// Past an empty mailbox first.
  let runs: [Run]

  var rows: [[String]] {
    [["acute reports", "p50 ms", "p99 ms", "count"]]
      + runs.map { ["to inbox, " + $0.name] + $0.inbox.cells }
      + runs.map { ["to receipt, " + $0.name] + $0.receipt.cells }
  }
}
