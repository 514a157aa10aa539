import Foundation
import Support
import Testing
import Wire
import samverkan

@Suite struct `The directory commands` {
  private static let norrkoping = Protocols.url("deploy/directory/norrkoping.yaml")
    .path(percentEncoded: false)
  private static let linkoping = Protocols.url("deploy/directory/linkoping.yaml")
    .path(percentEncoded: false)

  private func run(_ line: String, more: [String] = [], input: String = "") async throws -> Outcome
  {
    try await carryOut(line.split(separator: " ").map(String.init) + more, input: input)
  }

  private func json(_ outcome: Outcome) throws -> JSONValue {
    try JSONScanner.parse(Array(outcome.output.utf8))
  }

  @Test func `prove what is shipped and count what was walked`() async throws {
    let outcome = try await run("directory check --json", more: [Self.norrkoping, Self.linkoping])
    #expect(outcome.exit == 0)
    let pages = try #require(try json(outcome).array)
    #expect(pages.map { $0["municipality"]?.string } == ["0581", "0580"])
    for page in pages {
      #expect(page["holds"]?.bool == true && page["findings"]?.array == [])
      #expect(page["combinations"]?.string.flatMap(UInt64.init) ?? 0 > 100_000_000)
      // At most thirty seconds for both.
      #expect(page["milliseconds"]?.integer ?? .max < 15_000)
    }
  }

  @Test(arguments: [
    (
      "en", "From 2025-01-01 to 2025-01-31 nobody owns an early contact (disability)", "Let another"
    ),
    ("sv", "Från 2025-01-01 till och med 2025-01-31 äger ingen en tidig kontakt", "Låt en annan"),
  ])
  func `show a hole in the dates as an example, with its line and a remedy`(
    language: String, example: String, remedy: String
  ) async throws {
    let text = try Protocols.text(of: "deploy/directory/norrkoping.yaml")
      .replacing("    from: 2025-01-01", with: "    from: 2025-02-01")
    let outcome = try await run("directory check - --lang \(language)", input: text)
    #expect(outcome.exit == 65)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = try #require(lines.firstIndex { $0.contains("targets: [disability]") })
    let line = language == "sv" ? "Rad" : "Line"
    #expect(outcome.output.contains("\(line) \(place + 1)\n"))
    #expect(outcome.output.contains(example) && outcome.output.contains(remedy))
  }

