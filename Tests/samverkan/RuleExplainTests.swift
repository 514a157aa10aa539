import ArgumentParser
import Foundation
import Support
import Testing
import Wire
import samverkan

/// What the shipped law says, as a teacher and a lawyer ask it.
@Suite struct `The rule commands on the shipped law` {
  private func run(_ line: String) async throws -> Outcome {
    try await carryOut(line.split(separator: " ").map(String.init))
  }

  private func sections(_ line: String) async throws -> [JSONValue] {
    let outcome = try await run(line + " --json --on 2026-11-20")
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let page = try JSONScanner.parse(Array(outcome.output.utf8))
    return try #require(page["sections"]?.array)
  }

  static let report =
    "rule explain --kind report.mandatory --sender school,bound --recipient social-services,bound"

  @Test func `show pupil health of a mandated report to its owner`() async throws {
    let outcome = try await run(
      Self.report + " --standing owner --class pupil-health --on 2026-11-20")
    for words in [
      "A mandatory report from the school, seen by social services, as the owner, on 2026-11-20",
      "May be sent: send-report-mandatory (SoL 19:1", "under SoL 19:1 (sol-19-1)",
      "Shown\n  Pupil health\n",
      "show-pupil-health-of-a-report (OSL 23:2, skollagen 29:14, SoL 19:1, OSL 10:28; needs legal ",
      "Because: ",
      "Nothing of this may reach a guardian.",
    ] {
      #expect(outcome.output.contains(words), "\(words)")
    }
    #expect(!outcome.output.contains("Withheld"))
  }

