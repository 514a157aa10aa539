package import Wire

/// One thing with what belongs to it, in every form.
package struct Dossier: Presentable {
  /// What belongs to it: its name in JSON, what one of it is called, its columns.
  package struct Part: Sendable {
    let name: String
    let one: String
    let titles: [(key: String, title: Phrase)]
    /// What a person reads when there is none of it.
    var empty = Phrase.nothingHere
  }

  private let sheet: Sheet
  private let parts: [(one: String, name: String, listing: Listing)]

  init(_ sheet: Sheet, _ parts: [Part], in answer: JSONValue) {
    self.sheet = sheet
    self.parts = parts.map {
      (
        $0.one, $0.name,
        Register.listing(answer[$0.name] ?? .array([]), $0.titles, empty: $0.empty)
      )
    }
  }

  package func table(on terminal: Terminal) -> String {
    ([sheet.table(on: terminal)] + parts.map { $0.listing.table(on: terminal) })
      .joined(separator: "\n")
  }

  package var plain: String {
    sheet.plain
      + parts.flatMap { part in
        part.listing.plain.split(separator: "\n").map { part.one + "\t" + $0 + "\n" }
      }.joined()
  }

  package var json: JSONValue {
    .object((sheet.json.members ?? []) + parts.map { .init($0.name, $0.listing.json) })
  }

  package var lines: [JSONValue] { [json] }
}
