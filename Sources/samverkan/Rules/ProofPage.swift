import Concerns
import Policy
import Tables
import Wire

/// What came of reading and proving a law.
struct ProofPage: Presentable {
  /// Something that keeps the law from being put in force.
  struct Finding {
    let line: Int
    /// The statement it is about; `nil` when it is about the file's form.
    let statement: String?
    /// What is wrong.
    let fault: LocalizedText
    /// A question and its answer, as a sentence.
    let example: LocalizedText?
    /// What to do; `nil` for a statement that does not hold.
    let remedy: LocalizedText?
  }

  let file: String
  /// The law; `nil` when it could not be read.
  let table: PolicyTable?
  let findings: [Finding]
  private let proof: PolicyProof?
  private let milliseconds: Int64

  /// Whether it may be put in force.
  var holds: Bool { findings.isEmpty }

  init(of text: String, named file: String) {
    self.file = file
    let start = ContinuousClock.now
    do throws(TableFlaw) {
      let table = try PolicyTable(yaml: text)
      let proof = PolicyProof(of: table.book)
      self.table = table
      self.proof = proof
      let found = proof.flaws.map(Finding.init) + proof.refutations.map(Finding.init)
      findings = (Self.missing(in: table) + found).sorted { $0.line < $1.line }
    } catch {
      table = nil
      proof = nil
      findings = [Finding(error)]
    }
    milliseconds = Int64((ContinuousClock.now - start) / .milliseconds(1))
  }

  /// What a law must have beside its rules: no broker is watched by nothing.
  private static func missing(in table: PolicyTable) -> [Finding] {
    let lacks: [Wording?] = [
      table.book.statements.isEmpty ? "it states nothing that must never or always hold" : nil,
      table.book.canaries.isEmpty ? "it has no canaries" : nil,
    ]
    return lacks.compactMap(\.self).map { fault in
      Finding(
        TableFlaw(line: 1, fault: fault, remedy: "restore those of the law it was made from"))
    }
  }

  func table(on terminal: Terminal) -> String {
    guard holds else {
      let findings = findings.map { $0.paragraph(on: terminal) }
      return terminal.say(.lawFails, file) + "\n\n" + findings.joined(separator: "\n")
    }
    return sheet.table(on: terminal) + "\n" + terminal.say(.lawHolds, file) + "\n"
  }

  var plain: String {
    holds ? sheet.plain : findings.map(\.plain).joined()
  }

  var json: JSONValue { .object(members) }
  var lines: [JSONValue] { [json] }

  var members: [JSONValue.Member] {
    (sheet.json.members ?? []) + [
      .init("holds", .bool(holds)), .init("findings", .array(findings.map(\.json))),
    ]
  }

  private var sheet: Sheet {
    guard let table, let proof else { return Sheet([.init("file", .titleFile, file)]) }
    let rules = table.sendingRules.count + table.seeingRules.count
    let proved = table.book.statements.count - proof.refutations.count
    func count(_ key: String, _ title: Phrase, _ count: Int64) -> Sheet.Field {
      .init(key, title, .integer(count))
    }
    return Sheet([
      .init("file", .titleFile, file), count("rules", .titleRules, Int64(rules)),
      count("statements", .titleStatements, Int64(proved)),
      count("cells", .titleCells, Int64(proof.cells)),
      // More than an integer of JSON may hold: a text of digits.
      .init("questions", .titleQuestions, String(proof.questions)),
      count("milliseconds", .titleMilliseconds, milliseconds),
    ])
  }
}

extension ProofPage.Finding {
  init(_ flaw: TableFlaw) {
    line = flaw.line
    statement = nil
    fault = Catalogue.text(of: flaw.wording)
    example = nil
    remedy = Catalogue.text(of: flaw.advice)
  }

  init(_ refutation: PolicyProof.Refutation) {
    line = refutation.line
    statement = refutation.statement.text
    fault = refutation.says
    example = refutation.example
    remedy = nil
  }

  func paragraph(on terminal: Terminal) -> String {
    let language = terminal.language
    let head = [terminal.say(.lawUnread, String(line)), statement].compactMap(\.self)
    let lines = [
      terminal.strong(head.joined(separator: " · ")), "  " + Printable.text(fault[language]),
      example.map { "  " + terminal.say(.lawRefuted, Printable.text($0[language])) },
      "  " + (remedy.map { Printable.text($0[language]) } ?? terminal.say(.mendLaw)),
    ]
    return lines.compactMap(\.self).map { $0 + "\n" }.joined()
  }

  var plain: String {
    [String(line), statement ?? "-", fault.sv, example?.sv ?? "-", remedy?.sv ?? "-"]
      .map { Cell.text(of: .string($0)) }.joined(separator: "\t") + "\n"
  }

  var json: JSONValue {
    .object([
      .init("line", .integer(Int64(line))),
      .init("statement", statement.map { .string($0) } ?? .null),
      .init("fault", fault.inBothLanguages), .init("example", example?.inBothLanguages ?? .null),
      .init("remedy", remedy?.inBothLanguages ?? .null),
    ])
  }
}

extension LocalizedText {
  /// Both languages, for programs.
  var inBothLanguages: JSONValue {
    .object([.init("sv", .string(sv)), .init("en", .string(en))])
  }
}
