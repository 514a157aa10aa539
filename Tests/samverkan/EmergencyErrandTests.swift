import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Foundation
import Synchronization
import Testing
import Wire
import samverkan

@Suite(.timeLimit(.minutes(20))) struct `An errand of emergency` {
  private static let conversation = "f5fa543c-477d-4662-ba3a-b1aadf5afd4e"
  private static let emergency = "6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a"
  private static let answering =
    "--unit school.pupil-health --role school.rektor --worker anst-4711"

  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func `to declare sends who answers, for whom and how long, and never the reasons`()
    async throws
  {
    let reasons = try write("Han står utanför skolan.")
    let sent = Mutex<SignedMessage?>(nil)
    let outcome = try await run(
      "emergency declare \(Self.conversation) --for police.desk --reason violence --hours 2 "
        + "\(Self.answering) --because \(reasons.path)"
    ) { _, asked in
      if case .publish(let publish) = asked.command { sent.withLock { $0 = publish.message } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let message = try #require(sent.withLock { $0 })
    #expect(message.matter.kind == .emergencyDeclare)
    #expect(message.matter.conversation.description == Self.conversation)
    #expect(message.handling.persons.isEmpty)
    let terms = try #require(message.handling.particulars.emergency)
    #expect(terms.recipient.text == "police.desk")
    #expect((terms.reason, terms.worker.text) == (.violence, "anst-4711"))
    let term = terms.until - message.matter.sent
    #expect(term > .seconds(7000) && term <= .seconds(7200))
    let decision = try #require(message.handling.particulars.decision)
    #expect(decision.by.text == "school.rektor")
    #expect(decision.balancing == Digest32(hashing: reasons.bytes).wire)
    #expect(!String(decoding: message.sectionBytes, as: UTF8.self).contains("utanför"))
    #expect(outcome.output.hasPrefix("The emergency is declared."))
  }

  @Test func `to review tells what was found`() async throws {
    let reasons = try write("Ingen fara.")
    let sent = Mutex<SignedMessage?>(nil)
    let outcome = try await run(
      "emergency review \(Self.emergency) --conversation \(Self.conversation) "
        + "--finding unfounded \(Self.answering) --because \(reasons.path) --lang sv"
    ) { _, asked in
      if case .publish(let publish) = asked.command { sent.withLock { $0 = publish.message } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let found = try #require(sent.withLock { $0 }?.handling.particulars.review)
    #expect(found.emergency.description == Self.emergency)
    #expect((found.review, found.worker.text) == (.unfounded, "anst-4711"))
    #expect(outcome.output.hasPrefix("Granskningen är registrerad."))
  }

  @Test(arguments: [
    ("--hours 73", 64), ("--hours 0", 64), ("--worker 199006042387", 64),
    ("--worker Anna", 64), ("--reason anger", 64), ("--because /nowhere/reasons.txt", 66),
  ])
  func `to declare what cannot be one sends nothing`(change: String, exit: Int32) async throws {
    let reasons = try write("Skäl.")
    let sent = Mutex(0)
    let outcome = try await run(
      "emergency declare \(Self.conversation) --for police.desk --reason violence "
        + "\(Self.answering) --because \(reasons.path) \(change)"
    ) { _, asked in
      if asked.command.name == .publish { sent.withLock { $0 += 1 } }
      return .usual
    }
    #expect(outcome.exit == exit)
    #expect(sent.withLock { $0 } == 0)
  }

  @Test(arguments: [
    ("emergency ls", "  police.desk  holds "), ("emergency ls", "  awaited\n"),
    ("emergency ls --lang sv", "  police.desk  gäller  "),
    ("emergency show \(emergency) --lang sv", "Skäl           våld\n"),
    ("emergency show \(emergency)", "Unit's head"),
    ("emergency show \(emergency) --output ndjson", #""review":"awaited""#),
  ])
  func `to see them shows agencies, functions and states`(
    line: String, expected: String
  ) async throws {
    let members = """
      "emergency":"\(Self.emergency)","agency":"school","for":"police.desk","reason":"violence",\
      "declared":"2026-11-19T14:30:00Z","until":"2026-11-20T14:30:00Z","state":"open",\
      "review":"awaited"
      """
    let answer = try JSONScanner.parse(
      Array(
        (line.hasPrefix("emergency ls")
          ? #"{"act":"emergency.ls","emergencies":[{\#(members)}]}"#
          : #"{"act":"emergency.show","emergency":{\#(members),"head":"social.heads"}}"#).utf8))
    let outcome = try await run(line) { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(.admin(answer))
    }
    #expect(outcome.output.contains(expected), "\(outcome.output)\(outcome.complaints)")
  }

  @Test func `to see none says so`() async throws {
    let outcome = try await run("emergency ls") { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(
        .admin(
          .object([.init("act", .string("emergency.ls")), .init("emergencies", .array([]))])))
    }
    #expect(outcome.output == "No emergency is declared.\n")
  }

  private func write(_ text: String) throws -> (path: String, bytes: [UInt8]) {
    let path = folder + "/reasons.txt"
    try Data(text.utf8).write(to: URL(filePath: path))
    return (path, Array(text.utf8))
  }

  private func run(
    _ line: String, script: @escaping Edge.Script
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, script: script)
  }
}
