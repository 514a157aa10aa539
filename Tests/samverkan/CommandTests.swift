import AdapterKit
import ArgumentParser
import Foundation
import Testing
import Wire
import samverkan

@Suite struct `The command line` {
  static let everyCommand = [
    "concern validate x.json", "concern send -", "concern send --resume",
    "concern status 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16", "inbox ls", "inbox show q",
    "inbox take q --ack committed --case 1", "inbox ack q received",
    "inbox redirect q --to a.b --reason moved --expected 4",
    "inbox pass-on q --to 0583 --way telephone --worker w", "inbox known q", "agency ls",
    "agency show a",
    "agency add a --name A --party school --function a.b", "member ls",
    "member add a/b --curve-key k --operator", "member remove a/b", "key ls a", "key new n",
    "key add a --key k", "key retire a k", "key revoke a k", "parked ls", "parked show q",
    "parked redrive q", "consent record x.json --evidence x.pdf", "consent withdraw - --anew",
    "consent ls --limit 20", "consent show x",
    "emergency declare c --for a.b --reason life --hours 3 --unit a.b --role a.c --worker w "
      + "--because r.txt",
    "emergency review e --conversation c --finding founded --unit a.b --role a.c --worker w "
      + "--because r.txt --anew",
    "reservation acknowledge r --conversation c --text t --unit a.b --worker w --evidence e",
    "reservation ls --limit 20", "reservation show x",
    "emergency ls --limit 20", "emergency show x", "status", "route test --ground absence",
    "route test --kind contact.early --age 15-17",
    "errors ls",
    "errors lookup busy",
    "version", "completion zsh",
  ]

  @Test(arguments: everyCommand)
  func `takes every command, the common options before and after it`(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let common = ["--connection", "c.json", "--lang", "en", "--output", "plain", "--no-color"]
    for line in [common + words, words + common] {
      let deed = try #require(try Samverkan.parseAsRoot(line) as? any Deed)
      #expect(deed.options.connection == "c.json")
      #expect(deed.options.lang == .en)
      #expect(deed.options.form == .plain)
      #expect(deed.options.noColor)
    }
  }

  @Test func `shows examples with every command`() {
    for command in commands(of: Samverkan.self) {
      #expect(command.configuration.discussion.contains("Examples:"), "\(command)")
      #expect(!command.configuration.abstract.isEmpty)
    }
  }

  @Test(arguments: [
    ("inbox ls --limit x --lang sv", "Fel: Kommandoraden går inte att förstå.\n"),
    ("help foo --lang=sv", "Fel: Det finns inget kommando foo.\n"),
    ("serve --data d --create training --lang sv", "Fel: --deployment saknas.\n"),
    ("nonsense --json", "{\"error\":\"There is no command nonsense.\","),
  ])
  func `tells what it does not understand as every other fault`(
    line: String, start: String
  ) async throws {
    let outcome = try await carryOut(line.split(separator: " ").map(String.init))
    #expect(outcome.exit == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix(start), "\(outcome.complaints)")
  }

  @Test func `says of every act whether it changes anything`() {
    for command in commands(of: Samverkan.self) where command is any Deed.Type {
      let abstract = command.configuration.abstract
      #expect(abstract.hasSuffix("[reads]") || abstract.hasSuffix("[changes]"), "\(command)")
    }
  }

  @Test(arguments: [
    ("rule check", "FILE", "policy.yaml", "<file>"),
    ("rule test", "FILE", "policy.yaml", "<file>"),
    ("directory check", "FILES", "directory.yaml", "<files> ..."),
  ])
  func `says that a check needs a file, and where the shipped one lies`(
    line: String, name: String, shipped: String, argument: String
  ) async throws {
    let words = line.split(separator: " ").map(String.init)
    let help = try await carryOut(words + ["--help"])
    #expect(help.exit == 0)
    #expect(help.output.contains("\(name) must be given"))
    #expect(help.output.contains(", required;"))
    #expect(help.output.contains(shipped))
    // An empty variable of a script must not pass for a file that holds.
    let without = try await carryOut(words)
    #expect(without.exit == 64 && without.output.isEmpty)
    #expect(without.complaints.contains("\(argument) is missing."), "\(without.complaints)")
  }

  @Test func `helps in lines of eighty columns`() {
    for command in commands(of: Samverkan.self) {
      let text = HelpPage.wrapped(Samverkan.helpMessage(for: command, columns: HelpPage.width))
      let long = text.split(separator: "\n").filter { $0.count > HelpPage.width }
      #expect(long.isEmpty, "\(long)")
      // A line that was too long when it was written is broken before its last words.
      for line in command.configuration.discussion.split(separator: "\n") {
        #expect(line.count <= HelpPage.width && text.contains(line), "\(line)")
      }
    }
  }

