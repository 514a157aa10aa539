package import ArgumentParser
package import Wire

extension ContactCommand {
  /// Counts.
  package struct Counts: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "How many came in a year, by unit, kind and month; for operators. [reads]",
      discussion: """
        No number under five is told, and a month only when it is over. A total over
        what is not told is told from and to. There is no list of contacts.

        Examples:
          samverkan contact counts 2026
          samverkan contact counts 2026 --json
        """)
    @Argument(help: "The year, four digits.") var year: Int
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func validate() throws {
      guard (1000...9999).contains(year) else { throw ValidationError(.yearForm) }
    }

    package func perform(on terminal: Terminal) async throws {
      let answer = try await terminal.administer(
        "contact.counts", [.init("year", .integer(Int64(year)))])
      terminal.show(ContactCountsPage(answer))
    }
  }
}

/// The answer to `contact.counts`: a row for each unit and kind of which anything is told.
package struct ContactCountsPage: Presentable {
  private let answer: JSONValue
  private let rows: [JSONValue]

  /// Takes the broker's answer as it came.
  package init(_ answer: JSONValue) {
    self.answer = answer
    rows = (answer["rows"]?.array ?? []).filter { row in
      row["counts"]?.array?.contains { $0.integer != nil } == true
    }
  }

  package func table(on terminal: Terminal) -> String {
    let few = terminal.say(.few)
    let told = rows.map { row in
      JSONValue.object([
        .init("unit", row["unit"] ?? .null), .init("contact", row["kind"] ?? .null),
        .init("counts", .string(Self.months(of: row, few).joined(separator: " "))),
        .init("total", .string(Self.range(row["total"]))),
      ])
    }
    let listing = Listing(
      [
        .init("unit", .titleUnit), .init("contact", .titleKind), .init("counts", .titleMonths),
        .init("total", .titleTotal),
      ], rows: told, empty: .nothingCounted)
    let total = Sheet([.init("total", .titleCame, Self.range(answer["total"]))])
    return listing.table(on: terminal) + "\n" + total.table(on: terminal)
  }

  package var plain: String {
    rows.map { row in
      ([Cell.text(of: row["unit"]), Cell.text(of: row["kind"])] + Self.months(of: row, "-")
        + [Self.range(row["total"])]).joined(separator: "\t") + "\n"
    }.joined()
  }

  package var json: JSONValue { answer }
  package var lines: [JSONValue] { [answer] }

  private static func months(of row: JSONValue, _ few: String) -> [String] {
    (row["counts"]?.array ?? []).map { $0.integer.map(String.init) ?? few }
  }

  /// One number where all is told, else from and to.
  private static func range(_ total: JSONValue?) -> String {
    guard let least = total?["atLeast"]?.integer, let most = total?["atMost"]?.integer else {
      return "-"
    }
    return least == most ? String(least) : "\(least)–\(most)"
  }
}
