import ArgumentParser
import Testing
import samverkan

/// What is told to somebody who mistyped.
@Suite struct `A command line that is not understood` {
  static let told: [(line: String, sv: String, en: String)] = [
    (
      "inbox ls --limt 3", "Det finns inget --limt. Menade du --limit?",
      "There is no --limt. Did you mean --limit?"
    ),
    ("inbox ls -x", "Det finns inget -x.", "There is no -x."),
    ("inbox ls --zzzzzzzzzz", "Det finns inget --zzzzzzzzzz.", "There is no --zzzzzzzzzz."),
    ("inbox show", "<delivery> saknas.", "<delivery> is missing."),
    ("serve", "--data <data> saknas.", "--data <data> is missing."),
    ("inbox redirect q --to", "--to <to> saknar sitt värde.", "--to <to> lacks its value."),
    (
      "inbox ls --limit x", "--limit <limit> kan inte vara x.", "--limit <limit> cannot be x."
    ),
    (
      "inbox ack q redd",
      "<state> kan inte vara redd. Menade du read? Det som går är: received, read, committed.",
      "<state> cannot be redd. Did you mean read? It may be: received, read, committed."
    ),
    (
      "inbox ls --lang de", "--lang <lang> kan inte vara de. Det som går är: sv, en.",
      "--lang <lang> cannot be de. It may be: sv, en."
    ),
    (
      "agency add a --name A --party scool",
      "--party <party> kan inte vara scool. Menade du school? Det som går är: preschool, school,",
      "--party <party> cannot be scool. Did you mean school? It may be: preschool, school,"
    ),
    (
      "rule ls --kind transfr",
      "--kind <kind> kan inte vara transfr. Menade du transfer? Det som går är: report.mandatory,",
      "--kind <kind> cannot be transfr. Did you mean transfer? It may be: report.mandatory,"
    ),
    ("inbox show a b c", "Det här är för mycket: b, c.", "This is too much: b, c."),
    ("version --json=x", "--json tar inget värde.", "--json takes no value."),
    (
      "errors ls --json --output plain", "--json och --output plain säger emot varandra.",
      "--json and --output plain contradict each other."
    ),
    ("parked ls --limit 0", "--limit är 1 till 100.", "--limit is 1 to 100."),
    ("contact counts 12", "Året har fyra siffror.", "The year has four digits."),
    (
      "concern send", "Ange ett dokument, eller bara --resume.",
      "Give a document, or --resume alone."
    ),
    (
      "concern send --resume --anew", "--anew hör ihop med ett dokument.",
      "--anew goes with a document."
    ),
  ]

  @Test(arguments: told)
  func `is told in the language of its reader`(line: String, sv: String, en: String) async throws {
    for (language, sentence) in [("sv", sv), ("en", en)] {
      let outcome = try await tell(line, in: language)
      #expect(outcome.exit == 64)
      #expect(outcome.output.isEmpty)
      #expect(outcome.complaints.contains("\n  " + sentence), "\(outcome.complaints)")
    }
    let swedish = try await tell(line, in: "sv").complaints
    let english = ["på engelska", "Usage", "See '", "Unknown", "issing", "invalid", "nexpected"]
    #expect(english.allSatisfy { !swedish.contains($0) }, "\(swedish)")
    #expect(swedish.contains("\n  Så används det: samverkan"))
  }

  @Test(arguments: [
    ("inbx ls", "Det finns inget kommando inbx.", "Menade du inbox? samverkan help visar alla."),
    (
      "inbox opn", "Det finns inget kommando inbox opn.", "samverkan help inbox visar alla."
    ),
    (
      "inbox redirct q", "Det finns inget kommando inbox redirct.",
      "Menade du redirect? samverkan help inbox visar alla."
    ),
    (
      "help concrn", "Det finns inget kommando concrn.",
      "Menade du concern? samverkan help visar alla."
    ),
    ("nonsense", "Det finns inget kommando nonsense.", "\n  samverkan help visar alla."),
  ])
  func `names a command that there is, where one is like it`(
    line: String, sentence: String, remedy: String
  ) async throws {
    let told = try await tell(line, in: "sv")
    #expect(told.exit == 64)
    #expect(told.complaints.hasPrefix("Fel: " + sentence), "\(told.complaints)")
    #expect(told.complaints.contains(remedy), "\(told.complaints)")
  }

  @Test func `is told as the parser tells it where that has a sentence nobody knows`() {
    #expect(Misunderstanding("Something new.") == .other("Something new"))
    #expect(Misunderstanding("--x") == .other("--x"))
  }

  private func tell(_ line: String, in language: String) async throws -> Outcome {
    try await carryOut(
      line.split(separator: " ").map(String.init),
      variables: ["LANG": language == "sv" ? "sv_SE.UTF-8" : "en_GB.UTF-8"])
  }
}
