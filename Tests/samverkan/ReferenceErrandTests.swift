import AdapterKit
import Concerns
import EdgeSupport
import Foundation
import Testing
import Wire
import ZeroMQ
import samverkan

/// What a person keeps of a receipt.
@Suite(.timeLimit(.minutes(20))) struct `A reference` {
  let sample: Sample
  let folder: String
  private var receipts: String { folder + "/receipts" }

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func `asks how far its message has come`() async throws {
    try await onDesk { edge in
      let sent = try await sent()
      let noted = try String(contentsOfFile: receipts, encoding: .utf8)
      #expect(noted == "\(sent.reference) \(sent.id) \(sent.accepted)\n")
      let rights = try FileManager.default.attributesOfItem(atPath: receipts)[.posixPermissions]
      #expect(rights as? Int == 0o600)
      for name in [sent.reference, sent.reference.lowercased(), sent.id] {
        let told = try await run("concern status \(name) --output plain")
        #expect(told.output == "id\t\(sent.id)\nword\tdelivered\n", "\(told.complaints)")
      }
      #expect(await edge.heardCount(.status) == 3)
    }
  }

  @Test func `that was noted nowhere is told to be given as an id`() async throws {
    try await onDesk { edge in
      _ = try await sent()
      let told = try await run("concern status 0000-0000-0000")
      #expect(told.exit == 66)
      #expect(told.complaints.contains("no receipt with the reference 0000-0000-0000 here"))
      #expect(told.complaints.contains(receipts))
      #expect(await edge.heardCount(.status) == 0)
      // What is neither has the wrong form.
      let neither = try await run("concern status 0000-0000-000U")
      #expect(neither.exit == 64)
      #expect(neither.complaints.contains("the reference from the receipt, or the message's id"))
    }
  }

  @Test func `of an old receipt makes room when there are too many`() async throws {
    try await onDesk { _ in
      let id = "8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16"
      let lines = (0..<10_000).map { number in
        "0000-0000-\(String(10_000 + number).dropFirst()) \(id) 2026-11-20T18:20:00Z\n"
      }
      try Data(lines.joined().utf8).write(to: URL(filePath: receipts))
      let sent = try await sent()
      let kept = try String(contentsOfFile: receipts, encoding: .utf8).split(separator: "\n")
      #expect(kept.count == 5001)
      #expect(kept.first?.hasPrefix("0000-0000-5000 ") == true)
      #expect(kept.last?.hasPrefix(sent.reference + " ") == true)
    }
  }

  @Test func `is not named to be asked by where it could not be noted`() async throws {
    try await onDesk { _ in
      // A folder stands where the file should be.
      try FileManager.default.createDirectory(
        atPath: receipts, withIntermediateDirectories: false)
      let told = try await run("concern send -")
      #expect(told.exit == 0, "\(told.complaints)")
      let line = told.output.split(separator: "\n").first { $0.contains("concern status") }
      let name = try #require(line?.split(separator: "concern status ").last?.split(separator: " "))
      #expect(MessageID(String(name[0])) != nil, "\(told.output)")
    }
  }

  private func sent() async throws -> (reference: String, id: String, accepted: String) {
    let told = try await run("concern send - --json")
    let value = try JSONScanner.parse(Array(told.output.utf8))
    return (
      try #require(value["reference"]?.string), try #require(value["id"]?.string),
      try #require(value["accepted"]?.string)
    )
  }

  private func onDesk(_ body: @escaping @Sendable (Edge) async throws -> Void) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    try await withPollLoop(named: "test") { loop in
      let edge = Edge(loop, sample)
      try sample.write(in: folder, at: try await edge.listen())
      try await body(edge)
    }
  }

  private func run(_ line: String) async throws -> Outcome {
    let words = line.split(separator: " ").map(String.init)
    return try await carryOut(
      words + ["--connection", folder + "/connection.json"], input: Sample.text())
  }
}
