package import ArgumentParser
import AdapterKit
import Concerns
import Wire

/// Deliveries that nobody acknowledged; for operators.
package struct ParkedCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "parked", abstract: "Deliveries that were sent in vain; for operators.",
    discussion: """
      A parked delivery keeps its owner and its clock; a human must look why nobody
      takes it.

      Examples:
        samverkan parked ls
        samverkan parked redrive q0rJ3T5mS8eV1xYzAbCdEg
      """,
    subcommands: [List.self, Show.self, Redrive.self])

  package init() {}

  /// Lists parked deliveries.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List parked deliveries; for operators. [reads]",
      discussion: """
        Examples:
          samverkan parked ls
          samverkan parked ls --limit 20 --json
        """)
    @Option(help: "Begin after this cursor, from the page before.") var after: String?
    @OptionGroup var paging: Paging
    @OptionGroup package var options: GlobalOptions

    /// As many pages as one full mailbox has; beyond it something repeats itself.
    private static let pagesLimit = 1000

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      try await terminal.showPages(
        of: "parked.ls", reading: "parked", after: after, limit: paging.limit,
        atMost: Self.pagesLimit, Register.parked.dropLast(), empty: .nothingParked)
    }
  }

  /// Shows a parked delivery and its owner.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show a parked delivery and who owns it; for operators. [reads]",
      discussion: """
        Examples:
          samverkan parked show q0rJ3T5mS8eV1xYzAbCdEg
        """)
    @Argument(help: "The delivery.") var delivery: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let parked = try await terminal.administer(
        "parked.show", [.init("delivery", .string(delivery.text))], reading: "parked")
      terminal.show(Sheet(parked, Register.parked))
    }
  }

  /// Sends a parked delivery again.
  package struct Redrive: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Send a parked delivery again; for operators. [changes]",
      discussion: """
        Examples:
          samverkan parked redrive q0rJ3T5mS8eV1xYzAbCdEg
        """)
    @Argument(help: "The delivery.") var delivery: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let redriven = try await terminal.administer(
        "parked.redrive", [.init("delivery", .string(delivery.text))])
      terminal.show(Sheet(redriven, Register.parked))
      terminal.tell(terminal.say(.redriven, delivery.text))
    }
  }
}
