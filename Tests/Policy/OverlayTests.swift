import Concerns
import Policy
import Tables
import Testing

@Suite struct `A local overlay` {
  /// The sample with an overlay of one rule about seeing.
  private static func text(_ rule: String) -> String {
    Sample.text + "---\nformat: samverkan-overlay/1\nseeing:\n" + rule
  }

  private static let withholds = """
      - id: withhold-here
        citation: ["Delegationsordningen 4 §"]
        review: derived
        from: 2025-07-01
        effect: withhold
        kinds: [report.mandatory]
        senders: any
        recipients: any
        standings: [duty]
        classes: [narrative]
        reason: {sv: "Jouren ser inte berättelsen.", en: "Those on call see no account."}

    """

  private static let narrows = """
      - id: show-report
        citation: ["SoL 19:1"]
        review: read
        from: 2025-07-01
        effect: show
        kinds: [report.mandatory]
        senders: [school]
        recipients: [social-services]
        standings: [owner]
        classes: any
        reason: {sv: "Bara den ansvariga.", en: "The owner alone."}

    """

  @Test(arguments: ["withholds", "narrows"])
  func `takes away what it says, and nothing else`(how: String) throws {
    let law = try Sample.table()
    let here = try PolicyTable(
      yaml: Self.text(how == "withholds" ? Self.withholds : Self.narrows)
    ).proved().table
    let change = PolicyChange(from: law.book, to: here.book)
    #expect(change.sendings.isEmpty && !change.sights.isEmpty)
    for difference in change.sights {
      #expect(!difference.isWider)
      #expect(difference.question.standing == .duty)
      #expect(how == "narrows" || difference.question.dataClass == .narrative)
    }
  }

  @Test func `is read again from the law's own bytes`() throws {
    let text = Self.text(Self.withholds)
    let table = try PolicyTable(yaml: text)
    #expect(table.bytes == Array(text.utf8))
    #expect(table.seeingRules.contains { $0.ground.rule.text == "withhold-here" })
  }

  @Test(arguments: [
    ("standings: [owner]", "standings: [owner, duty, reporter]"),
    ("senders: [school]", "senders: [school, police]"),
  ])
  func `that shows anybody anything new is refused with who and what`(
    old: String, new: String
  ) throws {
    let text = Self.text(Self.narrows.replacing(old, with: new))
    let flaw = #expect(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
    #expect(flaw?.fault.hasPrefix("the overlay widens the law: Social services, as ") == true)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = try #require(lines.lastIndex { $0.contains("- id: show-report") })
    #expect(flaw?.line == place + 1)
  }

  @Test(arguments: [
    ("samverkan-overlay/1", "samverkan-policy/1", "unknown format"),
    ("id: withhold-here", "id: send-report", "send-report is something else in the law"),
    ("seeing:", "fallbacks:", "unknown key \"fallbacks\""),
    ("standings: [duty]", "standings: [boss]", "unknown word \"boss\""),
  ])
  func `that cannot be read is refused with its line`(
    old: String, new: String, words: String
  ) throws {
    let overlay = Self.text(Self.withholds).split(separator: "---\n")[1]
    let text = Sample.text + "---\n" + overlay.replacing(old, with: new)
    let flaw = #expect(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
    #expect(flaw?.fault.hasPrefix(words) == true, "\(String(describing: flaw))")
    let line = Sample.text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect((flaw?.line ?? 0) > line)
  }

  @Test func `cannot take what the law states is always so`() throws {
    let text =
      Sample.text + """
        ---
        format: samverkan-overlay/1
        seeing:
        """ + "\n"
      + Self.withholds.replacing("standings: [duty]", with: "standings: [owner]")
      .replacing("classes: [narrative]", with: "classes: any")
    let flaw = #expect(throws: TableFlaw.self) { try PolicyTable(yaml: text).proved() }
    #expect(flaw?.fault.contains("does not hold") == true)
  }

  private static let shared = """
      - id: always-shared
        always: seen
        citation: ["OSL 10:1"]
        when:
          kinds: [collaboration.share]
          recipients: [leisure]
          recipient-walled: no
          standings: [participant]
          classes: [narrative]
          ages: [15-17]
          certainties: [certain]
          grounds: [crime]
          needs: [waiver, agreement]
          unless: [police-present]
          excluded: no
          from: 2025-07-01
        says: {sv: "Gården ser det den fått ja till.", en: "The centre sees what it has a yes for."}

    """

  /// The sample stating one thing more, with an overlay that takes it away.
  private static func taking(_ given: String) -> String {
    Sample.text + shared + "---\nformat: samverkan-overlay/1\n" + given + "seeing:\n"
      + withholds.replacing("[report.mandatory]", with: "[collaboration.share]")
      .replacing("standings: [duty]", with: "standings: [participant]")
      .replacing("recipients: any", with: "recipients: [leisure]")
  }

  @Test func `takes what the law states is always so only if it says that it does`() throws {
    let flaw = #expect(throws: TableFlaw.self) {
      try PolicyTable(yaml: Self.taking("")).proved()
    }
    #expect(flaw?.fault.hasPrefix("always-shared does not hold") == true)
    let here = try PolicyTable(yaml: Self.taking("gives-up: [always-shared]\n")).proved().table
    let change = PolicyChange(
      from: try Sample.table(Sample.text + Self.shared).book, to: here.book)
    #expect(!change.isEmpty && change.sights.allSatisfy { !$0.isWider })
    #expect(change.sentences.allSatisfy { !$0.isWider }, "it says in so many words what it takes")
  }

  @Test(arguments: [
    ("always-to-the-owner", "narrowed by law alone"),
    ("never-whereabouts", "says what never is"), ("no-such", "states nothing by the name"),
  ])
  func `gives up nothing but what may be given up`(name: String, words: String) throws {
    let text = Self.taking("gives-up: [\(name)]\n")
    let flaw = #expect(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
    #expect(flaw?.fault.contains(words) == true, "\(String(describing: flaw))")
  }
}
