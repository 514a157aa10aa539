import Concerns
import Policy
import Wire

/// What came of asking a law what is expected of it.
struct TestPage: Presentable {
  /// Something that came out otherwise, with the file that expected it.
  private struct Row {
    let file: String
    let difference: ExpectedAnswers.Difference
  }

  private let proof: ProofPage
  private let count: Int
  private let rows: [Row]

  /// Whether the law holds and all is as expected.
  var holds: Bool { proof.holds && rows.isEmpty }

  init(_ proof: ProofPage, _ stories: [(file: String, expectations: ExpectedAnswers)]) {
    self.proof = proof
    count = stories.reduce(0) { $0 + $1.expectations.expectations.count }
    rows = stories.flatMap { story in
      guard let table = proof.table else { return [Row]() }
      return story.expectations.differences(from: table)
        .map { Row(file: story.file, difference: $0) }
    }
  }

  func table(on terminal: Terminal) -> String {
    var text = proof.table(on: terminal)
    guard proof.table != nil else { return text }
    text += "\n" + Sheet([counted]).table(on: terminal)
    guard !rows.isEmpty else { return text + terminal.say(.asExpected) + "\n" }
    text += terminal.say(.notAsExpected) + "\n"
    for row in rows {
      text += "\n" + terminal.strong("\(row.file):\(row.difference.line)")
      text += " · " + Printable.text(row.difference.scene) + "\n"
      text += "  " + Printable.text(row.difference.sentence[terminal.language]) + "\n"
    }
    return text
  }

  var plain: String {
    proof.plain
      + rows.map { row in
        [
          row.file, String(row.difference.line), row.difference.scene, row.difference.sentence.sv,
        ].map { Cell.text(of: .string($0)) }.joined(separator: "\t") + "\n"
      }.joined()
  }

  var json: JSONValue {
    .object(
      proof.members.filter { $0.name != "holds" } + [
        .init("holds", .bool(holds)), .init("expectations", .integer(Int64(count))),
        .init("differences", .array(rows.map(Self.value(of:)))),
      ])
  }

  var lines: [JSONValue] { rows.isEmpty ? [json] : rows.map(Self.value(of:)) }

  private var counted: Sheet.Field {
    Sheet.Field("expectations", .titleExpectations, .integer(Int64(count)))
  }

  private static func value(of row: Row) -> JSONValue {
    .object([
      .init("file", .string(row.file)), .init("line", .integer(Int64(row.difference.line))),
      .init("scene", .string(row.difference.scene)),
      .init("sentence", row.difference.sentence.inBothLanguages),
    ])
  }
}
