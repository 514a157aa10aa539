package import ArgumentParser
import Foundation

/// The one program: administration, sending, reading, and what `Commands` adds beside them.
@main package struct Samverkan: AsyncParsableCommand {
  /// The version of the program; the wire has its own, in the envelope's type.
  package static let version = "0.1.0"

  package static let configuration = CommandConfiguration(
    commandName: "samverkan",
    abstract: "People must not be lost between agencies: send, read, operate.",
    discussion: """
      Examples:
        samverkan concern validate report.json
        samverkan concern send report.json
        samverkan inbox ls
        samverkan errors lookup commitment-mismatch

      Every command takes --connection, --output, --json, --lang and --no-color, in
      any order.

      Exit codes:
        0 done, 64 usage, 65 the document is wrong, 66 no such input, 69 no broker,
        70 our own fault, 73 cannot write, 75 try later, 77 denied, 78 configuration
      """,
    version: version,
    subcommands: Commands.all)

  /// Here too, so that the options may stand before the command as well as after it.
  @OptionGroup package var options: GlobalOptions

  package init() {}

  /// Parses, runs, and ends the process with its exit code.
  package static func main() async {
    do {
      var command = try parseAsRoot()
      if var deed = command as? any AsyncParsableCommand {
        try await deed.run()
      } else {
        try command.run()
      }
    } catch {
      let code = exitCode(for: error)
      let text = HelpPage.wrapped(fullMessage(for: error))
      let streams = StandardStreams()
      // A command that failed has said why already.
      if !text.isEmpty { (code == .success ? streams.write : streams.complain)(text + "\n") }
      Foundation.exit(code.rawValue)
    }
  }
}
