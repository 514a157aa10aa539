package import ArgumentParser
import Concerns
import Wire

/// The agencies of a broker; for its operators.
package struct AgencyCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "agency", abstract: "The agencies that take part; for operators.",
    discussion: """
      Needs an operator's connection, over the broker's local socket.

      Examples:
        samverkan agency ls --connection data/operator/connection.json
        samverkan agency show school
        samverkan agency add school --name "Björkskolan" --party school --bound
      """,
    subcommands: [List.self, Show.self, Add.self])

  package init() {}

  /// Lists agencies.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List agencies; for operators. [reads]",
      discussion: """
        Examples:
          samverkan agency ls
          samverkan agency ls --output plain | cut -f1
        """)
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agencies = try await terminal.administer("agency.ls", reading: "agencies")
      terminal.show(Register.listing(agencies, Register.agency))
    }
  }

  /// Shows an agency with its members and keys.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show an agency with its members and keys; for operators. [reads]",
      discussion: """
        Examples:
          samverkan agency show school
          samverkan agency show school --json
        """)
    @Argument(help: "The agency.") var agency: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agency = try Given.agency(self.agency)
      let answer = try await terminal.administer(
        "agency.show", [.init("id", .string(agency.text))])
      terminal.show(
        Dossier(
          Sheet(answer["agency"] ?? .null, Register.agency),
          [
            .init(name: "members", one: "member", titles: Register.member),
            .init(name: "keys", one: "key", titles: Register.key),
          ], in: answer))
    }
  }

  /// Registers an agency.
  package struct Add: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Register an agency; for operators. [changes]",
      discussion: """
        Examples:
          samverkan agency add school --name "Björkskolan" --party school --bound \\
            --function school.head --function school.pupil-health
        """)
    @Argument(help: "The agency's id.") var agency: String
    @Option(help: "Its name, for people.") var name: String
    @Option(help: "What it is in law, for example school, police or social-services.")
    var party: Party
    @Flag(help: "The law obliges it to report.") var bound = false
    @Flag(help: "It works under contract with the municipality.") var contracted = false
    @Option(name: .customLong("function"), help: "A function that speaks and receives; repeat.")
    var functions: [String] = []
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agency = try Given.agency(self.agency)
      let functions = try self.functions.map { try Given.function($0) }
      let added = try await terminal.administer(
        "agency.add",
        [
          .init("id", .string(agency.text)), .init("name", .string(name)),
          .init("party", .string(party.rawValue)), .init("bound", .bool(bound)),
          .init("contracted", .bool(contracted)),
          .init("functions", .array(functions.map { .string($0.text) })),
        ], reading: "agency")
      terminal.show(Sheet(added, Register.agency))
      terminal.tell(terminal.say(.agencyAdded, agency.text))
    }
  }
}