  @Test func `keeps an option and its value on one line of the usage`() {
    let line =
      "USAGE: samverkan agency add <agency> --name <name> [--function <function> ...] "
      + "--party <party> [--json] [--lang <lang>]"
    #expect(
      HelpPage.wrapped(line + "\nshort") == """
        USAGE: samverkan agency add <agency> --name <name> [--function <function> ...]
               --party <party> [--json] [--lang <lang>]
        short
        """)
  }

  private func commands(of root: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [root] + root.configuration.subcommands.flatMap(commands(of:))
  }

  static let endings: [(line: String, exit: Int32)] = [
    ("inbox ls --limit 10001", 64), ("parked ls --limit 0", 64), ("inbox ls --after x", 64),
    ("nonsense", 64),
    ("errors ls --json --output plain", 64), ("inbox ack q received --case 1", 64),
    ("member remove school/main", 64), ("key revoke school abc", 64), ("inbox show short", 64),
    ("concern status 1", 64), ("errors lookup no-such-code", 64), ("errors lookup BUSY", 0),
    ("help", 0), ("help inbox take", 0), ("help foo", 64), ("help inbox foo", 64), ("inbox", 0),
    ("concern send", 64), ("concern send x.json --resume", 64),
    ("concern validate /nowhere/report.json", 66), ("concern validate /tmp", 64),
    ("key new /nowhere/main", 73),
    ("consent ls --limit 101", 64), ("consent ls --after x", 64), ("consent show x", 64),
    ("emergency ls --limit 0", 64), ("emergency ls --after x", 64), ("emergency show x", 64),
    ("reservation ls --limit 0", 64), ("reservation show x", 64), ("reservation", 0),
    ("reservation acknowledge r", 64),
    ("emergency declare", 64), ("emergency review x", 64), ("emergency", 0),
    ("consent record /nowhere/waiver.json", 66), ("consent withdraw -", 65),
    ("inbox ls --connection /nowhere/connection.json", 78), ("concern validate -", 65),
  ]

  @Test(arguments: endings)
  func `ends with the code that tells what went wrong`(line: String, exit: Int32) async throws {
    let words = line.split(separator: " ").map(String.init)
    #expect(try await carryOut(words, input: "{}").exit == exit)
  }

  @Test(arguments: ["concern validate -", "concern send -"])
  func `names the line and column of what is no JSON`(line: String) async throws {
    let words = line.split(separator: " ").map(String.init)
    let document = "{\n  \"kind\": ,\n}"
    let told = try await carryOut(words + ["--lang", "sv"], input: document)
    #expect(told.exit == 65)
    #expect(told.complaints.contains("(rad 2, tecken 11)"), "\(told.complaints)")
    let programs = try await carryOut(words + ["--json"], input: document).complaints
    #expect(programs.contains("\"line\":2,\"column\":11"))
    #expect(!programs.contains("pointer"))
    // What could be read has pointers, and needs no line.
    let pointed = try await carryOut(words + ["--lang", "sv"], input: "{\"kind\": \"gossip\"}")
    #expect(!pointed.complaints.contains("rad "))
  }
}

@Suite struct `A fault` {
  static let refusals: [(code: String, exit: Int32)] = [
    ("kind-not-lawful", 77), ("not-permitted", 77), ("key-revoked", 77), ("busy", 75),
    ("intake-closed", 75), ("clock-skew", 78), ("bad-handling", 65), ("id-reused", 65),
  ]

  @Test(arguments: refusals)
  func `of the broker has the exit code of its kind`(code: String, exit: Int32) throws {
    let problem = Problem(try #require(ProblemCode(rawValue: code)))
    #expect(Fault(AdapterError.refused(Refusal(problem))).exitCode.rawValue == exit)
  }

  static let breaks: [(error: AdapterError, exit: Int32)] = [
    (.unreachable(endpoint: "tcp://x:1"), 69), (.wrongServer(endpoint: "tcp://x:1"), 69),
    (.unanswered, 69), (.forged(.receipt), 69), (.keyRefused(endpoint: "tcp://x:1"), 77),
    (.tooManyHandshakes(endpoint: "tcp://x:1"), 75), (.interrupted, 75), (.otherDeployment, 78),
    (.file(path: "a.key", .exists), 73),
    (.file(path: "a.sign_secret", .exposed), 78), (.connection(path: "c", member: "m"), 78),
  ]

  @Test(arguments: breaks)
  func `of the line has the exit code of its kind`(error: AdapterError, exit: Int32) {
    #expect(Fault(error).exitCode.rawValue == exit)
  }

  @Test func `is told as a sentence, a remedy, a code and where to read more`() async throws {
    let outcome = try await carryOut(["concern", "validate", "-"], input: "{\"kind\":1}")
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("Problem: A section is missing (/handling)\n  "))
    #expect(outcome.complaints.contains("samverkan errors lookup "))
  }

  @Test func `is an object for a program`() async throws {
    let outcome = try await carryOut(["errors", "lookup", "nope", "--json"])
    let value = try JSONScanner.parse(Array(outcome.complaints.utf8))
    #expect(value["exit"]?.integer == 64)
    #expect(value["error"]?.string == "There is no such problem code.")
  }
}

