import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Foundation
import Testing
import Wire
import ZeroMQ
import samverkan

/// What a recipient sees of a mailbox, and of what lies in it.
@Suite(.timeLimit(.minutes(20))) struct `A mailbox at the terminal` {
  let sample: Sample

  init() throws { sample = try Sample() }

  @Test func `is listed to its end, the most pressing first`() async throws {
    let (old, settled, acute) = (
      label("received", .report), label("committed", .report), label("waiting", .acute)
    )
    let outcome = try await run("inbox ls --output plain") { _, asked in
      guard case .list(let list) = asked.command else { return .usual }
      return .say(
        list.after == nil ? .list([old, settled], next: "2") : .list([acute], next: nil))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(names(in: outcome.output) == [acute.delivery.text, old.delivery.text])
    #expect(outcome.complaints.isEmpty)
  }

  @Test func `shows what is settled when asked`() async throws {
    let (settled, open) = (label("committed", .acute), label("parked", .other))
    let outcome = try await run("inbox ls --all --output plain") { _, asked in
      guard case .list = asked.command else { return .usual }
      return .say(.list([settled, open], next: nil))
    }
    #expect(names(in: outcome.output) == [open.delivery.text, settled.delivery.text])
  }

  @Test(arguments: ["table", "json", "ndjson", "plain"])
  func `says in every form that the list is not whole`(form: String) async throws {
    let first = label("waiting", .report)
    let outcome = try await run("inbox ls --limit 1 --output \(form)") { _, asked in
      guard case .list = asked.command else { return .usual }
      return .say(.list([first], next: "7"))
    }
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains(first.delivery.text))
    let next = "samverkan inbox ls social.reception --after=7 --connection /"
    #expect(outcome.complaints.contains(next))
  }

  @Test(arguments: [
    ("inbox ack ID read", ProblemCode.unknownDelivery, "Say what was received: --view=VIEW"),
    ("inbox ack ID committed", .leaseEnded, "Say what was received: --view=VIEW"),
    ("inbox ack ID received", .unknownDelivery, "It is acknowledged as far as that. Once it is"),
    ("inbox show ID", ProblemCode.leaseEnded, "It does not open again"),
    ("inbox known ID", ProblemCode.leaseEnded, "ask before it is acknowledged"),
  ])
  func `tells of what is settled that it is`(
    line: String, code: ProblemCode, remedy: String
  ) async throws {
    let settled = label("received", .report)
    let line = line.replacing("ID", with: settled.delivery.text)
    let outcome = try await run(line) { _, asked in
      switch asked.command {
      case .list: .say(.list([settled], next: nil))
      case .open, .claim, .known: .say(.problem(Problem(code), refusal: nil))
      default: .usual
      }
    }
    #expect(outcome.exit == 66)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("already settled or acknowledged here: received"))
    #expect(outcome.complaints.contains(remedy))
    // It does not come anew, however long anybody waits.
    #expect(!outcome.complaints.contains("lease"))
  }

  @Test(arguments: ["committed", "redirected", "withdrawn"])
  func `asks for no second acknowledgement of what is over`(state: String) async throws {
    let over = label(state, .report)
    let outcome = try await run("inbox ack \(over.delivery.text) committed") { _, asked in
      switch asked.command {
      case .list: .say(.list([over], next: nil))
      case .claim: .say(.problem(Problem(.unknownDelivery), refusal: nil))
      default: .usual
      }
    }
    #expect(outcome.exit == 66)
    #expect(outcome.complaints.contains("Nothing more can be acknowledged."))
    #expect(!outcome.complaints.contains("--view"))
  }

  @Test(arguments: [
    ("inbox show ID", ProblemCode.leaseEnded), ("inbox take ID", .unknownDelivery),
  ])
  func `tells of what was only read that it was, and how it comes into a case`(
    line: String, code: ProblemCode
  ) async throws {
    let read = label("read", .report)
    let line = line.replacing("ID", with: read.delivery.text)
    let outcome = try await run(line) { _, asked in
      switch asked.command {
      case .list: .say(.list([read], next: nil))
      case .open, .claim: .say(.problem(Problem(code), refusal: nil))
      default: .usual
      }
    }
    #expect(outcome.exit == 66)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("already settled or acknowledged here: read"))
    #expect(outcome.complaints.contains("inbox ack \(read.delivery.text) committed --view=VIEW"))
    // It does not come anew, however long anybody waits.
    #expect(!outcome.complaints.contains("lease"))
  }

  @Test func `shows the matter first, and warns before it`() async throws {
    let changed = try Sample.document { text in
      text = text.replacing(
        "\"guardians\":\"unknown\"", with: "\"guardians\":\"must-not-be-told\""
      ).replacing("\"grounds\":[\"absence\"]", with: "\"grounds\":[\"honour\"]")
    }
    var generator = SystemRandomNumberGenerator()
    let message = try changed.compose(
      to: Destination(
        agency: sample.agency, deployment: sample.deployment, environment: .training,
        key: sample.member.verifyingKey.id), at: Sample.moment, drawing: &generator)
    let delivery = DeliveryID(using: &generator)
    let deliver = try sample.delivery(of: message, id: delivery)
    let outcome = try await run("inbox show \(delivery.text)") { _, asked in
      guard case .open = asked.command else { return .usual }
      return .say(.deliver(deliver))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let order = [
      "Nothing of this may reach a guardian", "honour-related", "\nMatter", "\nIdentity",
    ]
    let places = order.compactMap { outcome.output.range(of: $0)?.lowerBound }
    #expect(places.count == order.count && places == places.sorted())
    #expect(!outcome.output.contains("Acute:"))
  }

  @Test(arguments: [true, false])
  func `says that a personal number does not pass its check, before the message`(
    isWrong: Bool
  ) async throws {
    let other = Sample.number.dropLast() + String((Int(Sample.number.suffix(1)) ?? 0) ^ 1)
    let changed = try Sample.document { text in
      if isWrong { text = text.replacing(Sample.number, with: other) }
    }
    var generator = SystemRandomNumberGenerator()
    let message = try changed.compose(
      to: Destination(
        agency: sample.agency, deployment: sample.deployment, environment: .training,
        key: sample.member.verifyingKey.id), at: Sample.moment, drawing: &generator)
    let delivery = DeliveryID(using: &generator)
    let deliver = try sample.delivery(of: message, id: delivery)
    for (form, count) in [("table", 1), ("json", 0)] {
      let outcome = try await run("inbox show \(delivery.text) --output \(form)") { _, asked in
        guard case .open = asked.command else { return .usual }
        return .say(.deliver(deliver))
      }
      #expect(outcome.exit == 0, "\(outcome.complaints)")
      let notes = outcome.output.components(separatedBy: "does not pass its check").count - 1
      #expect(notes == (isWrong ? count : 0))
      guard form == "json" else { continue }
      let tags = try JSONScanner.parse(Array(outcome.output.utf8))["unverified"]?.array
      #expect(tags?.count == (isWrong ? 1 : 0))
    }
  }

  @Test(arguments: [
    ("en_GB.UTF-8", "Parts of the message are not shown to this recipient. Ask: Reception"),
    ("sv_SE.UTF-8", "Delar av meddelandet visas inte för den här mottagaren. Fråga: Mottagningen"),
  ])
  func `says one sentence of what is withheld, whatever that is`(
    language: String, sentence: String
  ) async throws {
    let little: Set<DataClass> = [.matter, .identity, .narrative]
    for shown in [little, [.matter, .identity], [.matter]] {
      let outcome = try await show(shown, in: ["LANG": language])
      #expect(outcome.exit == 0, "\(outcome.complaints)")
      let said = outcome.output.split(separator: "\n").map(String.init)
      #expect(said.filter { $0 == sentence + " 011-15 00 00" }.count == 1)
      // The head, the sentence and what is shown: nothing counts or names what is not.
      #expect(!outcome.output.contains(shown.contains(.narrative) ? "Handling" : "borta"))
      let heads = said.filter { !$0.hasPrefix(" ") }
      #expect(heads.count == 7 + 1 + shown.count, "\(heads)")
    }
  }

  @Test func `warns also whoever is shown nothing of how to handle it`() async throws {
    let note = "NOTE! Nothing of this may reach a guardian."
    let obliged = try await show([.identity], under: [.withholdFromGuardians])
    #expect(obliged.output.hasPrefix(note) || obliged.output.contains("\n" + note))
    #expect(!(try await show([.identity])).output.contains(note))
    let told = try await show([.identity], form: "json", under: [.withholdFromGuardians])
    let words = try JSONScanner.parse(Array(told.output.utf8))["obligations"]?.array
    #expect(words?.map(\.string) == ["withhold-from-guardians"])
  }

  @Test func `names whom to ask to a program, too, and only where something is withheld`()
    async throws
  {
    let part = try await show([.matter], form: "json")
    let asked = try JSONScanner.parse(Array(part.output.utf8))
    #expect(asked["whole"]?.bool == false)
    #expect(asked["ask"]?.array?.map { $0["function"]?.string } == ["social.reception"])
    #expect(asked["sections"]?.array?.count == 1)
    let whole = try await show(Set(DataClass.allCases), form: "json")
    #expect(try JSONScanner.parse(Array(whole.output.utf8))["ask"]?.array == [])
  }

  /// What `inbox show` writes of a message of which this recipient may see only some.
  private func show(
    _ classes: Set<DataClass>, form: String = "table", under obligations: Set<Obligation> = [],
    in variables: [String: String] = ["LANG": "en_GB.UTF-8"]
  ) async throws -> Outcome {
    var generator = SystemRandomNumberGenerator()
    let delivery = DeliveryID(using: &generator)
    let whole = try sample.delivery(of: sample.message(), id: delivery)
    let message = try SignedMessage(envelope: whole.envelope, sections: whole.view)
    let shown = message.sections.filter { classes.contains($0.dataClass) }
    let view = View(of: message, showing: shown)
    let isWhole = shown.count == message.sections.count
    let deliver = BrokerCommand.Deliver(
      delivery: delivery, attempt: 1, lease: 30, function: whole.function, thread: whole.thread,
      lane: whole.lane, isWhole: isWhole, hasGap: false, obligations: obligations,
      key: whole.key, proof: whole.proof, envelope: whole.envelope,
      view: isWhole ? whole.view : view.bytes)
    let line = "inbox show \(delivery.text) --output \(form)"
    return try await run(line, in: variables) { _, asked in
      guard case .open = asked.command else { return .usual }
      return .say(.deliver(deliver))
    }
  }

  @Test func `calls members in the reader's language what a schema knows, and all else as it is`()
    async throws
  {
    let changed = try Sample.document { text in
      text = text.replacing(
        "{\"name\":\"Kaja Exempel\"}",
        with: "{\"name\":\"Kaja Exempel\",\"smeknamn\":{\"name\":\"Kaj\"}}")
    }
    var generator = SystemRandomNumberGenerator()
    let message = try changed.compose(
      to: Destination(
        agency: sample.agency, deployment: sample.deployment, environment: .training,
        key: sample.member.verifyingKey.id), at: Sample.moment, drawing: &generator)
    let delivery = DeliveryID(using: &generator)
    let deliver = try sample.delivery(of: message, id: delivery)
    let outcome = try await run("inbox show \(delivery.text) --lang sv") { _, asked in
      guard case .open = asked.command else { return .usual }
      return .say(.deliver(deliver))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("\n  Namn: Kaja Exempel\n  smeknamn:\n    Namn: Kaj\n"))
    #expect(outcome.output.contains("\n  Kommun: 0581\n"))
    #expect(outcome.output.contains("\n      Hur säkert är det: "))
    #expect(!outcome.output.contains("municipality"))
  }

  private func label(_ state: String, _ lane: Lane) -> BrokerCommand.Label {
    var generator = SystemRandomNumberGenerator()
    return .init(
      delivery: DeliveryID(using: &generator), kind: .reportMandatory, lane: lane, state: state,
      accepted: Sample.moment, attempts: 1, version: 1)
  }

  private func names(in output: String) -> [String] {
    output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
  }

  private func run(
    _ line: String, in variables: [String: String] = ["LANG": "en_GB.UTF-8"],
    script: @escaping Edge.Script
  ) async throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this run's own.
    return try await withPollLoop(named: "test") { loop in
      let edge = Edge(loop, sample, script: script)
      try sample.write(in: folder, at: try await edge.listen())
      let words = line.split(separator: " ").map(String.init)
      return try await carryOut(
        words + ["--connection", folder + "/connection.json"], variables: variables)
    }
  }
}

