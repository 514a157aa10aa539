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
      return tell(error, of: words, on: terminal)
    }
  }

  /// The command that the words mean. The parser's own help knows no wrong name.
  private static func understand(_ words: [String]) throws -> any ParsableCommand {
    guard words.first == "help" else { return try parseAsRoot(words) }
    let asked = words.dropFirst().prefix { !$0.hasPrefix("-") }
    let group = group(named: Array(asked))
    if let stranger = asked.first(where: { !group.path.contains($0) }) {
      throw Fault.unknownCommand(stranger, beside: group.commands, in: group.path)
    }
    return try parseAsRoot(words)
  }

  /// The last command that the words name, and the commands below it.
  private static func group(named words: [String]) -> (path: [String], commands: [String]) {
    var (path, known): ([String], [any ParsableCommand.Type]) = ([], configuration.subcommands)
    for word in words {
      guard let command = known.first(where: { $0._commandName == word }) else { continue }
      path.append(word)
      known = command.configuration.subcommands
    }
    return (path, known.map { $0._commandName })
  }

  /// Help that was asked for, or what the parser did not understand.
  private static func tell(
    _ error: any Error, of words: [String], on terminal: Terminal
  ) -> Int32 {
    let code = exitCode(for: error)
    let text = HelpPage.wrapped(fullMessage(for: error))
    guard code != .success else {
      terminal.streams.write(text + "\n")
      return 0
    }
    let misunderstanding = Misunderstanding(message(for: error))
    let fault = fault(of: misunderstanding, in: words, told: text, on: terminal)
    terminal.report(fault)
    return fault.exitCode.rawValue
  }

  private static func fault(
    of misunderstanding: Misunderstanding, in words: [String], told text: String,
    on terminal: Terminal
  ) -> Fault {
    let group = group(named: words)
    if case .surplus(let strangers) = misunderstanding, let word = strangers.first,
      !group.commands.isEmpty
    {
      return .unknownCommand(word, beside: group.commands, in: group.path)
    }
    let usage = text.range(of: "Usage:").map { text[$0.upperBound...] } ?? ""
    // The parser says where more stands in a sentence of its own.
    let parts = usage.split(separator: "  See '", maxSplits: 1)
    let lines = parts.first.map { "  \(terminal.say(.usage)):\($0)" } ?? ""
    let help = parts.dropFirst().first.map { $0.prefix { $0 != "'" } }
    return .commandLine(
      misunderstanding,
      usage: lines + (help.map { "  " + terminal.say(.moreHelp, String($0)) + "\n" } ?? ""))
  }
}
