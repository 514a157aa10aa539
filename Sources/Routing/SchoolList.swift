import Concerns
package import Tables

/// Schools and preschools out of a list of separated values, as a directory writes them.
///
/// Columns by their names in the first line: `id`, `name`, `party`, `area`, and `name-en` if there
/// is one.
package struct SchoolList: Sendable {
  private struct Entry: Hashable {
    let id: FunctionID
    let name: LocalizedText
    let party: Party
    let area: AreaID
  }

  private let entries: [Entry]

  /// Reads a list; every area is one of the directory's.
  ///
  /// - Throws: The first flaw, with its line and what to do.
  package init(csv: String, for directory: Directory) throws(TableFlaw) {
    let rows = try CommaSeparated(csv).rows
    guard let head = rows.first else {
      throw TableFlaw(line: 1, fault: "the list is empty", remedy: "write id,name,party,area")
    }
    for column in ["id", "name", "party", "area"] where !head.cells.contains(column) {
      throw TableFlaw(
        line: head.line, fault: "the column \(column) is missing",
        remedy: "name the columns id, name, party, area")
    }
    var entries: [Entry] = []
    for row in rows.dropFirst() {
      let entry = try Self.entry(row, under: head.cells, for: directory)
      guard !entries.contains(where: { $0.id == entry.id }) else {
        throw TableFlaw(
          line: row.line, fault: "two schools are named \(entry.id)", remedy: "rename one of them")
      }
      entries.append(entry)
    }
    self.entries = entries
  }

  private static func entry(
    _ row: CommaSeparated.Row, under head: [String], for directory: Directory
  ) throws(TableFlaw) -> Entry {
    func flaw(_ fault: Wording, _ remedy: Wording) -> TableFlaw {
      TableFlaw(line: row.line, fault: fault, remedy: remedy)
    }
    guard row.cells.count == head.count else {
      throw flaw(
        "the row has \(row.cells.count) cells, the first line \(head.count)",
        "quote what holds a separator")
    }
    let cells = Dictionary(zip(head, row.cells)) { first, _ in first }
    guard let id = FunctionID(cells["id"] ?? "") else {
      throw flaw("this is no school's id", "write agency.function, as it speaks on the wire")
    }
    guard let name = cells["name"], !name.isEmpty else {
      throw flaw("the school \(id) has no name", "write one")
    }
    guard let party = Party(rawValue: cells["party"] ?? ""), [.school, .preschool].contains(party)
    else { throw flaw("\(id) is neither school nor preschool", "write one of the two words") }
    guard let area = AreaID(cells["area"] ?? ""), directory.areas.contains(area) else {
      let known = directory.areas.sorted().map(\.text).joined(separator: ", ")
      throw flaw("\(id) lies in an unknown area", "write one of \(known)")
    }
    let english = cells["name-en"].flatMap { $0.isEmpty ? nil : $0 } ?? name
    return Entry(id: id, name: LocalizedText(sv: name, en: english), party: party, area: area)
  }

  /// How many schools there are.
  package var count: Int { entries.count }

  /// The lines of a directory: its `schools`, and what to write under each area.
  package var yaml: String {
    let schools = entries.map { entry in
      """
        - id: \(entry.id)
          name: {sv: \(Self.quoted(entry.name.sv)), en: \(Self.quoted(entry.name.en))}
          party: \(entry.party.rawValue)

      """
    }
    let areas = Set(entries.map(\.area)).sorted().map { area in
      let here = entries.filter { $0.area == area }.map(\.id.text).joined(separator: ", ")
      return "# - id: \(area)\n#   schools: [\(here)]\n"
    }
    return "schools:\n" + schools.joined() + "\n# Under areas:\n" + areas.joined()
  }

  /// A text between quotation marks, as YAML reads it.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.properties.generalCategory == .control: " "
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
