import AdapterKit
package import ArgumentParser
import Concerns
import Wire

/// What problem codes mean.
package struct ErrorsCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "errors", abstract: "What problem codes mean and what to do; works offline.",
    discussion: """
      Examples:
        samverkan errors ls --lang en
        samverkan errors lookup commitment-mismatch
      """,
    subcommands: [List.self, Lookup.self])

  package init() {}

  /// Lists all codes.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List every problem code. [reads]",
      discussion: """
        Examples:
          samverkan errors ls
          samverkan errors ls --lang en --output plain | grep key
        """)
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      terminal.show(
        Listing(
          [
            .init("code", .titleCode), .init("group", .titleGroup),
            .init("title", .titleMeaning),
          ],
          rows: ProblemText.all.map { text in
            .object([
              .init("code", .string(text.code)), .init("group", .string(text.group)),
              .init("retry", .string(text.retry.rawValue)),
              .init("title", .string(text.title[terminal.language])),
              .init("remedy", .string(text.remedy[terminal.language])),
            ])
          }))
    }
  }

  /// Explains one code.
  package struct Lookup: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Explain a problem code and what to do. [reads]",
      discussion: """
        Examples:
          samverkan errors lookup clock-skew
          samverkan errors lookup bad-signature --lang en
        """)
    @Argument(
      help: "The code.", completion: .list(ProblemText.all.map(\.code)))
    var code: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      guard let text = ProblemText.named(code.lowercased()) else { throw Fault.unknownCode }
      let retry: Phrase =
        switch text.retry {
        case .mended: .retryMended
        case .later: .retryLater
        case .no: .retryNo
        }
      let isForPerson = terminal.form == .table
      terminal.show(
        Sheet([
          .init("code", .titleCode, text.code),
          .init("title", .titleMeaning, text.title[terminal.language]),
          .init("remedy", .titleRemedy, text.remedy[terminal.language]),
          .init(
            "retry", .titleRetry, isForPerson ? terminal.say(retry) : text.retry.rawValue),
        ]))
    }
  }
}
