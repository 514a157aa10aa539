import Foundation
import ZeroMQ

/// How long a concern takes at a steady rate, beside what the disk itself needs for a flush.
struct LatencyMeasurement {
  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func run(seconds: Int, rate: Int) async throws -> LatencyFigures {
    let world = try await World.make(options, named: "latency")
    let timings = try await Self.timings(world, seconds: seconds, rate: rate)
    let disk = try Flushes.measure(in: world.folder.ledger, count: 500)
    try world.remove()
    return LatencyFigures(
      rate: rate, receipt: Spread(timings.receipts), inbox: Spread(timings.inboxes),
      disk: Spread(disk))
  }

  private static func timings(_ world: World, seconds: Int, rate: Int) async throws -> Timings {
    try await withPollLoop(named: "crowd") { loop in
      try await MeasuredProcess.run(.broker, in: world) { broker in
        let crowd = Crowd(loop: loop, world: world, counterpart: .broker)
        try await crowd.join(at: broker.endpoint)
        await crowd.open(windows: [512, 512])
        let corpus = try Corpus(world)
        // A second of the same first, which warms what is cold and is not counted.
        _ = try await run(crowd, corpus, concerns: rate, rate: rate)
        let timings = try await run(crowd, corpus, concerns: rate * seconds, rate: rate)
        await crowd.leave()
        return timings
      }
    }
  }

  private static func run(
    _ crowd: Crowd, _ corpus: Corpus, concerns: Int, rate: Int
  ) async throws -> Timings {
    let letters = try World.Machine.publishers.map { try corpus.reports(concerns / 2, from: $0) }
    let count = letters.reduce(0) { $0 + $1.count }
    let timings = try await crowd.run(
      letters, pace: .rate(rate), expecting: [count, count], timing: true)
    guard let timings else { throw BenchError.unexpected("a run without times") }
    return timings
  }
}

/// What the latency measurement found, in milliseconds.
struct LatencyFigures: Codable, Sendable {
  let rate: Int
  let receipt: Spread
  let inbox: Spread
  /// A write of 4 KiB and a flush on the same folder.
  let disk: Spread

  var rows: [[String]] {
    [
      ["at \(rate)/s", "p50 ms", "p99 ms", "count"],
      ["publish to receipt"] + receipt.cells,
      ["publish to inbox"] + inbox.cells,
      ["write and fdatasync alone"] + disk.cells,
    ]
  }
}

extension Spread {
  var cells: [String] { [fine(p50), fine(p99), "\(count)"] }
}

/// What the disk needs for a flush, with nothing above it.
enum Flushes {
  static func measure(in folder: String, count: Int) throws -> [Duration] {
    let path = folder + "/flush.probe"
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw BenchError.unexpected("a folder that cannot be written")
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    let block = Data(repeating: 0x5A, count: 4096)
    return try (0..<count).map { _ in
      let start = ContinuousClock.now
      try file.write(contentsOf: block)
      guard fdatasync(file.fileDescriptor) == 0 else {
        throw BenchError.unexpected("a disk that does not flush")
      }
      return .now - start
    }
  }
}
