import AdapterKit
package import ArgumentParser
import Concerns
import Wire

/// Emergencies: members declare and review them, operators see which hold and which wait.
package struct EmergencyCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "emergency", abstract: "Declare, review and list emergencies.",
    discussion: """
      An emergency opens nothing by itself: it is a fact that a rule of the law may
      require. A worker declares one, in a role that has a delegation, for one
      function and for at most 72 hours. The unit's head and the data protection
      officer are told at once, and one of them reviews it within five days.

      Examples:
        samverkan emergency declare 30050e38-3361-45f9-a2f7-bbcf50f068eb \\
          --unit almbacken-skolor.rektor --role almbacken-skolor.rektor \\
          --for polisen-ost.lokalpolis --worker anst-4711 --reason violence \\
          --because reasons.txt
        samverkan emergency ls
      """,
    subcommands: [Declare.self, Review.self, List.self, Show.self])

  package init() {}

  /// Lists emergencies.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls",
      abstract: "List emergencies, and which wait for a review; for operators. [reads]",
      discussion: """
        Agencies, functions, dates and states: nobody whom they are about, and not the
        worker.

        Examples:
          samverkan emergency ls
          samverkan emergency ls --limit 20 --json
        """)
    @Option(help: "Begin after this emergency, from the page before.") var after: String?
    @OptionGroup var paging: Paging
    @OptionGroup package var options: GlobalOptions

    /// As many pages as ten thousand emergencies fill; beyond it something repeats itself.
    private static let pagesLimit = 100

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let after = try self.after.map { try Given.message($0).description }
      try await terminal.showPages(
        of: "emergency.ls", reading: "emergencies", after: after, limit: paging.limit,
        atMost: Self.pagesLimit, Register.listedEmergency, empty: .nothingDeclared)
    }
  }

  /// Shows one emergency.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show who was told of an emergency, and what was found; for operators. [reads]",
      discussion: """
        Examples:
          samverkan emergency show 6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a
          samverkan emergency show 6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a --json
        """)
    @Argument(help: "The emergency, from the list: the id of the message that declared it.")
    var emergency: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let emergency = try Given.message(self.emergency).description
      let shown = try await terminal.administer(
        "emergency.show", [.init("emergency", .string(emergency))], reading: "emergency")
      terminal.show(Sheet(shown, Register.emergency))
    }
  }
}

extension Register {
  /// In the list.
  static let listedEmergency: [(key: String, title: Phrase)] = [
    ("emergency", .titleEmergency), ("agency", .titleAgency), ("for", .titleOpenTo),
    ("state", .titleState), ("until", .titleUntil), ("review", .titleReviewed),
  ]
  static let emergency: [(key: String, title: Phrase)] = [
    ("emergency", .titleEmergency), ("conversation", .titleConversation),
    ("agency", .titleAgency), ("for", .titleOpenTo), ("reason", .titleReason),
    ("declared", .titleFrom), ("until", .titleUntil), ("state", .titleState),
    ("head", .titleHead), ("officer", .titleOfficer), ("review", .titleReviewed),
    ("due", .titleReviewDue),
  ]
}
