import Concerns
import Policy
import Tables
import Testing

@Suite struct `A proof` {
  @Test func `finds nothing wrong with a sound law`() throws {
    let proof = PolicyProof(of: try Sample.table().book)
    #expect(proof.flaws.map(\.description) == [])
    #expect(proof.refutations == [])
    #expect(proof.objection == nil)
    #expect(try Sample.table().proved().table.bytes == Array(Sample.text.utf8))
  }

  @Test func `walks over every question`() throws {
    let space = FoldedSpace(try Sample.table().book)
    let proof = PolicyProof(of: space.book)
    var (cells, questions) = (0, UInt64(0))
    for kind in Kind.allCases {
      for dataClass in DataClass.allCases {
        space.eachSight(of: kind, dataClass) {
          cells += 1
          questions += $0.size
        }
      }
      space.eachSending(of: kind) {
        cells += 1
        questions += $0.size
      }
    }
    #expect(proof.cells == cells)
    #expect(proof.questions == questions)
  }

  /// A rule made wider or a statement made bolder, the statement that falls, what is said of it.
  struct Fall: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let statement: String
    let sv: String
    let en: String
    var testDescription: String { en }
  }

  static let falls = [
    Fall(
      old: "protections: [marked, registered, unknown]\n    reason",
      new: "protections: [marked, registered]\n    reason", statement: "never-whereabouts",
      sv: "Skolan, som deltagare, får se vistelseort i delning inom samverkan från förskolan den "
        + "2025-07-01; mottagaren är inte bakom en egen vägg; personens skydd är okänt; "
        + "personen är 15–17 år; identiteten är säker; "
        + "grund: brott; med ett samtycke; med ett samverkansavtal; utan polis eller åklagare: "
        + "regeln show-shared (OSL 10:1)",
      en: "The school, as a participant, may see whereabouts in sharing within cooperation from "
        + "the preschool on 2025-07-01; the recipient is not behind a wall of its own; "
        + "the person's protection is unknown; the person is 15 to "
        + "17; the identity is certain; ground: crime; with a waiver; with a cooperation "
        + "agreement; without police or prosecutor: rule show-shared (OSL 10:1)"),
    Fall(
      old: "standings: [owner, duty]", new: "standings: [duty]",
      statement: "always-to-the-owner",
      sv: "Socialtjänsten, som ansvarig, får inte se ärendets ram i en orosanmälan enligt plikt "
        + "från skolan den 2025-07-01: ingen regel öppnar det",
      en: "Social services, as the owner, may not see the frame of the matter in a mandatory "
        + "report from the school on 2025-07-01: no rule opens it"),
    Fall(
      old:
        "citation: [\"SoL 19:1\"]\n    review: read\n    from: 2025-07-01\n    effect",
      new:
        "citation: [\"SoL 19:4\"]\n    review: read\n    from: 2025-07-01\n    effect",
      statement: "always-to-the-owner",
      sv: "Socialtjänsten, som ansvarig, får se ärendets ram i en orosanmälan enligt plikt från "
        + "skolan den 2025-07-01: regeln show-report (SoL 19:4)",
      en: "Social services, as the owner, may see the frame of the matter in a mandatory report "
        + "from the school on 2025-07-01: rule show-report (SoL 19:4)"),
    Fall(
      old: "sender-bound: no", new: "sender-bound: either", statement: "never-bound-voluntary",
      sv: "Förskolan får skicka en frivillig orosanmälan till socialtjänsten den 2025-07-01, för "
        + "skydd av barn, med stöd av sol-19-4; avsändaren är bunden av anmälningsplikten; "
        + "grund: våld: regeln send-voluntary (SoL 19:4)",
      en: "The preschool may send a voluntary report to social services on 2025-07-01, for "
        + "protection of a child, under sol-19-4; the sender is bound by the duty to report; "
        + "ground: violence: rule send-voluntary (SoL 19:4)"),
    Fall(
      old: "      excluded: no\n", new: "", statement: "always-to-the-owner",
      sv: "Socialtjänsten, som ansvarig, får inte se ärendets ram i en orosanmälan enligt plikt "
        + "från skolan den 2025-07-01; mottagaren är utesluten: regeln excluded (OSL 7:1)",
      en: "Social services, as the owner, may not see the frame of the matter in a mandatory "
        + "report from the school on 2025-07-01; the recipient is excluded by name: rule excluded "
        + "(OSL 7:1)"),
  ]

  @Test(arguments: falls)
  func `refutes a statement with a sentence that a lawyer can read`(fall: Fall) throws {
    let (text, _) = try Sample.text(replacing: fall.old, by: fall.new)
    let table = try PolicyTable(yaml: text)
    let refutation = try #require(PolicyProof(of: table.book).refutations.first)
    #expect(refutation.statement.text == fall.statement)
    #expect(refutation.example.sv == fall.sv)
    #expect(refutation.example.en == fall.en)
    let flaw = try #require(throws: TableFlaw.self) { try table.proved() }
    #expect(flaw.fault.contains("\(fall.statement) does not hold: \(fall.en)"))
    #expect(flaw.line == refutation.line)
  }

  /// A change after which something can never matter.
  static let idle =
    [
      (
        "standings: [reporter, participant, other]\n    classes: [whereabouts, contact]",
        "standings: [owner]\n    classes: [outcome]\n    ages: [unknown]", nil
      ),
      (
        "standings: [owner, duty]\n    classes: any",
        "standings: [owner]\n    classes: [outcome]",
        "show-report is never the reason of an answer"
      ),
      (
        "classes: [narrative, whereabouts]\n",
        "classes: [whereabouts]\n    protections: [marked]\n",
        "show-shared is never the reason of an answer"
      ),
      (
        "from: 2025-07-01\n    kind: report.voluntary\n    senders: any",
        "from: 2025-07-01\n    kind: report.mandatory\n    senders: [school]\n"
          + "    sender-walled: yes",
        nil
      ),
      (
        "      classes: [whereabouts]\n",
        "      kinds: [feedback]\n      classes: [identity]\n",
        "never-whereabouts cannot fail"
      ),
      (
        "      classes: [whereabouts]\n", "      excluded: yes\n",
        "never-whereabouts cannot fail"
      ),
      (
        "      classes: [whereabouts]\n", "      excluded: either\n      classes: [whereabouts]\n",
        nil
      ),
      (
        "      classes: [whereabouts]\n      protections: [marked, registered, unknown]\n"
          + "      standings: [reporter, participant, other]\n      from: 2025-07-01\n",
        "      excluded: yes\n    citing: [\"OSL 7:1\"]\n", nil
      ),
    ] as [(String, String, String?)]

  @Test(arguments: idle)
  func `names what can never matter`(old: String, new: String, fault: String?) throws {
    let (text, _) = try Sample.text(replacing: old, by: new)
    let table = try PolicyTable(yaml: text)
    let flaws = PolicyProof(of: table.book).flaws.map(\.fault)
    guard let fault else {
      #expect(flaws == [])
      return
    }
    #expect(flaws.contains { $0.contains(fault) })
    #expect(throws: TableFlaw.self) { try table.proved() }
  }

  @Test func `names two rules that admit the same and refuse in other words`() throws {
    let (text, _) = try Sample.text(
      replacing: "  - id: send-voluntary",
      by: """
          - id: send-again
            citation: ["SoL 19:1"]
            review: read
            from: 2026-01-15
            kind: report.mandatory
            senders: [school, police]
            recipients: [social-services]
            purposes: [child-protection]
            bases: [sol-19-1]
            reason: {sv: "Igen.", en: "Again."}
            otherwise: {sv: "Annat.", en: "Otherwise."}
          - id: send-voluntary
        """)
    let flaws = PolicyProof(of: try PolicyTable(yaml: text).book).flaws
    #expect(
      flaws.map(\.fault) == [
        "send-again and send-report admit the same message and refuse in other words"
      ])
  }
}
