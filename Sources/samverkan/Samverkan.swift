package import ArgumentParser

/// The one program: administration, sending, reading, and what `Commands` adds beside them.
@main package struct Samverkan: AsyncParsableCommand {
  /// The version of the program; the wire has its own, in the envelope's type.
  package static let version = "0.1.0"

  package static let configuration = CommandConfiguration(
    commandName: "samverkan",
    abstract: "People must not be lost between agencies: send, read, operate.",
    discussion: """
      Examples:
        samverkan concern validate report.json
        samverkan concern send report.json
        samverkan inbox ls
        samverkan errors lookup commitment-mismatch

      Every command takes --connection, --output, --json, --lang and --no-color, in
      any order.

      Exit codes:
        0 done, 64 usage, 65 what was sent is wrong, 66 no such input, 69 no broker,
        70 our own fault, 73 cannot write, 75 try later, 77 denied,
        78 configuration
      """,
    version: version,
    subcommands: Commands.all)

  /// Here too, so that the options may stand before the command as well as after it.
  @OptionGroup package var options: GlobalOptions

  package init() {}
}
