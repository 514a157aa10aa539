import AdapterKit
package import ArgumentParser
import Concerns
import Wire

/// What a sender does.
package struct ConcernCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "concern", abstract: "Check, send and follow a message.",
    discussion: """
      A message is one JSON document; protocols/schemas/concern.schema.json describes
      it.

      Examples:
        samverkan concern validate report.json
        samverkan concern send report.json
        samverkan concern status 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16
        samverkan concern report question.json > report.json
      """,
    subcommands: [Validate.self, Send.self, Status.self, Report.self])

  package init() {}

  /// Checks a document by the broker's rules and sends nothing.
  package struct Validate: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Check a document by the broker's own rules, sending nothing. [reads]",
      discussion: """
        With a connection file at hand the document is also checked against its agency
        and environment. Exit code 65 when it is wrong.

        Examples:
          samverkan concern validate report.json
          cat report.json | samverkan concern validate - --json
        """)

    @Argument(help: "The document, or - for standard input.") var file: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let document = try ConcernDocument(at: file, on: terminal)
      terminal.remind(about: document)
      try document.checkAnonymous()
      // Whoever has no connection yet can still check; one that was named must be usable.
      let connection =
        options.connection == nil
        ? try? Connection(reading: terminal.connectionPath)
        : try Connection(reading: terminal.connectionPath)
      try document.validate(for: connection, at: .wallClock)
      terminal.warnOfNumbers(in: document)
      _ = try document.perChild()
      terminal.tellChildren(of: document)
      if terminal.form == .table {
        terminal.tell(
          terminal.good(terminal.say(.documentIsRight)), terminal.say(.documentWasComposed))
      } else {
        terminal.show(
          Sheet([
            .init("valid", .titleStatus, .bool(true)),
            .init("kind", .titleKind, document.kind.rawValue),
            .init("sections", .titleSections, .integer(Int64(document.sections.count))),
          ]))
      }
      terminal.remind(about: document)
    }
  }

  /// Asks how far a message has come.
  package struct Status: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Tell how far a message of your agency has come. [reads]",
      discussion: """
        Four words: accepted, delivered, read, committed. They tell how far it came,
        not whom it met. Of the withdrawal of a consent it also lists what each party
        had been handed before, and what was ended; of a transfer, what was answered.

        By the reference only where it was sent: what is sent over a connection is
        noted in the file receipts beside it. By the id anywhere.

        Examples:
          samverkan concern status QBK8-8W9C-F9F4
          samverkan concern status 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16 --output plain
        """)

    @Argument(help: "The reference from the receipt, or the message's id.") var id: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let id = try terminal.message(called: self.id)
      let (word, left, given) = try await terminal.withClient { client, _ in
        try await client.wholeStanding(of: id)
      }
      let answer: [Sheet.Field] = given.map { [.init("answer", .titleAnswer, $0.rawValue)] } ?? []
      let sheet = Sheet(
        [.init("id", .titleMessage, id.description), .init("word", .titleStatus, word.rawValue)]
          + answer)
      if let left {
        terminal.show(
          Dossier(
            sheet,
            [.init(name: "left", one: "left", titles: Register.left, empty: .nothingLeft)],
            in: .object([.init("left", .array(left.map(\.value)))])))
      } else {
        terminal.show(sheet)
      }
      terminal.tell(terminal.say(word.phrase))
      switch given {
      case .takenOver: terminal.tell(terminal.say(.transferTaken))
      case .declined: terminal.tell(terminal.say(.transferDeclined))
      case nil: break
      }
    }
  }
}

extension SenderWord {
  fileprivate var phrase: Phrase {
    switch self {
    case .accepted: .statusAccepted
    case .delivered: .statusDelivered
    case .read: .statusRead
    case .committed: .statusCommitted
    }
  }
}

extension EarlierSharing {
  fileprivate var value: JSONValue {
    .object([
      .init("party", .string(party.text)), .init("handed", .integer(Int64(handed))),
      .init("withdrawn", .integer(Int64(withdrawn))),
    ])
  }
}

extension Register {
  /// What had left before a withdrawal.
  fileprivate static let left: [(key: String, title: Phrase)] = [
    ("party", .titleAgency), ("handed", .titleHanded), ("withdrawn", .titleEnded),
  ]
}
