import ArgumentParser

/// Measures the broker: throughput, the share of each stage, latency, and a mailbox that is full.
@main struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Measure the broker, in a release build. See Tests/Benchmarks/README.md.",
    subcommands: [AllCommand.self] + AllCommand.parts
      + [BrokerCommandLine.self, RelayCommandLine.self],
    defaultSubcommand: AllCommand.self)
}

/// What every measurement can be told.
struct BenchOptions: ParsableArguments {
  @Option(help: "Where ledgers are made; the disk that is measured.")
  var folder = ".build/benchmarks"
  @Option(help: "The policy file.") var policy = "protocols/policy/sweden.yaml"
  @Option(help: "Also write the figures as JSON to this file.") var json: String?

  func write(_ report: Report) throws {
    print(report.table)
    guard let json else { return }
    try report.write(to: json)
  }
}

/// One kind of measurement: a command of its own, and a part of all of them.
protocol MeasuringCommand: AsyncParsableCommand {
  var options: BenchOptions { get }

  /// Measures, and writes its figures down.
  func measure(_ options: BenchOptions, into report: inout Report) async throws
}

extension MeasuringCommand {
  func run() async throws {
    var report = Report()
    try await measure(options, into: &report)
    try options.write(report)
  }
}

/// Everything, one after the other, each as it is measured alone.
struct AllCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(commandName: "all", abstract: "All of them.")
  /// What there is, in the order of the README.
  static let parts: [any MeasuringCommand.Type] = [
    StagesCommand.self, ThroughputCommand.self, LatencyCommand.self, BacklogCommand.self,
    PolicyCommand.self, PlanCommand.self,
  ]
  @OptionGroup var options: BenchOptions

  func measure(_ options: BenchOptions, into report: inout Report) async throws {
    for part in Self.parts {
      // Without arguments it has its usual numbers.
      try await part.parse([]).measure(options, into: &report)
    }
  }
}

/// Concerns a second, beside bare sockets that carry the same bytes.
struct ThroughputCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "throughput", abstract: "Concerns a second, beside bare sockets.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Concerns of one round.") var concerns = 6000
  @Option(help: "Rounds; medians are reported.") var rounds = 5

  func measure(_ options: BenchOptions, into report: inout Report) async throws {
    report.throughput = try await ThroughputMeasurement(options)
      .run(concerns: concerns, rounds: rounds)
  }
}

/// What each stage costs, in one process and without sockets.
struct StagesCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "What each stage costs a concern.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Concerns in all.") var concerns = 2048

  func measure(_ options: BenchOptions, into report: inout Report) async throws {
    report.stages = try await StageMeasurement(options).run(concerns: concerns)
  }
}

/// How long a concern takes at a steady rate, beside the disk's own flush.
struct LatencyCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency", abstract: "From publish to receipt and to inbox at a steady rate.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Concerns a second.") var rate = 500
  @Option(help: "How long.") var seconds = 20

  func measure(_ options: BenchOptions, into report: inout Report) async throws {
    report.latency = try await LatencyMeasurement(options).run(seconds: seconds, rate: rate)
  }
}

/// How long an acute report takes while a mailbox is full of what is not urgent.
struct BacklogCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "backlog", abstract: "Acute reports past a full mailbox.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Messages that wait; a mailbox holds 100,000.") var waiting = 98_000
  @Option(help: "How long.") var seconds = 20

  func measure(_ options: BenchOptions, into report: inout Report) async throws {
    report.backlog = try await BacklogMeasurement(options).run(
      waiting: waiting, seconds: seconds)
  }
}

/// What one decision costs, and the proof of the law.
struct PolicyCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "What one decision costs, and the proof of the law.")
  @OptionGroup var options: BenchOptions
  @Option(help: "How often each question is asked.") var rounds = 500

  func measure(_ options: BenchOptions, into report: inout Report) async throws {
    report.policy = try PolicyMeasurement(options).run(rounds: rounds)
  }
}
