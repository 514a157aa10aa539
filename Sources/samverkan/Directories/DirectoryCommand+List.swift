package import ArgumentParser
import Concerns
import Routing
import Tables
import Wire

extension DirectoryCommand {
  /// Lists the units of a day.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List the units that there are on a day. [reads]",
      discussion: """
        Examples:
          samverkan directory ls
          samverkan directory ls --on 2024-12-31
          samverkan directory ls --directory linkoping.yaml --output plain | cut -f1
        """)
    @OptionGroup package var source: DirectoryOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let file = try source.file(on: terminal)
      let day = try source.day()
      let rows = file.directory.units.filter { $0.period.contains(day) }.map { unit in
        JSONValue.object([
          .init("unit", .string(unit.id.text)),
          .init("name", .string(unit.name[terminal.language])),
          .init("board", .string(unit.board.text)), .init("owner", .string(unit.function.text)),
          .init("otherwise", .string(unit.onCallDuty.text)),
          .init("from", .string(unit.period.from?.text ?? "")),
          .init("until", unit.period.until.map { .string($0.text) } ?? .null),
        ])
      }
      terminal.show(
        Listing(
          [
            .init("unit", .titleUnit), .init("name", .titleName), .init("board", .titleBoard),
            .init("otherwise", .titleOnCall), .init("from", .titleFrom),
            .init("until", .titleUntil),
          ], rows: rows))
    }
  }

  /// Shows a unit, an area or a school.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show a unit, an area or a school. [reads]",
      discussion: """
        Examples:
          samverkan directory show mottagning-och-socialjour
          samverkan directory show norr --directory linkoping.yaml
          samverkan directory show exempelskolor.skola-norr --directory linkoping.yaml
        """)
    @Argument(help: "A unit, an area or a school, by its short name or its whole one.")
    var name: String
    @OptionGroup package var source: DirectoryOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let file = try source.file(on: terminal)
      let day = try source.day()
      let sheets =
        units(in: file, on: day, terminal) + areas(in: file, terminal) + schools(in: file, terminal)
      guard !sheets.isEmpty else { throw Fault.nowhereInDirectory(name) }
      terminal.show(Sheets(sheets, empty: .nothingHere))
    }

    private func units(
      in file: DirectoryFile, on day: CivilDate, _ terminal: Terminal
    ) -> [Sheet] {
      let named = file.directory.units.filter {
        $0.id.text == name || $0.id.text.hasSuffix("." + name)
      }
      // Of several that follow one another, the one of the day.
      let there = named.filter { $0.period.contains(day) }
      return (there.isEmpty ? named : there).map { unit in
        Sheet([
          .init("unit", .titleUnit, unit.id.text),
          .init("name", .titleName, unit.name[terminal.language]),
          .init("board", .titleBoard, file.name(of: unit.board)[terminal.language]),
          .init("from", .titleFrom, unit.period.from?.text ?? "-"),
          .init("until", .titleUntil, unit.period.until.map { .string($0.text) } ?? .null),
          .init(
            "functions", .titleFunctions, .array(unit.functions.map { .string($0.id.text) })),
          .init("owner", .titleOwner, unit.function.text),
          .init("office", .titleOffice, unit.officeDuty.text),
          .init("otherwise", .titleOnCall, unit.onCallDuty.text),
          .init(
            "deputies", .titleDeputies,
            .array(
              file.directory.deputies(of: unit.function).dropFirst().map { .string($0.text) })),
          .init("walled", .titleWalled, .bool(unit.isWalled)),
          .init("line", .titleLine, .integer(Int64(unit.line))),
        ])
      }
    }

    private func areas(in file: DirectoryFile, _ terminal: Terminal) -> [Sheet] {
      file.directory.parts.filter { $0.id.text == name }.map { part in
        Sheet([
          .init("area", .titleArea, part.id.text),
          .init("name", .titleName, part.name?[terminal.language] ?? part.id.text),
          .init(
            "base", .titleBase, part.base.map { .string($0[terminal.language]) } ?? .null),
          .init("desk", .titleDesk, part.desk.map { .string($0.text) } ?? .null),
          .init("schools", .titleSchools, .array(part.schools.map { .string($0.text) })),
        ])
      }
    }

    private func schools(in file: DirectoryFile, _ terminal: Terminal) -> [Sheet] {
      file.directory.schools.filter { $0.id.text == name }.map { school in
        let part = file.directory.part(of: school.id)
        return Sheet([
          .init("school", .titleSchool, school.id.text),
          .init("name", .titleName, school.name[terminal.language]),
          .init("party", .titleParty, school.party.rawValue),
          .init("area", .titleArea, part.map { .string($0.id.text) } ?? .null),
          .init("desk", .titleDesk, part?.desk.map { .string($0.text) } ?? .null),
        ])
      }
    }
  }
}
