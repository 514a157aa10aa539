import ArgumentParser
import Foundation
import Glibc

extension Samverkan {
  /// Does what the command line says.
  package static func main() async {
    // Whoever reads no more is told so by the write, which then ends the process in order.
    signal(SIGPIPE, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    Glibc.exit(await answer(words, in: .ofProcess, streams: StandardStreams()))
  }

  /// Understands the words, does what they say, and tells what went wrong.
  ///
  /// - Returns: The exit code.
  package static func answer(
    _ words: [String], in surroundings: Surroundings, streams: any Streams
  ) async -> Int32 {
    let terminal = Terminal(
      GlobalOptions(salvagedFrom: words), in: surroundings, streams: streams)
    do {
      let command = try understand(Hyphenated.covered(words))
      if let deed = command as? any Deed {
        try await deed.carryOut(
          on: Terminal(deed.options, in: surroundings, streams: streams))
      } else if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        var command = command
        try command.run()
      }
      return 0
    } catch let exit as ExitCode {
      return exit.rawValue
    } catch let fault as Fault {
      terminal.report(fault)
      return fault.exitCode.rawValue
    } catch {
      return tell(error, on: terminal)
    }
  }

  /// The command that the words mean. The parser's own help knows no wrong name.
  private static func understand(_ words: [String]) throws -> any ParsableCommand {
    guard words.first == "help" else { return try parseAsRoot(words) }
    var known: [any ParsableCommand.Type] = configuration.subcommands
    for word in words.dropFirst().prefix(while: { !$0.hasPrefix("-") }) {
      guard let command = known.first(where: { $0._commandName == word }) else {
        throw Fault.unknownCommand(word)
      }
      known = command.configuration.subcommands
    }
    return try parseAsRoot(words)
  }

  /// Help that was asked for, or what the parser did not understand.
  private static func tell(_ error: any Error, on terminal: Terminal) -> Int32 {
    let code = exitCode(for: error)
    let text = HelpPage.wrapped(fullMessage(for: error))
    guard code != .success else {
      terminal.streams.write(text + "\n")
      return 0
    }
    let usage = text.range(of: "Usage:").map { "  " + text[$0.lowerBound...] + "\n" } ?? ""
    let fault = Fault.commandLine(reason: message(for: error), usage: usage)
    terminal.report(fault)
    return fault.exitCode.rawValue
  }
}
