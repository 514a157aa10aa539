import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Foundation
import Synchronization
import Testing
import Wire
import ZeroMQ
import samverkan

/// The program against an edge of real sockets, from files on disk to text on the screen.
@Suite(.timeLimit(.minutes(20))) struct `An errand` {
  let sample: Sample
  let folder: String
  let delivery: DeliveryID

  init() throws {
    var generator = SystemRandomNumberGenerator()
    sample = try Sample()
    delivery = DeliveryID(using: &generator)
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func `to send ends with the reference and whom to call`() async throws {
    let outcome = try await run("concern send -", input: Sample.text())
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.complaints.isEmpty)
    #expect(outcome.output.contains("Reception"))
    #expect(outcome.output.contains("011-15 00 00"))
    let line = try #require(
      outcome.output.split(separator: "\n").first { $0.contains("Reference") })
    let reference = try #require(line.split(separator: " ").last)
    #expect(outcome.output.contains("samverkan concern status \(reference)"))
    #expect(outcome.output.contains("call 112"))
  }

  @Test func `to send gives a program the evidence`() async throws {
    let outcome = try await run("concern send - --json", input: Sample.text())
    let value = try JSONScanner.parse(Array(outcome.output.utf8))
    let leaf = try #require(value["leaf"]?.string)
    let receipt = try ReceiptLeaf(reading: Array(leaf.utf8))
    guard case .accepted(let id, _, let reference, _) = receipt.outcome else {
      Issue.record("the leaf accepts nothing")
      return
    }
    #expect(value["id"]?.string == id.description)
    #expect(value["reference"]?.string == reference.text)
    #expect(value["proof"]?.string?.contains("signature") == true)
  }

  static let unlawful = Problem(
    .kindNotLawful, lawful: [.reportVoluntary],
    otherwise: LocalizedText(sv: "Bara polisen gör det.", en: "Only the police do."))

  @Test func `to send what is refused tells a program what the law says instead`() async throws {
    let outcome = try await run("concern send - --json", input: Sample.text()) { _, asked in
      asked.command.name == .publish
        ? .say(.problem(Self.unlawful, refusal: nil)) : .usual
    }
    let told = try JSONScanner.parse(Array(outcome.complaints.utf8.dropLast()))
    #expect(told["otherwise"]?.string == "Only the police do.")
    #expect(told["lawful"]?.array?.map(\.string) == ["report.voluntary"])
  }

  @Test func `to send what is refused tells the code, and sends nothing twice`() async throws {
    let outcome = try await run("concern send -", input: Sample.text()) { _, asked in
      asked.command.name == .publish
        ? .say(.problem(Self.unlawful, refusal: nil)) : .usual
    }
    #expect(outcome.exit == 77)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("Only the police do."))
    #expect(outcome.complaints.contains("kind-not-lawful"))
    #expect(outcome.complaints.contains("concern send FILE --as KIND"))
  }

  @Test func `to send as the lawful kind changes the kind, purpose and basis, and nothing else`()
    async throws
  {
    let sent = Mutex<[SignedMessage]>([])
    let outcome = try await run(
      "concern send - --as report.voluntary", input: Sample.text()
    ) { _, asked in
      guard case .publish(let publish) = asked.command else { return .usual }
      sent.withLock { $0.append(publish.message) }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let message = try #require(sent.withLock { $0 }.first)
    let usual = try #require(Kind.reportVoluntary.usualGround)
    #expect(message.matter.kind == .reportVoluntary)
    #expect(message.matter.purpose == usual.purpose && message.matter.basis == usual.basis)
    let document = try ConcernDocument(reading: Array(Sample.text().utf8))
    #expect(message.sections.count == document.sections.count + 2)
  }

  @Test func `to send believes no forged receipt`() async throws {
    var generator = SystemRandomNumberGenerator()
    let forger = SigningKey(using: &generator)
    let outcome = try await run("concern send -", input: Sample.text()) { edge, asked in
      guard case .publish(let publish) = asked.command else { return .usual }
      return .say(edge.receipt(for: publish.message, signedBy: forger))
    }
    #expect(outcome.exit == 69)
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [true, false])
  func `ends with what to write down when the server key is changed`(isNews: Bool) async throws {
    let from = Moment(seconds: Sample.moment.seconds + 86_400)
    let key = isNews ? try CurveKeyPair.random().publicKey : sample.server.publicKey
    let outcome = try await run("inbox ls") { edge, asked in
      guard asked.command.name == .hello else {
        return asked.command.name == .list ? .say(.list([], next: nil)) : .usual
      }
      let port = isNews ? 6000 : edge.endpoint.split(separator: ":").last.flatMap { Int($0) } ?? 0
      return .say(.welcome(edge.welcome(next: .init(key: key.z85, port: port, from: from))))
    }
    #expect(outcome.exit == 0)
    let wanted = ["connection.json", "tcp://127.0.0.1:6000", key.z85, from.text]
    #expect(wanted.allSatisfy { outcome.complaints.contains($0) } == isNews)
    #expect(outcome.complaints.isEmpty == !isNews, "\(outcome.complaints)")
  }

  @Test func `to follow tells one of four words`() async throws {
    let id = "8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16"
    let outcome = try await run("concern status \(id) --output plain")
    #expect(outcome.output == "id\t\(id)\nword\tdelivered\n")
  }

  @Test(arguments: [true, false])
  func `to read shows the sections, and that something is withheld`(isWhole: Bool) async throws {
    let outcome = try await run("inbox show \(delivery.text)") { edge, asked in
      guard case .open(let delivery) = asked.command else { return .usual }
      return .say(edge.answer(to: delivery, whole: isWhole))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("Narrative"))
    #expect(outcome.output.contains("  text: borta sedan maj\n"))
    #expect(outcome.output.contains("Parts of the message are not shown") == !isWhole)
    #expect(outcome.output.contains(Sample.number) == isWhole)
  }

  @Test func `to take acknowledges what was shown`() async throws {
    let outcome = try await run("inbox take \(delivery.text) --ack received") { edge, asked in
      guard case .claim(let delivery) = asked.command else { return .usual }
      return .say(edge.answer(to: delivery))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("\nAcknowledged: received.\n"))
    // Without the view nobody can commit later: the delivery is settled, and opens no more.
    let view = try #require(outcome.output.firstMatch(of: /Acknowledge with\s+(\S+)/)).1
    #expect(
      outcome.output.hasSuffix(
        "samverkan inbox ack \(delivery.text) committed --view=\(view)"
          + " --connection \(folder)/connection.json\n"))
  }

  @Test func `to send on decides on the version in the list`() async throws {
    let label = BrokerCommand.Label(
      delivery: delivery, kind: .reportMandatory, lane: .report, state: "received",
      accepted: Sample.moment, attempts: 1, version: 6)
    let line = "inbox redirect \(delivery.text) --to social.north --reason moved --output plain"
    let outcome = try await run(line) { _, asked in
      guard case .list = asked.command else { return .usual }
      return .say(.list([label], next: nil))
    }
    #expect(outcome.output == "delivery\t\(delivery.text)\nto\tsocial.north\nversion\t7\n")
  }

  @Test(arguments: [
    ("en_GB.UTF-8", "The matter had been sent on twice already. social.head owns it now"),
    ("sv_SE.UTF-8", "Saken hade redan skickats vidare två gånger. Den ägs nu av social.head"),
  ])
  func `to send on tells that another owns it than the one that was named`(
    language: String, sentence: String
  ) async throws {
    let line = "inbox redirect \(delivery.text) --to social.north --reason moved --expected 6"
    let head = try #require(FunctionID("social.head"))
    let outcome = try await run(line, in: ["LANG": language]) { _, asked in
      guard case .decide(let decide) = asked.command else { return .usual }
      return .say(.decided(decide.delivery, version: 7, to: head))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains(sentence))
    #expect(!outcome.output.contains("social.north"))
  }

  @Test func `of an operator shows the register`() async throws {
    let outcome = try await run("agency ls") { _, asked in
      guard case .admin(let request) = asked.command, request["act"]?.string == "agency.ls"
      else { return .usual }
      let agency = JSONValue.object([
        .init("id", .string("school")), .init("name", .string("Björkskolan")),
        .init("party", .string("school")), .init("bound", .bool(true)),
        .init("functions", .array([.string("school.head")])),
      ])
      return .say(
        .admin(.object([.init("act", .string("agency.ls")), .init("agencies", .array([agency]))])))
    }
    #expect(
      outcome.output == """
        Agency  Name         Party   Bound to report  Under contract  Functions
        school  Björkskolan  school  yes              -               school.head

        """)
  }

  @Test(arguments: [
    ("member show school/main", "member.ls", "members", "id", "school/main", 0),
    ("member show school/other", "member.ls", "members", "id", "school/main", 66),
    ("key show school k3v9Qm2TzL0aXr7B", "key.ls", "keys", "keyid", "k3v9Qm2TzL0aXr7B", 0),
    ("key show school 00000000000000aa", "key.ls", "keys", "keyid", "k3v9Qm2TzL0aXr7B", 66),
  ])
  func `of an operator shows one of the register, or says that there is none`(
    line: String, act: String, list: String, name: String, registered: String, exit: Int32
  ) async throws {
    let outcome = try await run(line + " --json") { _, asked in
      guard case .admin(let request) = asked.command, request["act"]?.string == act,
        request["agency"]?.string == "school"
      else { return .usual }
      let entries = ["another", registered].map { JSONValue.object([.init(name, .string($0))]) }
      return .say(.admin(.object([.init("act", .string(act)), .init(list, .array(entries))])))
    }
    #expect(outcome.exit == exit, "\(outcome.complaints)")
    guard exit == 0 else {
      #expect(outcome.output.isEmpty && outcome.complaints.contains("is not in the register"))
      return
    }
    #expect(try JSONScanner.parse(Array(outcome.output.utf8))[name]?.string == registered)
  }

  @Test(arguments: [("parked ls", 3, "100"), ("parked ls --limit 1", 1, "1")])
  func `to what is parked follows every page, or shows the one that was asked for`(
    line: String, count: Int, limit: String
  ) async throws {
    let outcome = try await run(line + " --json") { _, asked in
      guard case .admin(let request) = asked.command, let limit = request["limit"]?.integer
      else { return .usual }
      let page = request["after"]?.string.flatMap { Int($0) } ?? 0
      let row = JSONValue.object([
        .init("delivery", .string("page \(page)")), .init("lane", .string("limit \(limit)")),
      ])
      let next: [JSONValue.Member] = page < 2 ? [.init("next", .string("\(page + 1)"))] : []
      return .say(
        .admin(
          .object([.init("act", .string("parked.ls")), .init("parked", .array([row]))] + next)))
    }
    let rows = try #require(try JSONScanner.parse(Array(outcome.output.utf8)).array)
    #expect(rows.map { $0["delivery"]?.string } == (0..<count).map { "page \($0)" })
    #expect(rows.allSatisfy { $0["lane"]?.string == "limit \(limit)" })
  }

  @Test(arguments: [
    ("status", "unknown-delivery  67     7\n"), ("status", "clock-skew        1–4    1–4\n"),
    ("status", "unknown-key              7\n"),
    ("status --lang sv", "Sista post i liggaren  41\n"),
    ("status --output plain", "refusal\tunknown-delivery\t67\t7\n"),
    ("status --output plain", "refusal\tclock-skew\t-\t-\nrefusal\t"),
    ("status --output plain", "ledgerIndex\t41\n"),
    ("status --output plain", "stranger\tunknown-key\t7\n"),
    ("status --output ndjson", #""strangers":[{"reason":"unknown-key","count":7}]}"# + "\n"),
  ])
  func `to see how the broker fares shows totals, refusals and strangers`(
    line: String, expected: String
  ) async throws {
    let answer = try JSONScanner.parse(
      Array(
        """
        {"act":"broker.status","deployment":"x","ledgerIndex":41,"waiting":0,\
        "refusals":[{"code":"clock-skew"},{"code":"unknown-delivery","count":67,"unrecorded":7}],\
        "strangers":[{"reason":"unknown-key","count":7}]}
        """.utf8))
    let outcome = try await run(line) { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(.admin(answer))
    }
    #expect(outcome.output.contains(expected), "\(outcome.output)\(outcome.complaints)")
  }

  @Test(arguments: [
    ("json", #""members": [\#n    {\#n      "id": "school/main""#),
    ("ndjson", #""keys":[{"keyid":"k1""#),
    ("plain", "id\tschool\nname\tBj\u{F6}rkskolan\nmember\tschool/main\t-\t-\t-\t-\nkey\tk1\t"),
    ("table", "\n\nMember       CURVE key  Functions"),
  ])
  func `to see an agency shows its machines and keys in every form`(
    form: String, expected: String
  ) async throws {
    let answer = try JSONScanner.parse(
      Array(
        """
        {"act":"agency.show","agency":{"id":"school","name":"Björkskolan"},\
        "members":[{"id":"school/main"}],"keys":[{"keyid":"k1","state":"active"}]}
        """.utf8))
    let outcome = try await run("agency show school --output \(form)") { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(.admin(answer))
    }
    #expect(outcome.output.contains(expected), "\(outcome.output)")
  }

  @Test func `to read somebody else's mailbox says so`() async throws {
    let outcome = try await run("inbox ls other.mailbox") { _, asked in
      asked.command.name == .list
        ? .say(.problem(Problem(.unknownDelivery), refusal: nil)) : .usual
    }
    #expect(outcome.exit == 77)
    #expect(outcome.complaints.hasPrefix("Problem: The mailbox other.mailbox is not read"))
  }

  @Test func `to a broker that is not there ends with 69`() async throws {
    let outcome = try await run("inbox ls") { edge, asked in
      edge.stop()
      return .silence
    }
    #expect(outcome.exit == 69)
    #expect(outcome.complaints.hasPrefix("Problem: "))
  }

  private func run(
    _ line: String, input: String = "", in variables: [String: String] = ["LANG": "en_GB.UTF-8"],
    script: @escaping Edge.Script = { _, _ in .usual }
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(
      line, as: sample, in: folder, input: input, variables: variables, script: script)
  }
}
