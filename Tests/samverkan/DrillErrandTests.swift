import AdapterKit
import Concerns
import EdgeSupport
import Foundation
import Synchronization
import Testing
import Wire
import samverkan

@Suite(.timeLimit(.minutes(20))) struct `An errand of drilling` {
  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test(arguments: [("reached", 0), ("unreached", 69)])
  func `goes through the broker, round by round, and tells whom it reached`(
    outcome: String, exit: Int32
  ) async throws {
    let asked = Mutex<[JSONValue]>([])
    let told = try await run("drill --at 2026-11-20T18:20:00Z --unit mottagning") { _, heard in
      guard case .admin(let request) = heard.command else { return .usual }
      asked.withLock { $0.append(request) }
      return .say(
        .admin(
          .object([
            .init("act", .string("bell.drill")), .init("to", .array([.string("social.jour")])),
            .init("outcome", .string(outcome)),
          ])))
    }
    #expect(told.exit == exit, "\(told.complaints)")
    let requests = asked.withLock { $0 }
    #expect(requests.compactMap { $0["round"]?.integer } == [1, 2, 3, 4])
    #expect(requests.allSatisfy { $0["unit"]?.string == "mottagning" })
    #expect(told.output.contains("social.jour"))
    #expect(told.output.contains("19.35"), "an hour ahead, and a quarter of an hour later")
  }

  @Test(arguments: [
    ("sv", "Mäklaren ringer ingen: den har ingen larmfil."),
    ("en", "The broker rings nobody: it has no bell file."),
  ])
  func `says once that the broker has no bell, and how to name one`(
    language: String, sentence: String
  ) async throws {
    let told = try await run("drill --lang \(language)") { _, heard in
      guard case .admin = heard.command else { return .usual }
      return .say(
        .admin(
          .object([
            .init("act", .string("bell.drill")), .init("to", .array([.string("social.jour")])),
            .init("outcome", .string("unreached")), .init("bell", .bool(false)),
          ])))
    }
    #expect(told.exit == 78)
    #expect(told.complaints.ranges(of: sentence).count == 1, "\(told.complaints)")
    #expect(told.complaints.contains("deploy/bell.yaml"))
    #expect(told.complaints.contains("samverkan.yaml"))
    #expect(told.complaints.contains("samverkan drill --bell"))
    // Whom it is about is worth knowing all the same, and nobody was tried in vain.
    #expect(told.output.ranges(of: "social.jour").count == 4)
    #expect(!told.output.contains("reached") && !told.output.contains("nådde"))
  }

  @Test func `of a unit that the broker does not know says so`() async throws {
    let told = try await run("drill --unit mottagningen") { _, heard in
      guard case .admin = heard.command else { return .usual }
      return .say(.problem(Problem(.badRequest, frame: 2, pointer: "/unit"), refusal: nil))
    }
    #expect(told.exit == 66)
    #expect(told.complaints.contains("named mottagningen"), "\(told.complaints)")
    #expect(!told.complaints.contains("schema"))
  }

  @Test func `without a broker needs a file to try`() async throws {
    let told = try await run("drill --dry-run") { _, heard in
      if case .admin = heard.command { Issue.record("a broker was asked") }
      return .usual
    }
    #expect(told.exit == 64)
  }

  private func run(
    _ line: String, script: @escaping Edge.Script
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, script: script)
  }
}
