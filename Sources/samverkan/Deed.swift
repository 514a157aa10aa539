import AdapterKit
package import ArgumentParser
import Concerns
import ZeroMQ

/// A command that does something: its errors become one sentence, a remedy and an exit code.
package protocol Deed: AsyncParsableCommand {
  var options: GlobalOptions { get }
  /// Does the work. Whatever it throws is told to the person.
  func perform(on terminal: Terminal) async throws
}

extension Deed {
  /// Performs, and tells what went wrong.
  package func carryOut(on terminal: Terminal) async throws {
    do {
      try await perform(on: terminal)
    } catch let error as ExitCode {
      throw error
    } catch let error as ValidationError {
      throw error
    } catch {
      let fault = Fault(error)
      terminal.report(fault)
      throw fault.exitCode
    }
  }
}

extension Terminal {
  /// Runs `body` with an open client, and says farewell whatever happens.
  func withClient<Result: Sendable>(
    _ body: (MemberClient, Session) async throws -> Result
  ) async throws -> Result {
    let connection = try Connection(reading: connectionPath)
    return try await withPollLoop(named: "samverkan") { loop in
      let line = ProgressLine(loop: loop, terminal: self)
      let client = MemberClient(
        connection: connection, loop: loop, limits: .command,
        software: "samverkan/\(Samverkan.version)")
      await line.begin(say(.connecting, connection.endpoint))
      do {
        let session = try await client.start()
        if session.hasUnknownBrokerKey { streams.complain(say(.newBrokerKey) + "\n") }
        if let next = session.next, let moved = connection.moved(to: next) {
          streams.complain(advice(on: moved, from: next.from) + "\n")
        }
        let result = try await body(client, session)
        await client.close()
        await line.end()
        return result
      } catch {
        await client.close()
        await line.end()
        throw error
      }
    }
  }
}

extension Terminal {
  /// What to write down, since the next command knows only what the connection file says.
  private func advice(on moved: Connection, from moment: Moment) -> String {
    say(.nextServerKey, moment.text, connectionPath, moved.endpoint, moved.serverKey.z85)
  }
}

extension ClientLimits {
  /// For a person who waits at a terminal.
  static var command: ClientLimits {
    var limits = ClientLimits()
    limits.publish = .seconds(20)
    return limits
  }
}

/// One line on the error stream for whatever takes longer than a second, gone when it is done.
actor ProgressLine: LoopBound {
  /// Sooner would flicker.
  private static let patience = Duration.seconds(1)

  nonisolated let loop: PollLoop
  private let terminal: Terminal
  private var timer: TimerID?
  private var isShown = false

  init(loop: PollLoop, terminal: Terminal) {
    self.loop = loop
    self.terminal = terminal
  }

  func begin(_ text: String) {
    guard terminal.showsProgress else { return }
    timer = after(Self.patience) { line in
      line.isShown = true
      line.terminal.streams.complain(text + " …")
    }
  }

  func end() {
    if let timer { cancel(timer) }
    // Back to the start of the line, and everything after it erased.
    if isShown { terminal.streams.complain("\r\u{1B}[K") }
    isShown = false
  }
}
