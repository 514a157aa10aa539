import AdapterKit
package import ArgumentParser
import Concerns
import Wire

/// Early contact: words to come back with, coming back, what a worker decides, and the counts.
package struct ContactCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Words for a nameless contact, its way back, and counts.",
    discussion: """
      An early contact (contact.early) is sent with concern send. Whoever gives no
      name gets the receipt's reference and four words, and comes back with them.
      It is no report: a worker decides what becomes of it, and it stays there.

      Examples:
        samverkan contact words 4T7K-9QXM-2H8C
        samverkan contact return 4T7K-9QXM-2H8C < words.txt
        samverkan contact decide q0rJ3T5mS8eV1xYzAbCdEg --as advice --worker anst-12
        samverkan contact counts 2026
      """,
    subcommands: [Words.self, Return.self, Decide.self, Counts.self])

  package init() {}

  /// Draws the words.
  package struct Words: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Draw four words for a contact; they are shown this once. [changes]",
      discussion: """
        Nobody can show them again, the broker neither: it keeps a keyed hash. Asked
        again, it draws others, and the first open nothing any more.

        Examples:
          samverkan contact words 4T7K-9QXM-2H8C
          samverkan contact words 4T7K-9QXM-2H8C --json
        """)
    @Argument(help: "The reference, from the receipt of the contact.") var reference: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let reference = try Given.reference(self.reference)
      let words = try await terminal.withClient { client, _ in
        try await client.phrase(for: reference)
      }
      terminal.show(
        Sheet([
          .init("reference", .titleReference, reference.text),
          .init("words", .titleWords, words.joined(separator: " ")),
        ]))
      terminal.tell("", terminal.say(.wordsShownOnce))
    }
  }

  /// Comes back.
  package struct Return: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Find a contact again by its reference and four words. [reads]",
      discussion: """
        The words are read from standard input, so that no list of commands has them:
        on one line or several, in any letters, å, ä and ö with or without their marks.
        After five wrong tries the contact is closed for a day.

        Examples:
          samverkan contact return 4T7K-9QXM-2H8C
          samverkan contact return 4T7K-9QXM-2H8C < words.txt
        """)
    @Argument(help: "The reference that the words were given with.") var reference: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let reference = try Given.reference(self.reference)
      let words = String(decoding: terminal.streams.readAll(), as: UTF8.self)
        .split { $0.isWhitespace || $0 == "," || $0 == "-" }.map(String.init)
      let found = try await terminal.withClient { client, _ in
        try await client.comeBack(to: reference, with: words)
      }
      terminal.show(
        Sheet([
          .init("message", .titleMessage, found.message.description),
          .init("conversation", .titleConversation, found.conversation.description),
        ]))
      terminal.tell("", terminal.say(.cameBack))
    }
  }

  /// Decides.
  package struct Decide: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Record what you decide of a contact; it stays where it is. [changes]",
      discussion: """
        advice: advice is given, nothing more is recorded. guardians: the guardians are
        asked, unless they must not be told. application: the person applies for help.
        report: you report. An application and a report are made by you, as new
        messages: nothing ties them to somebody who gave no name.

        Examples:
          samverkan contact decide q0rJ3T5mS8eV1xYzAbCdEg --as advice --worker anst-12
          samverkan contact decide q0rJ3T5mS8eV1xYzAbCdEg --as report --worker anst-12
        """)
    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @Option(name: .customLong("as"), help: "advice, guardians, application or report.")
    var choice: ContactChoice
    @Option(help: "You, as your staff register calls you; with a letter in it.")
    var worker: String
    @Option(help: "The version you decided on, from inbox ls; looked up when left out.")
    var expected: Int64?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let worker = try Given.worker(worker)
      try await terminal.withClient { client, _ in
        let version = try await Settled.version(expected, of: delivery, by: client)
        try await client.choose(choice, of: delivery, version: version, by: worker)
      }
      terminal.show(
        Sheet([
          .init("delivery", .titleDelivery, delivery.text),
          .init("decision", .titleDecision, choice.rawValue),
        ]))
      terminal.tell("", terminal.say(choice.next))
    }
  }
}

extension ContactChoice {
  /// What is to be done now.
  fileprivate var next: Phrase {
    switch self {
    case .advice: .nextAfterAdvice
    case .guardians: .nextAfterGuardians
    case .application: .nextAfterApplication
    case .report: .nextAfterReport
    }
  }
}
