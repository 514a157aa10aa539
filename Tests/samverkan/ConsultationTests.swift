import Concerns
import EdgeSupport
import Foundation
import Testing
import Wire
import samverkan

/// What whoever asks without naming anybody sees at the terminal.
@Suite struct `A question that names nobody` {
  private static let text = """
    {"kind":"consultation.anonymous","unit":"school.pupil-health","purpose":"consultation",
     "basis":"sol-18-6","handling":{"persons":[],"municipality":"0580","area":"unknown",
     "target":"child","grounds":["abuse"],"urgency":"ordinary","guardians":"unknown",
     "anonymous":true,"feedback":false,"excluded":[],"takes-part":[]},
     "sections":[{"class":"identity.age-band","about":[],"body":{"band":"under-12"}},
      {"class":"narrative","about":[],"body":{"text":"TEXT"}}]}
    """

  private func run(
    _ line: String, saying words: String = "Hon ritade en teckning.", language: String = "en"
  ) async throws -> Outcome {
    try await carryOut(
      line.split(separator: " ").map(String.init) + ["--connection", "/nowhere/connection.json"],
      input: Self.text.replacing("TEXT", with: words),
      variables: ["LANG": language == "sv" ? "sv_SE.UTF-8" : "en_GB.UTF-8"])
  }

  @Test(arguments: [
    ("sv", "En misstanke ska anmälas."), ("en", "A suspicion must be reported."),
  ])
  func `is met by the duty to report, before anything else is said`(
    language: String, sentence: String
  ) async throws {
    for command in ["concern validate -", "concern send -"] {
      let words = "Hon bor på Storgatan 12"
      let shown = try await run(command, saying: words, language: language)
      #expect(shown.output.hasPrefix(sentence))
      #expect(shown.output.contains("112"))
      let told = try await run(command + " --json", saying: words, language: language)
      #expect(told.complaints.hasPrefix(sentence))
      #expect(!told.output.contains(sentence))
    }
  }

  @Test(arguments: [
    ("sv", "adress (/sections/1/body/text, rad 2); telefonnummer (/sections/1/body/text, rad 3)"),
    (
      "en",
      "address (/sections/1/body/text, line 2); telephone number (/sections/1/body/text, line 3)"
    ),
  ])
  func `is stopped where it names somebody, by kind and place`(
    language: String, places: String
  ) async throws {
    let words = "Ett.\\nStorgatan 12\\n011-15 22 83"
    let outcome = try await run("concern send -", saying: words, language: language)
    #expect(outcome.exit == 65)
    #expect(outcome.complaints.contains(places))
    #expect(!(outcome.output + outcome.complaints).contains("Storgatan"))
    #expect(!(outcome.output + outcome.complaints).contains("15 22"))
    let program = try await run("concern validate - --json", saying: words)
    let last = try #require(program.complaints.split(separator: "\n").last)
    let fault = try JSONScanner.parse(Array(last.utf8))
    #expect(fault["traces"]?.array?.map { $0["kind"]?.string } == ["address", "telephone"])
    #expect(fault["traces"]?.array?.map { $0["line"]?.integer } == [2, 3])
  }

  @Test func `becomes a report by the hand of whoever asked`() async throws {
    let outcome = try await run("concern report -", saying: "”Säg inget”,\\n sa hon.")
    #expect(outcome.exit == 0)
    let report = try JSONScanner.parse(Array(outcome.output.utf8))
    #expect(report["kind"]?.string == "report.mandatory")
    #expect(report["conversation"] == nil)
    let body = report["sections"]?.array?.last?["body"]
    #expect(body?["text"]?.string == "”Säg inget”,\n sa hon.")
    #expect(outcome.complaints.contains("handling.persons"))
    let voluntary = try await run("concern report - --voluntary")
    #expect(voluntary.output.contains("report.voluntary"))
  }
}
