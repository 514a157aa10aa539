import Foundation
import Wire
import ZeroMQ

/// Concerns a second through the broker, beside bare sockets in the same minutes.
///
/// Rounds alternate between the relay and the broker, so that whatever else the machine does
/// weighs on both; what counts is the median of the ratios.
struct ThroughputMeasurement {
  /// Publishes of one session that the broker lets wait for their answer.
  private static let window = 256
  /// Deliveries under way to a recipient. Below the broker's own bound of 1024.
  private static let deliveries = 448

  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func run(concerns: Int, rounds: Int) async throws -> ThroughputFigures {
    let world = try await World.make(options, named: "throughput")
    let figures = try await withPollLoop(named: "crowd") { loop in
      try await MeasuredProcess.run(.relay, in: world) { relay in
        try await MeasuredProcess.run(.broker, in: world) { broker in
          try await measure(
            world, loop, relay: relay, broker: broker, concerns: concerns, rounds: rounds)
        }
      }
    }
    try world.remove()
    return figures
  }

  private func measure(
    _ world: World, _ loop: PollLoop, relay: MeasuredProcess, broker: MeasuredProcess,
    concerns: Int, rounds: Int
  ) async throws -> ThroughputFigures {
    let bare = Crowd(loop: loop, world: world, counterpart: .relay)
    try await bare.join(at: relay.endpoint)
    let crowd = Crowd(loop: loop, world: world, counterpart: .broker)
    try await crowd.join(at: broker.endpoint)
    await crowd.open(windows: [Self.deliveries, Self.deliveries])
    let corpus = try Corpus(world)
    var figures = ThroughputFigures()
    // The first round fills caches and makes tables grow, and is not counted.
    for round in 0...rounds {
      for batch in [1, 64] {
        let letters = try World.Machine.publishers.map {
          try corpus.reports(concerns / 2, from: $0, batch: batch)
        }
        let raw = try await Self.time(letters, through: bare, relay)
        let kept = try await Self.time(letters, through: crowd, broker)
        if round > 0 { figures.add(raw: raw, kept: kept, batch: batch) }
      }
    }
    await bare.leave()
    await crowd.leave()
    return figures
  }

  private static func time(
    _ letters: [[Letter]], through crowd: Crowd, _ process: MeasuredProcess
  ) async throws -> ThroughputFigures.Round {
    let count = letters.reduce(0) { $0 + $1.count }
    let before = try process.usage()
    let start = ContinuousClock.now
    _ = try await crowd.run(letters, pace: .window(window), expecting: [count, count])
    let elapsed = ContinuousClock.now - start
    let after = try process.usage()
    return .init(
      perSecond: Double(count) / (elapsed / .seconds(1)),
      processorMicroseconds: (after.processor - before.processor) / .microseconds(1)
        / Double(count),
      writtenBytes: Double(after.written - before.written) / Double(count))
  }
}

/// What the throughput measurement found.
struct ThroughputFigures: Codable, Sendable {
  struct Round: Codable, Sendable {
    let perSecond: Double
    /// Processor time of the measured process per concern.
    let processorMicroseconds: Double
    let writtenBytes: Double
  }

  struct Pair: Codable, Sendable {
    let batch: Int
    let raw: Round
    let kept: Round

    var ratio: Double { kept.perSecond / raw.perSecond }
  }

  private(set) var pairs: [Pair] = []

  mutating func add(raw: Round, kept: Round, batch: Int) {
    pairs.append(Pair(batch: batch, raw: raw, kept: kept))
  }

  func median(_ batch: Int, _ value: (Pair) -> Double) -> Double {
    let values = pairs.filter { $0.batch == batch }.map(value).sorted()
    return values.isEmpty ? 0 : values[values.count / 2]
  }

  var rows: [[String]] {
    [["proof over", "bare/s", "broker/s", "ratio", "lowest", "bare µs", "broker µs", "KiB"]]
      + [1, 64].map { batch in
        [
          "\(batch)", whole(median(batch) { $0.raw.perSecond }),
          whole(median(batch) { $0.kept.perSecond }), fine(median(batch, \.ratio)),
          fine(pairs.filter { $0.batch == batch }.map(\.ratio).min() ?? 0),
          whole(median(batch) { $0.raw.processorMicroseconds }),
          whole(median(batch) { $0.kept.processorMicroseconds }),
          whole(median(batch) { $0.kept.writtenBytes / 1024 }),
        ]
      }
  }
}
