import Broker
import Concerns
import Foundation
import LedgerSQLite
import Logging
import UnixSignals

/// Runs a broker beside whatever uses it, and stops it when that is done.
struct RunningBroker: Sendable {
  let folder: BrokerFolder
  /// What it goes by; whoever plays beside it goes by the same.
  let tables: ConfiguredTables

  /// Serves while `body` runs; `body` is told where members connect.
  func serve(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
    let configuration = try folder.configuration()
    let keys = try folder.keys(with: configuration.next)
    let store = try await folder.store(keys, configuration)
    let log = Self.log(at: configuration.logLevel)
    let ringer = try BellFile.ringer(at: configuration.bell)
    if !ringer.hasChannel { log.warning("no bell file is named, nobody is rung") }
    let service = BrokerService(
      configuration: configuration, keys: keys, store: store, directory: tables.directory,
      policy: tables.policy, ringer: ringer, log: log)
    let (stop, stopping) = AsyncStream<Void>.makeStream()
    try await service.run(until: stop) { endpoint in
      defer { stopping.finish() }
      try folder.write(endpoint + "\n", to: folder.endpointPath)
      log.info(
        "the broker serves",
        metadata: [
          "endpoint": "\(endpoint)", "deployment": "\(configuration.deployment)",
          "environment": "\(configuration.environment.rawValue)", "data": "\(folder.path)",
        ])
      try await body(endpoint)
      log.info("the broker stops")
    }
    try await store.close()
    log.info("the broker has stopped, its ledger is closed")
  }

  private static func log(at level: String) -> Logger {
    var log = Logger(label: "samverkan") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = Logger.Level(rawValue: level) ?? .info
    return log
  }

  /// Waits until somebody asks the process to stop.
  ///
  /// - Parameter announce: Tells that it serves; whoever hears it may ask for the stop at once.
  static func untilSignal(announcing announce: () -> Void = {}) async {
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    announce()
    for await _ in signals { return }
  }
}
