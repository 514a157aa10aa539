package import Wire

/// A result that can be written in every form.
package protocol Presentable: Sendable {
  /// For a person, each line with its line feed.
  func table(on terminal: Terminal) -> String
  /// Values and tabs.
  var plain: String { get }
  /// One JSON value.
  var json: JSONValue { get }
  /// One JSON object a line.
  var lines: [JSONValue] { get }
}

/// Rows under column heads.
package struct Listing: Presentable {
  /// A column: its name in JSON and its head for a person.
  package struct Column: Sendable {
    let key: String
    let title: Phrase

    package init(_ key: String, _ title: Phrase) {
      self.key = key
      self.title = title
    }
  }

  let columns: [Column]
  let rows: [JSONValue]
  /// What a person reads when there are no rows.
  let empty: Phrase

  /// Takes rows as objects; a column shows the member of its name.
  package init(_ columns: [Column], rows: [JSONValue], empty: Phrase = .nothingHere) {
    self.columns = columns
    self.rows = rows
    self.empty = empty
  }

  package func table(on terminal: Terminal) -> String {
    guard !rows.isEmpty else { return terminal.say(empty) + "\n" }
    let heads = columns.map { terminal.say($0.title) }
    let cells = rows.map { row in
      columns.map { Cell.text(of: row[$0.key], named: $0.key, on: terminal) }
    }
    let widths = columns.indices.map { column in
      ([heads] + cells).map { Cell.width(of: $0[column]) }.max() ?? 0
    }
    let lines = [heads.map(terminal.strong)] + cells
    let plainLines = [heads] + cells
    return zip(lines, plainLines).map { styled, plain in
      let padded = columns.indices.map { column in
        let isLast = column == columns.count - 1
        let missing = isLast ? 0 : widths[column] - Cell.width(of: plain[column])
        return styled[column] + String(repeating: " ", count: missing)
      }
      return padded.joined(separator: "  ") + "\n"
    }.joined()
  }

  package var plain: String {
    rows.map { row in
      columns.map { Cell.text(of: row[$0.key]) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  package var json: JSONValue { .array(rows) }
  package var lines: [JSONValue] { rows }
}

/// One thing with named values.
package struct Sheet: Presentable {
  /// A value: its name in JSON, its title for a person.
  package struct Field: Sendable {
    let key: String
    let title: Phrase
    let value: JSONValue

    package init(_ key: String, _ title: Phrase, _ value: JSONValue) {
      self.key = key
      self.title = title
      self.value = value
    }

    package init(_ key: String, _ title: Phrase, _ value: String) {
      self.init(key, title, .string(value))
    }
  }

  let fields: [Field]
  /// What only programs read.
  let more: [JSONValue.Member]

  package init(_ fields: [Field], more: [JSONValue.Member] = []) {
    self.fields = fields
    self.more = more
  }

  package func table(on terminal: Terminal) -> String {
    let titles = fields.map { terminal.say($0.title) }
    let width = titles.map(Cell.width(of:)).max() ?? 0
    return zip(titles, fields).map { title, field in
      let missing = String(repeating: " ", count: width - Cell.width(of: title))
      return terminal.strong(title) + missing + "  "
        + Cell.text(of: field.value, named: field.key, on: terminal) + "\n"
    }.joined()
  }

  package var plain: String {
    fields.map { "\($0.key)\t\(Cell.text(of: $0.value))\n" }.joined()
  }

  package var json: JSONValue { .object(fields.map { .init($0.key, $0.value) } + more) }
  package var lines: [JSONValue] { [json] }
}

/// How one value is written in a table.
package enum Cell {
  /// Columns on a terminal: one for each character as a reader counts them, two for wide ones.
  package static func width(of text: String) -> Int {
    text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// A value on one line in the words of the reader, where the wire has a code for it.
  package static func text(
    of value: JSONValue?, named name: String, on terminal: Terminal
  ) -> String {
    if case .array(let values)? = value, !values.isEmpty {
      return values.map { text(of: $0, named: name, on: terminal) }.joined(separator: ", ")
    }
    let word = value?.string.flatMap { Catalogue.word(for: $0, of: name) }
    return word?[terminal.language] ?? text(of: value, on: terminal)
  }

  /// A value on one line; a tab would end the column.
  ///
  /// - Parameter terminal: Whose language a yes or no is in; without one it is `true` or `false`.
  package static func text(of value: JSONValue?, on terminal: Terminal? = nil) -> String {
    switch value {
    case nil, .null?: "-"
    case .bool(let isTrue)?: terminal?.say(isTrue ? .yes : .no) ?? (isTrue ? "true" : "false")
    case .integer(let number)?: String(number)
    case .string(let text)?: text.isEmpty ? "-" : Printable.text(text)
    case .array(let values)?:
      values.isEmpty ? "-" : values.map { text(of: $0, on: terminal) }.joined(separator: ", ")
    case .object(let members)?:
      members.map { "\(Printable.text($0.name))=\(text(of: $0.value, on: terminal))" }
        .joined(separator: ", ")
    }
  }

  private static func isWide(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}

/// JSON with line feeds and two spaces, for whoever reads it with their eyes.
package enum PrettyJSON {
  package static func text(of value: JSONValue, indent: Int = 0) -> String {
    let margin = String(repeating: "  ", count: indent + 1)
    let end = String(repeating: "  ", count: indent)
    switch value {
    case .array(let values) where !values.isEmpty:
      let lines = values.map { margin + text(of: $0, indent: indent + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(end)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        margin + compact(.string(member.name)) + ": " + text(of: member.value, indent: indent + 1)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(end)}"
    case .null, .bool, .integer, .string, .array, .object: return compact(value)
    }
  }

  private static func compact(_ value: JSONValue) -> String {
    String(decoding: value.bytes, as: UTF8.self)
  }
}