  @Test func `show both owners where there are two`() async throws {
    let text = try Protocols.text(of: "deploy/directory/linkoping.yaml")
      .replacing("- areas: [syd]", with: "- areas: [syd, norr]")
    let outcome = try await run("directory check - --output plain", input: text)
    #expect(outcome.exit == 65)
    #expect(
      outcome.output.contains("äger både Område norr (linkoping-socialnamnd.norr) och Område syd"))
  }

  @Test func `show a turn that nobody has`() async throws {
    let text = try Protocols.text(of: "deploy/directory/linkoping.yaml")
      .replacing("ends: 2026-12-25 08.00", with: "ends: 2026-12-25 06.00")
    let outcome = try await run("directory check - --json", input: text)
    #expect(outcome.exit == 65)
    let found = try #require(try json(outcome)["findings"]?.array)
    #expect(found.count == 1)
    #expect(
      found[0]["example"]?["en"]?.string
        == "In the roster jul-2026 nobody has the turn from 2026-12-25 06.00 to 2026-12-25 08.00.")
  }

  @Test func `refuse two directories of one municipality, and a file that is none`() async throws {
    let twice = try await run("directory check", more: [Self.norrkoping, Self.norrkoping])
    #expect(twice.exit == 65 && twice.output.contains("has a directory already"))
    let none = try await run("directory check -", input: "format: x\n")
    #expect(none.exit == 65 && none.output.contains("Line 1"))
    #expect(try await run("directory check /nowhere.yaml").exit == 66)
  }

  @Test(arguments: [
    ("2024-12-31", "The Board of Health and Social Care", "is on duty at all hours"),
    ("2025-01-01", "The Social Welfare Board", "otherwise On-call social services"),
  ])
  func `tell who owned disability on both sides of the move`(
    day: String, board: String, duty: String
  ) async throws {
    let outcome = try await run(
      "directory who --kind concern.adult --target disability --on \(day)")
    #expect(outcome.exit == 0)
    #expect(
      outcome.output.hasPrefix(
        "On \(day) Disability services (\(board)) owns a concern about an adult (disability)."))
    #expect(outcome.output.contains(duty))
  }

  @Test func `tell who owns, why, and who is asked next, in Swedish`() async throws {
    let outcome = try await run(
      "directory who --area norr --age 12-14 --ground absence --on 2026-03-02 --lang sv "
        + "--directory", more: [Self.linkoping])
    #expect(outcome.exit == 0)
    for words in [
      "Den 2026-03-02 äger Område norr (Nämnden för socialtjänst) en orosanmälan enligt plikt "
        + "(område norr, barn och unga, personen är 12–14 år, grund frånvaro).",
      "Enheten svarar för området", "annars Socialjouren.",
      "Öppnar ingen frågas Mottagningen, sedan Socialjouren.",
    ] {
      #expect(outcome.output.contains(words), "\(words)")
    }
  }

  @Test(arguments: [
    ("--area protected", "skyddade-arenden"), ("--protection marked", "skyddade-arenden"),
    ("--municipality unknown", "mottagning-och-socialjour"),
    ("--ground honour --target disability --kind concern.adult", "mottagning-och-socialjour"),
  ])
  func `tell who owns what no area decides`(question: String, unit: String) async throws {
    let outcome = try await run("directory who --on 2026-03-02 --json \(question)")
    #expect(outcome.exit == 0)
    let page = try json(outcome)
    #expect(page["owner"]?.string == "norrkoping-socialnamnd." + unit)
    #expect(page["sentence"]?["sv"]?.string?.hasPrefix("Den 2026-03-02 äger ") == true)
    let line = try #require(page["line"]?.integer)
    let lines = try Protocols.text(of: "deploy/directory/norrkoping.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[Int(line) - 1].contains(unit))
  }

  @Test(arguments: [("--on igår", 64), ("--area Norr", 64), ("--municipality 58", 64)])
  func `refuse a question without sense`(question: String, exit: Int32) async throws {
    #expect(try await run("directory who \(question)").exit == exit)
  }

  @Test(arguments: [
    ("sv", "Katalogen har inget område som heter narnia.", "Menade du norr, "),
    ("en", "The directory has no area named narnia.", "Did you mean norr, "),
  ])
  func `refuse an area that the directory does not name, with those nearest`(
    language: String, sentence: String, remedy: String
  ) async throws {
    let told = try await run("directory who --area narnia --lang \(language)")
    #expect(told.exit == 64)
    #expect(told.output.isEmpty, "an owner was named all the same")
    #expect(told.complaints.contains(sentence) && told.complaints.contains(remedy))
    #expect(told.complaints.contains("--area unknown"))
  }

  @Test func `answer for every area that the directory names`() async throws {
    for area in ["norr", "soder", "oster", "vaster", "unknown"] {
      #expect(try await run("directory who --area \(area)").exit == 0, "\(area)")
    }
  }

  @Test(arguments: [
    ("sodder", ["soder"]), ("norrr", ["norr"]), ("vester", ["vaster", "oster"]), ("x", []),
  ])
  func `tell what somebody may have meant`(word: String, names: [String]) {
    let areas = ["norr", "soder", "oster", "vaster"]
    #expect(Nearest.names(to: word, among: areas, within: 2) == names)
    #expect(Nearest.names(to: word, among: areas).count == 3, "without a limit always some")
  }

  @Test func `turn a list and a calendar into lines of a directory`() async throws {
    let list = "id,name,party,area\nexempelskolor.skola-norr,Skolan,school,norr\n"
    let schools = try await run(
      "directory import schools - --directory", more: [Self.linkoping], input: list)
    #expect(schools.exit == 0)
    #expect(schools.output.hasPrefix("schools:\n  - id: exempelskolor.skola-norr\n"))
    let unknown = try await run("directory import schools -", input: list + "a.b,B,school,x\n")
    #expect(unknown.exit == 65 && unknown.complaints.contains("line 3"))
    let event = """
      BEGIN:VEVENT
      DTSTART:20261224T170000
      DTEND:20261225T080000
      SUMMARY:Socialjouren
      END:VEVENT

      """
    let roster = try await run(
      "directory import roster - --id jul --for socialjour --output plain", input: event)
    #expect(roster.exit == 0)
    #expect(
      roster.output.hasSuffix(
        "      - {function: norrkoping-socialnamnd.socialjour, begins: 2026-12-24 17.00, "
          + "ends: 2026-12-25 08.00}\n"))
    let nobody = try await run("directory import roster - --id jul --for ingen", input: event)
    #expect(nobody.exit == 64)
  }

  @Test func `list the units of a day`() async throws {
    let before = try await run("directory ls --output plain --on 2024-12-31")
    #expect(before.output.contains("norrkoping-vard-och-omsorgsnamnd.funktionsnedsattning"))
    let after = try await run("directory ls --output plain --on 2025-01-01")
    #expect(after.exit == 0)
    #expect(!after.output.contains("vard-och-omsorgsnamnd"))
    #expect(after.output.contains("norrkoping-socialnamnd.funktionsnedsattning"))
  }

  @Test func `show an area with its base, and a school with its desk`() async throws {
    let area = try await run("directory show norr --directory", more: [Self.linkoping])
    #expect(area.exit == 0)
    #expect(area.output.contains("Skäggetorp") && area.output.contains("exempelskolor.skola-norr"))
    let school = try await run(
      "directory show exempelskolor.forskola-norr --output plain --directory",
      more: [Self.linkoping])
    #expect(school.output.contains("desk\tlinkoping-socialnamnd.norr\n"))
    let none = try await run("directory show ingen")
    #expect(none.exit == 66 && none.complaints.contains("no unit, area or school named ingen"))
  }
}
