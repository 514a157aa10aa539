import Foundation
import Support
import Testing
import Wire
import samverkan

/// What somebody who writes law gets wrong, as the program tells of it.
@Suite final class `A law that somebody got wrong` {
  /// A mistake: what it is, where it stands, and what is said of it.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    /// What stands on the line that is named.
    let place: String
    let fault: String
    let remedy: String
    var testDescription: String { name }

    init(
      _ name: String, _ old: String, _ new: String, at place: String, _ fault: String,
      do remedy: String
    ) {
      self.name = name
      self.old = old
      self.new = new
      self.place = place
      self.fault = fault
      self.remedy = remedy
    }
  }

  /// A rule of the small law once more, changed.
  private static func again(_ first: String, upTo next: String, _ changes: [(String, String)])
    -> String
  {
    let start = SmallLaw.text.firstRange(of: first)?.lowerBound ?? SmallLaw.text.startIndex
    let rest = SmallLaw.text[start...]
    let rule = String(rest[..<(rest.firstRange(of: next)?.lowerBound ?? rest.endIndex)])
    return rule + changes.reduce(rule) { $0.replacing($1.0, with: $1.1) } + next
  }

  private static func twice(
    _ first: String, upTo next: String, _ changes: [(String, String)]
  ) -> (old: String, new: String) {
    let text = again(first, upTo: next, changes)
    let start = SmallLaw.text.firstRange(of: first)?.lowerBound ?? SmallLaw.text.startIndex
    let rest = SmallLaw.text[start...]
    let rule = String(rest[..<(rest.firstRange(of: next)?.lowerBound ?? rest.endIndex)])
    return (rule + next, text)
  }

  private static func earlier(until day: String, year: String) -> (old: String, new: String) {
    twice(
      "  - id: send-report\n", upTo: "seeing:\n",
      [
        ("id: send-report", "id: send-report-until-\(year)"),
        ("from: 2025-07-01", "from: 2024-01-01\n    until: \(day)"),
      ])
  }

  private static let overlap = earlier(until: "2025-07-01", year: "2025")
  private static let hole = earlier(until: "2025-06-29", year: "2025")
  private static let idle = twice(
    "  - id: show-report\n", upTo: "  - id: show-shared\n", [("show-report", "show-report-again")])
  private static let clash = twice(
    "  - id: send-report\n", upTo: "seeing:\n",
    [("send-report", "send-report-too"), ("Bara skolan.", "Ingen annan.")])

  static let mistakes = [
    Mistake(
      "malformed YAML", "seeing:\n", "seeing: [\n", at: "", "", do: ""),
    Mistake(
      "an unknown key", "sender-bound: yes", "sender-boud: yes", at: "sender-boud",
      "unknown key \"sender-boud\"", do: "sender-bound"),
    Mistake(
      "dates that overlap", overlap.old, overlap.new, at: "send-report",
      "begins before send-report-until-2025 has ended", do: "end the earlier rule on the day before"
    ),
    Mistake(
      "dates that leave a hole", hole.old, hole.new, at: "send-report",
      "no rule is law between send-report-until-2025 and send-report",
      do: "on the day after 2025-06-29"),
    Mistake(
      "a rule that can never fire", idle.old, idle.new, at: "- id: show-report-again",
      "show-report-again is never the reason of an answer", do: ""),
    Mistake(
      "two rules of equal order that contradict each other", clash.old, clash.new,
      at: "- id: send-report-too", "admit the same message and refuse in other words",
      do: "give both the same otherwise"),
    Mistake(
      "a statement that cannot fail", "      classes: [whereabouts]\n",
      "      kinds: [feedback]\n      classes: [identity]\n", at: "- id: never-whereabouts",
      "never-whereabouts cannot fail", do: ""),
    Mistake(
      "a statement that exclusion keeps, whatever the rules say",
      "      classes: [whereabouts]\n", "      excluded: yes\n", at: "- id: never-whereabouts",
      "never-whereabouts cannot fail: whoever is excluded", do: "cite what the refusal rests on"),
  ]

  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "bad-law-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test(arguments: mistakes)
  func `is told with its line, what is wrong and what to do`(mistake: Mistake) async throws {
    let text = SmallLaw.text.replacing(mistake.old, with: mistake.new)
    try #require(text != SmallLaw.text)
    let path = folder.appending(path: "law.yaml").path(percentEncoded: false)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try await carryOut(["rule", "check", path, "--json"])
    #expect(outcome.exit == 65)
    let page = try JSONScanner.parse(Array(outcome.output.utf8))
    #expect(page["holds"]?.bool == false)
    let finding = try #require(
      page["findings"]?.array?.first {
        $0["fault"]?["en"]?.string?.contains(mistake.fault) == true || mistake.fault.isEmpty
      }, "\(outcome.output)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(finding["line"]?.integer)
    #expect((1...Int64(lines.count)).contains(line))
    #expect(mistake.place.isEmpty || lines[Int(line) - 1].contains(mistake.place), "line \(line)")
    let remedy = try #require(finding["remedy"]?["en"]?.string)
    #expect(!remedy.isEmpty && (mistake.remedy.isEmpty || remedy.contains(mistake.remedy)))
    for part in ["fault", "remedy"] {
      let (swedish, english) = (finding[part]?["sv"]?.string, finding[part]?["en"]?.string)
      #expect(swedish?.isEmpty == false && swedish != english, "\(swedish ?? "nothing")")
    }
  }

  @Test(arguments: [
    ("sv", "okänd nyckel ”sender-boud”", "använd någon av"),
    ("en", "unknown key \"sender-boud\"", "use one of"),
  ])
  func `is told in the language of whoever wrote it, by check, by apply and by explain`(
    language: String, fault: String, remedy: String
  ) async throws {
    let text = SmallLaw.text.replacing("sender-bound: yes", with: "sender-boud: yes")
    let path = folder.appending(path: "law.yaml").path(percentEncoded: false)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let checked = try await carryOut(["rule", "check", path, "--lang", language])
    let listed = try await carryOut(["rule", "ls", "--policy", path, "--lang", language])
    #expect(checked.exit == 65)
    for told in [checked.output, listed.complaints] {
      #expect(told.contains(fault) && told.contains(remedy), "\(told)")
    }
    let other = language == "sv" ? "unknown key" : "okänd"
    #expect(!(listed.complaints + checked.output).contains(other))
  }
}
