import ArgumentParser

/// Measures the broker: throughput, the share of each stage, latency, and a mailbox that is full.
@main struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Measure the broker, in a release build. See Tests/Benchmarks/README.md.",
    subcommands: [
      AllCommand.self, ThroughputCommand.self, StagesCommand.self, LatencyCommand.self,
      BacklogCommand.self, PolicyCommand.self, BrokerCommandLine.self, RelayCommandLine.self,
    ],
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

/// Everything, in the order of the README.
struct AllCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "all", abstract: "All of them.")
  @OptionGroup var options: BenchOptions

  func run() async throws {
    var report = Report()
    report.stages = try await StageMeasurement(options).run(concerns: 2048)
    report.throughput = try await ThroughputMeasurement(options).run(concerns: 6000, rounds: 5)
    report.latency = try await LatencyMeasurement(options).run(seconds: 20, rate: 500)
    report.backlog = try await BacklogMeasurement(options).run(waiting: 98_000, seconds: 20)
    try options.write(report)
  }
}

/// Concerns a second, beside bare sockets that carry the same bytes.
struct ThroughputCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "throughput", abstract: "Concerns a second, beside bare sockets.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Concerns of one round.") var concerns = 6000
  @Option(help: "Rounds; medians are reported.") var rounds = 5

  func run() async throws {
    var report = Report()
    report.throughput = try await ThroughputMeasurement(options)
      .run(concerns: concerns, rounds: rounds)
    try options.write(report)
  }
}

/// What each stage costs, in one process and without sockets.
struct StagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "What each stage costs a concern.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Concerns in all.") var concerns = 2048

  func run() async throws {
    var report = Report()
    report.stages = try await StageMeasurement(options).run(concerns: concerns)
    try options.write(report)
  }
}

/// How long a concern takes at a steady rate, beside the disk's own flush.
struct LatencyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency", abstract: "From publish to receipt and to inbox at a steady rate.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Concerns a second.") var rate = 500
  @Option(help: "How long.") var seconds = 20

  func run() async throws {
    var report = Report()
    report.latency = try await LatencyMeasurement(options).run(seconds: seconds, rate: rate)
    try options.write(report)
  }
}

/// How long an acute report takes while a mailbox is full of what is not urgent.
struct BacklogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backlog", abstract: "Acute reports past a full mailbox.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Messages that wait; a mailbox holds 100,000.") var waiting = 98_000
  @Option(help: "How long.") var seconds = 20

  func run() async throws {
    var report = Report()
    report.backlog = try await BacklogMeasurement(options).run(
      waiting: waiting, seconds: seconds)
    try options.write(report)
  }
}
