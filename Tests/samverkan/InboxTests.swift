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
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

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
    #expect(outcome.complaints.contains("samverkan inbox ls social.reception --after=7\n"))
  }

  @Test(arguments: [
    ("inbox ack ID read", ProblemCode.unknownDelivery, "--view=VIEW"),
    ("inbox show ID", ProblemCode.leaseEnded, "It does not open again"),
  ])
  func `tells of what is settled that it is`(
    line: String, code: ProblemCode, remedy: String
  ) async throws {
    let settled = label("received", .report)
    let line = line.replacing("ID", with: settled.delivery.text)
    let outcome = try await run(line) { _, asked in
      switch asked.command {
      case .list: .say(.list([settled], next: nil))
      case .open, .claim: .say(.problem(Problem(code), refusal: nil))
      default: .usual
      }
    }
    #expect(outcome.exit == 66)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("already settled or acknowledged here: received"))
    #expect(outcome.complaints.contains(remedy))
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
    let order = ["guardians must not be told", "honour-related", "\nMatter", "\nIdentity"]
    let places = order.compactMap { outcome.output.range(of: $0)?.lowerBound }
    #expect(places.count == order.count && places == places.sorted())
    #expect(!outcome.output.contains("Acute:"))
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

  private func run(_ line: String, script: @escaping Edge.Script) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await withPollLoop(named: "test") { loop in
      let edge = Edge(loop, sample, script: script)
      try sample.write(in: folder, at: try await edge.listen())
      let words = line.split(separator: " ").map(String.init)
      return try await carryOut(words + ["--connection", folder + "/connection.json"])
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
