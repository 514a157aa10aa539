import Concerns
import Evidence
import Ledger
import Wire

/// What came of reading a ledger against its trees.
struct VerificationPage: Presentable {
  private let found: Verification

  init(_ found: Verification) { self.found = found }

  var holds: Bool { found.defects.isEmpty }

  func table(on terminal: Terminal) -> String {
    let head = sheet.table(on: terminal) + "\n"
    guard !holds else {
      let (covered, leaves) = (String(found.covered), String(found.leaves))
      let rest = found.covered < found.leaves
      return head + terminal.say(.ledgerHolds) + "\n"
        + (rest ? terminal.say(.someUncovered, covered, leaves) + "\n" : "")
    }
    let more = found.defectCount - found.defects.count
    return head + faults.table(on: terminal) + "\n"
      + (more > 0 ? terminal.say(.moreDefects, String(more)) + "\n" : "")
      + terminal.say(.ledgerFails) + "\n"
  }

  var plain: String { holds ? sheet.plain : faults.plain }

  var json: JSONValue {
    .object(
      (sheet.json.members ?? []) + [.init("holds", .bool(holds)), .init("faults", faults.json)])
  }
  var lines: [JSONValue] { [json] }

  private var sheet: Sheet {
    func count(_ key: String, _ title: Phrase, _ count: Int) -> Sheet.Field {
      .init(key, title, .integer(Int64(count)))
    }
    return Sheet([
      count("entries", .titleEntries, found.entries),
      count("deliveries", .titleDeliveries, found.deliveries),
      count("statements", .titleStatementsMade, found.statements),
      count("leaves", .titleLeaves, found.leaves), count("early", .titleEarly, found.early),
      count("heads", .titleHeads, found.heads), count("covered", .titleCovered, found.covered),
      count("kept", .titleKept, found.kept),
      count("defects", .titleDefects, found.defectCount),
    ])
  }

  private var faults: Listing {
    Listing(
      [.init("fault", .titleDefect), .init("table", .titleTable), .init("place", .titlePlace)],
      rows: found.defects.map { defect in
        .object([
          .init("fault", .string(defect.fault.rawValue)), .init("table", .string(defect.table)),
          .init("place", .integer(defect.place)),
        ])
      })
  }
}

/// What happened to a concern, a line for each statement.
enum HistoryPage {
  static func listing(of history: [Stated]) throws -> Listing {
    Listing(
      [
        .init("at", .titleMomentStated), .init("what", .titleWhat),
        .init("about", .titleUnit),
        .init("leaf", .titleLeaf),
      ],
      rows: try rows(of: history))
  }

  private static func rows(of history: [Stated]) throws -> [JSONValue] {
    let statements = try history.map { try $0.value() }
    var functions: [String: String] = [:]
    for item in statements.flatMap({ $0["decided"]?.array ?? [] }) {
      if let delivery = item["delivery"]?.string { functions[delivery] = item["function"]?.string }
    }
    return zip(history, statements).map { row(of: $0, saying: $1, functions) }
  }

  /// The whole statement is there for programs, with what checks it against its leaf.
  private static func row(
    of stated: Stated, saying statement: JSONValue, _ functions: [String: String]
  ) -> JSONValue {
    let at = Moment(milliseconds: statement["at"]?.integer ?? 0)
    return .object([
      .init("at", .string(at.text)),
      .init("what", .array(whats(in: statement).map { .string($0) })),
      .init("about", .array(abouts(in: statement, functions).map { .string($0) })),
      .init("leaf", .string("\(stated.controller.rawValue)/\(stated.position)")),
      .init("salt", .string(Base64.url.encode(stated.salt))), .init("statement", statement),
    ])
  }

  private static func whats(in statement: JSONValue) -> [String] {
    var words = [statement["entry"]?["kind"]?.string].compactMap(\.self)
    if statement["handOver"] != nil { words.append("handed-over") }
    words += list("standings", "state", in: statement)
    return words + list("standings", "acknowledged", in: statement).filter { $0 != "none" }
  }

  private static func abouts(
    in statement: JSONValue, _ functions: [String: String]
  ) -> [String] {
    let owner = [statement["owner"]?.string].compactMap(\.self)
    let moved = list("standings", "delivery", in: statement).compactMap { functions[$0] }
    return owner
      + (list("decided", "function", in: statement) + moved).filter { !owner.contains($0) }
  }

  private static func list(
    _ name: String, _ member: String, in statement: JSONValue
  ) -> [String] {
    (statement[name]?.array ?? []).compactMap { $0[member]?.string }
  }
}

/// The newest heads, as they were signed.
struct HeadsPage: Presentable {
  let heads: [TreeHead]

  func table(on terminal: Terminal) -> String {
    heads.isEmpty ? terminal.say(.noHeads) + "\n" : plain
  }

  var plain: String {
    heads.map { String(decoding: $0.note, as: UTF8.self) }.joined(separator: "\n")
  }

  var json: JSONValue { .array(lines) }

  /// The notes in a file as it was written here, each of them whole with its signatures.
  static func notes(in text: String) -> [[UInt8]] {
    var notes: [String] = []
    for part in text.split(separator: "\n\n", omittingEmptySubsequences: true) {
      // A note is two parts: what was signed, and who signed it.
      let isSigned = part.hasPrefix("\u{2014} ")
      if isSigned, let said = notes.popLast() {
        notes.append(said + "\n\n" + part + (part.hasSuffix("\n") ? "" : "\n"))
      } else {
        notes.append(String(part))
      }
    }
    return notes.map { Array($0.utf8) }
  }

  var lines: [JSONValue] {
    heads.map { head in
      .object([
        .init("at", .string(head.at.text)), .init("size", .integer(Int64(head.size))),
        .init("note", .string(String(decoding: head.note, as: UTF8.self))),
      ])
    }
  }
}