@Suite struct `Output` {
  @Test func `aligns columns by what a reader sees`() throws {
    let listing = Listing(
      [.init("name", .titleName), .init("party", .titleParty)],
      rows: [
        .object([.init("name", .string("Björkängsskolan")), .init("party", .string("school"))]),
        .object([.init("name", .string("o\u{308}rn")), .init("party", .string("leisure"))]),
      ])
    let text = listing.table(on: try terminal())
    let places = text.split(separator: "\n").map { line in
      line.distance(from: line.startIndex, to: line.lastIndex(of: " ") ?? line.endIndex)
    }
    #expect(places == [16, 16, 16])
  }

  @Test func `shows no control characters out of a message`() {
    #expect(Cell.text(of: .string("a\u{1B}[2Jb\u{202E}c\nd")) == "a\u{FFFD}[2Jb\u{FFFD}c d")
  }

  @Test(arguments: [
    (["errors", "lookup", "busy", "--output", "plain"], "code\tbusy\n"),
    (["errors", "lookup", "busy", "--json"], "{\n  \"code\": \"busy\",\n"),
    (["errors", "lookup", "busy", "--output", "ndjson"], "{\"code\":\"busy\","),
    (["errors", "lookup", "busy"], "Code        busy\n"),
    (["errors", "lookup", "busy", "--lang", "sv"], "Kod           busy\n"),
  ])
  func `has the form that was asked for`(words: [String], start: String) async throws {
    let outcome = try await carryOut(words)
    #expect(outcome.output.hasPrefix(start), "\(outcome.output)")
  }

  @Test func `is strict JSON in both forms of it`() async throws {
    let whole = try await carryOut(["errors", "ls", "--json"])
    let count = try JSONScanner.parse(Array(whole.output.utf8)).array?.count
    #expect(count == ProblemCode.allCases.count)
    let lines = try await carryOut(["errors", "ls", "--output", "ndjson"])
    let objects = try lines.output.split(separator: "\n").map {
      try JSONScanner.parse(Array($0.utf8))
    }
    #expect(objects.count == count)
  }

  @Test func `validates a document given on standard input`() async throws {
    let outcome = try await carryOut(["concern", "validate", "-"], input: report)
    #expect(outcome.exit == 0)
    #expect(outcome.complaints.isEmpty)
    #expect(outcome.output.hasPrefix("The document is written right"))
  }

  private func terminal() throws -> Terminal {
    let deed = try #require(try Samverkan.parseAsRoot(["version"]) as? any Deed)
    return Terminal(deed.options, in: Surroundings(variables: [:]), streams: Record())
  }

  private var report: String {
    """
    {"kind":"report.voluntary","unit":"club.board","handling":{"persons":[
      {"tag":"KAJA","role":"child","certainty":"probable","protection":"unknown"}],
      "municipality":"0581","area":"unknown","target":"child","grounds":["other"],
      "urgency":"ordinary","guardians":"unknown","anonymous":false,"feedback":false,
      "excluded":[]},"sections":[]}
    """
  }
}

@Suite struct `Surroundings of the program` {
  @Test(arguments: [
    (["LANG": "sv_SE.UTF-8"], Language.sv), (["LANG": "en_GB.UTF-8"], .en), ([:], .sv),
    (["LANG": "de_DE.UTF-8"], .sv), (["LANG": "sv_SE", "LC_ALL": "en_US"], .en),
  ])
  func `choose the language`(variables: [String: String], language: Language) throws {
    #expect(Surroundings(variables: variables).language(try options([])) == language)
    #expect(Surroundings(variables: variables).language(try options(["--lang", "en"])) == .en)
  }

  @Test(arguments: [
    ([:], [], true), (["NO_COLOR": "1"], [], false), (["NO_COLOR": ""], [], true),
    (["TERM": "dumb"], [], false), ([:], ["--no-color"], false),
  ])
  func `allow colour`(
    variables: [String: String], words: [String], isAllowed: Bool
  ) throws {
    let terminal = Surroundings(variables: variables, isOutputTerminal: true)
    #expect(terminal.allowsColour(try options(words)) == isAllowed)
    #expect(!Surroundings(variables: variables).allowsColour(try options(words)))
  }

  @Test(arguments: [
    (["FORCE_COLOR": "1"], [], true), (["FORCE_COLOR": "1", "TERM": "dumb"], [], true),
    (["FORCE_COLOR": "0"], [], false), (["FORCE_COLOR": ""], [], false),
    (["FORCE_COLOR": "1", "NO_COLOR": "1"], [], false),
    (["FORCE_COLOR": "1"], ["--no-color"], false),
  ])
  func `allow colour where no terminal is, when it is forced and nobody objects`(
    variables: [String: String], words: [String], isAllowed: Bool
  ) throws {
    #expect(Surroundings(variables: variables).allowsColour(try options(words)) == isAllowed)
  }

  @Test func `name the connection, the option before the variable`() throws {
    let named = Surroundings(variables: [GlobalOptions.connectionVariable: "a.json"])
    #expect(named.connectionPath(try options([])) == "a.json")
    #expect(named.connectionPath(try options(["--connection", "b.json"])) == "b.json")
    #expect(Surroundings(variables: [:]).connectionPath(try options([])) == "connection.json")
  }

  private func options(_ words: [String]) throws -> GlobalOptions {
    try #require(try Samverkan.parseAsRoot(["version"] + words) as? any Deed).options
  }
}
