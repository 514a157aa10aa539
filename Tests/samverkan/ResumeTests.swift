import AdapterKit
import EdgeSupport
import Evidence
import Foundation
import Testing
import Wire
import ZeroMQ
import samverkan

/// What a person does who was given no receipt.
@Suite(.timeLimit(.minutes(20))) struct `A message without a receipt` {
  let sample: Sample
  let folder: String
  let forger: SigningKey

  init() throws {
    var generator = SystemRandomNumberGenerator()
    sample = try Sample()
    forger = SigningKey(using: &generator)
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func `is sent again as the very same bytes, and only then forgotten`() async throws {
    try await onDesk(forging: 1) { edge in
      let first = try await run("concern send -")
      #expect(first.exit == 69)
      #expect(first.output.isEmpty)
      #expect(first.complaints.contains("samverkan concern send --resume"))
      #expect(first.complaints.contains(folder + "/outbox"))
      #expect(kept.count == 1)
      let resumed = try await run("concern send --resume")
      #expect(resumed.exit == 0, "\(resumed.complaints)")
      #expect(resumed.output.contains("011-15 00 00"))
      let publishes = await edge.publishes
      #expect(publishes.count == 2 && Set(publishes).count == 1)
      #expect(kept.isEmpty)
      let again = try await run("concern send --resume")
      #expect(again.exit == 0)
      #expect(again.output == "Nothing waits for a receipt.\n")
      #expect(await edge.publishes.count == 2)
    }
  }

  @Test func `is no other concern by mistake`() async throws {
    try await onDesk(forging: 1) { edge in
      _ = try await run("concern send -")
      let second = try await run("concern send -")
      #expect(second.exit == 75)
      #expect(second.complaints.contains("--anew"))
      #expect(await edge.publishes.count == 1)
      let anew = try await run("concern send - --anew")
      #expect(anew.exit == 0)
      #expect(anew.output.contains("Without a receipt yet: 1."))
      #expect(Set(await edge.publishes).count == 2)
    }
  }

  @Test func `is one too many when the outbox is full`() async throws {
    try await onDesk(forging: 0) { edge in
      try FileManager.default.createDirectory(
        atPath: folder + "/outbox", withIntermediateDirectories: true)
      for number in 1...Outbox.limit {
        _ = FileManager.default.createFile(
          atPath: folder + "/outbox/\(number).message", contents: nil,
          attributes: [.posixPermissions: 0o600])
      }
      let outcome = try await run("concern send -")
      #expect(outcome.exit == 75)
      #expect(outcome.complaints.contains("neither kept nor sent"))
      #expect(outcome.complaints.contains("--resume"))
      #expect(await edge.publishes.isEmpty)
      #expect(kept.count == Outbox.limit)
    }
  }

  @Test func `is told to a program as a list`() async throws {
    try await onDesk(forging: 1) { _ in
      _ = try await run("concern send -")
      let resumed = try await run("concern send --resume --json")
      let sheets = try JSONScanner.parse(Array(resumed.output.utf8)).array
      #expect(sheets?.count == 1)
      #expect(sheets?[0]["leaf"]?.string?.contains("accepted") == true)
    }
  }

  @Test func `is kept though no broker answered at all`() async throws {
    try await onDesk(forging: 0) { edge in
      await edge.stop()
      let sent = try await run("concern send -")
      #expect(sent.exit == 69)
      #expect(sent.output.isEmpty)
      #expect(sent.complaints.contains("Nothing has been sent; it is kept in"))
      #expect(kept.count == 1)
      #expect(await edge.publishes.isEmpty)
    }
  }

  @Test func `is told of before it is sent, when its sibling was never kept`() async throws {
    try await onDesk(forging: 2) { edge in
      let siblings = `An errand across a border`.siblings
      _ = try await run("concern send -", input: siblings)
      // The power went between the two: the second is nowhere, and nothing says that both were.
      for name in kept where try !head(of: name).hasSuffix(" 1/2") {
        try FileManager.default.removeItem(atPath: folder + "/outbox/" + name)
      }
      #expect(kept.count == 1)
      let first = try await run("concern send --resume")
      #expect(first.exit == 69)
      let told = try #require(first.complaints.firstRange(of: "Of 2 reports"))
      let unsent = try #require(first.complaints.firstRange(of: "--resume"))
      #expect(told.lowerBound < unsent.lowerBound)
      #expect(first.complaints.contains("only number 1 was kept"))
      let second = try await run("concern send --resume")
      #expect(second.exit == 65)
      #expect(second.output.contains("011-15 00 00"))
      #expect(second.complaints.contains("in a document about them alone"))
      #expect(kept.isEmpty)
      #expect(Set(await edge.publishes).count == 1)
    }
  }

  /// The first line of a file of the outbox.
  private func head(of name: String) throws -> String {
    let bytes = try Data(contentsOf: URL(filePath: folder + "/outbox/" + name))
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private var kept: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder + "/outbox")) ?? []
  }

  /// An edge whose first receipts are forged.
  private func onDesk(
    forging count: Int, _ body: @escaping @Sendable (Edge) async throws -> Void
  ) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    let forger = forger
    try await withPollLoop(named: "test") { loop in
      let edge = Edge(loop, sample) { edge, asked in
        guard case .publish(let publish) = asked.command, edge.heardCount(.publish) <= count
        else { return .usual }
        return .say(edge.receipt(for: publish.message, signedBy: forger))
      }
      try sample.write(in: folder, at: try await edge.listen())
      try await body(edge)
    }
  }

  private func run(_ line: String, input: String = Sample.text()) async throws -> Outcome {
    let words = line.split(separator: " ").map(String.init)
    return try await carryOut(
      words + ["--connection", folder + "/connection.json"], input: input)
  }
}
