package import ArgumentParser
import Concerns
import Foundation
import Policy
import Routing
import Tables

/// The organisation as data; everything here works offline, on a file.
package struct DirectoryCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "directory",
    abstract: "The organisation: prove it, ask who owns what, and who is on duty.",
    discussion: """
      Reads the directory that the program was shipped with, or a file of your own
      with --directory. Works offline but for plan and apply, and no question holds a
      person.

      Examples:
        samverkan directory check norrkoping.yaml linkoping.yaml
        samverkan directory who --target disability --on 2025-01-01
        samverkan directory ls --on 2024-12-31
        samverkan directory show mottagning-och-socialjour
      """,
    subcommands: [
      List.self, Show.self, Check.self, Who.self, Import.self, Plan.self, Sign.self, Apply.self,
    ])

  package init() {}
}

/// Which directory a command is about.
package struct DirectoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The directory's file; - for standard input (default: the one shipped with the program).",
      valueName: "file"))
  package var directory: String?
  @Option(help: "The day, YYYY-MM-DD; today when left out.") package var on: String?

  package init() {}

  /// Reads it; nothing is proved by that.
  func file(on terminal: Terminal) throws -> DirectoryFile {
    guard let directory else {
      return try DirectoryFile(EmbeddedDeployment.norrkoping, named: "norrkoping.yaml")
    }
    return try DirectoryFile(LawFile.text(at: directory, on: terminal), named: directory)
  }

  /// The day asked for, or today in Sweden.
  func day() throws(Fault) -> CivilDate {
    guard let on else { return LocalTime.date(at: .wallClock) }
    guard let day = CivilDate(on) else { throw .badArgument(name: "--on", form: .formDay) }
    return day
  }
}

/// A directory as it was read, with the name of its file.
struct DirectoryFile {
  let name: String
  let directory: Directory

  init(_ text: String, named name: String) throws {
    self.name = name
    do throws(TableFlaw) {
      directory = try Directory(yaml: text)
    } catch {
      throw Fault.law(error, in: name)
    }
  }

  /// What people call a function, or its address where somebody else has it.
  func name(of function: FunctionID) -> LocalizedText {
    directory.unit(of: function)?.functions.first { $0.id == function }?.name
      ?? LocalizedText(sv: function.text, en: function.text)
  }

  /// What people call a board.
  func name(of board: ControllerID) -> LocalizedText {
    directory.boards.first { $0.id == board }?.name
      ?? LocalizedText(sv: board.text, en: board.text)
  }
}