  @Test func `open the district of someone protected to nobody else`() async throws {
    let sections = try await sections(
      Self.report + " --standing other --class whereabouts.district --protection registered")
    #expect(sections.map { $0["shown"]?.bool } == [false])
    #expect(sections[0]["ways"]?.array == [])
    #expect(
      sections[0]["unlocks"]?["en"]?.string
        == "A transfer, which makes the recipient answerable.")
    let rules = sections[0]["withheldBy"]?.array?.compactMap(\.string) ?? []
    #expect(rules.contains("withhold-whereabouts"))
    #expect(rules.contains("withhold-from-other-branches"))
  }

  static let release =
    "rule explain --kind release.individual --sender social-services,bound"
    + " --recipient civil-society --standing participant --class narrative --given waiver"
    + " --protection none"

  @Test func `open a release to an association by a reservation`() async throws {
    let before = try await sections(Self.release)
    #expect(before.map { $0["shown"]?.bool } == [false])
    let ways = try #require(before[0]["ways"]?.array)
    #expect(ways.map { $0["establish"]?.array?.map(\.string) } == [["reservation"]])
    #expect(ways.map { $0["rule"]?.string } == ["show-release"])
    let after = try await sections(Self.release + " --given reservation")
    #expect(after.map { $0["shown"]?.bool } == [true])
    let words = try await run(Self.release + " --lang sv --on 2026-11-20")
    #expect(words.output.contains("Öppnas med ett bekräftat förbehåll; då visar show-release"))
  }

  @Test(arguments: [("owner", true), ("duty", false)])
  func `show an age that contradicts the number to its owner alone, and tell how to mend it`(
    standing: String, isShown: Bool
  ) async throws {
    let line = Self.report + " --standing \(standing) --class identity.age-band --contradicted"
    let sections = try await sections(line)
    #expect(sections.map { $0["shown"]?.bool } == [isShown])
    #expect(sections[0]["withheldBy"] == .array(isShown ? [] : [.string("contradicted")]))
    let words = try await run(line + " --lang sv --on 2026-11-20")
    #expect(words.output.contains("stämmer inte med det exakta") != isShown)
    #expect(words.output.contains("Öppnas av: En rättelse från avsändaren") != isShown)
    #expect(!words.output.contains("generalisation-mismatch"), "a report is taken all the same")
  }

  @Test func `tell that what is no report is not taken in if it contradicts itself`()
    async throws
  {
    let outcome = try await run(
      "rule explain --kind notice.police --sender police,bound --recipient"
        + " social-services,bound --standing owner --class identity.age-band --contradicted"
        + " --given decision --on 2026-11-20")
    #expect(outcome.exit == 0)
    #expect(
      outcome.output.contains(
        "Not taken in: The general does not match the precise (generalisation-mismatch).\n  An age")
    )
  }

  @Test(arguments: [("", false), (" --to social-services,bound", true)])
  func `ask whether it may be sent only where somebody is addressed`(
    to: String, isAsked: Bool
  ) async throws {
    let outcome = try await run(
      "rule explain --kind report.mandatory --sender school,bound --recipient police,bound"
        + " --standing other --class narrative --on 2026-11-20" + to)
    #expect(outcome.output.contains("May be sent: send-report-mandatory") == isAsked)
    #expect(!outcome.output.contains("May not be sent"))
    #expect(outcome.output.contains("Withheld\n  Narrative\n    withhold-from-police"))
  }

  @Test func `say what a private person may send instead`() async throws {
    let outcome = try await run(
      "rule explain --kind report.mandatory --sender private-person"
        + " --recipient social-services,bound --standing owner --on 2026-11-20")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("May not be sent: "))
    #expect(outcome.output.contains("If it came all the same, this would hold:\n\nShown\n"))
    #expect(outcome.output.contains("To that recipient there is instead: a voluntary report"))
  }

  @Test func `tell the young what is missing, and never that what they want is wrong`()
    async throws
  {
    let outcome = try await run(
      "rule explain --kind contact.early --sender private-person --recipient"
        + " social-services,bound --standing owner --age 12-14 --purpose early-support"
        + " --basis sol-11-5 --class narrative --lang sv --on 2026-11-20")
    #expect(outcome.output.contains("Får inte skickas: Far du illa hemma"))
    #expect(outcome.output.contains("SoL 21:2) passar inte: personens ålder."))
    #expect(outcome.output.contains("med ett samtycke; då bär send-contact-early-under-15"))
    #expect(!outcome.output.contains("Ändamålet hör inte till slaget"))
  }

  @Test func `tell the police which part does not fit, and offer no other provision`() async throws
  {
    let question =
      "rule explain --kind disclosure.police --sender social-services,bound"
      + " --recipient police,bound --standing participant --age 21-and-over --ground crime"
      + " --purpose crime-prevention --class identity --given decision --on 2026-11-20"
    let named = try await run(question + " --basis osl-10-18-a")
    #expect(named.output.contains("does not fit: the person's age."))
    #expect(!named.output.contains("It would be carried by"))
    let json = try await run(question + " --basis osl-10-18-a --json")
    let sending = try JSONScanner.parse(Array(json.output.utf8))["sending"]
    #expect(sending?["otherwise"]?.array?.isEmpty == true)
    #expect(sending?["misfits"]?.array?.first?["parts"] == .array([.string("age")]))
  }

  @Test func `say that a number never stops a report`() async throws {
    let outcome = try await run(Self.report + " --standing owner --age 21-and-over --on 2026-11-20")
    #expect(outcome.output.contains("A number never stops a report"))
  }

  @Test func `say that free text goes with what is withheld beside it`() async throws {
    let share =
      "rule explain --kind collaboration.share --sender school,bound --recipient"
      + " leisure,bound --standing participant --age 15-17 --given waiver --given agreement"
      + " --purpose crime-prevention --basis osl-10-1 --class measures --on 2026-11-20"
    let alone = try await run(share + " --protection none --class handling")
    #expect(alone.output.contains("Shown\n  Measures so far"))
    #expect(!alone.output.contains("Free text is shown only if"))
    let beside = try await run(share + " --protection none --class health")
    #expect(beside.output.contains("Free text is shown only if"))
    let owed = try await run(
      Self.report + " --standing owner --class narrative --class outcome --on 2026-11-20")
    #expect(!owed.output.contains("Free text is shown only if"))
  }

  @Test func `send whoever would say in a consultation who it is to a report`() async throws {
    let outcome = try await run(
      "rule explain --kind consultation.anonymous --sender school,bound --recipient"
        + " social-services,bound --standing owner --class identity --lang sv --on 2026-11-20")
    #expect(outcome.output.contains("Vill du säga vem det gäller: anmäl (SoL 19:1 eller 19:4)"))
    #expect(!outcome.output.contains("Öppnas av"))
  }

  @Test(arguments: [
    "--sender nobody", "--sender school,bond", "--sender school,bound,bound", "--kind nonsense",
    "--on yesterday", "--class secrets",
  ])
  func `refuse words that the law does not have`(words: String) async throws {
    let usual = ["--sender": "school", "--kind": "feedback", "--recipient": "school"]
    let given = String(words.prefix { $0 != " " })
    let rest = usual.filter { $0.key != given }.map { "\($0.key) \($0.value)" }
    let outcome = try await run("rule explain \(words) " + rest.joined(separator: " "))
    #expect(outcome.exit == 64 && outcome.output.isEmpty)
  }

  @Test func `give a lawyer every rule that is not read, as Markdown`() async throws {
    let outcome = try await run("rule review --output plain --lang sv")
    let listed = try await run("rule ls --json")
    let page = try JSONScanner.parse(Array(listed.output.utf8))
    let rules = try #require(page.array)
    #expect(outcome.output.hasPrefix("# Att granska: "))
    for rule in rules {
      let id = try #require(rule["id"]?.string)
      let item = "- [ ] `\(id)`"
      #expect(outcome.output.contains(item) == (rule["review"]?.string != "read"), "\(item)")
    }
    let head = try #require(outcome.output.range(of: "## Behöver granskas av jurist"))
    let next = try #require(outcome.output.range(of: "## Härledd"))
    #expect(head.lowerBound < next.lowerBound)
  }

  @Test(arguments: [
    "rule ls", "rule show x", "rule check x", "rule test x --expect y", "rule diff a b",
    "rule review --policy x",
    "rule explain --kind feedback --sender school --recipient school",
  ])
  func `take the common options before and after them`(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let common = ["--lang", "en", "--output", "plain", "--no-color"]
    for line in [common + words, words + common] {
      let deed = try #require(try Samverkan.parseAsRoot(line) as? any Deed)
      #expect(deed.options.form == .plain && deed.options.lang == .en)
    }
  }
}

