import ArgumentParser
import Broker
import Foundation
import LedgerSQLite
import Logging
import ZeroMQ

/// The broker as a process of its own, as in production: its I/O thread is not the crowd's.
struct BrokerCommandLine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "broker", shouldDisplay: false)
  @OptionGroup var options: BenchOptions

  func run() async throws {
    let folder = BenchFolder(path: options.folder, policy: options.policy)
    let keys = try folder.keys()
    let store = try await folder.store(keys)
    var log = Logger(label: "broker") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = .error
    let (directory, policy) = try folder.tables()
    let service = BrokerService(
      configuration: folder.configuration, keys: keys, store: store, directory: directory,
      policy: policy, log: log)
    let (stop, stopping) = AsyncStream<Void>.makeStream()
    try await service.run(until: stop) { endpoint in
      defer { stopping.finish() }
      try tellReady(endpoint)
      await untilParentEnds()
    }
    try await store.close()
  }
}

/// Returns when the parent closes the pipe, also by ending: a child never outlives its run.
func untilParentEnds() async {
  let (ended, ending) = AsyncStream<Void>.makeStream()
  FileHandle.standardInput.readabilityHandler = { input in
    if input.availableData.isEmpty { ending.finish() }
  }
  for await _ in ended {}
  FileHandle.standardInput.readabilityHandler = nil
}

/// Tells the parent where the child serves; past the buffer, which a pipe would fill first.
func tellReady(_ endpoint: String) throws {
  try FileHandle.standardOutput.write(contentsOf: Data("ready \(endpoint)\n".utf8))
}

/// A child of this program, and what it costs.
struct MeasuredProcess: Sendable {
  enum Role: String, Sendable { case broker, relay }

  /// Counters of a process, from the kernel.
  struct Usage: Sendable {
    /// Processor time in user and kernel mode.
    let processor: Duration
    /// Bytes that reached the disk.
    let written: Int
  }

  /// Ticks of the kernel's processor clock in a second.
  private static let ticksPerSecond = 100

  private let process: Process
  let endpoint: String

  /// Runs `body` while the child serves, and lets the child stop afterwards.
  static func run<Value>(
    _ role: Role, in world: World, _ body: (MeasuredProcess) async throws -> Value
  ) async throws -> Value {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      role.rawValue, "--folder", world.folder.path, "--policy", world.folder.policy,
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    defer {
      try? input.fileHandleForWriting.close()  // Closed already if the child is gone.
      process.waitUntilExit()
    }
    guard let line = String(data: output.fileHandleForReading.availableData, encoding: .utf8),
      line.hasPrefix("ready "), let endpoint = line.split(whereSeparator: \.isWhitespace).last
    else { throw BenchError.child("did not get ready") }
    return try await body(MeasuredProcess(process: process, endpoint: String(endpoint)))
  }

  /// What the child has used so far.
  func usage() throws -> Usage {
    let folder = "/proc/\(process.processIdentifier)"
    let stat = try String(contentsOfFile: folder + "/stat", encoding: .utf8)
    // The name stands in parentheses and may hold anything; the fields begin after it.
    guard let end = stat.lastIndex(of: ")") else { throw BenchError.child("has no counters") }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    let input = try String(contentsOfFile: folder + "/io", encoding: .utf8)
    let written = input.split(separator: "\n").first { $0.hasPrefix("write_bytes: ") }
    guard fields.count > 12, let user = Int(fields[11]), let kernel = Int(fields[12]),
      let written = written.flatMap({ Int($0.dropFirst(13)) })
    else { throw BenchError.child("has no counters") }
    let milliseconds = (user + kernel) * 1000 / Self.ticksPerSecond
    return Usage(processor: .milliseconds(milliseconds), written: written)
  }
}
