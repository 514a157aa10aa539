import Foundation
import Glibc
import Support

/// The real program in a process of its own, there to be killed.
final class BrokerProcess: Sendable {
  /// Why there is no running broker.
  struct NotReady: Error, CustomStringConvertible {
    let description: String
  }

  private enum Event {
    case ready
    case ended(Int32)
  }

  private let process: Process
  private let events: AsyncStream<Event>

  /// Starts the broker of a folder, which it makes first if it is not there.
  ///
  /// What the program says to its operator is added to `broker.log` beside the folder.
  init(folder: String) throws {
    process = Process()
    process.executableURL = try Program.url()
    process.arguments = ["quickstart", "--serve-only", "--data", folder]
    // A crash report of its own would hold the pipe long after the process is gone.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    process.standardError = try Self.log(folder + ".log")
    let output = Pipe()
    process.standardOutput = output
    let (events, continuation) = AsyncStream<Event>.makeStream()
    self.events = events
    Self.watch(output.fileHandleForReading, continuation)
    process.terminationHandler = { process in
      continuation.yield(.ended(process.terminationStatus))
      continuation.finish()
    }
    try process.run()
  }

  private static func log(_ path: String) throws -> FileHandle {
    let files = FileManager.default
    guard files.fileExists(atPath: path) || files.createFile(atPath: path, contents: nil) else {
      throw NotReady(description: "no log can be written at \(path)")
    }
    let log = try FileHandle(forWritingTo: URL(filePath: path))
    try log.seekToEnd()
    return log
  }

  private static func watch(
    _ output: FileHandle, _ events: AsyncStream<Event>.Continuation
  ) {
    // A thread that blocks, and no readability handler: with processes that die under it, that one
    // made libdispatch touch a source that was gone, and the tests end with it.
    Thread.detachNewThread {
      var said = ""
      while case let bytes = output.availableData, !bytes.isEmpty {
        said += String(decoding: bytes, as: UTF8.self)
        if said.hasPrefix("ready\n") { events.yield(.ready) }
      }
    }
  }

  /// Waits for the ready line.
  ///
  /// - Throws: ``NotReady`` if the process ends before, which a whole ledger never makes it do.
  func ready() async throws {
    for await event in events {
      switch event {
      case .ready: return
      case .ended(let status):
        throw NotReady(description: "the broker ended with \(status) before it was ready")
      }
    }
    throw NotReady(description: "the broker had ended before it was ready")
  }

  /// Whether it is there at all.
  var isRunning: Bool { process.isRunning }

  /// Kills it as a power cut would, without a word, and waits until it is gone.
  func kill() async { _ = await end(with: SIGKILL) }

  /// Asks it to stop, and waits until it has.
  ///
  /// - Returns: Its exit code; `nil` if the task that waits is cancelled before.
  func stop() async -> Int32? { await end(with: SIGTERM) }

  private func end(with signal: Int32) async -> Int32? {
    if process.isRunning { Glibc.kill(process.processIdentifier, signal) }
    for await event in events {
      if case .ended(let status) = event { return status }
    }
    return nil
  }
}
