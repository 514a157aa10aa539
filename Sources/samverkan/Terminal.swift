import Foundation
import Glibc
import Rainbow
import Wire

/// Where text goes and comes from; a test has one of its own.
package protocol Streams: Sendable {
  /// Results.
  func write(_ text: String)
  /// Errors and progress.
  func complain(_ text: String)
  /// All of standard input.
  func readAll() -> [UInt8]
}

/// The process's own three streams.
struct StandardStreams: Streams {
  /// Ends the process when nobody reads on or the disk is full: what comes after a result, such as
  /// an acknowledgement of it, must not happen then.
  func write(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      // In both languages: the streams know none.
      complain("Utdata kan inte skrivas; inget mer blev gjort.\n")
      complain("The output cannot be written; nothing more was done.\n")
      exit(73)
    }
  }

  func complain(_ text: String) {
    // Where nobody hears, the exit code still tells.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  func readAll() -> [UInt8] { Array(FileHandle.standardInput.readDataToEndOfFile()) }
}

extension Surroundings {
  /// Those of this process.
  static var ofProcess: Surroundings {
    Surroundings(
      variables: ProcessInfo.processInfo.environment, isOutputTerminal: isatty(STDOUT_FILENO) == 1,
      isErrorTerminal: isatty(STDERR_FILENO) == 1,
      program: CommandLine.arguments.first ?? Surroundings.usualProgram)
  }
}

/// One command's view of the outside: its language, the form of its output, its streams.
package struct Terminal: Sendable {
  package let language: Language
  package let form: OutputForm
  package let connectionPath: String
  package let hasColour: Bool
  package let showsProgress: Bool
  package let streams: any Streams
  /// What a printed command begins and ends with.
  package let invocation: Invocation

  package init(_ options: GlobalOptions, in surroundings: Surroundings, streams: any Streams) {
    language = surroundings.language(options)
    form = options.form
    connectionPath = surroundings.connectionPath(options)
    hasColour = surroundings.allowsColour(options)
    showsProgress = surroundings.isErrorTerminal
    invocation = Invocation(program: surroundings.program, connection: options.connection)
    self.streams = streams
  }

  /// A phrase in the reader's language, its gaps filled.
  package func say(_ phrase: Phrase, _ values: String...) -> String {
    say(phrase, filledWith: values)
  }

  /// A phrase with as many gaps as there are values.
  func say(_ phrase: Phrase, filledWith values: [String]) -> String {
    Catalogue.text(of: phrase, in: language, values, calledAs: invocation)
  }

  /// Writes lines for a person; other forms have no room for them.
  package func tell(_ lines: String...) {
    guard form == .table else { return }
    streams.write(lines.map { $0 + "\n" }.joined())
  }

  /// Writes results in the form that was asked for.
  package func show(_ presentable: some Presentable) {
    switch form {
    case .table: streams.write(presentable.table(on: self))
    case .plain: streams.write(presentable.plain)
    case .json: streams.write(PrettyJSON.text(of: presentable.json) + "\n")
    case .ndjson:
      let lines = presentable.lines.map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }
      streams.write(lines.joined())
    }
  }

  /// Emphasis that a reader without colours does not miss.
  func strong(_ text: String) -> String { hasColour ? text.applyingStyle(.bold) : text }

  func good(_ text: String) -> String { hasColour ? text.applyingColor(.green) : text }
}

/// Text out of a message, which may hold anything, made fit for a terminal.
package enum Printable {
  /// The text without control characters, which could move the cursor or hide what stands there.
  package static func text(_ text: String, keepingLines: Bool = false) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          if scalar == "\n" { return keepingLines ? scalar : " " }
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
          default: return scalar
          }
        }))
  }
}
