import Concerns
import Policy
import Wire

/// What came of asking a law what is expected of it, and of its canaries.
struct TestPage: Presentable {
  /// Something that came out otherwise, with the file that expected it.
  private struct Row {
    let file: String
    let difference: ExpectedAnswers.Difference
  }

  private let proof: ProofPage
  private let count: Int
  private let rows: [Row]
  private let canaries: CanaryReport

  /// Whether the law holds, all is as expected and no canary passes.
  var holds: Bool { proof.holds && rows.isEmpty && canaries.holds }

  init(
    _ proof: ProofPage, _ canaries: CanaryReport,
    _ stories: [(file: String, expectations: ExpectedAnswers)]
  ) {
    self.proof = proof
    self.canaries = canaries
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
    text += "\n" + Sheet(counted).table(on: terminal)
    guard !(rows.isEmpty && canaries.holds) else {
      return text + terminal.say(.asExpected) + "\n"
    }
    text += terminal.say(.notAsExpected) + "\n"
    for row in rows {
      text += "\n" + terminal.strong("\(row.file):\(row.difference.line)")
      text += " · " + Printable.text(row.difference.scene) + "\n"
      text += "  " + Printable.text(row.difference.sentence[terminal.language]) + "\n"
    }
    return text + canaries.paragraphs(on: terminal)
  }

  var plain: String {
    proof.plain
      + rows.map { row in
        [
          row.file, String(row.difference.line), row.difference.scene, row.difference.sentence.sv,
        ].map { Cell.text(of: .string($0)) }.joined(separator: "\t") + "\n"
      }.joined() + canaries.plain
  }

  var json: JSONValue {
    .object(
      proof.members.filter { $0.name != "holds" } + [
        .init("holds", .bool(holds)), .init("expectations", .integer(Int64(count))),
        .init("differences", .array(rows.map(Self.value(of:)))),
      ] + canaries.members)
  }

  var lines: [JSONValue] { rows.isEmpty ? [json] : rows.map(Self.value(of:)) }

  private var counted: [Sheet.Field] {
    [
      Sheet.Field("expectations", .titleExpectations, .integer(Int64(count))),
      Sheet.Field("canaries", .titleCanaries, .integer(Int64(canaries.count))),
    ]
  }

  private static func value(of row: Row) -> JSONValue {
    .object([
      .init("file", .string(row.file)), .init("line", .integer(Int64(row.difference.line))),
      .init("scene", .string(row.difference.scene)),
      .init("sentence", row.difference.sentence.inBothLanguages),
    ])
  }
}