@Suite struct `An id that begins with a hyphen` {
  static let ids = ["-abcDEF123456789", "-0rJ3T5mS8eV1xYzAbCdEg", "--rJ3T5mS8eV1xYzAbCdEg"]

  @Test(arguments: ids) func `is no option`(id: String) {
    let covered = Hyphenated.covered(["inbox", id])
    #expect(covered[0] == "inbox")
    #expect(!covered[1].hasPrefix("-"))
    #expect(Hyphenated.uncovered(covered[1]) == id)
  }

  @Test(arguments: ["-h", "--resume", "--abcdefghijklmn", "--view=AbCdEf012", "-"])
  func `is told from an option`(word: String) {
    #expect(Hyphenated.covered([word]) == [word])
  }

  @Test func `names a delivery`() async throws {
    let words = ["inbox", "ack", "-0rJ3T5mS8eV1xYzAbCdEg", "received"]
    let outcome = try await carryOut(words + ["--connection", "/nowhere/connection.json"])
    #expect(outcome.exit == 78)
    #expect(outcome.output.isEmpty)
  }

  @Test func `confirms what it names`() async throws {
    let id = "-abcDEF123456789"
    let words = ["key", "revoke", "school", id, "--confirm", id]
    let outcome = try await carryOut(words + ["--connection", "/nowhere/connection.json"])
    #expect(outcome.exit == 78)
  }
}