@Suite final class `A comparison of laws` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "rule-diff-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func compare(_ first: String, _ second: String, more: String...) async throws -> Outcome {
    let paths = try [("old.yaml", first), ("new.yaml", second)].map { name, text in
      let path = folder.appending(path: name).path(percentEncoded: false)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    return try await carryOut(["rule", "diff"] + paths + more)
  }

  private static let wider = SmallLaw.text.replacing(
    "needs: [waiver, agreement]", with: "needs: [waiver]")

  @Test func `finds nothing between a law and itself`() async throws {
    let outcome = try await compare(SmallLaw.text, SmallLaw.text)
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("Nobody may see or send anything but what they could before,"))
  }

  @Test func `ends with 1 and says who would newly see what`() async throws {
    let outcome = try await compare(SmallLaw.text, Self.wider)
    #expect(outcome.exit == 1)
    #expect(outcome.output.contains("+ The school or the leisure centre, as a participant,"))
    #expect(outcome.output.contains("could newly see the narrative"))
    #expect(outcome.output.contains("without a cooperation agreement"))
    #expect(outcome.output.contains("law needs a second person's key."))
    #expect(!outcome.output.contains("\n  - "))
  }

  @Test func `ends with 0 when the new law only narrows`() async throws {
    let outcome = try await compare(Self.wider, SmallLaw.text, more: "--output", "plain")
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("narrower\tSkolan eller fritidsverksamheten"))
    #expect(!outcome.output.contains("wider\t"))
  }

  @Test func `ends with 1 when the new law is watched less, and names what is gone`() async throws {
    let outcome = try await compare(SmallLaw.watched, SmallLaw.text, more: "--lang", "sv")
    #expect(outcome.exit == 1)
    #expect(
      outcome.output.hasPrefix(
        "Mindre bevakat: det här skulle inte längre bevisas eller frågas\n  ! Kanariefågeln "
          + "canary-back-to-school skulle inte längre frågas: Skolan får inget tillbaka.\n"))
    #expect(outcome.output.contains("behöver en andra persons nyckel."))
    let lines = try await compare(SmallLaw.watched, SmallLaw.text, more: "--json")
    let page = try JSONScanner.parse(Array(lines.output.utf8))
    #expect(page["wider"]?.bool == true)
    #expect(page["changes"]?.array?.map { $0["effect"]?.string } == ["unguarded"])
  }

  @Test func `ends with 0 when a rule is only reviewed otherwise, and says so`() async throws {
    let read = SmallLaw.watched.replacing("review: derived", with: "review: read")
    let outcome = try await compare(SmallLaw.watched, read, more: "--lang", "sv")
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("Omskrivet: det här ändrar inget svar\n  ~ Granskning eller"))
    #expect(outcome.output.contains("withhold-whereabouts (härledd → läst)"))
    #expect(!outcome.output.contains("nyckel"))
  }

  @Test func `refuses a law that cannot be read`() async throws {
    #expect(try await compare(SmallLaw.text, "nonsense").exit == 65)
  }
}
