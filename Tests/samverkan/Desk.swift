import AdapterKit
import ArgumentParser
import Synchronization
import Testing
import samverkan

/// Streams that remember.
final class Record: Streams {
  private let texts = Mutex((out: "", err: ""))
  private let input: [UInt8]

  init(input: String = "") { self.input = Array(input.utf8) }

  func write(_ text: String) { texts.withLock { $0.out += text } }
  func complain(_ text: String) { texts.withLock { $0.err += text } }
  func readAll() -> [UInt8] { input }

  var output: String { texts.withLock { $0.out } }
  var complaints: String { texts.withLock { $0.err } }
}

/// What a command came to.
struct Outcome {
  let exit: Int32
  let output: String
  let complaints: String
}

/// Parses a command line and carries it out, as the program would.
func carryOut(
  _ words: [String], input: String = "", variables: [String: String] = ["LANG": "en_GB.UTF-8"]
) async throws -> Outcome {
  let record = Record(input: input)
  let command: any ParsableCommand
  do {
    command = try Samverkan.parseAsRoot(words)
  } catch {
    return Outcome(
      exit: Samverkan.exitCode(for: error).rawValue, output: "",
      complaints: Samverkan.fullMessage(for: error))
  }
  let deed = try #require(command as? any Deed)
  let terminal = Terminal(
    deed.options, in: Surroundings(variables: variables), streams: record)
  var exit: Int32 = 0
  do {
    try await deed.carryOut(on: terminal)
  } catch {
    exit = Samverkan.exitCode(for: error).rawValue
  }
  return Outcome(exit: exit, output: record.output, complaints: record.complaints)
}
