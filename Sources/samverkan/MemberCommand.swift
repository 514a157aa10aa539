package import ArgumentParser
import Concerns
import Wire

/// The machines that may connect; for operators.
package struct MemberCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "member", abstract: "The machines that may connect; for operators.",
    discussion: """
      Examples:
        samverkan member ls school
        samverkan member show school/main
        samverkan member add school/main --curve-key main.key --function school.head
        samverkan member remove school/main --confirm school/main
      """,
    subcommands: [List.self, Show.self, Add.self, Remove.self])

  package init() {}

  /// Lists members.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List members, all or an agency's; for operators. [reads]",
      discussion: """
        Examples:
          samverkan member ls
          samverkan member ls school --json
        """)
    @Argument(help: "An agency; all when left out.") var agency: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agency = try self.agency.map { try Given.agency($0) }
      guard let agency else {
        let all = try await terminal.administer("member.ls", reading: "members")
        return terminal.show(Register.listing(all, Register.member))
      }
      let members = try await terminal.administer("member.ls", of: agency, reading: "members")
      terminal.show(Register.listing(members, Register.member))
    }
  }

  /// Shows one member.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show one machine: its key, its mailboxes, what it may; for operators. [reads]",
      discussion: """
        Examples:
          samverkan member show school/main
          samverkan member show school/main --json
        """)
    @Argument(help: "The member, agency/machine.") var member: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let member = try Given.member(self.member)
      let found = try await terminal.register(
        "member.ls", of: member.agency, reading: "members", where: "id", is: member.text)
      terminal.show(Sheet(found, Register.member))
    }
  }

  /// Registers a member.
  package struct Add: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Register a machine and its CURVE key; for operators. [changes]",
      discussion: """
        Examples:
          samverkan member add school/main --curve-key main.key --function school.head
          samverkan member add ops/desk --curve-key desk.key --operator
        """)
    @Argument(help: "The member, agency/machine.") var member: String
    @Option(help: "Its CURVE public key, or the .key file that holds it.") var curveKey: String
    @Option(name: .customLong("function"), help: "A mailbox it may read; repeat.")
    var functions: [String] = []
    @Flag(name: .customLong("operator"), help: "It may administer the broker.")
    var isOperator = false
    @Flag(
      name: .customLong("inspector"),
      help: "It may ask why any delivery shows what it shows, over the admin socket.")
    var isInspector = false
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let member = try Given.member(self.member)
      let key = try Given.curveKey(curveKey)
      let functions = try self.functions.map { try Given.function($0) }
      let added = try await terminal.administer(
        "member.add",
        [
          .init("id", .string(member.text)), .init("curveKey", .string(key)),
          .init("functions", .array(functions.map { .string($0.text) })),
          .init("operator", .bool(isOperator)), .init("inspector", .bool(isInspector)),
        ], reading: "member")
      terminal.show(Sheet(added, Register.member))
      terminal.tell(terminal.say(.memberAdded, member.text))
    }
  }

  /// Removes a member.
  package struct Remove: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Remove a machine; it is cut off within a minute; for operators. [changes]",
      discussion: """
        Examples:
          samverkan member remove school/main --confirm school/main
        """)
    @Argument(help: "The member, agency/machine.") var member: String
    @Option(help: "The same name once more.") var confirm: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let member = try Given.member(self.member)
      guard confirm == member.text else { throw Fault.unconfirmed(member.text) }
      let removed = try await terminal.administer(
        "member.remove", [.init("id", .string(member.text))], reading: "member")
      terminal.show(Sheet(removed, Register.member))
      terminal.tell(terminal.say(.memberRemoved, member.text))
    }
  }
}
