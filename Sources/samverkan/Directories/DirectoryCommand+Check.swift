package import ArgumentParser
import Concerns
import Routing
import Tables
import Wire

extension DirectoryCommand {
  /// Reads and proves directories.
  package struct Check: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Prove that everything has one owner, and every minute somebody on duty. [reads]",
      discussion: """
        Two layers: every area, target group, age, kind and ground has exactly one
        owner on every day; every unit has exactly one function on duty in every
        minute, until ten years after the last change. Ends with 65 when something is
        missing or twice: then an example stands with its line and what to do.

        FILES must be given, one or more; without any nothing is checked. The directory
        shipped with the program lies as directory.yaml in the folder of samverkan
        quickstart.

        Examples:
          samverkan directory check norrkoping.yaml
          samverkan directory check norrkoping.yaml linkoping.yaml --json
        """)
    @Argument(help: "The directories' files, required; - for standard input.") var files: [String]
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      var pages: [DirectoryPage] = []
      for file in files {
        let text = try LawFile.text(at: file, on: terminal)
        pages.append(DirectoryPage(of: text, named: file, beside: pages))
      }
      terminal.show(DirectoryPages(pages: pages))
      if pages.contains(where: { !$0.holds }) { throw ExitCode(65) }
    }
  }
}

/// What came of proving several directories.
struct DirectoryPages: Presentable {
  let pages: [DirectoryPage]

  func table(on terminal: Terminal) -> String {
    pages.map { $0.table(on: terminal) }.joined(separator: "\n")
  }

  var plain: String { pages.map(\.plain).joined() }
  var json: JSONValue { pages.count == 1 ? pages[0].json : .array(pages.map(\.json)) }
  var lines: [JSONValue] { pages.map(\.json) }
}

/// What came of reading and proving one directory.
struct DirectoryPage: Presentable {
  /// Something that keeps it from being put in force.
  struct Finding {
    let line: Int
    let example: LocalizedText
    let remedy: LocalizedText
  }

  let file: String
  let directory: Directory?
  let findings: [Finding]
  private let proof: DirectoryProof?
  private let milliseconds: Int64

  var holds: Bool { findings.isEmpty }

  init(of text: String, named file: String, beside others: [DirectoryPage]) {
    self.file = file
    let start = ContinuousClock.now
    do throws(TableFlaw) {
      let directory = try Directory(yaml: text)
      let proof = DirectoryProof(of: directory)
      self.directory = directory
      self.proof = proof
      let rival = others.first { $0.directory?.municipality == directory.municipality }
      findings =
        (rival.map { [Finding(rival: $0.file, of: directory)] } ?? [])
        + proof.findings.map(Finding.init)
    } catch {
      directory = nil
      proof = nil
      findings = [Finding(error)]
    }
    milliseconds = Int64((ContinuousClock.now - start) / .milliseconds(1))
  }

  func table(on terminal: Terminal) -> String {
    guard holds else {
      let findings = findings.map { finding in
        terminal.strong(terminal.say(.lawUnread, String(finding.line))) + "\n  "
          + Printable.text(finding.example[terminal.language]) + "\n  "
          + Printable.text(finding.remedy[terminal.language]) + "\n"
      }
      return terminal.say(.lawFails, file) + "\n\n" + findings.joined(separator: "\n")
    }
    return sheet.table(on: terminal) + "\n" + terminal.say(.directoryHolds, file) + "\n"
  }

  var plain: String {
    guard !holds else { return sheet.plain }
    return findings.map { finding in
      [file, String(finding.line), finding.example.sv, finding.remedy.sv]
        .map { Cell.text(of: .string($0)) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  var json: JSONValue {
    let found = findings.map { finding in
      JSONValue.object([
        .init("line", .integer(Int64(finding.line))),
        .init("example", finding.example.inBothLanguages),
        .init("remedy", finding.remedy.inBothLanguages),
      ])
    }
    return .object(
      (sheet.json.members ?? []) + [.init("holds", .bool(holds)), .init("findings", .array(found))])
  }

  var lines: [JSONValue] { [json] }

  private var sheet: Sheet {
    guard let directory, let proof else { return Sheet([.init("file", .titleFile, file)]) }
    return Sheet([
      .init("file", .titleFile, file),
      .init("municipality", .titleMunicipality, directory.municipality.text),
      .init("units", .titleUnits, .integer(Int64(directory.units.count))),
      // More than an integer of JSON may hold, some day: texts of digits.
      .init("combinations", .titleCombinations, String(proof.combinations)),
      .init("cells", .titleCells, .integer(Int64(proof.cells))),
      .init("minutes", .titleMinutes, String(proof.minutes)),
      .init("until", .titleUntil, proof.span.until?.text ?? "-"),
      .init("milliseconds", .titleMilliseconds, .integer(milliseconds)),
    ])
  }
}

extension DirectoryPage.Finding {
  /// What the law has a Swedish sentence for, too, is told in both languages; else in English.
  init(_ flaw: TableFlaw) {
    line = flaw.line
    example = Catalogue.text(of: flaw.wording)
    remedy = Catalogue.text(of: flaw.advice)
  }

  /// Another file answers for the same municipality.
  init(rival file: String, of directory: Directory) {
    line = 1
    let code = directory.municipality.text
    example = LocalizedText(
      sv: "Kommunen \(code) har redan en katalog: \(file).",
      en: "The municipality \(code) has a directory already: \(file).")
    remedy = LocalizedText(
      sv: "För ihop dem, eller rätta kommunkoden.", en: "Join them, or mend the code.")
  }
}
