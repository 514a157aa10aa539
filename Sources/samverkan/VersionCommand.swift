package import ArgumentParser
import Wire

/// Which program this is.
package struct VersionCommand: Deed {
  package static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Tell the versions of the program and of the wire. [reads]",
    discussion: """
      Examples:
        samverkan version
        samverkan version --json
      """)
  @OptionGroup package var options: GlobalOptions

  package init() {}

  package func perform(on terminal: Terminal) async throws {
    terminal.show(
      Sheet([
        .init("program", .titleProgram, "samverkan \(Samverkan.version)"),
        .init("wire", .titleVersion, "samverkan/1"),
      ]))
  }
}
