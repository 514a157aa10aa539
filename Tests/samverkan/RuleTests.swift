import ArgumentParser
import Foundation
import Support
import Testing
import Wire
import samverkan

@Suite final class `The rule commands` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "rule-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder.appending(path: name).path(percentEncoded: false)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func law(_ old: String = "", by new: String = "", name: String = "law.yaml") throws
    -> String
  {
    let text = SmallLaw.watched
    try #require(old.isEmpty || text.contains(old))
    return try file(name, old.isEmpty ? text : text.replacing(old, with: new))
  }

  private func json(_ outcome: Outcome) throws -> JSONValue {
    try JSONScanner.parse(Array(outcome.output.utf8))
  }

  private func run(_ line: String, more: String...) async throws -> Outcome {
    try await carryOut(line.split(separator: " ").map(String.init) + more)
  }

  @Test func `list the rules of a kind and of a status, with what they rest on`() async throws {
    let outcome = try await run(
      "rule ls --kind collaboration.share --review derived --json --policy", more: try law())
    #expect(outcome.exit == 0)
    let page = try json(outcome)
    let rows = try #require(page.array)
    #expect(rows.map { $0["id"]?.string } == ["withhold-whereabouts"])
    #expect(rows[0]["effect"]?.string == "withhold")
    #expect(rows[0]["citation"]?.array?.map(\.string) == ["OSL 21:3"])
  }

  @Test func `list the law that the program was shipped with`() async throws {
    let outcome = try await run("rule ls --kind report.mandatory --output plain")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("SoL 19:1"))
  }

  @Test func `list who signs a waiver and what is said where no rule speaks`() async throws {
    let outcome = try await run("rule ls --review needs-legal-review --json")
    let rows = try #require(try json(outcome).array)
    let names = Set(rows.compactMap { $0["id"]?.string })
    let weakest: Set = [
      "excluded-by-name", "signed-by-the-young-and-the-guardians", "signed-anew-at-15-and-18",
      "signed-by-decision-for-a-guardian",
    ]
    #expect(names.isSuperset(of: weakest))
    let page = try await run("rule review --output plain")
    #expect(weakest.allSatisfy { page.output.contains($0) })
  }

  @Test func `show whose signature counts how`() async throws {
    let outcome = try await run("rule show signed-by-the-adult --lang sv")
    #expect(outcome.exit == 0)
    for words in ["OSL 12:2", "om underskrift", "behövs", "personen själv", "18–20 år"] {
      #expect(outcome.output.contains(words), "\(words)")
    }
    let fallback = try await run("rule show excluded-by-name")
    #expect(fallback.exit == 0 && fallback.output.contains("OSL 7:1"))
  }

  @Test func `show a rule in words, with its line`() async throws {
    let outcome = try await run("rule show show-shared --policy", more: try law())
    let lines = SmallLaw.text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = try #require(lines.firstIndex { $0.hasSuffix("- id: show-shared") })
    for words in [
      "Line        \(place + 1)\n", "Does        shows\n", "the school, the leisure centre",
      "a waiver",
      "a cooperation agreement", "OSL 10:1", "The person has said yes.",
    ] {
      #expect(outcome.output.contains(words), "\(words)")
    }
  }

  @Test func `know no rule of another name`() async throws {
    let outcome = try await run("rule show nonsense --policy", more: try law())
    #expect(outcome.exit == 66 && outcome.output.isEmpty)
    #expect(outcome.complaints.contains("There is no rule nonsense."))
  }

  @Test func `prove a sound law and count what was asked`() async throws {
    let outcome = try await run("rule check --json", more: try law())
    #expect(outcome.exit == 0)
    let page = try json(outcome)
    #expect(page["holds"]?.bool == true && page["findings"]?.array == [])
    #expect(page["statements"]?.integer == 1 && page["rules"]?.integer == 4)
    #expect(page["cells"]?.integer ?? 0 > 100)
    // May be more than an integer of JSON can hold.
    #expect(page["questions"]?.string.flatMap(UInt64.init) ?? 0 > 1_000_000)
  }

  @Test func `name a statement that does not hold, its line and a counter-example`() async throws {
    let path = try law(
      "protections: [marked, registered, unknown] #", by: "protections: [marked, registered]")
    let outcome = try await run("rule check", more: path)
    #expect(outcome.exit == 65)
    let lines = SmallLaw.text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = try #require(lines.firstIndex { $0.hasSuffix("- id: never-whereabouts") })
    #expect(outcome.output.contains("Line \(place + 1) · never-whereabouts"))
    #expect(outcome.output.contains("Counter-example: The school, as a participant, may see"))
    #expect(outcome.output.contains("the person's protection is unknown"))
    let swedish = try await run("rule check --lang sv", more: path)
    #expect(swedish.output.contains("Motexempel: Skolan, som deltagare, får se"))
  }

  @Test func `refuse a law that nothing watches, as a broker would`() async throws {
    let outcome = try await run("rule check", more: try file("bare.yaml", SmallLaw.text))
    #expect(outcome.exit == 65)
    #expect(outcome.output.contains("it has no canaries"))
    #expect(outcome.output.contains("restore those of the law it was made from"))
    let tested = try await run("rule test", more: try file("bare.yaml", SmallLaw.text))
    #expect(tested.exit == 65)
    let unproved = try #require(SmallLaw.watched.firstRange(of: "statements:"))
    let rest = try #require(SmallLaw.watched.firstRange(of: "canaries:"))
    let silent =
      SmallLaw.watched[..<unproved.lowerBound] + SmallLaw.watched[rest.lowerBound...]
    let stated = try await run("rule check", more: try file("silent.yaml", String(silent)))
    #expect(stated.exit == 65 && stated.output.contains("never or always"))
  }

  @Test(arguments: [
    ("kind: report.mandatory", "kind: report.madatory", "unknown word \"report.madatory\""),
    ("format: samverkan-policy/1", "format: samverkan-policy/2", "write samverkan-policy/1"),
    ("seeing:", "seing:", "unknown key \"seing\""),
  ])
  func `name what is wrong with a file, and what to do`(
    old: String, new: String, words: String
  ) async throws {
    let outcome = try await run("rule check", more: try law(old, by: new))
    #expect(outcome.exit == 65)
    #expect(outcome.output.contains(words) && outcome.output.contains("Line "))
    let other = try await run("rule ls --policy", more: try law(old, by: new))
    #expect(other.exit == 65 && other.output.isEmpty)
    #expect(other.complaints.contains(words))
  }

  @Test func `miss a file that is not there`() async throws {
    #expect(try await run("rule check /nowhere/law.yaml").exit == 66)
  }

  @Test func `ask a law what a story expects of it`() async throws {
    let story = try file("story.json", SmallLaw.story)
    let outcome = try await run("rule test --expect", more: story, try law())
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("Expectations  2\n"))
    #expect(outcome.output.contains("All came out as expected."))
  }

  @Test func `name what came out otherwise than a story expects`() async throws {
    let path = try file(
      "story.json", SmallLaw.story.replacing("[\"narrative\"]", with: "[\"health\"]"))
    let outcome = try await run("rule test --json --expect", more: path, try law())
    #expect(outcome.exit == 65)
    let page = try json(outcome)
    let differences = try #require(page["differences"]?.array)
    #expect(differences.count == 1)
    #expect(differences.first?["line"]?.integer == 15)
    #expect(
      differences.first?["sentence"]?["en"]?.string
        == "the leisure centre, health: expected shown under OSL 10:1, "
        + "but withheld (unruled: OSL 8:1)")
  }

  @Test func `refuse a story that nobody can read, with its line`() async throws {
    let path = try file("story.json", SmallLaw.story.replacing("participant", with: "guest"))
    let outcome = try await run("rule test --expect", more: path, try law())
    #expect(outcome.exit == 65 && outcome.output.isEmpty)
    #expect(outcome.complaints.contains("unknown word \"guest\""))
  }

  @Test func `ask the canaries of a law as a running broker would`() async throws {
    let path = try file("watched.yaml", SmallLaw.watched)
    let outcome = try await run("rule test", more: path)
    #expect(outcome.exit == 0 && outcome.output.contains("Canaries      1\n"))
  }

  @Test(arguments: [("2025-07-01", nil), ("2999-01-01", "2999-01-01")])
  func `name a canary that passes, what reached whom and from when`(
    day: String, from: String?
  ) async throws {
    // A second rule shows a report to everybody, from a day on.
    let rule = """
        - id: show-report-to-all
          citation: ["SoL 19:1"]
          review: read
          from: \(day)
          effect: show
          kinds: [report.mandatory]
          senders: any
          recipients: any
          standings: any
          classes: any
          reason: {sv: "Alla.", en: "Everybody."}
      statements:
      """
    let path = try file("watched.yaml", SmallLaw.watched.replacing("statements:", with: rule))
    let page = try json(try await run("rule test --json", more: path))
    #expect(page["holds"]?.bool == false)
    let passed = try #require(page["passed"]?.array?.first)
    #expect(passed["canary"]?.string == "canary-back-to-school")
    #expect(passed["sentence"]?["en"]?.string == "health reached school.unit")
    #expect(passed["from"]?.string == from)
    let outcome = try await run("rule test --lang sv", more: path)
    #expect(outcome.exit == 65 && outcome.output.contains("hälsa nådde school.unit"))
  }

  @Test func `refuse a canary that nobody could ask, with its line`() async throws {
    let path = try file(
      "watched.yaml", SmallLaw.watched.replacing("standing: reporter", with: "standing: other"))
    let outcome = try await run("rule test", more: path)
    #expect(outcome.exit == 65)
    #expect(outcome.complaints.contains("canary-back-to-school cannot be asked"))
  }
}
