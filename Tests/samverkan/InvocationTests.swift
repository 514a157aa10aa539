import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Foundation
import Testing
import Wire
import ZeroMQ
import samverkan

/// A command that the program prints for somebody to go on with.
@Suite(.timeLimit(.minutes(20))) struct `A printed command` {
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

  static let program = "./build/samverkan"

  @Test func `works as it is, from a delivery that was taken to the case it comes into`()
    async throws
  {
    try await onDesk {
      let taken = try await call(["inbox", "take", delivery.text] + connection)
      let acknowledge = try printed("inbox ack", in: taken.output)
      #expect(acknowledge.contains("received"))
      #expect(acknowledge.suffix(2) == ["--connection", folder + "/connection.json"])
      let acknowledged = try await call(acknowledge)
      #expect(acknowledged.exit == 0, "\(acknowledged.complaints)")
      #expect(acknowledged.output.contains("received"))
      let again = try await call(["inbox", "take", delivery.text, "--ack", "read"] + connection)
      let committed = try await call(try printed("inbox ack", in: again.output))
      #expect(committed.exit == 0, "\(committed.complaints)")
      #expect(committed.output.contains("committed"))
    }
  }

  @Test func `works as it is, from a concern that was sent to what became of it`() async throws {
    try await onDesk {
      let sent = try await call(
        ["concern", "send", "-"] + connection, input: Sample.text())
      let status = try await call(try printed("concern status", in: sent.output))
      #expect(status.exit == 0, "\(status.complaints)")
      #expect(status.output.contains("The recipient's system has it."))
    }
  }

  @Test func `names an outbox that is not the usual one, and sends what it keeps`() async throws {
    let outbox = folder + "/box"
    try await onDesk(forging: 1) {
      let sent = try await call(
        ["concern", "send", "-", "--outbox", outbox] + connection, input: Sample.text())
      #expect(sent.exit == 69)
      let resume = try printed("concern send", in: sent.complaints)
      #expect(resume.contains("--resume") && resume.contains(outbox))
      let resumed = try await call(resume)
      #expect(resumed.exit == 0, "\(resumed.complaints)")
      #expect(resumed.output.contains("011-15 00 00"))
    }
  }

  @Test func `names no connection that nobody named`() async throws {
    try await onDesk {
      let variables = [
        "LANG": "en_GB.UTF-8", GlobalOptions.connectionVariable: folder + "/connection.json",
      ]
      let taken = try await carryOut(
        ["inbox", "take", delivery.text], variables: variables, calledAs: Self.program)
      let acknowledge = try printed("inbox ack", in: taken.output)
      #expect(!acknowledge.contains("--connection"))
      #expect(acknowledge.last?.hasPrefix("--view=") == true)
    }
  }

  @Test(arguments: [
    ("samverkan", "samverkan"), ("/usr/local/bin/samverkan", "/usr/local/bin/samverkan"),
    ("my build/samverkan", "'my build/samverkan'"), ("it's/samverkan", "'it'\\''s/samverkan'"),
  ])
  func `quotes what a shell would take apart`(program: String, printed: String) {
    let invocation = Invocation(program: program, connection: "a b.json")
    let filled = invocation.filled("{program} inbox ls{connection}")
    #expect(filled == "\(printed) inbox ls --connection 'a b.json'")
  }

  private var connection: [String] { ["--connection", folder + "/connection.json"] }

  /// The words of a printed command, without the program.
  private func printed(_ command: String, in text: String) throws -> [String] {
    let start = try #require(text.range(of: Self.program + " " + command), "\(text)")
    let line = text[start.lowerBound...].prefix { $0 != "\n" }
    // A sentence may end behind it.
    let words = line.split(separator: " ").dropFirst().map(String.init)
    let end = words.firstIndex { $0.hasSuffix(";") || $0.hasSuffix(".") } ?? words.count - 1
    return words[...end].map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ";.")) }
  }

  private func call(_ words: [String], input: String = "") async throws -> Outcome {
    try await carryOut(words, input: input, calledAs: Self.program)
  }

  /// An edge that hands over what is asked for, and whose first receipts are forged.
  private func onDesk(
    forging count: Int = 0, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    var generator = SystemRandomNumberGenerator()
    let forger = SigningKey(using: &generator)
    let script: Edge.Script = { edge, asked in
      switch asked.command {
      case .claim(let delivery): .say(edge.answer(to: delivery))
      case .publish(let publish) where edge.heardCount(.publish) <= count:
        .say(edge.receipt(for: publish.message, signedBy: forger))
      default: .usual
      }
    }
    try await withPollLoop(named: "test") { loop in
      let edge = Edge(loop, sample, script: script)
      try sample.write(in: folder, at: try await edge.listen())
      try await body()
    }
  }
}
