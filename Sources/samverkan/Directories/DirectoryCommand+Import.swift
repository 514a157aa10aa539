package import ArgumentParser
import Concerns
import Routing
import Tables
import Wire

extension DirectoryCommand {
  /// Turns lists of others into lines of a directory.
  package struct Import: ParsableCommand {
    package static let configuration = CommandConfiguration(
      abstract: "Turn a list of schools or a calendar of turns into lines of a directory.",
      discussion: """
        Writes lines to put into the directory's file; nothing is changed. Prove the
        file afterwards with samverkan directory check.

        Examples:
          samverkan directory import schools schools.csv --directory linkoping.yaml
          samverkan directory import roster jour.ics --id jul --for socialjour
        """,
      subcommands: [Schools.self, RosterTurns.self])

    package init() {}
  }

  /// Schools out of a list of separated values.
  package struct Schools: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Schools out of a CSV file. [reads]",
      discussion: """
        The first line names the columns id, name, party and area, and name-en if there
        is one; commas or semicolons between them.

        Examples:
          samverkan directory import schools schools.csv --directory linkoping.yaml
        """)
    @Argument(help: "The list; - for standard input.") var file: String
    @OptionGroup package var source: DirectoryOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let directory = try source.file(on: terminal).directory
      let text = try LawFile.text(at: file, on: terminal)
      do throws(TableFlaw) {
        let list = try SchoolList(csv: text, for: directory)
        terminal.show(DirectoryLines(yaml: list.yaml, count: list.count))
      } catch {
        throw Fault.law(error, in: file)
      }
    }
  }

  /// A roster out of a calendar.
  package struct RosterTurns: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "roster", abstract: "A roster out of an iCalendar file. [reads]",
      discussion: """
        Each event is a turn; its title is the name of a function of the directory,
        never of a person. Events that repeat are refused: export every turn.

        Examples:
          samverkan directory import roster jour.ics --id jul --for socialjour
        """)
    @Argument(help: "The calendar; - for standard input.") var file: String
    @Option(help: "What to call the roster.") var id: String
    @Option(name: .customLong("for"), help: "The function whose place is taken.")
    var function: String
    @OptionGroup package var source: DirectoryOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let directory = try source.file(on: terminal).directory
      guard let roster = RosterID(id) else {
        throw Fault.badArgument(name: "--id", form: .formAgency)
      }
      guard let replaced = directory.function(called: function) else {
        throw Fault.badArgument(name: "--for", form: .formOwnFunction)
      }
      let text = try LawFile.text(at: file, on: terminal)
      do throws(TableFlaw) {
        let calendar = try RosterCalendar(ical: text, for: directory)
        terminal.show(
          DirectoryLines(
            yaml: calendar.yaml(named: roster, for: replaced), count: calendar.count))
      } catch {
        throw Fault.law(error, in: file)
      }
    }
  }
}

/// Lines to be put into a directory's file.
struct DirectoryLines: Presentable {
  let yaml: String
  let count: Int

  func table(on terminal: Terminal) -> String { yaml }
  var plain: String { yaml }

  var json: JSONValue {
    .object([.init("count", .integer(Int64(count))), .init("yaml", .string(yaml))])
  }

  var lines: [JSONValue] { [json] }
}
